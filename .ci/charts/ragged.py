"""Make up ragged companies, the same for the same seed, as the layout is told about them.

A manager gets about six reports, now and then some dozens; who becomes a manager next depends on depth and on chance,
so that branches end at very different levels.
"""

import heapq
import random
from collections.abc import Sequence

from roles.chart import Seat

SEED = 1_000_003
TITLES = ("Chief Executive Officer", "Senior Director", "Head of Department", "Team Lead")
CREW = 40  # reports that one manager near the top of a small company has at once


def company(size: int, seed: int = 7) -> list[Seat]:
    """So many seats without a word on their boxes."""
    return [Seat(number, manager, str(number), "") for number, manager in enumerate(managers(size, seed)[0])]


def small_company(size: int, seed: int) -> list[Seat]:
    """So many seats with what usual boxes say; one manager has a large crew."""
    reports_to, depths = managers(size - CREW, seed)
    near_top = [number for number, depth in enumerate(depths) if depth in (1, 2)] or [0]
    reports_to += [random.Random(seed).choice(near_top)] * CREW  # noqa: S311
    depths += [len(TITLES)] * CREW
    return worded(reports_to, depths)


def worded_company(size: int, seed: int = 7) -> list[Seat]:
    """So many seats with what usual boxes say."""
    return worded(*managers(size, seed))


def worded(reports_to: Sequence[int | None], depths: Sequence[int]) -> list[Seat]:
    """Seats for positions of which is known to whom they report, and on which level they are."""
    busy = set(reports_to)
    return [
        seat(number, manager, depth, number in busy)
        for number, (manager, depth) in enumerate(zip(reports_to, depths, strict=True))
    ]


def seat(number: int, manager: int | None, depth: int, has_reports: bool) -> Seat:
    """A position with title, holder, department and, of a manager, counts."""
    title = TITLES[min(depth, len(TITLES) - 1)] if has_reports else "Analyst"
    counts = "6 direct reports" if has_reports else ""
    return Seat(number, manager, str(number), title, ("Ines Rossi",), department="Operations", counts=counts)


def managers(size: int, seed: int) -> tuple[list[int | None], list[int]]:
    """For each position whom it reports to, and its level."""
    chance = random.Random(seed * SEED + size)  # noqa: S311
    reports_to: list[int | None] = [None]
    depths = [0]
    waiting = [(0.0, 0)]
    while len(reports_to) < size:
        manager = heapq.heappop(waiting)[1]
        for _ in range(min(7 if manager == 0 else span(chance), size - len(reports_to))):
            depths.append(depths[manager] + 1)
            heapq.heappush(waiting, (depths[-1] + chance.random() * 3.5, len(reports_to)))
            reports_to.append(manager)
    return reports_to, depths


def span(chance: random.Random) -> int:
    """How many report to a manager."""
    if chance.random() < 0.03:
        return chance.randint(30, 60)
    return min(15, max(1, round(chance.gammavariate(2.6, 1.85))))
