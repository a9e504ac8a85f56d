"""What HR may decide about rows: the questions in groups, each with its answers in words, and those that were given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import Upload
from roles.spreadsheet.gathering import gather, words_beside
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.questions import Answer, Answers, Cause, Question
from roles.text import code_key

SHOWN, OTHERS_SHOWN = 50, 10
LONGEST_KEY, LONGEST_MANAGER = 120, 80
ANSWERS = frozenset(answer.value for answer in Answer)
FOR_ALL, ONE, OF_MANAGER, MEMBER = "all:", "answer:", "manager:", "of:"
CAUSES: dict[Cause, Promise] = {
    Cause.COLLISION: gettext_lazy("The same code on rows that differ"),
    Cause.TWO_MANAGERS: gettext_lazy("The same position with two managers"),
    Cause.UNKNOWN_MANAGER: gettext_lazy("A manager who is not found"),
    Cause.GONE_MANAGER: gettext_lazy("A manager whose position ends"),
}
WORDS: dict[Answer, Promise] = {
    Answer.FIRST: gettext_lazy("Take the first row"),
    Answer.SHARE: gettext_lazy("They share the position"),
    Answer.NEAR: gettext_lazy("Use what is nearest"),
    Answer.UNPLACED: gettext_lazy("Take the position in, not placed yet"),
    Answer.SKIP: gettext_lazy("Leave these rows out"),
}


@dataclass(frozen=True)
class AnswersByCause(Answers):
    """Answers to single questions, to those of one cause about one manager, and to all others of a cause."""

    by_cause: dict[str, Answer] = field(default_factory=dict)

    def given(self, question: Question) -> Answer | None:
        """The answer to a question, else the one to all that name its manager, or to all of its cause."""
        answers = (super().given(question), self.by_key.get(manager_key(question)), self.by_cause.get(question.cause))
        return next((answer for answer in answers if answer in question.answers), None)


@dataclass(frozen=True)
class Asked:
    """A question with what may be answered, in words, and what was."""

    question: Question
    answers: list[tuple[str, str]]
    given: str
    # What is wrong beside the problem of the question.
    others: tuple[Problem, ...] = ()

    @property
    def told(self) -> tuple[Problem, ...]:
        """The first of the others."""
        return self.others[:OTHERS_SHOWN]

    @property
    def more(self) -> int:
        """How many of the others are not told."""
        return len(self.others) - len(self.told)


@dataclass(frozen=True)
class AskedOfManager:
    """Questions of one cause about one manager: the first of them, and what one answer to all of them may be."""

    asked: list[Asked]
    key: str
    answers: list[tuple[str, str]]
    given: str
    count: int
    beside: list[str]

    @property
    def first(self) -> Asked:
        """The one that is told."""
        return self.asked[0]


@dataclass(frozen=True)
class AskedTogether:
    """The questions of one cause: those without an answer first, of many only some."""

    cause: Cause
    asked: list[AskedOfManager]
    answers: list[tuple[str, str]]
    given: str
    count: int
    open: int

    @property
    def words(self) -> str:
        """What they have in common."""
        return str(CAUSES[self.cause])

    @property
    def is_unfolded(self) -> bool:
        """True where single answers are called for: few are open, or some were given one by one."""
        is_begun = self.open < self.count and not self.given
        return self.open > 0 and (not self.more or is_begun)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - sum(len(each.asked) for each in self.asked)


def manager_key(question: Question) -> str:
    """What an answer to all questions of one cause about one manager is kept under."""
    return f"{OF_MANAGER}{question.cause}:{question.wanted[:LONGEST_MANAGER]}"


def answers_of(upload: Upload) -> AnswersByCause:
    """The answers that were kept."""
    given = {key: Answer(answer) for key, answer in upload.answers.items() if answer in ANSWERS}
    return AnswersByCause(
        by_key={key: answer for key, answer in given.items() if not key.startswith(FOR_ALL)},
        by_cause={key.removeprefix(FOR_ALL): answer for key, answer in given.items() if key.startswith(FOR_ALL)},
    )


def asked_together(upload: Upload, plan: Plan, outcome: Outcome) -> list[AskedTogether]:
    """All questions of a plan, by their cause."""
    groups = []
    for cause in Cause:
        found = [(question, answer) for question, answer in plan.asked if question.cause == cause]
        if not found:
            continue
        given = {question.key: answer for question, answer in found}
        by_open = sorted((question for question, _answer in found), key=lambda each: given[each.key] is not None)
        possible = dict.fromkeys(answer for question, _answer in found for answer in question.answers)
        groups.append(
            AskedTogether(
                cause,
                list(_of_managers(by_open, given, upload, outcome)),
                [(answer.value, str(WORDS[answer])) for answer in possible],
                upload.answers.get(f"{FOR_ALL}{cause}", ""),
                len(found),
                sum(answer is None for _question, answer in found),
            )
        )
    return groups


def _of_managers(
    questions: list[Question], given: dict[str, Answer | None], upload: Upload, outcome: Outcome
) -> Iterator[AskedOfManager]:
    """The first questions, those about one manager together."""
    left = SHOWN
    for together in gather(questions):
        shown, left = together[:left], left - len(together[:left])
        if shown:
            asked = [_told(each, given[each.key], outcome) for each in shown]
            # The first of them says in words what is nearest.
            answers = dict(answer for each in reversed(asked) for answer in each.answers)
            key = manager_key(shown[0])
            yield AskedOfManager(
                asked, key, list(answers.items()), upload.answers.get(key, ""), len(together), words_beside(together)
            )


def _told(question: Question, answer: Answer | None, outcome: Outcome) -> Asked:
    """A question with its answers in words, and all that is wrong there."""
    others = outcome.plan.about.get(question.key, ())[1:]
    return Asked(question, list(_in_words(question, outcome)), answer or "", others)


def _in_words(question: Question, outcome: Outcome) -> Iterable[tuple[str, str]]:
    """The answers to a question; a proposal by its title, where that is known."""
    for answer in question.answers:
        words = str(WORDS[answer])
        if answer == Answer.NEAR and question.proposal:
            words = _("Use %(position)s") % {"position": _proposed(question.proposal, outcome)}
        yield answer.value, words


def _proposed(code: str, outcome: Outcome) -> str:
    """A code with its title, where that is known."""
    return outcome.label(code_key(code)) if outcome.known(code_key(code)) else code
