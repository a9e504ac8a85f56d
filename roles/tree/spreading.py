"""Make room where the numbers of a tree are used up, by spreading as few of them as will do: for roles.tree alone."""

from collections.abc import Sequence

from roles.numbering import FIRST, LAST
from roles.tree.spots import execute_many, fetch, read_lines

# A window of 2^b numbers may hold so many openings and closings: T = 1.5 of Bender et al.
CAPACITY = 4 / 3


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
    values: dict[int, dict[str, int]] = {}
    for place, (number, key, column) in enumerate(numbers, 1):
        slot = place if number <= left else place + events
        values.setdefault(key, {})[column] = low + slot * (high - low) // slots
    # Both ends of a range in one statement: it must not end before it begins even for a moment.
    for columns in (("lft", "rght"), ("lft",), ("rght",)):
        rows = [[*(own[name] for name in columns), key] for key, own in values.items() if tuple(own) == columns]
        assigned = ", ".join(f"{name} = %s" for name in columns)
        execute_many(f"UPDATE roles_position SET {assigned} WHERE id = %s", rows)  # noqa: S608 - names of ours
