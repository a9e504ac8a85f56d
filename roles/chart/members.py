"""Set the team of a box: leaf reports as lines below the manager's own, in columns of about even length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from roles.chart.lettering import HOLDER, PADDING, SMALL, TEXT_START, TITLE, TextLine, Type, broken_address, broken_text
from roles.chart.seats import Member, Peers, Style
from roles.chart.text import is_right_to_left, width
from roles.chart.told import Told

ABOVE, BELOW_EDGE = 4, 4  # from the manager's lines to the edge, and from there to the team
BETWEEN = 22  # two columns
HANGING = 8  # what all lines of a member but the first are set in by
APART = 6  # from one title's members to the next title
REMARK_LINES = 2
MARK = 12  # from a member's colour to the words, as from that of a box


class Put(NamedTuple):
    """A line before it has its place."""

    kind: str
    type: Type
    text: str
    inset: int = 0


class Piece(NamedTuple):
    """Lines that stay together, and how tall they are: a member, the first one with the title; and its colour."""

    lines: tuple[Put, ...]
    height: int
    title_lines: int
    colour: str


class Column(NamedTuple):
    """Pieces below each other, and how wide the longest line is."""

    pieces: Sequence[Piece]
    width: int


@dataclass(frozen=True, slots=True)
class Mark(Told):
    """A strip in the colour of a member whose manager has another one."""

    x: int
    y: int
    height: int
    colour: str


@dataclass(frozen=True, slots=True)
class Team(Told):
    """The lower part of a box: the edge above it, how far it reaches, and its lines, those of a title together."""

    edge: int
    bottom: int
    groups: tuple[tuple[TextLine, ...], ...]
    marks: tuple[Mark, ...] = ()


def columns_of(team: Sequence[Peers], style: Style) -> list[Column]:
    """Break all that is said of a team into lines, and these into columns no wider than the style's usual box."""
    room = style.box_width - TEXT_START - PADDING
    pieces = [piece for peers in team for piece in pieces_of(peers, style, room)]
    return list(in_columns(pieces, style))


def width_of_team(columns: Sequence[Column]) -> int:
    """How wide a box must be for its team."""
    return TEXT_START + sum([column.width for column in columns]) + BETWEEN * (len(columns) - 1) + PADDING


def set_team(columns: Sequence[Column], top: int) -> Team:
    """Give the columns of a team their places below the manager's lines, which end at this height."""
    groups: list[list[TextLine]] = []
    marks: list[Mark] = []
    x, begin, bottom = TEXT_START, top + ABOVE + BELOW_EDGE, top
    for column in columns:
        y = begin
        for piece in column.pieces:
            if piece.title_lines or not groups:
                y += APART if y > begin else 0
                groups.append([])
            marks += mark_of(piece, x, y)
            for kind, font, text, inset in piece.lines:
                groups[-1].append(TextLine(kind, text, x + inset, y + font.baseline, is_right_to_left(text)))
                y += font.leading
        bottom = max(bottom, y)
        x += column.width + BETWEEN
    return Team(top + ABOVE, bottom, tuple(map(tuple, groups)), tuple(marks))


def mark_of(piece: Piece, x: int, y: int) -> Iterator[Mark]:
    """The colour before a member's own lines."""
    own = piece.lines[piece.title_lines :]
    if piece.colour and own:
        height = sum([line.type.leading for line in own])
        yield Mark(x - MARK, y + piece.height - height + 3, height - 5, piece.colour)


def pieces_of(peers: Peers, style: Style, room: int) -> Iterator[Piece]:
    """Break the title and the members, the title's lines before those of the first member."""
    title = tuple([Put("title", TITLE, text) for text in broken_text(peers.title, TITLE, room, style.title_lines)])
    for member in peers.members:
        lines = (*title, *lines_of(member, style, room))
        yield Piece(lines, sum([line.type.leading for line in lines]), len(title), member.colour)
        title = ()


def lines_of(member: Member, style: Style, room: int) -> Iterator[Put]:
    """What is said of one member: who holds the position, or that nobody does, and the remark."""
    inset = 0
    room -= HANGING
    holders = [("holder", HOLDER, broken_text(holder, HOLDER, room, style.holder_lines)) for holder in member.holders]
    contact = [("contact", SMALL, broken_address(address, SMALL, room)) for address in member.contact]
    vacancy = "vacancy", HOLDER, broken_text(member.vacancy, HOLDER, room, 1)
    remark = "detail", SMALL, broken_text(member.remark, SMALL, room, REMARK_LINES)
    for kind, font, broken in (*holders, vacancy, *contact, remark):
        for line in broken:
            yield Put(kind, font, line, inset)
            inset = HANGING


def in_columns(pieces: Sequence[Piece], style: Style) -> Iterator[Column]:
    """Cut a team into as many columns as its length asks for, all about as tall."""
    length = sum([piece.height for piece in pieces])
    count = max(1, -(-length // (style.team_rows * HOLDER.leading)))
    most = max(-(-length // count), *[piece.height for piece in pieces])
    while len(starts := starts_of(pieces, most)) > count:
        most += HOLDER.leading // 3
    for start, stop in zip(starts, [*starts[1:], len(pieces)], strict=True):
        yield Column(pieces[start:stop], width_of(pieces[start:stop]))


def rows_for_shape(team: Sequence[Peers], style: Style, ratio: float) -> Iterator[int]:
    """How many rows columns may have for a team to be about so many times as tall as it is wide."""
    room = style.box_width - TEXT_START - PADDING
    pieces = [piece for peers in team for piece in pieces_of(peers, style, room)]
    length, across = sum([piece.height for piece in pieces]), width_of(pieces) + BETWEEN
    fewest = max(1, int(sqrt(length / across / ratio)))
    for columns in range(fewest, fewest + 3):
        yield -(-length // (columns * HOLDER.leading))


def starts_of(pieces: Sequence[Piece], most: int) -> list[int]:
    """Where columns begin that are at most so tall, each filled before the next."""
    starts, used = [0], 0
    for place, piece in enumerate(pieces):
        needed = piece.height + (APART if piece.title_lines and used else 0)
        if used and used + needed > most:
            starts.append(place)
            used = piece.height
        else:
            used += needed
    return starts


def width_of(pieces: Sequence[Piece]) -> int:
    """How wide the longest of their lines is."""
    lines = [line for piece in pieces for line in piece.lines]
    return max([line.inset + width(line.text, line.type.size, line.type.weight) for line in lines], default=0)
