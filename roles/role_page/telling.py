"""Say how a role differs from the one above it and the one below it, and by which numbers those were found."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.cells import FACTS, fact_name, fact_of
from roles.facts import meaning_of
from roles.models import Role
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, plain, sentence
from roles.role_page.neighbours import Neighbour, Neighbours
from roles.sides.addresses import address_of

BOTH = 2


@dataclass(frozen=True)
class Beside:
    """A role above or below, if there is one: why it is that one, what differs, and where the two are compared."""

    heading: str
    reason: Sentence
    role: Role | None = None
    difference: Sentence = NOTHING
    url: str = ""


def in_place_of_purpose(role: Role) -> str:
    """Say what a role is by its facts, where nobody wrote down what it is for; empty where there are none."""
    meant = [str(meaning_of(role, name)) for name in FACTS if name != "scope"]
    scope = _("Its scope is %(scope)s.") % {"scope": fact_of(role, "scope")} if role.scope else ""
    return str(in_a_row(plain(text) for text in (meant[0], scope, *meant[1:]) if text))


def told(role: Role, position_count: int, neighbours: Neighbours) -> tuple[Beside, ...]:
    """Tell of both neighbours; of a role without positions there is nothing to tell."""
    if not position_count:
        return ()
    above, below = neighbours.above, neighbours.below
    return (
        beside(role, above, _("The role above"), why_above(above, position_count)),
        beside(role, below, _("The role below"), why_below(below)),
    )


def beside(role: Role, neighbour: Neighbour, heading: str, reason: Sentence) -> Beside:
    """Tell of one neighbour."""
    if neighbour.role is None:
        return Beside(heading, reason)
    url = address_of([f"role:{each.slug}" for each in (role, neighbour.role)])
    return Beside(heading, reason, neighbour.role, difference(role, neighbour.role), url)


def why_above(above: Neighbour, count: int) -> Sentence:
    """Say how many of a role's positions report to one of the role above, or why there is none."""
    if not above.total:
        return plain(
            ngettext(
                "The position with this role reports to no other position.",
                "The positions with this role report to no other position.",
                count,
            )
        )
    if above.role is None:
        return plain(_("None of the positions right above has another role, so no role stands above this one."))
    if above.count == count == 1:
        pattern = _("The only position with this role reports to one with the role %(role)s.")
    elif above.count == count == BOTH:
        pattern = _("Both positions with this role report to one with the role %(role)s.")
    elif above.count == count:
        pattern = _("All %(total)s positions with this role report to one with the role %(role)s.")
    else:
        pattern = ngettext(
            "%(number)s of the %(total)s positions with this role reports to one with the role %(role)s.",
            "%(number)s of the %(total)s positions with this role report to one with the role %(role)s.",
            above.count,
        )
    tied = plain(_("As many report to one with another role.")) if above.is_tied else NOTHING
    return in_a_row([filled(pattern, above, count), tied])


def why_below(below: Neighbour) -> Sentence:
    """Say how many of those that report to a role's positions have the role below, or why there is none."""
    if not below.total:
        return plain(_("No position reports to one with this role."))
    if below.role is None:
        return plain(_("None of the positions right below has another role, so no role stands below this one."))
    if below.count == below.total == 1:
        pattern = _("The only position that reports to one with this role has the role %(role)s.")
    elif below.count == below.total == BOTH:
        pattern = _("Both positions that report to one with this role have the role %(role)s.")
    elif below.count == below.total:
        pattern = _("All %(total)s positions that report to one with this role have the role %(role)s.")
    else:
        pattern = ngettext(
            "%(number)s of the %(total)s positions that report to one with this role has the role %(role)s.",
            "%(number)s of the %(total)s positions that report to one with this role have the role %(role)s.",
            below.count,
        )
    tied = plain(_("As many have another role.")) if below.is_tied else NOTHING
    return in_a_row([filled(pattern, below, below.total), tied])


def filled(pattern: str, neighbour: Neighbour, total: int) -> Sentence:
    """Put the numbers and the role into a pattern."""
    return sentence(pattern, number=neighbour.count, total=total, role=named(neighbour.role))


def named(role: Role | None) -> Part:
    """Name a role; the heading above is the link to its page."""
    return Part(role.title if role else "", is_name=True)


def difference(here: Role, there: Role) -> Sentence:
    """Set the facts that differ against each other; say which can't be, as one of the two lacks them."""
    known = [name for name in FACTS if getattr(here, name) and getattr(there, name)]
    differing = [name for name in known if getattr(here, name) != getattr(there, name)]
    return in_a_row(sentences(here, there, known, differing))


def sentences(here: Role, there: Role, known: list[str], differing: list[str]) -> Iterator[Sentence]:
    """Say what differs, that nothing does, and what nobody knows."""
    if differing:
        yield sentence(
            _("The two differ in %(facts)s."), facts=listed([against(name, here, there) for name in differing])
        )
    elif known:
        yield sentence(_("The two agree in %(facts)s."), facts=listed([plain(fact_name(name)) for name in known]))
    if unknown := [name for name in FACTS if name not in known]:
        names = listed([plain(fact_name(name)) for name in unknown])
        yield sentence(_("Not written down for both yet: %(facts)s."), facts=names)


def against(name: str, here: Role, there: Role) -> Sentence:
    """Set a fact of two roles against each other."""
    pattern = _("%(fact)s (here %(here)s, there %(there)s)")
    values = {"here": plain(fact_of(here, name)), "there": plain(fact_of(there, name))}
    return sentence(pattern, fact=plain(fact_name(name)), **values)
