"""Write many positions at once, judged by the end state and numbered in one pass: for roles.tree alone."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from roles.batches import BATCH, batches
from roles.bulk import insert_all
from roles.models import Position
from roles.models.door import open_door, require_open_door
from roles.numbering import Numbers, Place, number
from roles.record import Record, Values, plain, present_values, values_of
from roles.soundness import NUMBER_FIELDS, reachable_places, read_places
from roles.tree.end_state import manager_key, number_end_state, refuse_managers_outside_chart, refuse_more_heads

OWN_FIELDS = (
    "code", "code_key", "title", "role", "department", "organisation", "location", "grade", "reports_to", "peer_order",
    "is_assistant", "posts", "is_placed", "ended_on", "notes", "search_key", "version",
)  # fmt: skip
# Where a position stands follows from these.
PLACE_FIELDS = frozenset(("reports_to_id", "peer_order", "is_placed", "ended_on"))
SET_NUMBERS = "UPDATE roles_position SET tree_id = {}, level = {}, lft = {}, rght = {}, reports_count = {}"


def rewrite(
    record: Record, new: Sequence[Position], changed: Sequence[Position], removed: Collection[int] = ()
) -> None:
    """Write new positions, which may report to each other, and changed ones, and delete those that go.

    New ones have a key already where they come back after they were deleted.
    """
    before = present_values(Position, [position.pk for position in changed])
    for position in changed:
        if position.pk not in before:
            raise ValidationError(_("%(position)s is no longer there: read it again.") % {"position": position})
    heads_before = Position.objects.heads().count()
    if new or removed or any(stands_elsewhere(before[position.pk], position) for position in changed):
        renumber_all(new, changed, removed)
    with open_door():
        _remove(record, removed)
        _insert(new)
        _save(changed)
    refuse_more_heads(heads_before)
    refuse_managers_outside_chart()
    record.codes.update({position.pk: position.code for position in (*new, *changed)})
    record.learn_codes(position.reports_to_id for position in (*new, *changed))
    record.learn_codes(values["reports_to_id"] for values in before.values())
    for position in new:
        record.add(position, None, values_of(position))
    for position in changed:
        record.add(position, before[position.pk], values_of(position))
        if before[position.pk]["reports_to_id"] != position.reports_to_id:
            record.touched.moved_along += position.reports_count


def stands_elsewhere(before: Values, position: Position) -> bool:
    """True when another place follows from what is to be written."""
    if position.reports_to_id is None and position.reports_to is not None:
        return True
    return any(before[name] != plain(getattr(position, name)) for name in PLACE_FIELDS)


def renumber_all(new: Sequence[Position], changed: Sequence[Position], removed: Collection[int]) -> None:
    """Number the whole end state, on the instances that are to be written and, of all others, in the database."""
    gone = set(removed)
    places = {place.key: place for place in read_places() if place.key not in gone}
    keys = {id(position): position.pk or -index for index, position in enumerate(new, 1)}
    for position in [*changed, *new]:
        key = keys.get(id(position), position.pk)
        present = places[key].numbers if key in places else None
        places[key] = Place(key, manager_key(position, keys), position.peer_order, present)
    numbers = number_end_state(places, {keys[id(position)]: position for position in new})
    for position in [*changed, *new]:
        set_numbers(position, numbers[keys.get(id(position), position.pk)])
    written = {keys.get(id(position), position.pk) for position in [*changed, *new]}
    wrong = {key for key, place in places.items() if place.numbers and numbers[key] != place.numbers}
    with open_door():
        write_numbers([(key, numbers[key]) for key in sorted(wrong - written)])


def renumber_reachable() -> int:
    """Number everybody whom a head is above, however deep; returns how many had other numbers."""
    places = reachable_places()
    numbers = number(places.values())
    wrong = [(key, numbers[key]) for key, place in places.items() if numbers[key] != place.numbers]
    with open_door():
        write_numbers(wrong)
    return len(wrong)


def set_numbers(position: Position, numbers: Numbers) -> None:
    """Put numbers on an instance, to be written."""
    position.tree_id, position.level = numbers.tree, numbers.level
    position.lft, position.rght = numbers.lft, numbers.rght
    position.reports_count = numbers.reports


def write_numbers(rows: Sequence[tuple[int, Numbers]]) -> None:
    """Write the numbers of positions that are there; PostgreSQL takes them as arrays, in one statement."""
    require_open_door()
    values = [(own.tree, own.level, own.lft, own.rght, own.reports, key) for key, own in rows]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(SET_NUMBERS.format(*["%s"] * 5) + " WHERE id = %s", values)
        elif values:
            source = f" FROM unnest({', '.join(['%s::bigint[]'] * 6)}) AS given(a, b, c, d, e, id)"
            names = (f"given.{name}" for name in "abcde")
            sql = f"{SET_NUMBERS.format(*names)}{source} WHERE roles_position.id = given.id"
            cursor.execute(sql, [list(column) for column in zip(*values, strict=True)])


def _remove(record: Record, keys: Collection[int]) -> None:
    """Delete positions, the deepest first."""
    found = Position.objects.in_bulk(keys)
    record.codes.update({key: position.code for key, position in found.items()})
    record.learn_codes(position.reports_to_id for position in found.values())
    for position in sorted(found.values(), key=lambda position: position.level, reverse=True):
        record.add_deleted(position)
    ordered = sorted(found, key=lambda key: found[key].level, reverse=True)
    for batch in batches(ordered):
        Position.objects.filter(pk__in=batch)._raw_delete("default")


def _insert(new: Sequence[Position]) -> None:
    """Insert positions level by level, so that each manager has its key before its reports need it."""
    by_level: defaultdict[int, list[Position]] = defaultdict(list)
    for position in new:
        by_level[position.level].append(position)
    for _level, positions in sorted(by_level.items()):
        for position in positions:
            # A manager who is new as well has a key by now.
            if position.reports_to_id is None and position.reports_to is not None:
                position.reports_to_id = position.reports_to.pk
        insert_all(positions)


def _save(positions: Sequence[Position]) -> None:
    """Write whole positions that are there, as an upsert: ten times as fast as `bulk_update` of so many fields.

    The rows can't have gone meanwhile: they were read under the lock.
    """
    fields = [*OWN_FIELDS, *NUMBER_FIELDS]
    Position.objects.bulk_create(
        positions, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
