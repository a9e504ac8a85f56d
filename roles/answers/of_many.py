"""Say of three or four sides how all of them stand to each other, and then of every two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.answers import first_answer
from roles.answers.of_roles import common_manager
from roles.answers.wording import Answer, named
from roles.cells import fact_of
from roles.naming import BEGINNING, INSIDE
from roles.pairs import pair_of
from roles.phrases import NOTHING, Part, Sentence, listed, plain, sentence
from roles.sides.places import below
from roles.sides.reading import Sides
from roles.sides.side import AnySide


@dataclass(frozen=True)
class PairAnswer:
    """What the first answer about two of the sides is, and the two."""

    answer: Answer
    left: AnySide
    right: AnySide


def answers_of_pairs(sides: Sides) -> Iterator[PairAnswer]:
    """Return of every two sides who is above whom."""
    for left, right in combinations(sides.sides, 2):
        yield PairAnswer(first_answer(pair_of(sides, left, right)), left, right)


def opening(sides: Sides) -> Answer:
    """Say in one sentence how all sides stand to each other; and whose role has which management level."""
    asked = plain(_("How do they stand to each other?"))
    return Answer(asked, standing(sides), by_levels(sides.sides))


def standing(sides: Sides) -> Sentence:
    """Say which side is above all others, or who is above all; a role stands where all its positions do."""
    places = [side.places for side in sides.sides]
    if not all(places):
        missing = [named(side, INSIDE) for side, own in zip(sides.sides, places, strict=True) if not own]
        pattern = ngettext(
            "The chart does not say it for all of them: %(names)s stands nowhere in it.",
            "The chart does not say it for all of them: %(names)s stand nowhere in it.",
            len(missing),
        )
        return sentence(pattern, names=listed(missing))
    for side, own in zip(sides.sides, places, strict=True):
        others = [other for other in places if other is not own]
        if all(below(other, own).are_all and not other.shared_with(own) for other in others):
            return sentence(_("%(position)s is above all the others."), position=named(side, BEGINNING))
    return common_manager(places, sides.drawn[0])


def by_levels(sides: Sequence[AnySide]) -> Sentence:
    """Name the management level of every role that has one."""
    told = [
        sentence(_("%(name)s (%(level)s)"), name=named(side, INSIDE), level=Part(level))
        for side in sides
        if (level := fact_of(side.role, "management_level"))
    ]
    if not told:
        return NOTHING
    return sentence(_("Their management levels: %(levels)s."), levels=listed(told))
