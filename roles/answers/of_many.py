"""Say of three or four sides how all of them stand to each other, and then of every two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from roles.answers import first_answer
from roles.answers.wording import Answer, named
from roles.cells import fact_of
from roles.naming import BEGINNING, INSIDE
from roles.pairs import pair_of
from roles.phrases import NOTHING, Part, Sentence, listed, plain, sentence
from roles.sentences import who_it_is
from roles.sides.reading import Sides
from roles.sides.runs import shared_by_all
from roles.sides.side import AnySide, Side


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
    positions = [side for side in sides.sides if isinstance(side, Side) and side.position.is_in_chart]
    text = standing(sides, positions) if len(positions) == len(sides.sides) else of_all_kinds(sides)
    return Answer(asked, text, by_levels(sides.sides))


def standing(sides: Sides, positions: Sequence[Side]) -> Sentence:
    """Say which position is above all others, or who is above all."""
    for side in positions:
        if all(side.position.pk in other.line for other in positions if other is not side):
            return sentence(_("%(position)s is above all the others."), position=named(side, BEGINNING))
    shared = shared_by_all([tuple(reversed(side.line)) for side in positions])
    if shared:
        common = positions[0].line[-shared]
        manager = who_it_is(sides.lines.known[common])
        return sentence(_("The lowest position above all of them is %(manager)s."), manager=manager)
    return plain(_("They are under different heads: no position is above all of them."))


def of_all_kinds(sides: Sides) -> Sentence:
    """Name what is compared."""
    return sentence(_("Compared are %(names)s."), names=listed([named(side, INSIDE) for side in sides.sides]))


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
