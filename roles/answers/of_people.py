"""Say what people hold beside the position that they are compared by, and who holds both."""

from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers.wording import holds_beside, named, without_person
from roles.models import Position
from roles.naming import BEGINNING, INSIDE, as_subject, beside, titled
from roles.pairs import Pair
from roles.phrases import NOTHING, Part, Sentence, listed, sentence
from roles.sentences import holders_of
from roles.sides.side import Side


def held_too(pair: Pair) -> Iterator[Sentence]:
    """Say where a person holds the position of the other side too, beside the one they are compared by."""
    for holder, other in (pair.sides, pair.sides[::-1]):
        if not holds_beside(holder, other):
            continue
        names = {"name": named(holder, BEGINNING), "position": named(without_person(other), INSIDE)}
        if isinstance(other, Side) and other.person:
            pattern = _("%(name)s holds the position of %(other)s too, %(position)s.")
            yield sentence(pattern, other=titled(other.position), **names)
        else:
            yield sentence(_("%(name)s holds this position too, %(position)s."), **names)


def in_other_positions(pair: Pair) -> Iterator[Sentence]:
    """Say who is above whom in positions that people hold beside the one that each is compared by."""
    for left, right in product((pair.left, *pair.left.others), (pair.right, *pair.right.others)):
        if left is pair.left and right is pair.right:
            continue
        if left.position.pk in right.line:
            yield above_as((pair.left, left), (pair.right, right))
        elif right.position.pk in left.line:
            yield above_as((pair.right, right), (pair.left, left))


def above_as(upper: tuple[Side, Side], lower: tuple[Side, Side]) -> Sentence:
    """Say that one is above another in further positions; of each the side that is named comes first."""
    names = {"upper": as_subject(upper[0].position), "lower": beside(lower[0].position)}
    as_upper = Part(upper[1].position.shown_title, is_name=True)
    as_lower = Part(lower[1].position.shown_title, is_name=True)
    if not lower[0].person:
        return sentence(_("%(upper)s, as %(as_upper)s, is above %(lower)s."), as_upper=as_upper, **names)
    if not upper[0].person:
        return sentence(_("%(upper)s is above %(lower)s, as %(as_lower)s."), as_lower=as_lower, **names)
    pattern = _("%(upper)s, as %(as_upper)s, is above %(lower)s, as %(as_lower)s.")
    return sentence(pattern, as_upper=as_upper, as_lower=as_lower, **names)


def both_held(pair: Pair) -> Sentence:
    """Say who holds both positions, if somebody does."""
    names = [] if pair.is_same else people_in_both(pair.left.position, pair.right.position)
    pattern = ngettext("%(names)s holds both positions.", "%(names)s hold both positions.", len(names))
    return sentence(pattern, names=listed(names)) if names else NOTHING


def people_in_both(left: Position, right: Position) -> list[str]:
    """Name the people who hold both positions."""
    there = {each.person_id for each in holders_of(right)}
    return [each.person.name for each in holders_of(left) if each.person is not None and each.person_id in there]
