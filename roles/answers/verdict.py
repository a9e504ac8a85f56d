"""Say in one sentence what one position is to another, and why."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roles.answers.of_people import both_held, held_too, in_other_positions
from roles.answers.wording import (
    Answer,
    agree,
    levels,
    named,
    question,
    reporting,
    through,
    without_person,
)
from roles.cells import fact_of
from roles.comparison import Relation
from roles.models import ManagementLevel, Position
from roles.naming import BEGINNING, HAVING, INSIDE, as_subject, beside, the
from roles.pairs import AnyPair, Pair
from roles.phrases import NOTHING, Part, Sentence, in_a_row, listed, sentence
from roles.sentences import as_manager, out_of_chart, who_it_is
from roles.sides.side import AnySide, Managers, Side

LEVEL = "management_level"


def who_is_above_whom(pair: Pair) -> Answer:
    """Say what left is to right: this opens every comparison."""
    left, right = pair.left.position, pair.right.position
    asked = agree(
        left,
        pgettext("one position", "Is %(left)s higher than %(right)s?"),
        pgettext("several posts", "Are %(left)s higher than %(right)s?"),
    )
    held = in_a_row(held_too(pair))
    is_told = not held or pair.comparison is None or pair.upper_and_lower
    return Answer(
        question(asked, left=the(left), right=beside(right)),
        in_a_row([held, verdict(pair) if is_told else NOTHING, *in_other_positions(pair)]),
        in_a_row([why(pair), NOTHING if held else both_held(pair)]),
    )


def verdict(pair: Pair) -> Sentence:
    """Say in one sentence what left is to right."""
    if pair.is_same:
        return same(pair.left, pair.right)
    if pair.comparison is None:
        return in_a_row(
            out_of_chart(side.position, as_subject(side.position))
            for side in pair.sides
            if not side.position.is_in_chart
        )
    if pair.comparison.relation == Relation.ABOVE:
        return above(pair.left.position, pair.right.position, pair.right.down_from(pair.left.position))
    if pair.comparison.relation == Relation.BELOW:
        return below(pair.left.position, pair.right.position, pair.left.below(pair.right.position))
    return apart(pair)


def same(left: Side, right: Side) -> Sentence:
    """Say that both sides are one position, and who holds it where they are asked for by name."""
    position = named(without_person(left), INSIDE)
    people = list(dict.fromkeys(side.person for side in (left, right) if side.person))
    if len(people) > 1:
        names = listed([named(left, BEGINNING), named(right, INSIDE)])
        return sentence(_("%(names)s hold the same position, %(position)s."), names=names, position=position)
    if people:
        holder = named(left if left.person else right, BEGINNING)
        return sentence(_("%(name)s holds this very position, %(position)s."), name=holder, position=position)
    return sentence(_("Both are the same position, %(position)s."), position=position)


def above(left: Position, right: Position, between: Managers) -> Sentence:
    """Say that left is above right, and through whom."""
    if not between:
        pattern = agree(
            left,
            pgettext("one position", "%(left)s is directly above %(right)s."),
            pgettext("several posts", "%(left)s are directly above %(right)s."),
        )
        return sentence(pattern, left=as_subject(left), right=beside(right))
    pattern = agree(
        left,
        pgettext("one position", "%(left)s is above %(right)s, %(levels)s up, through %(managers)s."),
        pgettext("several posts", "%(left)s are above %(right)s, %(levels)s up, through %(managers)s."),
    )
    up = levels(between.count + 1)
    return sentence(pattern, left=as_subject(left), right=beside(right), levels=up, managers=through(between))


def below(left: Position, right: Position, between: Managers) -> Sentence:
    """Say that left is below right, and through whom."""
    if not between:
        pattern = agree(
            left,
            pgettext("one position", "%(left)s is directly below %(right)s."),
            pgettext("several posts", "%(left)s are directly below %(right)s."),
        )
        return sentence(pattern, left=as_subject(left), right=beside(right))
    pattern = agree(
        left,
        pgettext("one position", "%(left)s is below %(right)s, %(levels)s down, through %(managers)s."),
        pgettext("several posts", "%(left)s are below %(right)s, %(levels)s down, through %(managers)s."),
    )
    down = levels(between.count + 1)
    return sentence(pattern, left=as_subject(left), right=beside(right), levels=down, managers=through(between))


def apart(pair: Pair) -> Sentence:
    """Say how two positions stand of which neither is above the other."""
    left, right, common = as_subject(pair.left.position), the(pair.right.position), pair.common_manager
    if common is not None and pair.left.manager == pair.right.manager:
        pattern = _("%(left)s and %(right)s are peers: both report to %(manager)s.")
        return sentence(pattern, left=left, right=right, manager=as_manager(common))
    if common is not None:
        pattern = _(
            "%(left)s and %(right)s are in different branches: neither is above the other; "
            "the nearest position above both is %(manager)s."
        )
        return sentence(pattern, left=left, right=right, manager=who_it_is(common))
    if not pair.left.line and not pair.right.line:
        pattern = _("%(left)s and %(right)s are both heads: neither is above the other.")
        return sentence(pattern, left=left, right=right)
    pattern = _("%(left)s and %(right)s are under different heads: neither is above the other.")
    return sentence(pattern, left=left, right=right)


def why(pair: Pair) -> Sentence:
    """Say what the verdict rests on: whom the lower one reports to, or how far down both stand; and what roles say."""
    comparison = pair.comparison
    if comparison is None or comparison.relation == Relation.SAME:
        return NOTHING
    if comparison.relation == Relation.ABOVE:
        place = reporting(pair.right.position, pair.right.manager)
    elif comparison.relation == Relation.BELOW:
        place = reporting(pair.left.position, pair.left.manager)
    elif comparison.relation == Relation.PEERS:
        place = NOTHING
    elif comparison.distance is None:
        place = in_a_row(under_head(side) for side in pair.sides)
    else:
        place = nearer_to_the_head(pair.left, pair.right)
    return in_a_row([place, by_management_level(pair)])


def by_management_level(pair: AnyPair) -> Sentence:
    """Say whose role has the higher management level, where the chart does not say so itself."""
    left, right = (rank_of(side) for side in pair.sides)
    if left is None or right is None or left == right:
        return NOTHING
    higher, lower = pair.sides if left < right else pair.sides[::-1]
    both = pair.upper_and_lower
    if both and both[0] is higher:
        return NOTHING
    pattern = _("The management level of %(higher)s is the higher one: %(one)s against %(other)s.")
    values = {"one": Part(fact_of(higher.role, LEVEL)), "other": Part(fact_of(lower.role, LEVEL))}
    return sentence(pattern, higher=named(higher, HAVING), **values)


def rank_of(side: AnySide) -> int | None:
    """Return how far below the top the management level of a side's role is, none where it is not written down."""
    level = side.role.management_level if side.role else ""
    return ManagementLevel.values.index(level) if level else None


def under_head(side: Side) -> Sentence:
    """Say which head a position is under."""
    if not side.line:
        return reporting(side.position, None)
    return sentence(
        _("The head above %(position)s is %(head)s."), position=beside(side.position), head=who_it_is(side.head)
    )


def nearer_to_the_head(left: Side, right: Side) -> Sentence:
    """Say which of two positions stands higher in the chart."""
    difference = len(left.line) - len(right.line)
    if not difference:
        return sentence(_("Both are %(levels)s below the head."), levels=levels(len(left.line)))
    higher = right.position if difference > 0 else left.position
    pattern = agree(
        higher,
        pgettext("one position", "%(position)s is %(levels)s nearer to the head."),
        pgettext("several posts", "%(position)s are %(levels)s nearer to the head."),
    )
    return sentence(pattern, position=as_subject(higher), levels=levels(abs(difference)))
