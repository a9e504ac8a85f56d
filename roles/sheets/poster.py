"""Print a whole chart on one sheet, in the shape and with the boxes that make its type as large as can be."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from roles.chart import PLAIN, Peers, Seat, SeatLink, Style, draw_placed
from roles.chart.labels import Label, label
from roles.chart.layout import lay_out
from roles.chart.members import rows_for_shape
from roles.chart.paper import POINTS, Space, fitted_scale, shapes_for, type_at
from roles.chart.places import Layout
from roles.collector import collector_paused
from roles.sheets.content import Content
from roles.sheets.drawn import Placing
from roles.sheets.fitting import ON_PAPER
from roles.sheets.folding import fold
from roles.sheets.furniture import Furniture, Head
from roles.sheets.pages import Page, Printed
from roles.sheets.setup import LONG_SIDE, Setup

STYLE = replace(ON_PAPER, has_level_rows=False)
MARGIN_WITHOUT_LINKS = 1  # of the drawing: nothing but links goes around its outermost boxes
TEAM_ROWS = (6, 10, 14, 20, 99)
# Of many boxes fewer ways are tried: packed ones are far denser, and how tall columns are matters little.
MANY, TEAM_ROWS_OF_MANY = 600, (20,)
HUGE = 400  # members of a team that alone decides how large all of it is
MOST_UNFOLDED = 1_500
# On large paper, which is read from further away, names may grow with it: up to 31 points, legible from five metres.
USUAL_MOST, MOST = 1.2, 3.0


@dataclass(frozen=True, slots=True)
class Folding:
    """Which seats have boxes, the links between these, and how boxes are drawn."""

    seats: Sequence[Seat]
    links: Sequence[SeatLink]
    style: Style


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way to print a chart: what its boxes say, where they stand, on the paper as it lies, and how large."""

    folding: Folding
    labels: Sequence[Label]
    layout: Layout
    setup: Setup
    scale: float


def make_poster(content: Content, setup: Setup) -> Printed:
    """Print the sheet with the largest type; of equally good ones the first, on which each position has a box."""
    title = content.heading or content.organisation
    with collector_paused():
        best = max(sheets(content, setup), key=lambda sheet: sheet.scale, default=None)
        if best is None:
            return Printed(title, (), 0, 0, 0)
        page = page_of(best, content, title)
    smallest = min(words.size for words in page.words)
    return Printed(title, (page,), 1, round(type_at(best.scale), 2), smallest)


def sheets(content: Content, setup: Setup) -> Iterator[Sheet]:
    """Every way that is tried."""
    if all(seat.reports_to is not None for seat in content.seats):
        return
    for folding in foldings(content, setup):
        labels = [label(seat, folding.style) for seat in folding.seats]
        sizes = [(text.width, text.height) for text in labels]
        kinds = {link.kind for link in folding.links}
        spaces = [(paper, space_on(furniture_of(content, paper, kinds))) for paper in setup.lying]
        for style in shapes_of(folding, [space for _, space in spaces]):
            layout = lay_out(folding.seats, sizes, style)
            for paper, space in spaces:
                scale = round(fitted_scale(layout, space, most_on(paper)), 4)
                yield Sheet(replace(folding, style=style), labels, layout, paper, scale)


def foldings(content: Content, setup: Setup) -> Iterator[Folding]:
    """Each position in a box of its own, then leaf reports within their managers' in columns of several heights."""
    folded = fold(content)
    is_folded = len(folded) < len(content.seats)
    if not is_folded or len(content.seats) <= MOST_UNFOLDED:
        yield folding_of(content, content.seats)
    if is_folded:
        for rows in team_rows_for(folded, setup):
            yield folding_of(content, folded, rows)


def team_rows_for(folded: Sequence[Seat], setup: Setup) -> Iterator[int]:
    """How tall columns may be; those of a huge team as tall as make the shape of the paper of it, too."""
    usual = TEAM_ROWS if len(folded) <= MANY else TEAM_ROWS_OF_MANY
    yield from usual
    team = max((seat.team for seat in folded), key=members_in)
    if members_in(team) > HUGE:
        ratios = [paper.room[1] / paper.room[0] for paper in setup.lying]
        yield from sorted({rows for ratio in ratios for rows in rows_for_shape(team, STYLE, ratio)})


def members_in(team: Sequence[Peers]) -> int:
    """How many reports are lines of a team."""
    return sum(len(peers.members) for peers in team)


def folding_of(content: Content, seats: Sequence[Seat], team_rows: int = PLAIN.team_rows) -> Folding:
    """These seats with the links that can be drawn between them."""
    keys = {seat.key for seat in seats}
    links = [link for link in content.links if link.start in keys and link.end in keys]
    margin = PLAIN.margin if links else MARGIN_WITHOUT_LINKS
    return Folding(seats, links, replace(STYLE, team_rows=team_rows, margin=margin))


def shapes_of(folding: Folding, spaces: Sequence[Space]) -> Iterator[Style]:
    """The shapes that are tried; how the paper lies matters to packed ones alone."""
    has_rows = len(folding.seats) <= MANY
    for place, space in enumerate(spaces):
        for style in shapes_for(space, folding.style):
            if style.shape == "packed" or (has_rows and place == 0):
                yield style


def furniture_of(content: Content, setup: Setup, kinds: Collection[str]) -> Furniture:
    """What stands around the drawing, which has links of these kinds; on large paper it is larger."""
    return Furniture(content, setup, has_line=False, kinds=kinds, enlarged=setup.enlarged)


def space_on(furniture: Furniture) -> Space:
    """What that leaves."""
    return furniture.room.width, furniture.room.height


def most_on(setup: Setup) -> float:
    """How many times its natural size a drawing may become on a paper."""
    return min(MOST, USUAL_MOST * max(1.0, max(setup.width, setup.height) / LONG_SIDE))


def page_of(sheet: Sheet, content: Content, title: str) -> Page:
    """Draw it in the middle of its room."""
    folding = sheet.folding
    drawing = draw_placed(folding.seats, sheet.labels, sheet.layout, folding.style, folding.links)
    furniture = furniture_of(content, sheet.setup, {line.kind for line in drawing.links})
    width, height = (length * sheet.scale * POINTS for length in (drawing.width, drawing.height))
    room = furniture.room
    spot = room.left + (room.width - width) / 2, room.top + (room.height - height) / 2
    marks = Placing(spot, sheet.scale, is_black=sheet.setup.is_black).marks(drawing)
    return furniture.page(Head(title), 1, 1, marks)
