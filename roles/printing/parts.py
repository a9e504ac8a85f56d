"""Say what of a chart that is too large is printed at once: its highest levels, or one of its branches."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import ngettext

from roles.models import Position
from roles.phrases import written
from roles.printing.asked import Asked, address_of
from roles.printing.reading import Branch, branch_of
from roles.seating import title_of

MOST_BRANCHES = 8


@dataclass(frozen=True)
class Link:
    """Another choice, and its address."""

    text: str
    address: str


def parts_of(branch: Branch, asked: Asked) -> Iterator[Link]:
    """Everything that is offered instead."""
    yield from fewer_levels(branch, asked)
    for position in largest_below(branch.top):
        yield link_to_branch(position, asked)


def fewer_levels(branch: Branch, asked: Asked) -> Iterator[Link]:
    """As many levels as are printed at once, if that is more than the top."""
    all_levels = range(len(branch.counts), 1, -1)
    lowest = next((levels for levels in all_levels if branch.count(levels) <= settings.MOST_PRINTED), None)
    if lowest is None:
        return
    count = branch.count(lowest)
    pattern = ngettext(
        "Levels 1 to %(lowest)s: %(number)s position", "Levels 1 to %(lowest)s: %(number)s positions", count
    )
    text = pattern % {"lowest": written(lowest), "number": written(count)}
    yield Link(text, address_of("roles:print", replace(asked, levels=lowest)))


def largest_below(top: Position | None) -> Iterator[Position]:
    """Who manages the largest branches that are small enough."""
    below = branch_of(top).filter(level=(top.level if top else 0) + 1, reports_count__lt=settings.MOST_PRINTED)
    yield from below.select_related("role").order_by("-reports_count", "tree_id", "lft")[:MOST_BRANCHES]


def link_to_branch(position: Position, asked: Asked) -> Link:
    """A print that begins further down."""
    count = position.reports_count + 1
    pattern = ngettext("%(title)s: %(number)s position", "%(title)s: %(number)s positions", count)
    text = pattern % {"title": title_of(position), "number": written(count)}
    return Link(text, address_of("roles:print", replace(asked, code=position.code, levels=None)))
