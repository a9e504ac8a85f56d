"""Put one position, or one branch, where it goes: checked, numbered, counted, recorded; for roles.tree alone."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.models import MOST_LEVELS, Chart, Position, Subject
from roles.models.position import too_deep_in_words
from roles.numbering import FIRST, LAST, ORDER_STEP
from roles.placing import (
    NEW,
    Room,
    Spot,
    add_to_counts,
    deepest_level,
    execute,
    execute_many,
    fetch,
    line_above,
    new_tree,
    peer_before,
    peer_behind,
    read_lines,
    renumber,
    renumber_as_tree,
    room_under,
    shift_levels,
    stretch_alone,
    stretch_below,
    stretch_of,
)
from roles.record import Record, Values, plain

PLACE = """
UPDATE roles_position SET reports_to_id = %s, peer_order = %s, is_placed = %s, ended_on = %s, version = version + 1
WHERE id = %s"""
HAND_OVER = "UPDATE roles_position SET reports_to_id = %s, peer_order = %s, version = version + 1 WHERE id = %s"
Report = tuple[int, str, int]


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


def order_behind(peer: Spot | None) -> int:
    """The order of whoever comes last."""
    return (peer.peer_order if peer else 0) + ORDER_STEP


def orders_between(
    record: Record, manager_id: int, peer: Spot | None, before: Spot | None, count: int, moving: Sequence[int] = ()
) -> list[int]:
    """So many orders between two peers, all of whose orders are spread where there is no room."""
    start = peer.peer_order if peer else 0
    if before is None:
        return [start + ORDER_STEP * (place + 1) for place in range(count)]
    step = (before.peer_order - start) // (count + 1)
    if step > 0:
        return [start + step * (place + 1) for place in range(count)]
    peers = [each for each in reports_of(manager_id) if each[0] not in moving]
    index = [key for key, _code, _order in peers].index(before.id)
    orders = [ORDER_STEP * (place + 1) for place in range(len(peers) + count)]
    news = [*orders[:index], *orders[index + count :]]
    changed = [(*peer, new) for peer, new in zip(peers, news, strict=True) if peer[2] != new]
    execute_many("UPDATE roles_position SET peer_order = %s WHERE id = %s", [(new, key) for key, *_old, new in changed])
    for key, code, order, new in changed:
        record.add_values(Subject.POSITION, key, key, code, {"peer_order": order}, {"peer_order": new})
    return orders[index : index + count]


def reports_of(manager_id: int) -> list[Report]:
    """The direct reports in their order: key, code and order of each."""
    sql = "SELECT id, code, peer_order FROM roles_position WHERE reports_to_id = %s ORDER BY peer_order, id"
    return [(key, code, order) for key, code, order in fetch(sql, (manager_id,))]


def relocate(record: Record, position_id: int, goal: Goal, *, alone: bool = False) -> None:
    """Put a position where it shall stand, with its branch or alone."""
    spots = spots_of(position_id, goal.manager_id, goal.before_id)
    spot, line = spots[position_id], line_above(goal.manager_id, spots)
    of = stretch_alone if alone else stretch_of
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
        fits = line[0].is_in_chart and deepest < MOST_LEVELS and spot.id not in {each.id for each in line}
    if not fits:
        position = Position.objects.select_related("role").get(pk=spot.id)
        position.reports_to_id, position.is_placed, position.ended_on = goal.manager_id, goal.is_placed, goal.ended_on
        check_place(position, line, deepest)


def move_counts(old: Sequence[Spot], new: Sequence[Spot], size: int) -> None:
    """Count a branch where it stands now, and no longer where it stood; who is above both counts the same as before."""
    above_both = {spot.id for spot in old} & {spot.id for spot in new}
    add_to_counts([spot for spot in old if spot.id not in above_both], -size)
    add_to_counts([spot for spot in new if spot.id not in above_both], size)


def hand_over(record: Record, position_id: int, heir_id: int | None = None) -> None:
    """Let everybody who reports to a position report to its own manager, in its place, or to another as the last."""
    spots = spots_of(position_id, heir_id)
    spot = spots[position_id]
    reports = reports_of(position_id)
    if not reports:
        return
    heir_id = require_heir(heir_id or spot.reports_to_id)
    note_codes(record, spots)
    if heir_id == spot.reports_to_id:
        manager = spots[heir_id]
        shift_levels(stretch_below(spot), -1)
        peer, before = peer_before(manager, spot.lft), peer_behind(manager, spot)
        execute("UPDATE roles_position SET reports_count = 0 WHERE id = %s", (position_id,))
    else:
        room = move_all_below(spots, position_id, heir_id)
        peer, before = room.peer, None
    orders = orders_between(record, heir_id, peer, before, len(reports), [position_id])
    write_handed(record, position_id, heir_id, reports, orders)


def require_heir(heir_id: int | None) -> int:
    """Refuse to leave reports to nobody."""
    if heir_id is None:
        raise ValidationError(_("The head can't go without its reports: they would report to nobody."))
    return heir_id


def check_heir(spot: Spot, line: Sequence[Spot], reach: Callable[[], int]) -> None:
    """Refuse to hand reports to somebody among them, outside the chart, or too deep; the line begins with the heir."""
    heir = line[0]
    if spot in line:
        raise ValidationError(
            _("%(heir)s reports to %(position)s itself: choose somebody who stays.")
            % {"heir": heir.code, "position": spot.code}
        )
    if not heir.is_in_chart:
        raise ValidationError(_("%(heir)s is not in the chart: choose another manager.") % {"heir": heir.code})
    if heir.level > spot.level and heir.level + reach() >= MOST_LEVELS:
        raise ValidationError(too_deep_in_words())


def move_all_below(spots: dict[int, Spot], position_id: int, heir_id: int) -> Room:
    """Move everybody below a position behind the reports of another manager."""
    spot, below = spots[position_id], stretch_below(spots[position_id])
    line = line_above(heir_id, spots)
    check_heir(spot, line, lambda: deepest_level(below) - spot.level)
    room = room_under(spots, heir_id, position_id, stretch_below)
    renumber(room.moving, room.gap)
    move_counts(line_above(position_id, spots), line, spot.reports_count)
    return room


def write_handed(
    record: Record, position_id: int, heir_id: int, reports: Sequence[Report], orders: Sequence[int]
) -> None:
    """Write whom the reports of a position report to now."""
    execute_many(HAND_OVER, [(heir_id, new, key) for (key, _code, _order), new in zip(reports, orders, strict=True)])
    for (key, code, order), new in zip(reports, orders, strict=True):
        before: Values = {"reports_to_id": position_id, "peer_order": order}
        record.add_values(Subject.POSITION, key, key, code, before, {"reports_to_id": heir_id, "peer_order": new})


def note_codes(record: Record, spots: dict[int, Spot]) -> None:
    """Let the record know the codes that were read along the way."""
    record.codes.update({key: spot.code for key, spot in spots.items()})
