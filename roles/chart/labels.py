"""What a box says: lines of text, wrapped and shortened to its width, and how tall that makes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from roles.chart.lettering import HOLDER, PADDING, SMALL, TEXT_START, TITLE, TextLine, Type, broken_address, broken_text
from roles.chart.members import Team, columns_of, set_team, width_of_team
from roles.chart.seats import Seat, Style
from roles.chart.text import is_right_to_left
from roles.chart.told import Told

FOOT = 28  # the strip that opens a branch: big enough for a finger
ARROW = 14


@dataclass(frozen=True, slots=True)
class Foot(Told):
    """The strip at the bottom of a box by which its branch is opened, or closed where it is open."""

    top: int
    width: int
    height: int
    line: TextLine
    is_open: bool = False

    @property
    def area(self) -> str:
        """All of it, as the data of an SVG path."""
        return f"M1 {self.top}h{self.width - 2}v{self.height}h{2 - self.width}z"

    @property
    def edge(self) -> str:
        """The line above it."""
        return f"M0 {self.top}h{self.width}"

    @property
    def arrow(self) -> str:
        """The arrow that points down to the branch, or up where it is open."""
        middle = self.top + self.height // 2
        return f"M{TEXT_START} {middle + 2}l4 -4l4 4" if self.is_open else f"M{TEXT_START} {middle - 2}l4 4l4 -4"


@dataclass(frozen=True, slots=True)
class Label(Told):
    """All that a box shows, and its size."""

    width: int
    height: int
    lines: tuple[TextLine, ...]
    band: int
    foot: Foot | None = None
    team: Team | None = None

    @property
    def own_lines(self) -> tuple[TextLine, ...]:
        """Every line of text about the position itself, the foot's too."""
        return (*self.lines, self.foot.line) if self.foot else self.lines

    @property
    def all_lines(self) -> tuple[TextLine, ...]:
        """Every line of text, the team's too."""
        return (*self.own_lines, *chain.from_iterable(self.team.groups)) if self.team else self.own_lines


def label(seat: Seat, style: Style) -> Label:
    """Set a seat's text into a box of the style's width, as tall as needed; a team of several columns widens it."""
    if not seat.team:
        return own_label(seat, style, style.box_width)
    columns = columns_of(seat.team, style)
    own = own_label(seat, style, max(style.box_width, width_of_team(columns)))
    team = set_team(columns, own.height if own.foot else own.height - PADDING)
    height = team.bottom + PADDING
    return replace(own, height=height, band=height - 2 * PADDING, team=team)


def own_label(seat: Seat, style: Style, width: int) -> Label:
    """Set what a seat says of itself into a box of this width."""
    lines: list[TextLine] = []
    y = PADDING
    for kind, font, text, most_lines in phrases(seat, style):
        room = width - TEXT_START - PADDING
        broken = broken_text(text, font, room, most_lines) if most_lines else broken_address(text, font, room)
        y += font.above if broken else 0
        for words in broken:
            lines.append(TextLine(kind, words, TEXT_START, y + font.baseline, is_right_to_left(words)))
            y += font.leading
    height = y + PADDING
    foot = foot_of(seat, style, height)
    return Label(width, height + (foot.height if foot else 0), tuple(lines), height - 2 * PADDING, foot)


def phrases(seat: Seat, style: Style) -> Iterator[tuple[str, Type, str, int]]:
    """Yield what a box says from the top down: kind, type, text, and how many lines it may take; 0 for an address."""
    yield "title", TITLE, seat.title, style.title_lines
    if seat.is_vacant:
        yield "vacancy", HOLDER, seat.vacancy, 1
    for holder in seat.holders:
        yield "holder", HOLDER, holder, style.holder_lines
    yield "department", SMALL, seat.department, style.department_lines
    if seat.category != seat.department:
        yield "category", SMALL, seat.category, 1
    for address in seat.contact:
        yield "contact", SMALL, address, 0
    for detail in seat.details:
        yield "detail", SMALL, detail, 1
    if not seat.opens:
        yield "counts", SMALL, seat.counts, 1
    yield "goes-on", SMALL, seat.goes_on, 1


def foot_of(seat: Seat, style: Style, top: int) -> Foot | None:
    """The link at the foot of a box, beside its arrow; none where there is nothing to open or close."""
    start = TEXT_START + ARROW
    broken = broken_text(seat.opens, SMALL, style.box_width - start - PADDING, 1)
    if not broken:
        return None
    baseline = top + (FOOT - SMALL.leading) // 2 + SMALL.baseline
    line = TextLine("opens", broken[0], start, baseline, is_right_to_left(broken[0]))
    return Foot(top, style.box_width, FOOT, line, seat.is_open)
