"""Put next steps together with their roles: what each move takes, and where moves lead to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers.moves import nothing_missing
from roles.answers.wording import in_words, role_named
from roles.lattice.reading import Known, Staffing
from roles.models import Role
from roles.phrases import NOTHING, Part, Sentence, sentence, written
from roles.ways import Reach, SkillAsked, SkillGap, Step, Ways

MARK = "\0"  # stands in no name


class SkillLine(NamedTuple):
    """A missing skill as a line of a list: its name, and the words before and behind it."""

    before: str
    name: str
    behind: str


@dataclass(frozen=True)
class Move:
    """A next step with both its roles; a page that has told of it says so the next time."""

    step: Step
    start: Role
    goal: Role
    known: Known
    is_told: bool = False

    @cached_property
    def gaps(self) -> list[SkillGap]:
        """Return the skills that have to grow, and those that are new."""
        return self.known.missing(self.start.pk, self.goal.pk)

    @cached_property
    def grows(self) -> list[SkillLine]:
        """Say of each skill that the first role asks for too from which proficiency to which it has to grow."""
        return in_lines(_("%(skill)s: from %(has)s to %(needs)s"), [gap for gap in self.gaps if gap.has])

    @cached_property
    def new(self) -> list[SkillLine]:
        """Say which skills the first role does not ask for, and how well the next one does."""
        return in_lines(_("%(skill)s: %(needs)s"), [gap for gap in self.gaps if gap.has is None])

    @property
    def is_start_known(self) -> bool:
        """False where it is not written down which skills the first role asks for."""
        return bool(self.known.skills_of(self.start.pk))

    @property
    def nothing_missing(self) -> Sentence:
        """Say why no skill is missing, where none is."""
        if self.gaps:
            return NOTHING
        start, goal = (Part(role.title, is_name=True) for role in (self.start, self.goal))
        return nothing_missing(start, goal, asks_any=bool(self.known.skills_of(self.goal.pk)))

    @property
    def staffing(self) -> Staffing:
        """Return the positions that it leads to."""
        return self.known.staffing_of(self.goal.pk)

    @property
    def staffed(self) -> str:
        """Say how many positions there are."""
        return staffed(self.staffing)

    @property
    def origin(self) -> Sentence:
        """Say where the step begins."""
        return sentence(_("From %(role)s"), role=role_named(self.start))


@dataclass(frozen=True)
class Destination:
    """A role that can be reached, in how many moves, by which moves into it, and how many skills have to grow.

    None where it is not known which skills the start asks for.
    """

    role: Role
    moves: int
    arrivals: tuple[Move, ...]
    staffing: Staffing
    to_grow: int | None

    @property
    def heading(self) -> str:
        """Say in how many moves it is reached."""
        moves = ngettext("In %(number)s move", "In %(number)s moves", self.moves)
        return str(sentence(moves, number=in_words(self.moves)))

    @property
    def staffed(self) -> str:
        """Say how many positions there are."""
        return staffed(self.staffing)

    @property
    def in_all(self) -> str:
        """Say how many skills have to grow from the start to here; nothing where that is not known."""
        return "" if self.to_grow is None else skills_to_grow(self.to_grow)


def in_lines(pattern: str, gaps: Iterable[SkillGap]) -> list[SkillLine]:
    """Put missing skills into words, once for all with the same proficiencies: a page has hundreds of them."""
    around: dict[tuple[SkillAsked | None, SkillAsked | None], tuple[str, str]] = {}
    lines = []
    for name, has, needs in gaps:
        if (has, needs) not in around:
            around[has, needs] = words_around(pattern, has, needs)
        before, behind = around[has, needs]
        lines.append(SkillLine(before, name, behind))
    return lines


def words_around(pattern: str, has: SkillAsked | None, needs: SkillAsked | None) -> tuple[str, str]:
    """Return what stands before the name of a skill and what stands behind it."""
    words = {"skill": MARK, "has": has.step if has else "", "needs": needs.step if needs else ""}
    before, _mark, behind = (pattern % words).partition(MARK)
    return before, behind


def move_of(step: Step, known: Known) -> Move:
    """Put a step together with its roles."""
    return Move(step, known.roles[step.role], known.roles[step.next_role], known)


def ways_told(ways: Ways, known: Known) -> list[list[Move]]:
    """Put the steps of ways together with their roles; those that a way shares with one before it are marked."""
    told: set[Step] = set()
    all_moves = []
    for way in ways.first:
        all_moves.append([replace(move_of(step, known), is_told=step in told) for step in way])
        told.update(way)
    return all_moves


def destinations_of(reach: Reach, roles: Iterable[int], known: Known) -> list[Destination]:
    """Tell of these of the roles that can be reached."""
    return [
        Destination(
            known.roles[role],
            reach.moves[role],
            tuple(move_of(step, known) for step in reach.arrivals[role]),
            known.staffing_of(role),
            known.to_grow(reach.start, role),
        )
        for role in roles
    ]


def around(reach: Reach, roles: Iterable[int]) -> set[int]:
    """Return the keys of these roles, of those from which steps lead to them, and of the start."""
    return {reach.start, *(key for role in roles for step in reach.arrivals[role] for key in (role, step.role))}


def staffed(staffing: Staffing) -> str:
    """Say how many positions have a role, and how many of them are vacant."""
    if not staffing.count:
        return _("no position")
    positions = ngettext("%(number)s position", "%(number)s positions", staffing.count)
    words = {"positions": positions % {"number": written(staffing.count)}, "vacant": written(staffing.vacant)}
    if not staffing.vacant:
        return words["positions"]
    if staffing.count == 1:
        return _("%(positions)s, vacant") % words
    return ngettext("%(positions)s, %(vacant)s vacant", "%(positions)s, %(vacant)s vacant", staffing.vacant) % words


def skills_to_grow(number: int) -> str:
    """Say how many skills have to grow or are new."""
    if not number:
        return _("no skill to grow")
    words = ngettext("%(number)s skill to grow", "%(number)s skills to grow", number)
    return words % {"number": written(number)}


def moves_away(number: int) -> str:
    """Say how many moves away a role is."""
    return str(sentence(ngettext("%(number)s move", "%(number)s moves", number), number=in_words(number)))
