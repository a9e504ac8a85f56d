"""Set two positions side by side: what differs, what they share, and what only one of them has."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.facts import MEANINGS, Text
from roles.models import Link, LinkKind, Position, Role
from roles.pairs import Pair, Side
from roles.phrases import NOTHING, Part, Sentence, plain, written
from roles.sentences import held_now, titled
from roles.text import search_key
from roles.ways import SkillGap, skill_gaps

FACTS = ("management_level", "scope", "focus", "planning_horizon")
LONG = 80


@dataclass(frozen=True)
class Cell:
    """What stands on one side, empty where it is not known, and what it means."""

    text: Sentence
    meaning: Text = ""


@dataclass(frozen=True)
class Row:
    """A fact of both positions."""

    name: str
    left: Cell
    right: Cell
    is_number: bool = False

    @property
    def is_long(self) -> bool:
        """True for running text, which needs the width of a narrow page."""
        return max(len(str(self.left.text)), len(str(self.right.text))) > LONG

    @property
    def differs(self) -> bool:
        """True where the two sides do not say the same."""
        return str(self.left.text) != str(self.right.text)


@dataclass(frozen=True)
class Overlap:
    """What both have, and what only one of them has."""

    name: str
    both: tuple[Sentence, ...]
    only_left: tuple[Sentence, ...]
    only_right: tuple[Sentence, ...]
    are_names: bool = True

    def __bool__(self) -> bool:
        return bool(self.both or self.only_left or self.only_right)


@dataclass(frozen=True)
class Differences:
    """Two positions side by side."""

    rows: tuple[Row, ...]
    overlaps: tuple[Overlap, ...]
    skills: tuple[SkillGap, ...]


def differences(pair: Pair, *, only: bool = False) -> Differences:
    """Set two positions side by side; `only` leaves out what is the same."""
    overlaps = [responsibilities(pair), works_with(pair), outside_bodies(pair)]
    if only:
        overlaps = [replace(each, both=()) for each in overlaps]
    return Differences(
        rows=tuple(row for row in side_by_side(pair) if row.differs or not only),
        overlaps=tuple(each for each in overlaps if each),
        skills=tuple(gap for gap in skill_gaps(pair.left.role, pair.right.role) if gap.steps or not only),
    )


def fact_of(role: Role | None, name: str) -> str:
    """Return what a fact of a role is, empty where it is not written down."""
    return str(getattr(role, f"get_{name}_display")()) if role else ""


def fact_name(name: str) -> str:
    """Return what a fact is called."""
    return str(Role._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # a relation has none, a fact has one


def side_by_side(pair: Pair) -> Iterable[Row]:
    """Return the facts of both positions, whether they differ or not."""
    left, right = (cells_of(side) for side in pair.sides)
    numbers = {_("Level"), _("Span of control"), _("Reports"), _("Headcount")}
    for name, cell in left.items():
        if cell.text or right[name].text:
            yield Row(name, cell, right[name], is_number=name in numbers)


def cells_of(side: Side) -> dict[str, Cell]:
    """Return what is known of one position, by the name of each fact."""
    position, role = side.position, side.role
    facts = {capfirst(fact_name(name)): fact_cell(role, name) for name in FACTS}
    return {
        _("Holder"): Cell(held_now(position)),
        _("Role"): Cell(Sentence((Part(role.title, role.get_absolute_url(), is_name=True),)) if role else NOTHING),
        **facts,
        _("Purpose"): text_cell(role.purpose.strip() if role else ""),
        _("Department"): text_cell(position.department.name if position.department else ""),
        _("Organisation"): text_cell(position.organisation),
        _("Location"): text_cell(position.location),
        _("Grade"): text_cell(position.grade),
        **(numbers_of(side) if position.is_in_chart else dict.fromkeys(numbers_of(side), Cell(NOTHING))),
    }


def fact_cell(role: Role | None, name: str) -> Cell:
    """Return a fact of a role with what it means."""
    value = getattr(role, name) if role else ""
    return Cell(plain(capfirst(fact_of(role, name))) if value else NOTHING, MEANINGS.get(value, ""))


def text_cell(text: str) -> Cell:
    """Return a text of the organisation's own."""
    return Cell(Sentence((Part(text, is_name=True),)) if text else NOTHING)


def numbers_of(side: Side) -> dict[str, Cell]:
    """Return where a position stands, and how many are below."""
    return {
        _("Level"): Cell(plain(written(len(side.line))), _("steps below the head")),
        _("Span of control"): Cell(plain(written(side.position.span)), _("direct reports")),
        _("Reports"): Cell(plain(written(side.position.reports_count)), _("positions below, direct or not")),
        _("Headcount"): Cell(plain(written(side.position.headcount)), _("people below, each counted once")),
    }


# Lists


def responsibilities(pair: Pair) -> Overlap:
    """Part what both answer for from what one does."""
    texts = ([each.text for each in side.role.responsibilities.all()] if side.role else [] for side in pair.sides)
    return replace(overlap(_("Responsibilities"), *(map(plain, each) for each in texts)), are_names=False)


def outside_bodies(pair: Pair) -> Overlap:
    """Part the outside bodies that both deal with from those of one."""
    bodies = (side.role.outside_bodies.all() if side.role else () for side in pair.sides)
    return overlap(_("Outside bodies"), *((plain(body.name) for body in each) for each in bodies))


def works_with(pair: Pair) -> Overlap:
    """Part the roles and positions that both work closely with from those of one."""
    links = pair.linked(LinkKind.WORKS_WITH)
    return overlap(_("Works closely with"), *(collaborators(side, links) for side in pair.sides))


def collaborators(side: Side, links: Iterable[Link]) -> Iterable[Sentence]:
    """Name the roles that a position's role works with, and the linked positions that have none of these roles."""
    roles = list(side.role.works_with.all()) if side.role else []
    if side.role:
        for role in roles:
            yield Sentence((Part(role.title, role.get_absolute_url(), is_name=True),))
        if side.role.also_works_with:
            yield plain(capfirst(side.role.also_works_with))
    for link in links:
        other = other_end(link, side.position)
        if other is not None and other.role not in roles:
            yield Sentence((titled(other),))


def other_end(link: Link, position: Position) -> Position | None:
    """Return what a link joins with a position, if it is one of the position's own."""
    ends = {link.from_position_id: link.to_position, link.to_position_id: link.from_position}
    return ends.get(position.pk)


def overlap(name: str, left: Iterable[Sentence], right: Iterable[Sentence]) -> Overlap:
    """Part what stands on both sides from what stands on one; texts are the same whatever their case and accents."""
    by_key = [{search_key(str(each)): each for each in side} for side in (left, right)]
    on_left, on_right = by_key
    return Overlap(
        name=name,
        both=tuple(each for key, each in on_left.items() if key in on_right),
        only_left=tuple(each for key, each in on_left.items() if key not in on_right),
        only_right=tuple(each for key, each in on_right.items() if key not in on_left),
    )
