"""Choose the positions that a chart shows: from where, what is opened, and no more than a page can hold."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.db.models import Q

from roles.choice import Choice
from roles.lines import Lines, lines_of
from roles.models import Position
from roles.querysets import PositionQuerySet

MOST_PEERS = 100


@dataclass(frozen=True)
class Extent:
    """From which position down (None: from every head) what was asked for, and how many boxes a page may have."""

    top: Position | None
    asked: Choice
    most_boxes: int

    @cached_property
    def lines(self) -> Lines:
        """The positions that the choice names, with all above them; no statement where it names none."""
        return lines_of(self.asked.named)

    @cached_property
    def choice(self) -> Choice:
        """What can be had of it: no way with less than two ends, no line of nobody."""
        choice = self.asked
        if choice.path:
            ends = {key: code for code in choice.path if (key := self.lines.key_of(code)) is not None}
            if len(ends) < 2:
                choice = replace(choice, path=(), at=next(iter(ends.values()), choice.at))
        if choice.only_line and not self.top and self.lines.key_of(choice.at) is None:
            choice = replace(choice, only_line=False)
        return choice

    @property
    def missing(self) -> list[str]:
        """The codes to which it was to lead and which the chart does not have."""
        sought = dict.fromkeys(filter(None, (self.asked.at, *self.asked.path)))
        return [code for code in sought if self.lines.key_of(code) is None]

    @property
    def at(self) -> int | None:
        """The position one is at; of only the line of the top that is the top."""
        if self.choice.only_line and not self.choice.at and self.top:
            return self.top.pk
        return self.lines.key_of(self.choice.at)

    @property
    def leaves_branch(self) -> bool:
        """Whether what was asked for stands outside the branch of the top, or leads above it."""
        if self.top is None:
            return False
        return self.choice.is_restricted or (self.at is not None and self.top.pk not in self.lines.upwards(self.at))

    @property
    def of_whole(self) -> "Extent":
        """The same of the whole chart: who is at the top of a branch is there where one is."""
        at = "" if self.choice.path else self.asked.at or (self.top.code if self.top else "")
        return replace(self, top=None, asked=replace(self.asked, at=at))

    @property
    def line(self) -> list[int]:
        """Where one is, and the line to the top from there."""
        return self.lines.upwards(self.at) if self.at is not None else []

    @property
    def line_in_branch(self) -> list[int]:
        """The same no further up than the top; the page holds it whatever else it has no room for."""
        line = self.line
        return line[: line.index(self.top.pk) + 1] if self.top and self.top.pk in line else line

    @property
    def path(self) -> list[int]:
        """From one end of the path over the nearest common manager to the other; empty where there is none."""
        return self.lines.path(*map(self.lines.key_of, self.choice.path)) if self.choice.path else []


class Spot(NamedTuple):
    """Where a position stands, as plain values: of a large chart most are left out before anything else is read."""

    key: int
    manager: int | None
    level: int


@dataclass(frozen=True)
class Openness:
    """Whose direct reports are shown: of all above the last level but those closed, and of those opened."""

    last: int
    opened: Collection[int]
    closed: Collection[int]

    def by_levels(self, level: int) -> bool:
        """Whether so many levels show what is below that one."""
        return level < self.last

    def shows(self, spot: Spot) -> bool:
        """Whether the direct reports of a position are shown."""
        return spot.key in self.opened or (self.by_levels(spot.level) and spot.key not in self.closed)


@dataclass(frozen=True)
class Shown:
    """The positions in tree order and on how many levels they stand; `is_cut` says that not all of them fitted."""

    positions: list[Position]
    levels: int
    is_cut: bool
    openness: Openness


def shown_in(extent: Extent) -> Shown:
    """Choose positions level by level in one statement, and read those that fit and the line, with their holders."""
    openness = openness_of(extent)
    spots = asked_for(extent, openness).order_by("level", "tree_id", "lft").values_list("pk", "reports_to_id", "level")
    found = list(islice(reached(map(Spot._make, spots.iterator()), openness), extent.most_boxes + 1))
    is_cut = len(found) > extent.most_boxes
    fitting = whole_levels(found) if is_cut else found
    beyond = extent.line_in_branch if is_cut else []
    chosen = Position.objects.filter(pk__in=[*(spot.key for spot in fitting), *beyond])
    levels = fitting[-1].level - fitting[0].level + 1 if fitting else 0
    return Shown(list(chosen.in_tree_order().with_holders().with_span()), levels, is_cut, openness)


def openness_of(extent: Extent) -> Openness:
    """Say whose direct reports are shown; those above where one is are opened whatever was closed."""
    choice, lines = extent.choice, extent.lines
    above = {*extent.line} - {extent.at}
    if choice.only_line and extent.at is not None:
        return Openness(-1, above | {extent.at}, ())
    if choice.path:
        return Openness(-1, {key for end in choice.path for key in lines.above(end)}, ())
    last = (extent.top.level if extent.top else 0) + choice.levels - 1
    return Openness(last, above | lines.keys_of(choice.opened), lines.keys_of(choice.closed) - above)


def asked_for(extent: Extent, openness: Openness) -> PositionQuerySet:
    """The positions that may be shown; below those that are not opened there may be more than are reached."""
    choice = extent.choice
    peers = None if choice.shows_all else MOST_PEERS
    if choice.only_line and extent.at is not None:
        return Position.objects.in_chart().first_of_peers(Q(pk__in=extent.line) | Q(reports_to=extent.at), peers)
    if choice.path:
        ends = [key for end in choice.path if (key := extent.lines.key_of(end)) is not None]
        return Position.objects.in_chart().filter(pk__in={key for end in ends for key in extent.lines.upwards(end)})
    return Position.objects.drawn(
        extent.top.pk if extent.top else None, choice.levels, peers, under=openness.opened, always=extent.line
    )


def reached(ordered: Iterable[Spot], openness: Openness) -> Iterator[Spot]:
    """Leave out what is below a position that is not drawn or not opened; each level comes before the next."""
    managers: set[int | None] = set()
    highest: int | None = None
    for spot in ordered:
        highest = spot.level if highest is None else highest
        if spot.level == highest or spot.manager in managers:
            if openness.shows(spot):
                managers.add(spot.key)
            yield spot


def whole_levels(found: list[Spot]) -> list[Spot]:
    """Leave out the level that the last position breaks off, unless nothing but the top would be left."""
    *fitting, beyond = found
    whole = [spot for spot in fitting if spot.level < beyond.level]
    return whole if len({spot.level for spot in whole}) > 1 else fitting
