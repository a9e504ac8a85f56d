"""Put one position, or one branch, where it goes: checked, numbered, counted, recorded; for roles.tree alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.models import MOST_LEVELS, Chart, Position, Subject
from roles.numbering import FIRST, LAST
from roles.record import Record, Values, plain
from roles.tree.ordering import order_behind, orders_between
from roles.tree.placing import (
    NEW,
    add_to_counts,
    deepest_level,
    new_tree,
    peer_behind,
    renumber,
    renumber_as_tree,
    room_under,
    stretch_alone,
    stretch_of,
)
from roles.tree.spots import Spot, execute, line_above, read_lines

PLACE = """
UPDATE roles_position SET reports_to_id = %s, peer_order = %s, is_placed = %s, ended_on = %s, version = version + 1
WHERE id = %s"""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a position shall stand: behind the last direct report of a manager, or before one; or outside the chart."""

    manager_id: int | None
    before_id: int | None = None
    is_placed: bool = True
    ended_on: datetime.date | None = None

    @property
    def is_in_chart(self) -> bool:
        """False for a position that ends, or waits to be placed."""
        return self.is_placed and self.ended_on is None


def spots_of(position_id: int, *others: int | None) -> dict[int, Spot]:
    """Read a position, others, and all lines above them; raises ValidationError where one of them is gone."""
    wanted = [position_id, *(key for key in others if key is not None)]
    spots = read_lines(wanted)
    if not spots.keys() >= set(wanted):
        what = _("This position is no longer there: somebody deleted it meanwhile.")
        manager = _("The manager chosen is no longer there: choose another.")
        raise ValidationError(what if position_id not in spots else manager)
    return spots


def settle_manager(position: Position) -> None:
    """Take the key of a manager who had none yet when it was assigned; Django's own save would, too late for us."""
    if position.reports_to_id is None and position.reports_to is not None:
        position.reports_to = position.reports_to
        if position.reports_to_id is None:
            raise ValidationError({"reports_to": _("The manager chosen is not written yet: create it first.")})


def place_new(position: Position) -> list[Spot]:
    """Give a position that is not written yet its numbers, as the last of its peers; returns the line above it."""
    key = position.reports_to_id
    spots = read_lines([key]) if key else {}
    line = line_above(key, spots)
    check_place(position, line)
    position.reports_count = 0
    if not line:
        position.tree_id, position.level, position.lft, position.rght = new_tree(), 0, FIRST, LAST
        return line
    room = room_under(spots, line[0].id)
    step = room.gap.step(NEW.size)
    position.tree_id, position.level = room.gap.tree, room.gap.level
    position.lft, position.rght = room.gap.left + step, room.gap.left + 2 * step
    position.peer_order = order_behind(room.peer)
    return line


def check_place(position: Position, line: Sequence[Spot], deepest: int | None = None) -> None:
    """Refuse a place in the words of the model; `deepest` is the level that the branch would reach, if that grew."""
    if position.reports_to_id is None:
        fits = not position.is_in_chart or Chart.current().allows_several_heads or not Position.objects.heads().exists()
    else:
        below = len(line) if deepest is None else deepest
        fits = bool(line) and line[0].is_in_chart and below < MOST_LEVELS
        fits = fits and position.is_in_chart and position.pk not in {spot.id for spot in line}
    if not fits:
        position.clean()
        position.validate_constraints()
        if position.reports_to_id is not None:
            raise ValidationError({"reports_to": _("The position can't stand there: choose another manager.")})


def relocate(record: Record, position_id: int, goal: Goal, *, alone: bool = False) -> None:
    """Put a position where it shall stand, with its branch or alone."""
    spots = spots_of(position_id, goal.manager_id, goal.before_id)
    spot, line = spots[position_id], line_above(goal.manager_id, spots)
    of = stretch_alone if alone else stretch_of
    if not alone and is_there(spot, goal, spots):
        return
    check_move(spot, goal, line, alone=alone)
    order = 0
    if goal.manager_id is None:
        renumber_as_tree(of(spot), position_id)
    else:
        room = room_under(spots, goal.manager_id, position_id, of, goal.before_id)
        renumber(room.moving, room.gap)
        (order,) = orders_between(record, goal.manager_id, room.peer, room.before, 1, [position_id])
    move_counts(line_above(spot.reports_to_id, spots), line, of(spot).size)
    execute(PLACE, (goal.manager_id, order, goal.is_placed, goal.ended_on, position_id))
    note_codes(record, spots)
    if not alone and goal.manager_id != spot.reports_to_id:
        record.touched.moved_along += spot.reports_count
    after: Values = {
        "reports_to_id": goal.manager_id,
        "peer_order": order,
        "is_placed": goal.is_placed,
        "ended_on": plain(goal.ended_on),
    }
    before = {name: plain(getattr(spot, name)) for name in after} | {"is_placed": bool(spot.is_placed)}
    names = [name for name in after if before[name] != after[name]]
    values = ({name: each[name] for name in names} for each in (before, after))
    record.add_values(Subject.POSITION, position_id, position_id, spot.code, *values)


def is_there(spot: Spot, goal: Goal, spots: dict[int, Spot]) -> bool:
    """True for a position that stands where it shall stand, its branch below it."""
    if goal.manager_id is None or goal.manager_id != spot.reports_to_id:
        return False
    following = peer_behind(spots[goal.manager_id], spot)
    return goal.before_id == (following.id if following else None)


def check_move(spot: Spot, goal: Goal, line: Sequence[Spot], *, alone: bool, reach: int | None = None) -> None:
    """Refuse a move in the words of the model: nobody may stand below themselves, too deep, or lose their manager.

    A branch that is too deep already may stay so, and go up. Whoever knows how many levels it reaches down says so.
    """
    level, size = (line[0].level + 1 if line else 0), (1 if alone else spot.size)
    deepest = level
    if level <= spot.level:
        deepest = 0
    elif level + size > MOST_LEVELS and size > 1:
        deepest = level + (deepest_level(stretch_of(spot)) - spot.level if reach is None else reach)
    if goal.manager_id is None:
        is_head = spot.is_in_chart and spot.reports_to_id is None
        fits = size == 1 if not goal.is_in_chart else is_head
    else:
        fits = goal.is_in_chart and line[0].is_in_chart and deepest < MOST_LEVELS
        fits = fits and spot.id not in {each.id for each in line}
    if not fits:
        position = Position.objects.select_related("role").get(pk=spot.id)
        position.reports_to_id, position.is_placed, position.ended_on = goal.manager_id, goal.is_placed, goal.ended_on
        check_place(position, line, deepest)


def move_counts(old: Sequence[Spot], new: Sequence[Spot], size: int) -> None:
    """Count a branch where it stands now, and no longer where it stood; who is above both counts the same as before."""
    above_both = {spot.id for spot in old} & {spot.id for spot in new}
    add_to_counts([spot for spot in old if spot.id not in above_both], -size)
    add_to_counts([spot for spot in new if spot.id not in above_both], size)


def note_codes(record: Record, spots: dict[int, Spot]) -> None:
    """Let the record know the codes that were read along the way."""
    record.codes.update({key: spot.code for key, spot in spots.items()})
