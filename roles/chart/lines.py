"""Draw the right-angled lines from each manager to those who report there, joined into as few chains as can be."""

from collections.abc import Iterator, Sequence

from roles.chart.layout import Layout, Point, Size
from roles.chart.seats import Style
from roles.chart.units import Piece

Chain = tuple[Point, ...]


def connect(layout: Layout, sizes: Sequence[Size], style: Style) -> Iterator[tuple[int, tuple[Chain, ...]]]:
    """Yield each manager's seat with the chains of its lines."""
    for place, piece in enumerate(layout.pieces.all):
        reports = [layout.pieces.all[report] for report in layout.pieces.reports.get(place, ())]
        if piece.level >= 0 and (reports or piece.assistants):
            yield piece.seat, tuple(chains_of(piece, reports, layout.corners, sizes, style))


def chains_of(
    piece: Piece, reports: list[Piece], corners: dict[int, Point], sizes: Sequence[Size], style: Style
) -> Iterator[Chain]:
    """Lead the stem down past the assistants to the bar above the reports, and the bar to each of them."""
    (x, y), (width, height) = corners[piece.seat], sizes[piece.seat]
    stem, foot = x + width // 2, y + height
    elbows = [elbow(seat, stem, corners, sizes) for seat in piece.assistants]
    yield from ((middle, side) for middle, side in elbows)
    if not reports:
        yield ((stem, foot), elbows[-1][0])
        return
    bar = corners[first_seat(reports[0])][1] - style.row_gap // 2
    tails = [tail for report in reports for tail in tails_of(report, corners, sizes, style)]
    yield from comb((stem, foot), bar, tails)
    for report in reports:
        yield from ribs_of(report, corners, sizes, style)


def first_seat(piece: Piece) -> int:
    """The seat that stands at the top left of a piece."""
    return piece.columns[0][0] if piece.columns else piece.seat


def elbow(seat: int, stem: int, corners: dict[int, Point], sizes: Sequence[Size]) -> Chain:
    """From the stem to the near side of an assistant's box."""
    (x, y), (width, height) = corners[seat], sizes[seat]
    return (stem, y + height // 2), (x + width if x < stem else x, y + height // 2)


def tails_of(piece: Piece, corners: dict[int, Point], sizes: Sequence[Size], style: Style) -> Iterator[Chain]:
    """How lines go on from the bar: down to the top of a box, or down a spine and into the last box of its column."""
    if not piece.columns:
        (x, y), (width, _height) = corners[piece.seat], sizes[piece.seat]
        yield ((x + width // 2, y),)
    for column in piece.columns:
        yield rib(column[-1], corners, sizes, style)


def rib(seat: int, corners: dict[int, Point], sizes: Sequence[Size], style: Style) -> Chain:
    """From the spine of a column into the left side of a box."""
    (x, y), (_width, height) = corners[seat], sizes[seat]
    return (x - style.spine, y + height // 2), (x, y + height // 2)


def ribs_of(piece: Piece, corners: dict[int, Point], sizes: Sequence[Size], style: Style) -> Iterator[Chain]:
    """Into each box of a stack but the last of a column, where the spine itself ends."""
    return (rib(seat, corners, sizes, style) for column in piece.columns for seat in column[:-1])


def comb(stem: Point, bar: int, tails: list[Chain]) -> Iterator[Chain]:
    """A stem down to the bar, one chain along the bar with the outermost tails, and the tails between them."""
    middle, left, right = stem[0], tails[0][0][0], tails[-1][0][0]
    if len(tails) == 1:
        yield (stem, *tails[0]) if middle == left else (stem, (middle, bar), (left, bar), *tails[0])
        return
    nearest = min(max(middle, left), right)
    yield (stem, (middle, bar)) if nearest == middle else (stem, (middle, bar), (nearest, bar))
    yield (*reversed(tails[0]), (left, bar), (right, bar), *tails[-1])
    for tail in tails[1:-1]:
        yield ((tail[0][0], bar), *tail)
