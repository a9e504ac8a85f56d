"""Answer every question about two sides of a comparison, the most important one first."""

from roles.answers.moves import can_become
from roles.answers.of_roles import (
    common_manager_of_all,
    same_manager_somewhere,
    second_in_command_of_roles,
    who_is_above_role,
)
from roles.answers.places import (
    nearest_common_manager,
    same_manager,
    second_in_command,
    who_is_above,
    who_stands_in,
)
from roles.answers.verdict import rank_of, who_is_above_whom
from roles.answers.verdict_of_roles import which_is_higher
from roles.answers.wording import Answer, Listing
from roles.answers.work import how_roles_differ, who_sets_what, work_together
from roles.pairs import AnyPair, Pair, RolePair
from roles.sides.side import AnySide, RoleSide, Side

__all__ = ["Answer", "Listing", "answers", "first_answer"]


def first_answer(pair: AnyPair) -> Answer:
    """Say who is above whom: this opens every comparison."""
    return which_is_higher(pair) if isinstance(pair, RolePair) else who_is_above_whom(pair)


def answers(pair: AnyPair) -> list[Answer]:
    """Return all questions about two sides with their answers; about a position and itself, the first alone.

    The first answer leads to the two, the others to everybody else.
    """
    if pair.is_same:
        return [first_answer(pair)]
    own_pages = [side.url for side in pair.sides]
    return [first_answer(pair), *(answer.without_links(own_pages) for answer in all_but_first(pair))]


def all_but_first(pair: AnyPair) -> list[Answer]:
    """Return what is asked once it is known who is above whom."""
    return [
        how_roles_differ(pair),
        *(about_places_of_roles(pair) if isinstance(pair, RolePair) else about_places(pair)),
        who_sets_what(pair),
        work_together(pair),
        *(can_become(pair, mover, goal) for mover, goal in moves(pair)),
    ]


def about_places(pair: Pair) -> list[Answer]:
    """Answer what the chart and its links say of two positions; of one outside the chart, the links alone."""
    deputies = [second_in_command(pair), who_stands_in(pair)]
    if pair.comparison is None:
        return deputies
    return [*map(who_is_above, pair.sides), same_manager(*pair.sides), nearest_common_manager(pair), *deputies]


def about_places_of_roles(pair: RolePair) -> list[Answer]:
    """Answer what the chart and its links say of the positions of roles."""
    if not all(side.places for side in pair.sides):
        return []
    above = [who_is_above_role(side) if isinstance(side, RoleSide) else who_is_above(side) for side in pair.sides]
    return [*above, same_manager_somewhere(pair), common_manager_of_all(pair), second_in_command_of_roles(pair)]


def moves(pair: AnyPair) -> list[tuple[AnySide, AnySide]]:
    """Return both moves between the two, the one upwards first; between positions of one role they are the same."""
    left, right = pair.sides
    if left.role is not None and left.role == right.role:
        return [(left, right)] if isinstance(pair, Pair) else []
    upwards = (right, left) if is_higher(left, right) else (left, right)
    return [upwards, upwards[::-1]]


def is_higher(left: AnySide, right: AnySide) -> bool:
    """True where left stands higher than right: by the management levels of their roles, else by their place."""
    ranks = rank_of(left), rank_of(right)
    if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return ranks[0] < ranks[1]
    return level_of(left) < level_of(right)


def level_of(side: AnySide) -> int:
    """Return how far below the head a side stands, the highest position of a role."""
    if isinstance(side, Side):
        return len(side.line)
    return side.seats.levels[0] if side.seats.levels else 0
