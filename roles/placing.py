"""Give one position or branch numbers where it goes, in the database: what does not move keeps its own."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from roles.models.door import require_open_door
from roles.numbering import FIRST, LAST

BATCH = 500
# A window of 2^b numbers may hold so many openings and closings: T = 1.5 of Bender et al., see spread().
CAPACITY = 4 / 3
SPOT = "id, code, reports_to_id, peer_order, is_placed, ended_on, version, tree_id, level, lft, rght, reports_count"
OF_MANAGER = ", ".join(f"manager.{name}" for name in SPOT.split(", "))

# UNION, not UNION ALL: it ends even in a database where somebody wrote a loop by hand.
LINES = f"""
WITH RECURSIVE line({SPOT}) AS (
    SELECT {SPOT} FROM roles_position WHERE id IN ({{starts}})
    UNION
    SELECT {OF_MANAGER} FROM line JOIN roles_position manager ON manager.id = line.reports_to_id
) SELECT * FROM line"""  # noqa: S608 - constants

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


class Spot(NamedTuple):
    """Where a position stands, as the database has it."""

    id: int
    code: str
    reports_to_id: int | None
    peer_order: int
    is_placed: bool
    ended_on: Any
    version: int
    tree_id: int
    level: int
    lft: int
    rght: int
    reports_count: int

    @property
    def is_in_chart(self) -> bool:
        """False once it has ended, and as long as it is not placed."""
        return bool(self.is_placed) and self.ended_on is None

    @property
    def size(self) -> int:
        """How many positions its branch has."""
        return self.reports_count + 1


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


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def execute(sql: str, values: Sequence[Any]) -> None:
    """Write by one statement."""
    require_open_door()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Write by one statement that is given several times."""
    require_open_door()
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def marks(values: Collection[Any]) -> str:
    """As many placeholders as there are values."""
    return ", ".join(["%s"] * len(values))


def batches(values: Sequence[int]) -> Iterable[Sequence[int]]:
    """The values, so many at a time as every database takes."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def read_lines(position_ids: Collection[int]) -> dict[int, Spot]:
    """These positions and everybody above them, by primary key, in one statement."""
    rows = fetch(LINES.format(starts=marks(position_ids)), list(position_ids)) if position_ids else []
    return {row[0]: Spot(*row) for row in rows}


def line_above(position_id: int | None, spots: dict[int, Spot]) -> list[Spot]:
    """A position and those above it, nearest first, as far as they were read."""
    line: dict[int, Spot] = {}
    while position_id is not None and position_id in spots and position_id not in line:
        line[position_id] = spots[position_id]
        position_id = spots[position_id].reports_to_id
    return list(line.values())


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


def spread(tree: int, left: int, events: int) -> None:
    """Make room for so many openings and closings behind a number, by spreading those around it.

    The smallest aligned window around it that is sparse enough is numbered evenly: Bender, Cole, Demaine,
    Farach-Colton and Zito, "Two simplified algorithms for maintaining order in a list" (2002).
    """
    for bits in range(4, LAST.bit_length() + 1):
        low = max(left >> bits << bits, FIRST + 1)
        high = min((left >> bits << bits) + (1 << bits), LAST) - 1
        most = int(CAPACITY**bits) - events
        numbers = window(tree, low, high, most + 1) if most > 0 else None
        if numbers is not None and len(numbers) <= most:
            write_window(numbers, left, low, high, events)
            return
    raise OverflowError("a tree has more positions than there are numbers")


def window(tree: int, low: int, high: int, most: int) -> list[tuple[int, int, str]] | None:
    """The numbers in a window with whose they are, in order; None where more than so many ranges begin there."""
    begun = (
        "SELECT id, lft, rght FROM roles_position WHERE tree_id = %s AND lft BETWEEN %s AND %s ORDER BY lft LIMIT %s"
    )
    rows = fetch(begun, (tree, low, high, most + 1))
    if len(rows) > most:
        return None
    before = "SELECT id FROM roles_position WHERE tree_id = %s AND lft < %s ORDER BY lft DESC LIMIT 1"
    last = [key for (key,) in fetch(before, (tree, low))]
    open_before = ((spot.id, spot.lft, spot.rght) for spot in read_lines(last).values())
    ends = [(rght, key, "rght") for key, _lft, rght in (*rows, *open_before) if low <= rght <= high]
    return sorted([*((lft, key, "lft") for key, lft, _rght in rows), *ends])


def write_window(numbers: Sequence[tuple[int, int, str]], left: int, low: int, high: int, events: int) -> None:
    """Number a window evenly, leaving room for so many behind a number."""
    slots = len(numbers) + events + 1
    values: dict[str, list[tuple[int, int]]] = {"lft": [], "rght": []}
    for place, (number, key, column) in enumerate(numbers, 1):
        slot = place if number <= left else place + events
        values[column].append((low + slot * (high - low) // slots, key))
    for column, rows in values.items():
        execute_many(f"UPDATE roles_position SET {column} = %s WHERE id = %s", rows)  # noqa: S608
