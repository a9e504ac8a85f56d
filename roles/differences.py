"""Set two to four sides next to each other: what differs, what they share, and what only one of them has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.cells import EMPTY, Cell, cells_of, names_of_facts
from roles.models import Link, LinkKind, Position, RoleSkill
from roles.naming import titled
from roles.phrases import Part, Sentence, listed, plain, sentence, written
from roles.sides.reading import Sides
from roles.sides.side import AnySide
from roles.text import search_key

LONG = 80


@dataclass(frozen=True)
class Row:
    """A fact of all sides."""

    name: str
    cells: tuple[Cell, ...]
    titles: tuple[str, ...]

    @property
    def titled_cells(self) -> Iterable[tuple[str, Cell]]:
        """Return each cell with what its side is called."""
        return zip(self.titles, self.cells, strict=True)

    @property
    def is_number(self) -> bool:
        """True where figures stand below each other."""
        return self.cells[0].is_number

    @property
    def is_long(self) -> bool:
        """True for running text, which needs the width of a narrow page."""
        return max(len(str(cell.text)) for cell in self.cells) > LONG

    @property
    def differs(self) -> bool:
        """True where the sides do not all say the same."""
        return len({str(cell.text) for cell in self.cells}) > 1


@dataclass(frozen=True)
class Group:
    """What the same sides have, and no other: the places of these sides, and a heading that names them."""

    heading: Sentence
    items: tuple[Sentence, ...]
    places: tuple[int, ...]
    is_shared_by_all: bool = False


@dataclass(frozen=True)
class Overlap:
    """What all have, what some have, and what only one of them has."""

    name: str
    groups: tuple[Group, ...]
    are_names: bool = True

    def __bool__(self) -> bool:
        return any(group.items for group in self.groups)


@dataclass(frozen=True)
class SkillRow:
    """A skill, how well each side asks for it, and how many steps the others are above the first side."""

    name: str
    asked: tuple[RoleSkill | None, ...]
    titles: tuple[str, ...]
    # Of which sides it is written down what skills they ask for; of the others nothing can be said.
    known: tuple[bool, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """Return of each side how many steps of proficiency it asks for more than the first, below zero for less."""
        levels = [each.proficiency if each else 0 for each in self.asked]
        first = levels[0] if self.known[0] else None
        return tuple(
            level - first if is_known and first is not None else 0
            for level, is_known in zip(levels, self.known, strict=True)
        )

    @cached_property
    def gap(self) -> int:
        """Return how many steps lie between the sides of which it is known."""
        pairs = zip(self.asked, self.known, strict=True)
        levels = [each.proficiency if each else 0 for each, is_known in pairs if is_known]
        return max(levels) - min(levels)

    @property
    def differs(self) -> bool:
        """True where the sides ask for different steps, or where that can't be said."""
        return bool(self.gap) or not all(self.known)

    @property
    def titled_cells(self) -> Iterable[tuple[str, RoleSkill | None, str, str]]:
        """Return of each side what it is called, what it asks for, how many steps more, and what to say instead."""
        instead = (_("not asked for") if is_known else _("not written down") for is_known in self.known)
        return zip(self.titles, self.asked, map(in_steps, self.steps), instead, strict=True)

    @property
    def told_gap(self) -> str:
        """Say how many steps lie between two sides."""
        if not all(self.known):
            return pgettext("gap", "not known")
        if not self.gap:
            return pgettext("gap", "none")
        return ngettext("%(number)s step", "%(number)s steps", self.gap) % {"number": written(self.gap)}


@dataclass(frozen=True)
class Differences:
    """All sides next to each other."""

    rows: tuple[Row, ...]
    overlaps: tuple[Overlap, ...]
    skills: tuple[SkillRow, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.overlaps or self.skills)


def in_steps(steps: int) -> str:
    """Say how many steps more or less, nothing for none."""
    if not steps:
        return ""
    if steps > 0:
        words = ngettext("%(number)s step more", "%(number)s steps more", steps)
    else:
        words = ngettext("%(number)s step less", "%(number)s steps less", -steps)
    return words % {"number": written(abs(steps))}


def differences(sides: Sides, *, only: bool = False) -> Differences:
    """Set all sides next to each other; `only` leaves out what is the same."""
    overlaps = [responsibilities(sides), works_with(sides), outside_bodies(sides)]
    if only:
        overlaps = [without_shared(each) for each in overlaps]
    return Differences(
        rows=tuple(row for row in rows(sides) if row.differs or not only),
        overlaps=tuple(each for each in overlaps if each),
        skills=tuple(row for row in skill_rows(sides.sides) if row.differs or not only),
    )


