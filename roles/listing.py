"""Put into words what lists say of positions that came with their holders: one row each, ready to be shown."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import AppointmentKind, Position
from roles.phrases import written
from roles.sentences import held_now, holders_of, is_vacant


class Row(NamedTuple):
    """A position in a list; a tag stands in place of the holders where there are none to name.

    Templates take it apart into its names: looking them up one by one would take longer than all else on the page.
    """

    url: str
    title: str
    colour: str
    department: str
    tag: str
    is_vacant: bool
    held: tuple[tuple[str, str, bool], ...]  # each part of the sentence: its text, where it leads, whether it is a name
    reports: str


def listed(positions: Iterable[Position]) -> list[Row]:
    """Return a row for each position."""
    tags = {"ended": _("ended"), "vacant": _("vacant"), "held": ""}
    return [row_of(position, tags) for position in positions]


def row_of(position: Position, tags: dict[str, str]) -> Row:
    """Put one position into words."""
    state = "ended" if position.ended_on else "vacant" if is_vacant(position) else "held"
    department = position.department
    return Row(
        url=position.get_absolute_url(),
        title=position.shown_title,
        colour=department.colour if department else "",
        department=department.name if department else "",
        tag=tags[state],
        is_vacant=state == "vacant",
        held=names_in(position) if state == "held" else (),
        reports=reports_of(position),
    )


def names_in(position: Position) -> tuple[tuple[str, str, bool], ...]:
    """Who holds a position, the sentence taken apart; of most positions it is one name."""
    held_by = holders_of(position)
    if len(held_by) == 1 and held_by[0].kind == AppointmentKind.SUBSTANTIVE and (person := held_by[0].person):
        return ((person.name, person.get_absolute_url(), True),)
    return tuple((part.text, part.url, part.is_name) for part in held_now(position))


def reports_of(position: Position) -> str:
    """How many report to a position, directly or not."""
    reports = ngettext("%(number)s report", "%(number)s reports", position.reports_count)
    return reports % {"number": written(position.reports_count)} if position.reports_count else ""
