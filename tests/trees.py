"""Plant small trees from indented text, and write them down again as such."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from roles import tree
from roles.models import Appointment, Chart, Link, Person, Position
from roles.models.door import open_door
from roles.numbering import Place, number
from roles.tree import beside


def plant(text: str, **defaults: Any) -> dict[str, Position]:
    """Create positions from indented text, one a line: the code, perhaps a title, perhaps a holder behind a colon.

    Several lines without indentation are several heads, which are then allowed.
    """
    planted: dict[str, Position] = {}
    line: list[tuple[int, Position]] = []
    rows = [row for row in text.splitlines() if row.strip()]
    margin = min((len(row) - len(row.lstrip()) for row in rows), default=0)
    if sum(len(row) - len(row.lstrip()) == margin for row in rows) > 1:
        Chart.current()
        Chart.objects.update(allows_several_heads=True)
    holders: list[tuple[Position, str]] = []
    for order, row in enumerate(rows, 1):
        depth = len(row) - len(row.lstrip())
        line = [(level, position) for level, position in line if level < depth]
        words, _colon, holder = row.strip().partition(":")
        code, _blank, title = words.strip().partition(" ")
        manager = line[-1][1] if line else None
        position = Position(
            code=code, title=title or f"Title of {code}", reports_to=manager, peer_order=order, **defaults
        )
        line.append((depth, position))
        planted[code] = position
        if holder.strip():
            holders.append((position, holder.strip()))
    with tree.writing():
        tree.apply(tree.Changes(new=list(planted.values())))
    for position, name in holders:
        appoint(position, name)
    return planted


def appoint(position: Position, name: str, **values: Any) -> Appointment:
    """Let a person of that name hold the position; the same name is the same person."""
    person = Person.objects.filter(name=name).first() or Person.objects.create(
        name=name, number=f"N{Person.objects.count() + 1}"
    )
    return write_appointment(position=position, person=person, **values)


def write_appointment(**values: Any) -> Appointment:
    """Write an appointment, checked by the database alone."""
    appointment = Appointment(**values)
    with tree.writing() as record:
        beside.write(record, Appointment, [appointment])
    return appointment


def remove_appointments(position: Position) -> None:
    """Delete the appointments of a position."""
    with tree.writing() as record:
        beside.remove_of(record, Appointment, [position.pk])


def write_link(**values: Any) -> Link:
    """Write a link, checked by the database alone."""
    row = Link(**values)
    with tree.writing() as record:
        beside.write(record, Link, [row])
    return row


def outline(positions: Iterable[Position] | None = None) -> str:
    """Positions as indented text, two blanks a level, in tree order."""
    rows = Position.objects.in_chart().in_tree_order() if positions is None else positions
    return "\n".join("  " * position.level + position.code for position in rows)


def break_tree(sql: str, *values: int | str) -> None:
    """Write positions past every check, by a statement that somebody else could have sent."""
    with open_door(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def plant_by_hand(managers: Sequence[int], **defaults: Any) -> list[Position]:
    """Write positions P0, P1, ... past every check: of each the index of its manager, -1 for a head.

    This is how a tree gets there that no door would let in, such as one of five thousand levels.
    """
    places = [Place(key, above + 1 or None, key) for key, above in enumerate(managers, 1)]
    numbers = number(places)
    first = (Position.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    rows = []
    for place in places:
        own = numbers[place.key]
        row = Position(pk=first + place.key - 1, code=f"P{place.key - 1}", peer_order=place.order, **defaults)
        row.title = row.title or f"Title of {row.code}"
        row.reports_to_id = first + place.manager - 1 if place.manager else None
        row.tree_id, row.level, row.lft, row.rght = own.tree, own.level, own.lft, own.rght
        row.reports_count = own.reports
        rows.append(row)
    with open_door():
        Position.objects.bulk_create(rows, batch_size=500)
    return rows
