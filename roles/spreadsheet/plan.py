"""How files are judged, and what comes of it: options, the plan, and what differs in each position."""

from dataclasses import dataclass, field
from typing import Any

from roles.spreadsheet.appointing import Appointments
from roles.spreadsheet.catalogue.planning import CataloguePlan
from roles.spreadsheet.deciding import Asked
from roles.spreadsheet.linking import Links
from roles.spreadsheet.people import Someone
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.questions import Answers
from roles.spreadsheet.state import KnownPosition


@dataclass(frozen=True)
class Options:
    """How to judge a file: may what it leaves out end, and is every name without number a person of its own?

    What it leaves out ends in the branch of that code alone, if one is given; `answers` are HR's to what it may decide;
    `ends` is how many positions may end, if that was said.
    """

    replaces: bool = False
    same_name_is_new: bool = False
    branch: str = ""
    answers: Answers = field(default_factory=Answers)
    ends: int | None = None


AS_USUAL = Options()


@dataclass(frozen=True, slots=True)
class Edit:
    """What happens to a position, by the names of our columns: what differs, before and after."""

    key: str
    code: str
    known: KnownPosition | None
    before: dict[str, Any]
    after: dict[str, Any]
    moves: bool
    manager: str | None
    order: int | None = None
    is_placed: bool = True


@dataclass(frozen=True)
class Plan:
    """All that a file would change; nothing at all while there is a problem, or a question without an answer.

    Codes are in the order of the file. Of questions, `asked` has all, each with the answer that was given.
    """

    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()
    # All that is wrong where a question is asked, by its key: of `problems`, what is for HR to decide.
    about: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    # Codes that were put on the list of those not placed yet, and those whose rows an answer left out.
    unplaced: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    # What was left out without a question, in words.
    notes: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    # What those that were left out are called, by their codes.
    titles: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0
    edits: tuple[Edit, ...] = ()
    endings: tuple[KnownPosition, ...] = ()
    departments: dict[str, str] = field(default_factory=dict)
    people: dict[str, Someone] = field(default_factory=dict)
    # The numbers of those whom rows of people name and no row of a position does.
    new_people: tuple[str, ...] = ()
    changed_people: tuple[str, ...] = ()
    appointments: Appointments = field(default_factory=Appointments)
    links: Links = field(default_factory=Links)
    catalogue: CataloguePlan = field(default_factory=CataloguePlan)

    @property
    def is_empty(self) -> bool:
        """True when applying it would change nothing."""
        return self.catalogue.is_empty and self.leaves_positions

    @property
    def leaves_positions(self) -> bool:
        """True when it would change nothing of positions and people."""
        # Whose links alone differ, is among the changed.
        return not (self.created or self.changed or self.moved or self.ended or self.new_people or self.changed_people)
