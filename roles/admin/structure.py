"""Show what in the structure wants a look: spans, levels, vacancies, and role facts at odds with the tree; send it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.downloads import ExportBusyError, page_asking, send_in_turn
from roles.collector import collector_paused
from roles.phrases import Part, Sentence
from roles.structure import telling
from roles.structure.findings import USUAL_LIMIT, Finding, Findings, Kind, find_all
from roles.structure.reading import Seat, read_seats
from roles.structure.reasons import reason
from roles.structure.summing import Layer, Spans, Structure, lacking_facts, layers_of, put_together, spans_of
from roles.structure.writing import Form, write

TEMPLATE = "admin/roles/position/structure.html"
HIGHEST_LIMIT = 1_000
# So many rows of each kind where all kinds are shown, and so many on a page of one kind.
FIRST_ROWS, ROWS = 10, 100


class StructureForm(forms.Form):
    """What is shown, and above which span a manager is named."""

    limit = forms.IntegerField(
        label=gettext_lazy("Largest span of control"),
        min_value=1,
        max_value=HIGHEST_LIMIT,
        help_text=gettext_lazy("Managers with more reports are named."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={
            "required": gettext_lazy("Write a number."),
            "invalid": gettext_lazy("Write a whole number, such as 12."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Show"), required=False, choices=[("", gettext_lazy("Everything found")), *Kind.choices]
    )
    format = forms.ChoiceField(required=False, choices=Form.choices, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Row:
    """A finding on the page: the position with its pages, whom it reports to, and why it is here."""

    seat: Seat
    title: Part
    page: str
    move: str
    manager: Part | None
    reason: Sentence


@dataclass(frozen=True)
class Section:
    """What was found of a kind, as far as it is shown."""

    kind: Kind
    told: Sentence
    count: int
    rows: Sequence[Row]

    @property
    def has_more(self) -> bool:
        """True where not all rows are on the page."""
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Bar:
    """A line of the distribution of spans, with its length in percent of the longest."""

    spans: str
    managers: int
    length: int


@dataclass(frozen=True)
class Shown:
    """What a reader asked to see of a structure."""

    structure: Structure
    findings: Findings
    limit: int
    kind: Kind | None
    may_move: bool

    @cached_property
    def found(self) -> list[tuple[Kind, Sentence]]:
        """What was found of each kind, in a sentence."""
        return [
            (kind, telling.told_of_kind(kind, len(found), self.limit)) for kind, found in self.findings.items() if found
        ]

    @cached_property
    def missing(self) -> list[Kind]:
        """What was looked for and not found."""
        return [kind for kind, found in self.findings.items() if not found]

    @cached_property
    def told(self) -> list[Sentence]:
        """What the structure is like as a whole."""
        return [telling.told_of_all(self.structure, len(self.layers)), telling.told_of_spans(self.spans, linked)]

    @cached_property
    def lacking(self) -> Sentence | None:
        """How many positions lack a fact that would be compared."""
        count = lacking_facts(self.structure)
        return telling.told_of_lacking(count) if count else None

    @cached_property
    def spans(self) -> Spans:
        """The spans of control of all who lead somebody."""
        return spans_of(self.structure)

    @cached_property
    def layers(self) -> list[Layer]:
        """What stands on each level."""
        return layers_of(self.structure)

    @cached_property
    def bars(self) -> list[Bar]:
        """How spans are distributed."""
        steps = self.spans.steps
        most = max(step.managers for step in steps) or 1
        return [Bar(telling.told_of_step(step), step.managers, -(-100 * step.managers // most)) for step in steps]

    def sections(self, page: Page[Finding] | None) -> Iterator[Section]:
        """A section for each kind with the first rows, or for the chosen one with those of a page."""
        for kind, told in self.found:
            if self.kind in (None, kind):
                found = self.findings[kind]
                rows = page.object_list if page else found[:FIRST_ROWS]
                yield Section(kind, told, len(found), [self.row(finding) for finding in rows])

    def row(self, finding: Finding) -> Row:
        """A finding with its links."""
        seat = finding.seat
        manager = self.structure.manager_of(seat)
        return Row(
            seat,
            linked(seat),
            reverse("roles:position", args=[seat.code]),
            reverse("admin:roles_position_move", args=[seat.key]) if self.may_move else "",
            linked(manager) if manager else None,
            reason(finding, self.structure, self.limit, linked),
        )


def linked(seat: Seat) -> Part:
    """The name of a position, which leads to its form."""
    return Part(f"{seat.title} ({seat.code})", reverse("admin:roles_position_change", args=[seat.key]), is_name=True)


def structure_page(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Show what was found, or send all of it as a file."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    form = StructureForm({"limit": USUAL_LIMIT, **request.GET.dict()})
    # Its many values are all alive until the page is made: looking for circles among them would only cost time.
    with collector_paused():
        is_valid = form.is_valid()
        shown = look(form, may_move=admin.has_change_permission(request))
        if is_valid and form.cleaned_data["format"]:
            try:
                return send_file(shown, Form(form.cleaned_data["format"]))
            except ExportBusyError as error:
                form.add_error(None, error)
        context = {**admin.admin_site.each_context(request), "title": _("Structure health"), "opts": admin.opts}
        return answer(request, form, shown, context)


def look(form: StructureForm, *, may_move: bool) -> Shown:
    """Read the structure and find what there is to find; what was asked wrongly is as usual."""
    structure = put_together(read_seats())
    limit = form.cleaned_data.get("limit") or USUAL_LIMIT
    kind = form.cleaned_data.get("kind")
    return Shown(structure, find_all(structure, limit), limit, Kind(kind) if kind else None, may_move)


def answer(request: HttpRequest, form: StructureForm, shown: Shown, context: dict[str, Any]) -> TemplateResponse:
    """The page, with one kind in pages or the first of all."""
    page = Paginator(shown.findings[shown.kind], ROWS).get_page(request.GET.get("page")) if shown.kind else None
    context |= {"shown": shown, "sections": list(shown.sections(page)), "page": page}
    response = page_asking(request, TEMPLATE, form, **context)
    # What was asked wrongly is as usual, and the form says so; only a file that can't be had is refused.
    if response.status_code == 400 and not request.GET.get("format"):
        response.status_code = 200
    return response.render()  # type: ignore[return-value] # the stubs know a SimpleTemplateResponse


def send_file(shown: Shown, form: Form) -> HttpResponseBase:
    """Send all that was found, or all of the kind that is shown."""
    kinds = [shown.kind] if shown.kind else list(Kind)
    rows = list(chain.from_iterable(shown.findings[kind] for kind in kinds))
    about = ["structure", shown.kind.value] if shown.kind else ["structure"]
    return send_in_turn(f".{form.value}", lambda file: write(form, rows, shown.structure, shown.limit, file), *about)
