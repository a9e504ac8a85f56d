"""Find positions that HR should look at: vacant, alone, with many reports, or at odds with what their role says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from roles.models import Focus, ManagementLevel, Scope
from roles.structure.reading import Seat
from roles.structure.summing import Structure

USUAL_LIMIT = 12
# What these levels mean says that they lead others; executives may stand at the top of nobody, such as a secretary.
LEADING = (ManagementLevel.SENIOR, ManagementLevel.MIDDLE, ManagementLevel.FIRST_LINE)


class Kind(TextChoices):
    """What may be found; in the order in which it is shown."""

    HIGHER_LEVEL = "level", _("Higher management level than above")
    WIDER_SCOPE = "scope", _("Wider scope than above")
    WIDER_FOCUS = "focus", _("More strategic focus than above")
    LEADS = "leads", _("Reports where the role leads nobody")
    LEADS_NOBODY = "nobody", _("No reports where the role leads others")
    WIDE_SPAN = "span", _("Spans above the limit")
    ONE_TO_ONE = "one-to-one", _("One-to-one lines")
    VACANT = "vacant", _("Vacant positions")


class Finding(NamedTuple):
    """A position that is told of: beside which other one, with how many posts that report to it."""

    kind: Kind
    seat: Seat
    other: Seat | None = None
    number: int = 0


Findings = dict[Kind, list[Finding]]


def find_all(structure: Structure, limit: int) -> Findings:
    """Everything that can be found, by kind, each in tree order; a span is wide above the limit."""
    found: Findings = {kind: list(find(structure)) for kind, find in FINDERS.items()}
    found[Kind.WIDE_SPAN] = list(wide_spans(structure, limit))
    return {kind: found[kind] for kind in Kind}


def vacant(structure: Structure) -> Iterator[Finding]:
    """Positions that nobody holds today; a group of posts is none of them."""
    for seat in structure.seats:
        if not seat.is_filled:
            led = structure.led.get(seat.key)
            yield Finding(Kind.VACANT, seat, number=led.posts if led else 0)


def one_to_one(structure: Structure) -> Iterator[Finding]:
    """Managers to whom one single post reports, assistants aside."""
    for seat in structure.seats:
        led = structure.led.get(seat.key)
        if led is not None and led.posts == 1:
            yield Finding(Kind.ONE_TO_ONE, seat, led.last, 1)


def wide_spans(structure: Structure, limit: int) -> Iterator[Finding]:
    """Managers to whom more posts report than the limit allows."""
    for seat in structure.seats:
        led = structure.led.get(seat.key)
        if led is not None and led.posts > limit:
            yield Finding(Kind.WIDE_SPAN, seat, number=led.posts)


def leads_although_not(structure: Structure) -> Iterator[Finding]:
    """Positions that lead somebody although their role is staff, or reaches no further than one's own work."""
    for seat in structure.seats:
        led = structure.led.get(seat.key)
        if led is not None and (seat.management_level == ManagementLevel.STAFF or seat.scope == Scope.OWN_WORK):
            yield Finding(Kind.LEADS, seat, number=led.posts)


def leads_nobody(structure: Structure) -> Iterator[Finding]:
    """Positions of a role that leads others to whom nobody reports, not even an assistant; groups are left out.

    The reports of a group of posts may stand elsewhere, below one of them.
    """
    managers = {seat.reports_to for seat in structure.seats}
    for seat in structure.seats:
        if seat.management_level in LEADING and seat.posts == 1 and seat.key not in managers:
            yield Finding(Kind.LEADS_NOBODY, seat)


@dataclass(frozen=True)
class AgainstAbove:
    """Finds positions whose role has a fact in a higher degree than the nearest position above that has it at all."""

    kind: Kind
    fact: Callable[[Seat], str | None]
    degrees: dict[str | None, int]

    def __call__(self, structure: Structure) -> Iterator[Finding]:
        """Walk down the tree, and hand on to each position the nearest above whose role says something."""
        fact, degrees = self.fact, self.degrees
        nearest: dict[int | None, tuple[int, Seat]] = {}
        for seat in structure.seats:
            above = nearest.get(seat.reports_to)
            degree = degrees.get(fact(seat))
            if degree is not None:
                if above is not None and degree < above[0]:
                    yield Finding(self.kind, seat, above[1])
                nearest[seat.key] = (degree, seat)
            elif above is not None:
                nearest[seat.key] = above


def against_above(kind: Kind, fact: str, choices: type[TextChoices]) -> AgainstAbove:
    """Compare a fact whose choices are written from the highest to the lowest."""
    return AgainstAbove(kind, attrgetter(fact), {value: degree for degree, value in enumerate(choices.values)})


FINDERS: dict[Kind, Callable[[Structure], Iterator[Finding]]] = {
    Kind.HIGHER_LEVEL: against_above(Kind.HIGHER_LEVEL, "management_level", ManagementLevel),
    Kind.WIDER_SCOPE: against_above(Kind.WIDER_SCOPE, "scope", Scope),
    Kind.WIDER_FOCUS: against_above(Kind.WIDER_FOCUS, "focus", Focus),
    Kind.LEADS: leads_although_not,
    Kind.LEADS_NOBODY: leads_nobody,
    Kind.ONE_TO_ONE: one_to_one,
    Kind.VACANT: vacant,
}
