"""Say in the cells of a table what is known of one side of a comparison, fact by fact."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.below import Below
from roles.facts import MEANINGS, Text
from roles.models import Focus, ManagementLevel, PlanningHorizon, Role, Scope
from roles.phrases import NOTHING, Part, Sentence, listed, plain, sentence, written
from roles.sentences import held_now
from roles.sides.seats import Seats
from roles.sides.side import AnySide, RoleSide, Side

# The display methods of Django's models take ten times as long.
CHOICES: dict[str, type[TextChoices]] = {
    "management_level": ManagementLevel,
    "scope": Scope,
    "focus": Focus,
    "planning_horizon": PlanningHorizon,
}
FACTS = tuple(CHOICES)
# What each position of a role may say otherwise.
OF_A_PLACE = ("organisation", "location", "grade", "span", "layers", "headcount", "departments")
MOST_DEPARTMENTS = 3


@dataclass(frozen=True)
class Cell:
    """What stands on one side, empty where it is not known, and what it means."""

    text: Sentence
    meaning: Text = ""
    is_number: bool = False
    is_open: bool = False  # another one for each position of a role


EMPTY = Cell(NOTHING)


def fact_of(role: Role | None, name: str) -> str:
    """Return what a fact of a role is, empty where it is not written down."""
    value = getattr(role, name) if role else ""
    return str(CHOICES[name](value).label) if value else ""


def fact_name(name: str) -> str:
    """Return what a fact is called."""
    return str(Role._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # a relation has none, a fact has one


def names_of_facts() -> dict[str, str]:
    """Name the facts of a side, in the order of the table."""
    return {
        "holder": _("Holder"),
        "role": _("Role"),
        **{name: capfirst(fact_name(name)) for name in FACTS},
        "purpose": _("Purpose"),
        "department": _("Department"),
        "organisation": _("Organisation"),
        "location": _("Location"),
        "grade": _("Grade"),
        "level": _("Level"),
        "span": _("Span of control"),
        "layers": _("Layers below"),
        "reports": _("Reports"),
        "headcount": _("Headcount"),
        "departments": _("Departments covered"),
    }


def cells_of(side: AnySide, below: Mapping[int, Below]) -> dict[str, Cell]:
    """Return what is known of one side, by the facts that `names_of_facts` names."""
    place = cells_of_role(side) if isinstance(side, RoleSide) else cells_of_position(side, below)
    role = side.role
    if role is None:
        return place
    return place | {
        "role": Cell(Sentence((Part(role.title, role.get_absolute_url(), is_name=True),))),
        **{name: fact_cell(role, name) for name in FACTS},
        "purpose": text_cell(role.purpose.strip()),
    }


def cells_of_position(side: Side, below: Mapping[int, Below]) -> dict[str, Cell]:
    """Return what the place of a position says of it."""
    position = side.position
    texts = {
        "holder": Cell(held_now(position)),
        "department": text_cell(position.department.name if position.department else ""),
        "organisation": text_cell(position.organisation),
        "location": text_cell(position.location),
        "grade": text_cell(position.grade),
    }
    if not position.is_in_chart:
        return texts
    numbers = below[position.pk]
    return texts | {
        "level": number_cell(len(side.line), in_levels(len(side.line))),
        "span": number_cell(position.span, ngettext("direct report", "direct reports", position.span)),
        "layers": number_cell(numbers.layers, ngettext("level of reports", "levels of reports", numbers.layers)),
        "reports": number_cell(position.reports_count, in_reports(position.reports_count)),
        "headcount": number_cell(
            numbers.headcount, ngettext("person below", "people below, each counted once", numbers.headcount)
        ),
        "departments": number_cell(
            numbers.departments,
            ngettext("department of the positions below", "departments of the positions below", numbers.departments),
        ),
    }


def in_levels(number: int) -> str:
    """Say what a level counts."""
    return ngettext("step below the head", "steps below the head", number)


def in_reports(number: int) -> str:
    """Say what reports are."""
    return ngettext("position below, direct or not", "positions below, direct or not", number)


def cells_of_role(side: RoleSide) -> dict[str, Cell]:
    """Return what the places of a role's positions say of it; what differs from one to the other is left open."""
    seats = side.seats
    cells = dict.fromkeys(OF_A_PLACE, Cell(NOTHING, is_open=True)) if seats else {}
    return cells | {
        "holder": Cell(how_many(seats)),
        "department": Cell(several_names(seats.departments, seats.department_count)),
        "level": range_cell(seats.levels, in_levels),
        "reports": range_cell(seats.reports, in_reports),
    }


def how_many(seats: Seats) -> Sentence:
    """Say how many positions have a role, and how many of them are vacant."""
    count, vacant = len(seats), seats.vacant
    positions = sentence(ngettext("%(number)s position", "%(number)s positions", count), number=Part(written(count)))
    if not vacant:
        return positions
    pattern = ngettext("%(positions)s, %(number)s of them vacant", "%(positions)s, %(number)s of them vacant", vacant)
    return sentence(pattern, positions=positions, number=Part(written(vacant)))


def several_names(names: Sequence[str], count: int) -> Sentence:
    """Name the first few, and say how many others there are."""
    more = count - MOST_DEPARTMENTS
    if more <= 1:
        return listed(names)
    others = ngettext("%(number)s other", "%(number)s others", more)
    return listed([*names[:MOST_DEPARTMENTS], sentence(others, number=more)])


def range_cell(ends: tuple[int, int] | None, meaning: Callable[[int], str]) -> Cell:
    """Return the smallest and the largest of some numbers, nothing of none."""
    if ends is None:
        return EMPTY
    least, most = ends
    if least == most:
        return number_cell(least, meaning(least))
    text = sentence(_("%(least)s to %(most)s"), least=Part(written(least)), most=Part(written(most)))
    return Cell(text, meaning(most), is_number=True)


def fact_cell(role: Role, name: str) -> Cell:
    """Return a fact of a role with what it means."""
    value = getattr(role, name)
    return Cell(plain(capfirst(fact_of(role, name))) if value else NOTHING, MEANINGS.get(value, ""))


def text_cell(text: str) -> Cell:
    """Return a text of the organisation's own."""
    return Cell(Sentence((Part(text, is_name=True),))) if text else EMPTY


def number_cell(number: int, meaning: Text) -> Cell:
    """Return a number, and what it counts."""
    return Cell(plain(written(number)), meaning, is_number=True)
