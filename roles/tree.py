"""The one door that writes the tree: lock, read again, check, write; the numbers follow from `reports_to`."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.end_state import manager_key, number_end_state, refuse_managers_outside_chart, refuse_more_heads
from roles.lock import locked, require_lock
from roles.models import Appointment, Chart, Position
from roles.models.door import open_door
from roles.models.position import reports_in_words
from roles.numbering import Numbers, Place
from roles.soundness import NUMBER_FIELDS, read_places

BATCH = 500
OWN_FIELDS = (
    "code", "code_key", "title", "role", "department", "organisation", "location", "grade", "reports_to", "peer_order",
    "is_assistant", "posts", "is_placed", "ended_on", "notes", "search_key", "version",
)  # fmt: skip


class StaleEditError(ValidationError):
    """The position was changed by somebody else after it was read."""


@dataclass(slots=True)
class Changes:
    """What one transaction writes: new positions may report to each other; changed ones were read inside `writing`."""

    new: Sequence[Position] = ()
    changed: Sequence[Position] = ()
    ended: dict[int, datetime.date] = field(default_factory=dict)


@contextmanager
def writing() -> Iterator[None]:
    """Hold the lock for a change of the tree, which gets a new version by it."""
    with locked():
        yield
        Chart.objects.filter(pk=Chart.current().pk).update(version=F("version") + 1)


def create_position(position: Position) -> Position:
    """Insert a position as the last of its peers, unless it says its order."""
    with writing():
        position.full_clean(exclude=NUMBER_FIELDS)
        position.peer_order = position.peer_order or _next_order(position)
        _write([position], [])
    return position


def save_position(position: Position) -> Position:
    """Write a position's own fields, and move its branch if the manager changed; may raise StaleEditError."""
    with writing():
        fresh = _read(position.pk)
        if fresh.version != position.version:
            raise StaleEditError(
                _("%(position)s was changed by somebody else meanwhile: open it again.") % {"position": fresh}
            )
        position.full_clean(exclude=NUMBER_FIELDS)
        if fresh.reports_to_id != position.reports_to_id and fresh.peer_order == position.peer_order:
            position.peer_order = _next_order(position)
        position.version += 1
        _write([], [position])
    return position


def move_position(position_id: int, manager_id: int | None, *, with_reports: bool = True) -> Position:
    """Let a position report to another manager, with its branch or alone: then its reports go to its manager.

    One that has ended, or was not placed yet, stands in the chart again.
    """
    with writing():
        position = _read(position_id)
        left = [] if with_reports else list(Position.objects.filter(reports_to=position).select_related("role"))
        if left and position.reports_to_id is None:
            raise ValidationError(_("The head can't move without its reports: they would report to nobody."))
        for report in left:
            report.reports_to_id, report.version = position.reports_to_id, report.version + 1
        position.reports_to_id, position.is_placed, position.ended_on = manager_id, True, None
        position.version += 1
        if with_reports:
            position.clean()
        position.peer_order = _next_order(position)
        _write([], [*left, position])
    return position


def delete_position(position_id: int) -> None:
    """Delete a position that nobody reports to, with its appointments and links."""
    with locked():
        _read(position_id)
        delete_positions([position_id])


def delete_positions(position_ids: Collection[int]) -> None:
    """Delete positions that nobody reports to but each other, with their appointments and links."""
    with writing():
        positions = Position.objects.in_bulk(position_ids)
        _refuse_reports(positions.values(), but=positions)
        by_level: defaultdict[int, list[int]] = defaultdict(list)
        for position in positions.values():
            by_level[position.level].append(position.pk)
        for _level, keys in sorted(by_level.items(), reverse=True):
            for at in range(0, len(keys), BATCH):
                with open_door():
                    Position.objects.filter(pk__in=keys[at : at + BATCH]).delete()
        _write([], [])


def end_position(position_id: int, day: datetime.date | None = None) -> None:
    """Take a position that nobody reports to out of the chart; its code stays, its appointments end that day."""
    with writing():
        _refuse_reports([_read(position_id)])
        apply(Changes(ended={position_id: day or timezone.localdate()}))


def apply(changes: Changes) -> None:
    """Write many positions at once, judged by the end state; call it inside `writing`, with positions read there."""
    require_lock()
    ended = list(Position.objects.in_bulk(changes.ended).values())
    _end(ended, changes.ended)
    for position in changes.changed:
        position.version += 1
    _write(changes.new, [*changes.changed, *ended])


