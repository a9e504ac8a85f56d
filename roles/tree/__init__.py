"""The one door that writes the tree: lock, read again, check, write, record; the numbers follow from `reports_to`."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.batches import batches
from roles.lock import locked, require_lock
from roles.models import Appointment, Change, ChangeKind, Link, Position
from roles.models.door import open_door
from roles.models.fields import KeyField
from roles.models.position import reports_in_words
from roles.record import Record, recording, values_of
from roles.soundness import NUMBER_FIELDS
from roles.suggesting.keeping import forget_notes, keep_all
from roles.tree import beside
from roles.tree.handing_over import hand_over
from roles.tree.moving import Goal, place_new, relocate, settle_manager, spots_of
from roles.tree.placing import add_to_counts
from roles.tree.rewriting import renumber_reachable, rewrite, stands_elsewhere
from roles.tree.spots import execute, line_above

# What is read of the line above says whether the manager will do.
UNCHECKED = (*NUMBER_FIELDS, "reports_to")
KEYS = tuple(each.name for each in Position._meta.concrete_fields if isinstance(each, KeyField))


class StaleEditError(ValidationError):
    """The position was changed by somebody else after it was read."""


@dataclass(slots=True)
class Changes:
    """What one transaction writes: new positions may report to each other; changed ones were read inside `writing`.

    Removed ones go with their appointments and links; nobody else may report to them afterwards.
    """

    new: Sequence[Position] = ()
    changed: Sequence[Position] = ()
    ended: dict[int, datetime.date] = field(default_factory=dict)
    removed: Collection[int] = ()


@contextmanager
def writing(kind: ChangeKind = ChangeKind.EDITED, undoes: Change | None = None) -> Iterator[Record]:
    """Hold the lock for one change of the chart, which is recorded; one inside another joins it."""
    with locked(), recording(kind, undoes) as record:
        yield record


def create_position(position: Position) -> Position:
    """Insert a position as the last of its peers."""
    with writing(ChangeKind.CREATED) as record, open_door():
        settle_manager(position)
        position.clean_fields(exclude=UNCHECKED)
        line = place_new(position)
        with _in_words(position):
            position.save(force_insert=True)
        add_to_counts(line, 1)
        record.codes.update({spot.id: spot.code for spot in line})
        record.add(position, None, values_of(position))
    return position


def save_position(position: Position) -> Position:
    """Write a position's own fields, and move its branch if the manager changed; may raise StaleEditError."""
    with writing() as record, open_door():
        fresh = _read(position.pk)
        if fresh.version != position.version:
            raise _stale(fresh)
        settle_manager(position)
        position.clean_fields(exclude=UNCHECKED)
        position.peer_order = fresh.peer_order
        if stands_elsewhere(values_of(fresh), position):
            goal = Goal(position.reports_to_id, is_placed=position.is_placed, ended_on=position.ended_on)
            relocate(record, position.pk, goal)
            fresh = _read(position.pk)
            position.peer_order, position.version = fresh.peer_order, fresh.version
        before, after = values_of(fresh), values_of(position)
        changed = [name for name in after if before[name] != after[name]]
        if changed:
            position.version += 1
            with _in_words(position):
                position.save(update_fields=[*changed, *KEYS, "version"])
            record.add(position, before, after)
    return position


def move_position(position_id: int, manager_id: int | None, *, with_reports: bool = True) -> None:
    """Let a position report to another manager, as the last of those who do, with its branch or alone.

    Alone, its reports go to its manager, and take its place there. One that has ended, or was not placed yet, stands
    in the chart again.
    """
    with writing(ChangeKind.MOVED) as record, open_door():
        alone = not with_reports and hand_over(record, position_id)
        relocate(record, position_id, Goal(manager_id), alone=alone)


def order_position(position_id: int, before_id: int | None) -> None:
    """Put a position before one of its peers, or behind the last."""
    with writing(ChangeKind.ORDERED) as record, open_door():
        spots = spots_of(position_id, before_id)
        manager_id = spots[position_id].reports_to_id
        if manager_id is None:
            raise ValidationError(_("A head has no peers to be put in order with."))
        if before_id is not None and (before_id == position_id or spots[before_id].reports_to_id != manager_id):
            raise ValidationError(_("The two no longer report to the same manager: look at the order again."))
        relocate(record, position_id, Goal(manager_id, before_id))


