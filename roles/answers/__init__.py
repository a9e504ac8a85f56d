"""Answer every question about two positions, the most important one first."""

from roles.answers.moves import can_become
from roles.answers.places import nearest_common_manager, same_manager, second_in_command, who_is_above
from roles.answers.verdict import who_is_above_whom
from roles.answers.wording import Answer, Listing
from roles.answers.work import how_roles_differ, who_sets_what, work_together
from roles.models import ManagementLevel
from roles.pairs import Pair, Side

LEVELS = ManagementLevel.values

__all__ = ["Answer", "Listing", "answers"]


def answers(pair: Pair) -> list[Answer]:
    """Return all questions about two positions with their answers; about a position and itself, the first alone.

    The first answer leads to the two positions, the others to everybody else.
    """
    first = who_is_above_whom(pair)
    if pair.is_same:
        return [first]
    own_pages = [side.position.get_absolute_url() for side in pair.sides]
    return [first, *(answer.without_links(own_pages) for answer in all_but_first(pair))]


def all_but_first(pair: Pair) -> list[Answer]:
    """Return what is asked once it is known who is above whom."""
    return [
        how_roles_differ(pair),
        *about_places(pair),
        who_sets_what(pair),
        second_in_command(pair),
        work_together(pair),
        *(can_become(pair, mover, goal) for mover, goal in moves(pair)),
    ]


def about_places(pair: Pair) -> list[Answer]:
    """Answer what only positions of the chart can be asked."""
    if pair.comparison is None:
        return []
    return [*map(who_is_above, pair.sides), same_manager(pair), nearest_common_manager(pair)]


def moves(pair: Pair) -> list[tuple[Side, Side]]:
    """Return both moves between the two, the one upwards first; between positions of one role they are the same."""
    left, right = pair.sides
    if left.role is not None and left.role == right.role:
        return [(left, right)]
    upwards = (right, left) if is_higher(left, right) else (left, right)
    return [upwards, upwards[::-1]]


def is_higher(left: Side, right: Side) -> bool:
    """True where left stands higher than right: by the management levels of their roles, else by their place."""
    ranks = [
        LEVELS.index(side.role.management_level) for side in (left, right) if side.role and side.role.management_level
    ]
    if len(ranks) == 2 and ranks[0] != ranks[1]:
        return ranks[0] < ranks[1]
    return len(left.line) < len(right.line)
