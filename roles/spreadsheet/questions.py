"""What HR can decide where rows don't agree or lead nowhere: the question, its answers, and the one that was given."""

from dataclasses import dataclass, field
from enum import StrEnum

from roles.spreadsheet.problems import Problem


class Answer(StrEnum):
    """What can be done about a row or rows: each question has some of these."""

    FIRST = "first"
    SHARE = "share"
    NEAR = "near"
    UNPLACED = "unplaced"
    SKIP = "skip"


class Cause(StrEnum):
    """Why there is a question."""

    COLLISION = "collision"
    TWO_MANAGERS = "managers"
    UNKNOWN_MANAGER = "unknown"
    GONE_MANAGER = "gone"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one code, at its place in the file; `proposal` is the code that NEAR would take.

    `title` is what the position is called, `wanted` the manager that it names, as it is written; `below` how many
    positions would go off the chart with it.
    """

    cause: Cause
    code: str
    problem: Problem
    answers: tuple[Answer, ...]
    proposal: str = ""
    title: str = ""
    wanted: str = ""
    below: int = 0

    @property
    def key(self) -> str:
        """What tells it from all other questions of the file, such as `unknown:B7`."""
        return f"{self.cause}:{self.code}"


@dataclass(frozen=True)
class Answers:
    """What was decided: by the key of a question, by the code it is about, else the first for all that fits."""

    by_key: dict[str, Answer] = field(default_factory=dict)
    for_all: tuple[Answer, ...] = ()

    def given(self, question: Question) -> Answer | None:
        """The answer to a question; None where nobody gave one of its answers."""
        own = self.by_key.get(question.key) or self.by_key.get(question.code)
        if own in question.answers:
            return own
        return next((answer for answer in self.for_all if answer in question.answers), None)
