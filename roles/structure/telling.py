"""Say in sentences what a structure is like, what was found of each kind, and why a position is among it."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.phrases import Part, Sentence, Words, plain, sentence
from roles.structure.findings import Kind
from roles.structure.reading import Seat
from roles.structure.summing import Spans, Step, Structure

# How a position is named: with a link on a page, as text in a file.
Name = Callable[[Seat], Words]


def named(seat: Seat) -> Part:
    """The title of a position with its code, since many share a title."""
    return Part(f"{seat.title} ({seat.code})", is_name=True)


# The whole


def told_of_all(structure: Structure, levels: int) -> Sentence:
    """How many positions there are, on how many levels."""
    count = len(structure.seats)
    positions = sentence(ngettext("%(number)s position", "%(number)s positions", count), number=count)
    on_levels = sentence(ngettext("%(number)s level", "%(number)s levels", levels), number=levels)
    return sentence(_("The chart has %(positions)s on %(levels)s."), positions=positions, levels=on_levels)


def told_of_spans(spans: Spans, name: Name) -> Sentence:
    """How many lead somebody, and how many they lead."""
    if spans.widest is None:
        return plain(_("Nobody reports to anybody."))
    pattern = ngettext(
        "%(number)s position leads others: its span of control is %(largest)s (%(position)s).",
        "%(number)s positions lead others: %(average)s on average, half of them %(median)s or fewer, at most"
        " %(largest)s (%(position)s).",
        spans.managers,
    )
    return sentence(
        pattern,
        number=spans.managers,
        average=plain(decimal(spans.average)),
        median=plain(decimal(spans.median)),
        largest=spans.largest,
        position=name(spans.widest),
    )


def told_of_lacking(count: int) -> Sentence:
    """How many positions nothing can be said of, for want of facts."""
    pattern = ngettext(
        "%(number)s position has no role, or one without management level, scope or focus: contradictions there stay"
        " unseen.",
        "%(number)s positions have no role, or one without management level, scope or focus: contradictions there stay"
        " unseen.",
        count,
    )
    return sentence(pattern, number=count)


def decimal(number: float) -> str:
    """A number rounded to one place behind the point, which is left out where it is nought."""
    rounded = round(number, 1)  # number_format only cuts
    return str(number_format(rounded, 0 if rounded.is_integer() else 1, force_grouping=True))


def told_of_step(step: Step) -> str:
    """The spans of a step: 1, 2 to 3, 21 or more."""
    if step.last is None:
        return _("%(first)s or more") % {"first": step.first}
    if step.first == step.last:
        return str(step.first)
    return _("%(first)s to %(last)s") % {"first": step.first, "last": step.last}


# What was found of a kind


def told_of_kind(kind: Kind, count: int, limit: int) -> Sentence:
    """How many there are of a kind, and what they are."""
    return sentence(PATTERNS[kind](count), number=count, limit=limit)


def _higher_levels(count: int) -> str:
    return ngettext(
        "%(number)s position has a role of a higher management level than the one above it.",
        "%(number)s positions have roles of a higher management level than those above them.",
        count,
    )


def _wider_scopes(count: int) -> str:
    return ngettext(
        "%(number)s position has a role that reaches further than the one above it.",
        "%(number)s positions have roles that reach further than those above them.",
        count,
    )


def _wider_focuses(count: int) -> str:
    return ngettext(
        "%(number)s position has a role with a more strategic focus than the one above it.",
        "%(number)s positions have roles with a more strategic focus than those above them.",
        count,
    )


def _leading(count: int) -> str:
    return ngettext(
        "%(number)s position has direct reports, although its role leads nobody.",
        "%(number)s positions have direct reports, although their roles lead nobody.",
        count,
    )


def _leading_nobody(count: int) -> str:
    return ngettext(
        "Nobody reports to %(number)s position, although its role leads others.",
        "Nobody reports to %(number)s positions, although their roles lead others.",
        count,
    )


def _wide_spans(count: int) -> str:
    return ngettext(
        "%(number)s position has a span of control above %(limit)s.",
        "%(number)s positions have a span of control above %(limit)s.",
        count,
    )


def _one_to_one(count: int) -> str:
    return ngettext(
        "%(number)s position leads a single other one: a level for one report.",
        "%(number)s positions lead a single other one each: a level for one report.",
        count,
    )


def _vacant(count: int) -> str:
    return ngettext(
        "%(number)s position is vacant: nobody holds it today.",
        "%(number)s positions are vacant: nobody holds them today.",
        count,
    )


PATTERNS: dict[Kind, Callable[[int], str]] = {
    Kind.HIGHER_LEVEL: _higher_levels,
    Kind.WIDER_SCOPE: _wider_scopes,
    Kind.WIDER_FOCUS: _wider_focuses,
    Kind.LEADS: _leading,
    Kind.LEADS_NOBODY: _leading_nobody,
    Kind.WIDE_SPAN: _wide_spans,
    Kind.ONE_TO_ONE: _one_to_one,
    Kind.VACANT: _vacant,
}
