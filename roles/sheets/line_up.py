"""The line from a sheet's manager to the top, on one line: shortened in the middle where it is too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.chart.text import ELLIPSIS
from roles.sheets.pages import Words
from roles.sheets.wording import Face, fitted, long, words

STEP = " › "  # noqa: RUF001 - no sign of greater
LONGEST = 0.4  # of the room, for one title


@dataclass(frozen=True, slots=True)
class Crumb:
    """A manager above, and the page of the manager's sheet, 0 if there is none."""

    title: str
    page: int = 0


GAP = Crumb(ELLIPSIS)


def line_up(above: Sequence[Crumb], left: float, room: float, baseline: float, face: Face) -> Iterator[Words]:
    """Titles from the top down, each of which leads to its sheet."""
    step, x = long(STEP, face), left
    crumbs = [Crumb(fitted(crumb.title, room * LONGEST, face), crumb.page) for crumb in above]
    for place, crumb in enumerate(shortened([crumb for crumb in crumbs if crumb.title], room, face)):
        if place:
            yield words(STEP.strip(), x + long(" ", face), baseline, face)
            x += step
        yield words(crumb.title, x, baseline, face, to=crumb.page)
        x += long(crumb.title, face)


def shortened(crumbs: list[Crumb], room: float, face: Face) -> list[Crumb]:
    """The first and as many of the last as there is room for; if even two are too long, the last alone."""
    kept = crumbs
    while long_in_all(kept, face) > room and len(kept) > 2:
        rest = kept[2:] if kept[1] is not GAP else kept[3:]
        if not rest:
            return kept[-1:]
        kept = [kept[0], GAP, *rest]
    return kept if long_in_all(kept, face) <= room else kept[-1:]


def long_in_all(crumbs: Sequence[Crumb], face: Face) -> float:
    """How long the whole line is."""
    return sum(long(crumb.title, face) for crumb in crumbs) + max(0, len(crumbs) - 1) * long(STEP, face)
