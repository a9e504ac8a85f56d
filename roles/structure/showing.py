"""Put together what the page of a structure shows, small enough to outlive the structure it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from roles.phrases import Part, Sentence
from roles.structure import telling
from roles.structure.findings import Finding, Findings, Kind
from roles.structure.reading import Seat
from roles.structure.reasons import reason
from roles.structure.summing import Layer, Spans, Structure, lacking_facts, layers_of, spans_of


@dataclass(frozen=True)
class Looked:
    """A structure and what was found in it: of one kind or of all, above a limit of spans."""

    structure: Structure
    findings: Findings
    limit: int
    kind: Kind | None


@dataclass(frozen=True)
class Row:
    """A finding on the page: the position with its pages, whom it reports to, and why it is here."""

    title: Part
    department: str
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
    """What stands on the page; without positions there is nothing else."""

    positions: int
    kind: Kind | None
    told: Sequence[Sentence]
    found: Sequence[tuple[Kind, Sentence]]
    missing: Sequence[Kind]
    lacking: Sentence | None
    bars: Sequence[Bar]
    layers: Sequence[Layer]
    sections: Sequence[Section]


def show(looked: Looked, rows: dict[Kind, Sequence[Finding]], *, may_move: bool) -> Shown:
    """Sum up a structure, with these findings in rows."""
    structure, findings = looked.structure, looked.findings
    spans, layers, lacking = spans_of(structure), layers_of(structure), lacking_facts(structure)
    found = [(kind, telling.told_of_kind(kind, len(every), looked.limit)) for kind, every in findings.items() if every]
    return Shown(
        positions=len(structure.seats),
        kind=looked.kind,
        told=[telling.told_of_all(structure, len(layers)), telling.told_of_spans(spans, linked)],
        found=found,
        missing=[kind for kind, every in findings.items() if not every],
        lacking=telling.told_of_lacking(lacking) if lacking else None,
        bars=bars_of(spans),
        layers=layers,
        sections=[
            Section(kind, told, len(findings[kind]), [row_of(each, looked, may_move=may_move) for each in rows[kind]])
            for kind, told in found
            if kind in rows
        ],
    )


def bars_of(spans: Spans) -> list[Bar]:
    """How spans are distributed."""
    most = max(step.managers for step in spans.steps) or 1
    return [Bar(telling.told_of_step(step), step.managers, -(-100 * step.managers // most)) for step in spans.steps]


def row_of(finding: Finding, looked: Looked, *, may_move: bool) -> Row:
    """A finding with its links."""
    seat = finding.seat
    manager = looked.structure.manager_of(seat)
    return Row(
        title=linked(seat),
        department=seat.department or "",
        page=reverse("roles:position", args=[seat.code]),
        move=reverse("admin:roles_position_move", args=[seat.key]) if may_move else "",
        manager=linked(manager) if manager else None,
        reason=reason(finding, looked.structure, looked.limit, linked),
    )


def linked(seat: Seat) -> Part:
    """The name of a position, which leads to its form."""
    address = reverse("admin:roles_position_change", args=[seat.key])
    return Part(telling.named(seat).text, address, is_name=True)
