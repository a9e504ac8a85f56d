"""Give one position or branch numbers where it goes, in the database: what does not move keeps its own."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from roles.batches import batches
from roles.numbering import FIRST, LAST
from roles.tree.spots import OF_MANAGER, SPOT, Spot, execute, fetch, marks, read_lines
from roles.tree.spreading import spread

# From the last one that begins before a number up to the direct report whose branch it stands in; none in an empty one.
PEER_BEFORE = f"""
WITH RECURSIVE line({SPOT}) AS (
    SELECT * FROM (
        SELECT {SPOT} FROM roles_position
        WHERE tree_id = %s AND lft > %s AND lft < %s AND NOT lft BETWEEN %s AND %s ORDER BY lft DESC LIMIT 1
    ) AS last
    UNION
    SELECT {OF_MANAGER} FROM line JOIN roles_position manager ON manager.id = line.reports_to_id
    WHERE line.reports_to_id <> %s
) SELECT * FROM line WHERE reports_to_id = %s"""  # noqa: S608 - constants

# In a walk from the top, what opens as number i at depth d comes after i openings and i - d closings.
RENUMBER = """
UPDATE roles_position SET
    tree_id = %s,
    level = roles_position.level + %s,
    lft = %s + %s * (2 * walk.place - (roles_position.level - %s)),
    rght = %s + %s * (2 * walk.place - (roles_position.level - %s) + 2 * roles_position.reports_count + 1)
FROM (
    SELECT id, row_number() OVER (ORDER BY lft) - 1 AS place FROM roles_position
    WHERE tree_id = %s AND lft BETWEEN %s AND %s
) AS walk
WHERE roles_position.id = walk.id"""


class Stretch(NamedTuple):
    """Neighbours in tree order that move together: all that open from `first` to `last`, the highest on `level`."""

    tree: int
    first: int
    last: int
    level: int
    size: int


class Gap(NamedTuple):
    """Free numbers between two neighbours, both left out; `crowd` counts those who may want as much as the next one."""

    tree: int
    left: int
    right: int
    level: int
    crowd: int

    def step(self, size: int) -> int:
        """How far apart to number so many positions; 0 where they do not fit.

        The n-th appended takes the n-th part of what is free, so n of them leave an n-th of it, and room in each.
        """
        room = self.right - self.left
        return room // (2 * (size + self.crowd + 1)) or (room - 1) // (2 * size)


def stretch_of(spot: Spot) -> Stretch:
    """A position with its branch."""
    return Stretch(spot.tree_id, spot.lft, spot.rght - 1, spot.level, spot.size)


def stretch_below(spot: Spot) -> Stretch:
    """The branch without the position at its top."""
    return Stretch(spot.tree_id, spot.lft + 1, spot.rght - 1, spot.level + 1, spot.reports_count)


def stretch_alone(spot: Spot) -> Stretch:
    """A position without its branch."""
    return Stretch(spot.tree_id, spot.lft, spot.lft, spot.level, 1)


# Moves for a position that is not there yet.
NEW = Stretch(0, 0, -1, 0, 1)


class Room(NamedTuple):
    """What moves, the numbers it moves to, and between which direct reports, if there are any on that side."""

    moving: Stretch
    gap: Gap
    peer: Spot | None
    before: Spot | None


def room_under(
    spots: dict[int, Spot],
    manager_id: int,
    mover_id: int | None = None,
    of: Callable[[Spot], Stretch] = stretch_of,
    before_id: int | None = None,
) -> Room:
    """Find room among the direct reports of a manager, before one of them or behind the last, and make it if need be.

    All of them are among the spots, which are read again where what is there had to be spread.
    """
    manager = spots[manager_id]
    moving = NEW if mover_id is None else of(spots[mover_id])
    before = None if before_id is None else spots[before_id]
    peer = peer_before(manager, before.lft if before else manager.rght, moving)
    gap = gap_under(manager, peer, before)
    if gap.step(moving.size):
        return Room(moving, gap, peer, before)
    spread(gap.tree, gap.left, 2 * moving.size)
    return room_under(read_lines(list(spots)), manager_id, mover_id, of, before_id)


def peer_before(manager: Spot, number: int, moving: Stretch = NEW) -> Spot | None:
    """The last direct report that begins before a number, leaving out what is about to move."""
    skipped = (moving.first, moving.last) if moving.tree == manager.tree_id else (NEW.first, NEW.last)
    values = (manager.tree_id, manager.lft, number, *skipped, manager.id, manager.id)
    rows = fetch(PEER_BEFORE, values)
    return Spot(*rows[0]) if rows else None


def peer_behind(manager: Spot, spot: Spot) -> Spot | None:
    """The direct report behind another."""
    sql = f"SELECT {SPOT} FROM roles_position WHERE tree_id = %s AND lft > %s AND lft < %s ORDER BY lft LIMIT 1"  # noqa: S608
    rows = fetch(sql, (spot.tree_id, spot.rght, manager.rght))
    return Spot(*rows[0]) if rows else None


def gap_under(manager: Spot, peer: Spot | None, before: Spot | None = None) -> Gap:
    """The free numbers behind a direct report, and before another or the end of the manager's range."""
    left = peer.rght if peer else manager.lft
    right = before.lft if before else manager.rght
    return Gap(manager.tree_id, left, right, manager.level + 1, 0 if before else manager.reports_count)