def repair() -> int:
    """Number the whole tree anew from `reports_to`; returns how many positions were wrong."""
    with writing():
        return _write([], [])


def remove_everything() -> None:
    """Delete all positions with their appointments and links."""
    with writing(), open_door():
        Position.objects.update(reports_to=None, level=0)
        Position.objects.all().delete()


def _read(position_id: int) -> Position:
    """The position as it is now; raises ValidationError when it is gone."""
    position = Position.objects.select_related("role").filter(pk=position_id).first()
    if position is None:
        raise ValidationError(_("This position is no longer there: somebody deleted it meanwhile."))
    return position


def _next_order(position: Position) -> int:
    """The order that makes a position the last of its peers."""
    peers = Position.objects.filter(reports_to=position.reports_to_id).exclude(pk=position.pk)
    return int(peers.aggregate(last=Max("peer_order"))["last"] or 0) + 1


def _refuse_reports(positions: Iterable[Position], but: Collection[int] = ()) -> None:
    """Nobody may lose their manager by the way; those who go too don't."""
    managers = {position.pk: position for position in positions}
    left: Counter[int] = Counter()
    keys = list(managers)
    for at in range(0, len(keys), BATCH):
        reports = Position.objects.filter(reports_to__in=keys[at : at + BATCH]).values_list("pk", "reports_to")
        left.update(manager for report, manager in reports if manager and report not in but)
    for manager, count in left.items():
        raise ValidationError(reports_in_words(managers[manager], count))


def _end(positions: Iterable[Position], days: dict[int, datetime.date]) -> None:
    """Take positions out of the chart in memory, and end their appointments in the database."""
    on_day: defaultdict[datetime.date, list[int]] = defaultdict(list)
    for position in positions:
        position.ended_on, position.reports_to_id, position.is_placed = days[position.pk], None, True
        position.version += 1
        on_day[position.ended_on].append(position.pk)
    for day, keys in on_day.items():
        for at in range(0, len(keys), BATCH):
            held = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=day), position__in=keys[at : at + BATCH])
            held.filter(start__gt=day).delete()
            held.update(end=day)


def _write(new: Sequence[Position], changed: Sequence[Position]) -> int:
    """Number the end state, check it, write what differs; returns how many rows that were there got other numbers."""
    places = {place.key: place for place in read_places()}
    heads_before = Position.objects.heads().count()
    keys = {id(position): -index for index, position in enumerate(new, 1)}
    for position in changed:
        if position.pk not in places:
            raise ValidationError(_("%(position)s is no longer there: read it again.") % {"position": position})
    for position in [*changed, *new]:
        key = position.pk or keys[id(position)]
        before = places[key].numbers if key in places else None
        places[key] = Place(key, manager_key(position, keys), position.peer_order, before)
    numbers = number_end_state(places, {keys[id(position)]: position for position in new})
    moved = {key for key, place in places.items() if key > 0 and numbers[key] != place.numbers}
    others = [Position(pk=key) for key in sorted(moved.difference(position.pk for position in changed))]
    for position in [*changed, *others]:
        _set_numbers(position, numbers[position.pk])
    with open_door():
        _insert(new, [numbers[keys[id(position)]] for position in new])
        _save(changed)
        Position.objects.bulk_update(others, NUMBER_FIELDS, batch_size=BATCH)
    refuse_more_heads(heads_before)
    refuse_managers_outside_chart()
    return len(moved)


def _insert(new: Sequence[Position], numbers: Sequence[Numbers]) -> None:
    """Insert positions level by level, so that each manager has its key before its reports need it."""
    by_level: defaultdict[int, list[Position]] = defaultdict(list)
    for position, places in zip(new, numbers, strict=True):
        _set_numbers(position, places)
        by_level[places.level].append(position)
    for _level, positions in sorted(by_level.items()):
        Position.objects.bulk_create(positions, batch_size=BATCH)


def _save(positions: Sequence[Position]) -> None:
    """Write whole positions that are there, as an upsert: ten times as fast as `bulk_update` of so many fields.

    The rows can't have gone meanwhile: they were read under the lock.
    """
    fields = [*OWN_FIELDS, *NUMBER_FIELDS]
    Position.objects.bulk_create(
        positions, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _set_numbers(position: Position, numbers: Numbers) -> None:
    """Put numbers on an instance, to be written."""
    position.tree_id, position.level = numbers.tree, numbers.level
    position.lft, position.rght = numbers.lft, numbers.rght
    position.reports_count = numbers.reports