def rows(sides: Sides) -> Iterable[Row]:
    """Return the facts that are known of at least one side."""
    columns = [cells_of(side, sides.below) for side in sides.sides]
    titles = tuple(side.title for side in sides.sides)
    for fact, name in names_of_facts().items():
        cells = tuple(column.get(fact, EMPTY) for column in columns)
        if any(cell.text for cell in cells):
            yield Row(name, cells, titles)


def skill_rows(sides: Sequence[AnySide]) -> Iterable[SkillRow]:
    """Return every skill that a side asks for, those of the first one first."""
    skills, titles = [side.details.skills for side in sides], tuple(side.title for side in sides)
    for name in dict.fromkeys(name for each in skills for name in each):
        yield SkillRow(name, tuple(each.get(name) for each in skills), titles, tuple(map(bool, skills)))


# Lists


def without_shared(overlap: Overlap) -> Overlap:
    """Leave out what all have."""
    return replace(overlap, groups=tuple(group for group in overlap.groups if not group.is_shared_by_all))


def responsibilities(sides: Sides) -> Overlap:
    """Part what all answer for from what some do."""
    texts = [by_text(side.details.responsibilities) for side in sides.sides]
    return Overlap(_("Responsibilities"), groups(sides.sides, texts), are_names=False)


def outside_bodies(sides: Sides) -> Overlap:
    """Part the outside bodies that all deal with from those of some."""
    names = [by_text(side.details.outside_bodies) for side in sides.sides]
    return Overlap(_("Outside bodies"), groups(sides.sides, names))


def works_with(sides: Sides) -> Overlap:
    """Part the roles and positions that all work closely with from those of some."""
    names = [collaborators(side, sides.links) for side in sides.sides]
    return Overlap(_("Works closely with"), groups(sides.sides, names))


Entries = dict[tuple[str, object], Sentence]


def by_text(texts: Iterable[str]) -> Entries:
    """Return texts by what makes two of them the same to a person, whatever their case and accents."""
    return {("text", search_key(text)): plain(text) for text in texts}


def collaborators(side: AnySide, links: Iterable[Link]) -> Entries:
    """Name the roles that a side's role works with, and the linked positions that have none of these roles."""
    found: Entries = {
        ("role", role.key): Sentence((Part(role.title, role.url, is_name=True),)) for role in side.details.works_with
    }
    if side.role and side.role.also_works_with:
        found |= by_text([capfirst(side.role.also_works_with)])
    roles = {role.key for role in side.details.works_with}
    for link in links:
        other = other_end(link, side) if link.kind == LinkKind.WORKS_WITH else None
        if other is not None and other.role_id not in roles:
            found["position", other.pk] = Sentence((titled(other),))
    return found


def other_end(link: Link, side: AnySide) -> Position | None:
    """Return what a link joins with a side."""
    if side.has(link.from_position):
        return link.to_position
    return link.from_position if side.has(link.to_position) else None


def groups(sides: Sequence[AnySide], lists: Sequence[Entries]) -> tuple[Group, ...]:
    """Part entries by which sides have them: those of all first, those of one last.

    What one alone has is told of each side where there are two.
    """
    having: dict[tuple[str, object], set[int]] = {}
    texts: Entries = {}
    for at, entries in enumerate(lists):
        for key, text in entries.items():
            texts.setdefault(key, text)
            having.setdefault(key, set()).add(at)
    by_sides: dict[tuple[int, ...], list[Sentence]] = {}
    for key, places in having.items():
        by_sides.setdefault(tuple(sorted(places)), []).append(texts[key])
    if len(sides) == 2:
        by_sides |= {(at,): by_sides.get((at,), []) for at in range(len(sides))}
    ordered = sorted(by_sides, key=lambda places: (-len(places), places))
    return tuple(
        Group(heading_of(sides, each), tuple(by_sides[each]), each, len(each) == len(sides)) for each in ordered
    )


def heading_of(sides: Sequence[AnySide], places: Sequence[int]) -> Sentence:
    """Name the sides that have something."""
    if len(places) == len(sides):
        return plain(_("Both") if len(sides) == 2 else _("All"))
    names = listed([Part(sides[at].title, is_name=True) for at in places])
    return sentence(_("Only %(title)s"), title=names) if len(places) == 1 else names
