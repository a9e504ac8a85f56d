"""Give positions their order among their peers, with room between them: for roles.tree alone."""

from collections.abc import Sequence

from roles.models import Subject
from roles.numbering import ORDER_STEP
from roles.record import Record
from roles.tree.spots import Spot, execute_many, fetch

Report = tuple[int, str, int]
# Small beside the usual distance, so that few need to be pushed on.
PUSH = ORDER_STEP // 8


def order_behind(peer: Spot | None) -> int:
    """The order of whoever comes last."""
    return (peer.peer_order if peer else 0) + ORDER_STEP


def orders_between(
    record: Record, manager_id: int, peer: Spot | None, before: Spot | None, count: int, moving: Sequence[int] = ()
) -> list[int]:
    """So many orders between two peers, of whom those behind are pushed on as far as need be."""
    start = peer.peer_order if peer else 0
    if before is None:
        return [start + ORDER_STEP * (place + 1) for place in range(count)]
    if peer is None:
        return [before.peer_order - ORDER_STEP * (count - place) for place in range(count)]
    step = (before.peer_order - start) // (count + 1) or PUSH
    orders = [start + step * (place + 1) for place in range(count)]
    if orders[-1] >= before.peer_order:
        push_on(record, manager_id, before, orders[-1], moving)
    return orders


def push_on(record: Record, manager_id: int, first: Spot, last: int, moving: Sequence[int]) -> None:
    """Give a peer, and those behind it that stand in the way, orders behind one that was given already."""
    peers = [each for each in reports_of(manager_id) if each[0] not in moving]
    changed = []
    for key, code, order in peers[[key for key, _code, _order in peers].index(first.id) :]:
        if order > last:
            break
        last += PUSH
        changed.append((key, code, order, last))
    execute_many("UPDATE roles_position SET peer_order = %s WHERE id = %s", [(new, key) for key, *_old, new in changed])
    for key, code, order, new in changed:
        record.add_values(Subject.POSITION, key, key, code, {"peer_order": order}, {"peer_order": new})


def reports_of(manager_id: int) -> list[Report]:
    """The direct reports in their order: key, code and order of each."""
    sql = "SELECT id, code, peer_order FROM roles_position WHERE reports_to_id = %s ORDER BY peer_order, id"
    return [(key, code, order) for key, code, order in fetch(sql, (manager_id,))]
