"""What HR can decide where rows don't agree or lead nowhere: the question, its answers, and the one that was given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import ngettext

from roles.spreadsheet.problems import Problem
from roles.spreadsheet.shortening import first_of
from roles.text import code_key, shown

MOST_CODES = 20


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
    """What was decided: by the key of a question, else by codes (or keys) as they were written, else for all.

    Of several answers for one code, and of those for all, the first that fits the question counts.
    """

    by_key: dict[str, Answer] = field(default_factory=dict)
    for_all: tuple[Answer, ...] = ()
    of_codes: tuple[tuple[str, Answer], ...] = ()

    def given(self, question: Question) -> Answer | None:
        """The answer to a question; None where nobody gave one of its answers."""
        own = self.by_key.get(question.key)
        if own in question.answers:
            return own
        of_code = (answer for name in _names(question) for answer in self._by_name.get(name, ()))
        return next((answer for answer in (*of_code, *self.for_all) if answer in question.answers), None)

    def unneeded(self, questions: Iterable[Question]) -> list[str]:
        """The codes with an answer that no question is about, as they were written."""
        asked = {name for question in questions for name in _names(question)}
        written = {code_key(code): code for code, _answer in self.of_codes}
        return [code for name, code in written.items() if name not in asked]

    @cached_property
    def _by_name(self) -> dict[str, list[Answer]]:
        """The answers for each code, in their order."""
        found: dict[str, list[Answer]] = {}
        for code, answer in self.of_codes:
            found.setdefault(code_key(code), []).append(answer)
        return found


def note_unneeded(answers: Answers, questions: Iterable[Question]) -> Iterator[str]:
    """That codes have an answer and no question, if any do."""
    if codes := answers.unneeded(questions):
        text = ngettext(
            "No question is asked about %(codes)s: its answer was not needed.",
            "No question is asked about %(codes)s: their answers were not needed.",
            len(codes),
        )
        yield text % {"codes": first_of([shown(code) for code in codes], MOST_CODES)}


def _names(question: Question) -> tuple[str, str]:
    """What an answer may call a question, folded."""
    return code_key(question.key), code_key(question.code)
