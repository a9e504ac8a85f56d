"""Say of one finding why the position is among its kind."""

from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import Focus, ManagementLevel, Scope
from roles.phrases import Sentence, plain, sentence
from roles.structure.findings import Finding, Kind
from roles.structure.reading import Seat
from roles.structure.summing import Structure
from roles.structure.telling import Name


def reason(finding: Finding, structure: Structure, limit: int, name: Name) -> Sentence:
    """Why a position is told of, in a sentence or two."""
    kind, seat = finding.kind, finding.seat
    if kind in CONTRADICTIONS:
        return contradiction(finding, name)
    if kind == Kind.LEADS:
        return in_a_role_that_leads_nobody(finding)
    if kind == Kind.LEADS_NOBODY:
        level = label(ManagementLevel, seat.management_level)
        return sentence(_("Its management level is %(level)s, who lead others; nobody reports to it."), level=level)
    if kind == Kind.WIDE_SPAN:
        return too_wide(finding, structure, limit)
    return alone(finding, name) if kind == Kind.ONE_TO_ONE else vacant(finding)


def contradiction(finding: Finding, name: Name) -> Sentence:
    """Both facts, and whose the other is."""
    fact, choices, pattern = CONTRADICTIONS[finding.kind]
    seat, other = finding.seat, finding.other
    if other is None:
        raise ValueError("a contradiction is between two positions")
    own, theirs = label(choices, fact(seat)), label(choices, fact(other))
    return sentence(pattern(), own=own, above=name(other), theirs=theirs)


# Each whole, since languages decline what the other's fact is called by.
CONTRADICTIONS: dict[Kind, tuple[Callable[[Seat], str | None], type[TextChoices], Callable[[], str]]] = {
    Kind.HIGHER_LEVEL: (
        lambda seat: seat.management_level,
        ManagementLevel,
        lambda: _("Its management level is %(own)s; that of %(above)s, above it, is %(theirs)s."),
    ),
    Kind.WIDER_SCOPE: (
        lambda seat: seat.scope,
        Scope,
        lambda: _("Its scope is %(own)s; that of %(above)s, above it, is %(theirs)s."),
    ),
    Kind.WIDER_FOCUS: (
        lambda seat: seat.focus,
        Focus,
        lambda: _("Its focus is %(own)s; that of %(above)s, above it, is %(theirs)s."),
    ),
}


def label(choices: type[TextChoices], value: str | None) -> Sentence:
    """What a fact is called."""
    return plain(str(choices(value or "").label))


def in_a_role_that_leads_nobody(finding: Finding) -> Sentence:
    """Why the role leads nobody, and how many report to the position."""
    count = finding.number
    if finding.seat.management_level == ManagementLevel.STAFF:
        pattern = ngettext(
            "Its management level is staff, who lead nobody; %(number)s reports to it directly.",
            "Its management level is staff, who lead nobody; %(number)s report to it directly.",
            count,
        )
    else:
        pattern = ngettext(
            "Its scope is one's own work; %(number)s reports to it directly.",
            "Its scope is one's own work; %(number)s report to it directly.",
            count,
        )
    return sentence(pattern, number=count)


def too_wide(finding: Finding, structure: Structure, limit: int) -> Sentence:
    """How many report to a position; where there are groups among them, in how many positions."""
    count, positions = finding.number, structure.led[finding.seat.key].positions
    if positions == count:
        pattern = ngettext(
            "%(number)s reports to it directly; the limit is %(limit)s.",
            "%(number)s report to it directly; the limit is %(limit)s.",
            count,
        )
        return sentence(pattern, number=count, limit=limit)
    pattern = ngettext(
        "%(number)s posts in %(positions)s position report to it directly; the limit is %(limit)s.",
        "%(number)s posts in %(positions)s positions report to it directly; the limit is %(limit)s.",
        positions,
    )
    return sentence(pattern, number=count, positions=positions, limit=limit)


def alone(finding: Finding, name: Name) -> Sentence:
    """The only report, and whether anybody is there."""
    report = finding.other
    if report is None:
        raise ValueError("a one-to-one line is between two positions")
    if report.is_filled:
        return sentence(_("Only %(report)s reports to it."), report=name(report))
    return sentence(_("Only %(report)s, which is vacant, reports to it."), report=name(report))


def vacant(finding: Finding) -> Sentence:
    """That nobody is there, and how many have no manager for that."""
    if not finding.number:
        return plain(_("Nobody holds it today."))
    pattern = ngettext(
        "Nobody holds it today, and %(number)s reports to it.",
        "Nobody holds it today, and %(number)s report to it.",
        finding.number,
    )
    return sentence(pattern, number=finding.number)