def delete_position(position_id: int, *, heir_id: int | None = None) -> None:
    """Delete a position with its appointments and links; its reports, if it has any, go to another manager."""
    with writing(ChangeKind.DELETED) as record, open_door():
        position = _read(position_id)
        _part_from_reports(record, position, heir_id)
        line = line_above(position.reports_to_id, spots_of(position_id))
        for model in (Appointment, Link):
            beside.remove_of(record, model, [position_id])
        record.add_deleted(position)
        execute("DELETE FROM roles_position WHERE id = %s", [position_id])
        add_to_counts(line, -1)


def deepest_first(position_ids: Collection[int]) -> list[int]:
    """Those that are there, reports before their managers."""
    found = Position.objects.filter(pk__in=position_ids).order_by("-level", "-lft")
    return list(found.values_list("pk", flat=True))


def end_position(position_id: int, day: datetime.date | None = None, *, heir_id: int | None = None) -> None:
    """Take a position out of the chart; its code stays, its appointments end that day, its reports go to another."""
    last = day or timezone.localdate()
    with writing(ChangeKind.ENDED) as record, open_door():
        position = _read(position_id)
        _part_from_reports(record, position, heir_id)
        beside.end_of(record, [position_id], last)
        relocate(record, position_id, Goal(None, ended_on=last), alone=True)


def apply(changes: Changes) -> None:
    """Write many positions at once, judged by the end state; call it inside `writing`, with positions read there."""
    require_lock()
    _refuse_stale(changes.changed)
    with writing() as record, open_door():
        ended = list(Position.objects.in_bulk(changes.ended).values())
        for position in ended:
            position.ended_on, position.reports_to_id, position.is_placed = changes.ended[position.pk], None, True
        for day in set(changes.ended.values()):
            beside.end_of(record, [key for key, last in changes.ended.items() if last == day], day)
        for position in (*changes.changed, *ended):
            position.version += 1
        for model in (Appointment, Link):
            beside.remove_of(record, model, list(changes.removed))
        rewrite(record, changes.new, [*changes.changed, *ended], changes.removed)


def repair() -> int:
    """Number the tree anew from `reports_to`, but for loops and what is below no head; returns how many were wrong."""
    with writing(ChangeKind.REPAIRED) as record:
        wrong = renumber_reachable()
        keep_all()
        if wrong:
            record.begin()
    return wrong


def remove_everything() -> None:
    """Delete all positions with their appointments, links and history: there is nothing left to be told of."""
    with writing() as record, open_door():
        record.counts_anyway = True
        for table in (
            "formervalues",
            "entry",
            "change",
            "appointment",
            "link",
            "searchpiece",
            "searchtext",
            "position",
        ):
            execute(f"DELETE FROM roles_{table}", [])  # noqa: S608
        forget_notes()


def _part_from_reports(record: Record, position: Position, heir_id: int | None) -> None:
    """Hand the reports of a position that leaves to another manager; without one they stand in the way."""
    if position.reports_count and heir_id is None:
        raise ValidationError(reports_in_words(position, Position.objects.filter(reports_to=position.pk).count()))
    if position.reports_count:
        hand_over(record, position.pk, heir_id)


def _refuse_stale(positions: Sequence[Position]) -> None:
    """Raise StaleEditError for an instance that was read before somebody else changed its position."""
    versions = {position.pk: position.version for position in positions}
    for keys in batches(list(versions)):
        for key, version in Position.objects.filter(pk__in=keys).values_list("pk", "version"):
            if version != versions[key]:
                raise _stale(_read(key))


def _stale(fresh: Position) -> StaleEditError:
    return StaleEditError(
        _("%(position)s was changed by somebody else meanwhile: open it again.") % {"position": fresh}
    )


def _read(position_id: int) -> Position:
    """The position as it is now; raises ValidationError when it is gone."""
    position = Position.objects.select_related("role").filter(pk=position_id).first()
    if position is None:
        raise ValidationError(_("This position is no longer there: somebody deleted it meanwhile."))
    return position


@contextmanager
def _in_words(position: Position) -> Iterator[None]:
    """Let the database judge a row, and the model say what it refuses."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        position.full_clean(exclude=NUMBER_FIELDS)
        raise
