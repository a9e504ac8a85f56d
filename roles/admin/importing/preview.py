"""What an upload would do to the chart as it is now, and a mark by which it is known again."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.admin.importing.answers import AskedTogether, answers_of, asked_together
from roles.admin.importing.uploads import ReadUpload, read_upload
from roles.models import Change, Chart, Upload
from roles.phrases import written
from roles.spreadsheet.fingerprints import fingerprint
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.state import State, read_state
from roles.spreadsheet.telling import PlanTold
from roles.spreadsheet.waiting import in_words


@dataclass(frozen=True)
class Seen:
    """What a page was made from: the chart's version, the last change of its history, and all that would be written."""

    version: str
    change: str
    mark: str


class Preview:
    """An upload, read and planned against the chart as it is now."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.reads: list[ReadUpload] = read_upload(upload)
        sheets = [sheet for read in self.reads for sheet in read.sheets]
        self.state: State = read_state({sheet.kind for sheet in sheets})
        self.version = Chart.shown().version
        self.last_change = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.plan: Plan = make_plan(sheets, self.state, self.options)

    @property
    def options(self) -> Options:
        """How the files are judged."""
        upload = self.upload
        return Options(
            replaces=upload.replaces,
            same_name_is_new=upload.same_name_is_new,
            branch=upload.branch,
            answers=answers_of(upload),
        )

    @cached_property
    def outcome(self) -> Outcome:
        """The organisation as it would be."""
        return Outcome(self.state, self.plan)

    @cached_property
    def told(self) -> PlanTold:
        """The plan in words."""
        return PlanTold(self.outcome)

    @cached_property
    def questions(self) -> list[AskedTogether]:
        """What HR may decide."""
        return asked_together(self.upload, self.plan, self.outcome)

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong and not HR's to decide: what is asked is said where it is asked."""
        asked = {
            problem
            for question, answer in self.plan.asked
            if answer is None
            for problem in self.plan.about.get(question.key, (question.problem,))
        }
        return [problem for problem in self.plan.problems if problem not in asked]

    @property
    def counts(self) -> list[str]:
        """How many positions each thing happens to, in words; what happens to none is not told."""
        plan, left = self.plan, self.plan.unchanged
        counts = (
            (_("%(number)s created"), len(plan.created)),
            (_("%(number)s changed"), len(plan.changed)),
            (_("%(number)s moved"), len(plan.moved)),
            (_("%(number)s ended"), len(plan.ended)),
            (ngettext("%(number)s left as it is", "%(number)s left as they are", left), left),
        )
        return [words % {"number": written(count)} for words, count in counts if count]

    @property
    def left_out(self) -> list[str]:
        """Eliminated positions that never were in the chart, each with its title."""
        return [in_words(code, self.plan.titles.get(code, "")) for code in self.plan.left_out]

    @property
    def open_questions(self) -> int:
        """How many of them have no answer."""
        return sum(answer is None for _question, answer in self.plan.asked)

    @property
    def is_ready(self) -> bool:
        """True where there is something to write, and nothing in the way."""
        return not self.plan.problems and not self.open_questions and not self.plan.is_empty

    @property
    def writes(self) -> int:
        """How many positions would be written."""
        plan = self.plan
        return len({*plan.created, *plan.changed, *plan.moved, *plan.ended})

    @cached_property
    def seen(self) -> Seen:
        """What the page that shows it is made from."""
        return Seen(str(self.version), str(self.last_change), fingerprint(self.plan))
