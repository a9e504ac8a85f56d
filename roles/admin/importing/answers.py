"""What HR may decide about rows: the questions in groups, each with its answers in words, and those that were given."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import Upload
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.questions import Answer, Answers, Cause, Question
from roles.text import code_key

SHOWN = 50
LONGEST_KEY = 120
ANSWERS = frozenset(answer.value for answer in Answer)
FOR_ALL, ONE = "all:", "answer:"
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
    """Answers to single questions, and to all others of a cause."""

    by_cause: dict[str, Answer] = field(default_factory=dict)

    def given(self, question: Question) -> Answer | None:
        """The answer to a question, else the one to all of its cause."""
        own = super().given(question)
        answer = self.by_cause.get(question.cause)
        return own or (answer if answer in question.answers else None)


@dataclass(frozen=True)
class Asked:
    """A question with what may be answered, in words, and what was."""

    question: Question
    answers: list[tuple[str, str]]
    given: str


@dataclass(frozen=True)
class AskedTogether:
    """The questions of one cause: those without an answer first, of many only some."""

    cause: Cause
    asked: list[Asked]
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
        return self.count - len(self.asked)


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
        first = sorted(found, key=lambda each: each[1] is not None)[:SHOWN]
        possible = dict.fromkeys(answer for question, _answer in found for answer in question.answers)
        groups.append(
            AskedTogether(
                cause,
                [Asked(question, list(_in_words(question, outcome)), answer or "") for question, answer in first],
                [(answer.value, str(WORDS[answer])) for answer in possible],
                upload.answers.get(f"{FOR_ALL}{cause}", ""),
                len(found),
                sum(answer is None for _question, answer in found),
            )
        )
    return groups


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


def keep_answers(upload: Upload, asked: QueryDict) -> None:
    """Keep what was answered; an answer to all of a cause takes the place of those given one by one before."""
    kept = dict(upload.answers)
    for cause in Cause:
        before, for_all = kept.get(f"{FOR_ALL}{cause}", ""), asked.get(f"{FOR_ALL}{cause}", "")
        own = {name.removeprefix(ONE): asked.get(name, "") for name in asked if name.startswith(f"{ONE}{cause}:")}
        if for_all in ANSWERS and for_all != before:
            kept = {key: answer for key, answer in kept.items() if not key.startswith(f"{cause}:")}
            kept[f"{FOR_ALL}{cause}"] = for_all
            continue
        if for_all == "":
            kept.pop(f"{FOR_ALL}{cause}", None)
        kept |= {key: answer for key, answer in own.items() if is_kept(key, answer, cause) and answer != for_all}
    upload.answers = kept
    upload.save(update_fields=["answers"])


def is_kept(key: str, answer: str, cause: Cause) -> bool:
    """True for what a form of ours can have sent."""
    return answer in ANSWERS and key.startswith(f"{cause}:") and len(key) <= LONGEST_KEY and key.isprintable()
