"""Give positions their order among their peers, with room between them: for roles.tree alone."""

from collections.abc import Sequence

from roles.models import Subject
from roles.numbering import ORDER_STEP
from roles.record import Record
from roles.tree.spots import Spot, execute_many, fetch

Report = tuple[int, str, int]


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
