"""Ask HR what it can decide, and keep what follows: rows that are left out, positions that are not placed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.problems import Problem, Problems, Row
from roles.spreadsheet.questions import Answer, Answers, Cause, Question

Asked = tuple[Question, Answer | None]


@dataclass(slots=True)
class Decisions:
    """The questions of a file, and what their answers make of positions, by the key of their code."""

    answers: Answers
    asked: dict[str, Asked] = field(default_factory=dict)
    # All that is wrong where a question is asked, by its key.
    about: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    skipped: dict[str, Group] = field(default_factory=dict)
    unplaced: dict[str, Row] = field(default_factory=dict)
    # Positions that were not placed before, and whose manager is as little there as it was.
    staying: dict[str, Question] = field(default_factory=dict)
    left_out: set[tuple[str, str, int | None]] = field(default_factory=set)

    def ask(
        self,
        cause: Cause,
        code: str,
        problems: Sequence[Problem],
        answers: Iterable[Answer],
        *,
        proposal: str = "",
        title: str = "",
        wanted: str = "",
        stays: bool = False,
    ) -> Answer | None:
        """The answer to a question, if it was given; one asked anew takes the place of the same one before.

        Of a position that stays as it is without an answer, not placed, nothing is asked.
        """
        question = Question(cause, code, problems[0], tuple(answers), proposal, title, wanted)
        answer = self.answers.given(question)
        if answer is None and stays:
            self.staying[code] = question
            return Answer.UNPLACED
        self.asked[question.key] = question, answer
        self.about[question.key] = tuple(problems)
        return answer

    def leave_out(self, entries: Iterable[Entry]) -> None:
        """Take these rows for not there; whatever is wrong with them no longer counts."""
        self.left_out.update((entry.row.source.file, entry.row.source.sheet, entry.row.number) for entry in entries)

    def skip(self, groups: dict[str, Group], group: Group) -> None:
        """Leave out all rows of a position; what else was asked about them is asked no more."""
        for key in (f"{cause}:{group.code}" for cause in Cause):
            if key in self.asked and self.asked[key][1] is None:
                del self.asked[key], self.about[key]
        self.skipped[group.key] = groups.pop(group.key)
        self.leave_out(group.entries)

    def settle(self, problems: Problems) -> None:
        """Drop the problems of rows that are left out, and add those of questions without an answer.

        A question may be about a row that is left out: who keeps a manager by it may lose that one.
        """
        if self.left_out:
            problems.found = [each for each in problems.found if (each.file, each.sheet, each.row) not in self.left_out]
        for key, (_question, answer) in self.asked.items():
            if answer is None:
                problems.found.extend(self.about[key])