def new_tree() -> int:
    """A number for one more tree."""
    return int(fetch("SELECT coalesce(max(tree_id), 0) + 1 FROM roles_position", ())[0][0])


def renumber(moving: Stretch, gap: Gap) -> None:
    """Give a stretch the numbers of a gap, as close to each other as the gap's step says."""
    step = gap.step(moving.size)
    base = gap.left + step
    values = (gap.tree, gap.level - moving.level, base, step, moving.level, base, step, moving.level)
    execute(RENUMBER, (*values, moving.tree, moving.first, moving.last))


def renumber_as_tree(moving: Stretch, top_id: int) -> None:
    """Make a branch a tree of its own, over all numbers that there are."""
    tree, step = new_tree(), (LAST - FIRST) // (2 * moving.size)
    values = (tree, -moving.level, FIRST, step, moving.level, FIRST, step, moving.level)
    execute(RENUMBER, (*values, moving.tree, moving.first, moving.last))
    execute("UPDATE roles_position SET rght = %s WHERE id = %s", (LAST, top_id))


def shift_levels(moving: Stretch, steps: int) -> None:
    """Let a stretch stand some levels further down, or up, where it is."""
    values = (steps, moving.tree, moving.first, moving.last)
    execute("UPDATE roles_position SET level = level + %s WHERE tree_id = %s AND lft BETWEEN %s AND %s", values)


def deepest_level(moving: Stretch) -> int:
    """The level of the deepest position of a stretch."""
    sql = "SELECT max(level) FROM roles_position WHERE tree_id = %s AND lft BETWEEN %s AND %s"
    return int(fetch(sql, (moving.tree, moving.first, moving.last))[0][0] or 0)


def reaches(spots: Collection[Spot]) -> dict[int, int]:
    """How many levels each of several branches reaches down, in one statement."""
    sql = f"""
SELECT top.id, max(each.level) - top.level FROM roles_position top
JOIN roles_position each ON each.tree_id = top.tree_id AND each.lft >= top.lft AND each.lft < top.rght
WHERE top.id IN ({marks(spots)}) GROUP BY top.id, top.level"""  # noqa: S608 - placeholders
    return {key: int(levels) for key, levels in fetch(sql, [spot.id for spot in spots])} if spots else {}


def add_to_counts(line: Iterable[Spot], reports: int) -> None:
    """Count so many reports more, or fewer, for every position of a line."""
    for keys in batches([spot.id for spot in line]):
        sql = f"UPDATE roles_position SET reports_count = reports_count + %s WHERE id IN ({marks(keys)})"  # noqa: S608
        execute(sql, (reports, *keys))
