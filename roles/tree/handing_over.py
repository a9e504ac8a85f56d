"""Let the reports of a position report to another manager, in its place or as the last: for roles.tree alone."""

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.models import MOST_LEVELS, Subject
from roles.models.position import too_deep_in_words
from roles.record import Record, Values
from roles.tree.moving import move_counts, note_codes, spots_of
from roles.tree.ordering import Report, orders_between, reports_of
from roles.tree.placing import (
    Room,
    deepest_level,
    peer_before,
    peer_behind,
    renumber,
    room_under,
    shift_levels,
    stretch_below,
)
from roles.tree.spots import Spot, execute, execute_many, line_above

HAND_OVER = "UPDATE roles_position SET reports_to_id = %s, peer_order = %s, version = version + 1 WHERE id = %s"


def hand_over(record: Record, position_id: int, heir_id: int | None = None) -> bool:
    """Let everybody who reports to a position report to its own manager, in its place, or to another as the last.

    Returns False where nobody does.
    """
    spots = spots_of(position_id, heir_id)
    spot = spots[position_id]
    reports = reports_of(position_id)
    if not reports:
        return False
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
    record.touched.moved_along += spot.reports_count - len(reports)
    return True


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
