"""What stands around a drawing: never outside its place, and as high on every page."""

from collections import Counter

import pytest

from roles.chart import ColourKey, SeatLink
from roles.sheets.content import Content
from roles.sheets.furniture import Furniture, Head, nothing
from roles.sheets.line_up import Crumb
from roles.sheets.pages import ACCENT, INK, Page
from roles.sheets.setup import Setup
from tests.sheets.measured import outside, overlapping
from tests.sheets.phrases import content_of

A4 = Setup(297, 210)
LONG = "Chief of everything " * 15
HOSTILE = (
    LONG,
    "x" * 300,
    "<b>&amp;</b> #show: $x$ \\end{x}",
    "a\x00b\u202ec\ufffed\ue000",
    "مدير عام " * 40,
    "长" * 300,
)
LINKS = (
    SeatLink(1, 2, "dotted_line", "Also"),
    SeatLink(2, 1, "deputy", "Deputy of"),
    SeatLink(3, 1, "deputy", "Deputy of"),
)
SIXTEEN = tuple(ColourKey(f"#aa33{number:02}", f"Department of something {number}") for number in range(16))


def page_of(content: Content, head: Head, setup: Setup = A4) -> Page:
    """A sheet without a drawing."""
    return Furniture(content, setup).page(head, 12, 40, nothing())


def texts(page: Page) -> list[str]:
    """What each block of a page says."""
    return [block.text for block in page.blocks]


def test_a_sheet_says_whose_it_is_where_it_belongs_and_of_which_day() -> None:
    chief, officer = Crumb("Chief Executive", 3), Crumb("Operations Officer", 5)
    page = page_of(content_of([]), Head("Plant Manager", 2, officer, (chief, officer)))
    assert texts(page) == [
        "Plant Manager",
        "reports to Operations Officer, page 5",
        "Chief Executive › Operations Officer",
        "Example Ltd · Whole chart · Confidential",
        "1 May 2026 · Version 7 · page 12 of 40",
    ]
    assert [(words.text, words.to) for words in page.words if words.to] == [
        ("reports to Operations Officer, page 5", 5),
        ("Chief Executive", 3),
        ("Operations Officer", 5),
    ]
    assert [(block.kind, block.level) for block in page.blocks if block.kind != "text"] == [
        ("heading", 2), ("artifact", 0), ("artifact", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("setup", [A4, Setup(74, 105, margin=5), Setup(841, 1189, smallest=20)])
def test_no_text_leaves_its_place(text: str, setup: Setup) -> None:
    content = content_of([], organisation=text, heading=text, footer=text, edition=text, keys=SIXTEEN)
    page = page_of(content, Head(text, 1, Crumb(text, 9999), [Crumb(text, 10)] * 9), setup)
    assert list(outside(page, setup.border)) == []
    assert list(overlapping(page)) == []
    assert "page 12 of 40" in texts(page)[-1]


@pytest.mark.parametrize("setup", [A4, Setup(210, 297), Setup(105, 148, margin=5), Setup(841, 1189), Setup(50, 1200)])
@pytest.mark.parametrize("footer", ["Strictly confidential, for the board alone", "Words to keep " * 8])
def test_a_footer_is_whole_on_every_page(setup: Setup, footer: str) -> None:
    content = content_of([], heading="How the whole company stands on the first of next year, all", footer=footer)
    furniture = Furniture(content, setup)
    for number in (1, 40, 9999):
        page = furniture.page(Head("Chief"), number, 9999, nothing())
        foot = " ".join(words.text for words in page.words if words.y > furniture.rule)
        assert footer.strip() in foot
        assert list(outside(page, setup.border)) == []
        assert list(overlapping(page)) == []
        assert page.strokes[-1].points[0][1] == round(furniture.rule, 2)


def test_a_footer_that_fits_beside_the_rest_takes_no_line_of_its_own() -> None:
    upright = Setup(210, 297)
    short, long = (Furniture(content_of([], footer=footer), upright).room.height for footer in ("Draft", "x" * 120))
    assert short == Furniture(content_of([], footer=""), upright).room.height
    assert long < short


def test_text_is_cleaned_and_written_in_its_own_direction() -> None:
    page = page_of(content_of([]), Head("مدير\x07عام"))
    (title,) = page.blocks[0].words
    assert (title.text, title.is_right_to_left, title.x) == ("مدير عام", True, A4.border)


def test_a_long_line_to_the_top_keeps_its_ends() -> None:
    above = [Crumb(f"Manager of the level {number}", number) for number in range(1, 30)]
    line = texts(page_of(content_of([]), Head("Last", 1, above[-1], above)))[2]
    assert line.startswith("Manager of the level 1 › … › Manager of the level")
    assert line.endswith("28 › Manager of the level 29")


def test_the_room_is_between_the_heads_and_the_legend() -> None:
    furniture = Furniture(content_of([], keys=SIXTEEN), A4)
    page = furniture.page(Head("Chief", 1, Crumb("X", 1), [Crumb("X", 1)]), 1, 1, nothing())
    room = furniture.room
    legend = [panel.y for panel in page.panels]
    assert len(legend) == 16
    assert len(set(legend)) < 6
    assert max(words.y for block in page.blocks if block.kind != "artifact" for words in block.words) < room.top
    assert room.bottom <= min(legend)
    assert room == Furniture(content_of([], keys=SIXTEEN), A4).room
    assert Furniture(content_of([]), A4).room.height > room.height


def test_in_black_nothing_explains_colours() -> None:
    setup = Setup(297, 210, is_black=True)
    page = page_of(content_of([], keys=SIXTEEN), Head("Chief", 1, Crumb("X", 1)), setup)
    assert page.panels == ()
    assert {words.colour for words in page.words} | {stroke.colour for stroke in page.strokes} == {INK}


@pytest.mark.parametrize("smallest", [5, 7, 9, 20])
def test_nothing_is_smaller_than_what_may_be_printed(smallest: float) -> None:
    page = page_of(content_of([], keys=SIXTEEN), Head("Chief", 1, Crumb("X", 1)), Setup(594, 420, smallest=smallest))
    assert min(words.size for words in page.words) >= smallest


@pytest.mark.parametrize("is_black", [False, True])
def test_kinds_of_lines_are_explained_before_colours(is_black: bool) -> None:
    setup = Setup(297, 210, is_black=is_black)
    furniture = Furniture(content_of([], keys=SIXTEEN, links=LINKS), setup)
    page = furniture.page(Head("Chief"), 1, 1, nothing())
    deputy, dotted, _foot = page.strokes
    assert (len(deputy.dash), len(dotted.dash)) == (2, 2)
    assert deputy.dash != dotted.dash
    assert {deputy.colour, dotted.colour} == {INK if is_black else ACCENT}
    assert texts(page)[1:3] == ["Deputy of", "Also"]
    assert list(outside(page, setup.border)) == []
    assert list(overlapping(page)) == []


def test_only_kinds_of_lines_that_are_drawn_are_explained() -> None:
    content = content_of([], links=LINKS)
    explained = [
        texts(Furniture(content, A4, kinds=kinds).page(Head("Chief"), 1, 1, nothing()))[1:-2]
        for kinds in (None, {"deputy"}, ())
    ]
    assert explained == [["Deputy of", "Also"], ["Deputy of"], []]


def test_a_legend_that_is_too_tall_explains_lines_alone() -> None:
    keys = [ColourKey("#aa3300", f"Department of something {number}") for number in range(150)]
    page = page_of(content_of([], keys=keys, links=LINKS), Head("Chief"))
    assert (len(page.strokes), page.panels) == (3, ())


@pytest.mark.parametrize("count", [7, 8, 9, 12])
def test_rows_of_the_legend_are_about_as_long(count: int) -> None:
    keys = [ColourKey("#aa3300", f"Department number {number:02}") for number in range(count)]
    page = page_of(content_of([], keys=keys), Head("Chief"))
    rows = Counter(panel.y for panel in page.panels)
    assert len(rows) == -(-count // 7)
    assert max(rows.values()) - min(rows.values()) <= 2
    assert list(outside(page, A4.border)) == []


def test_what_stands_around_a_large_drawing_is_enlarged() -> None:
    plain, large = (Furniture(content_of([]), Setup(1189, 841), enlarged=scale) for scale in (1.0, 2.0))
    sizes = [
        [words.size for words in furniture.page(Head("Chief"), 1, 1, nothing()).words] for furniture in (plain, large)
    ]
    assert sizes[1] == [2 * size for size in sizes[0]]
    assert large.room.height < plain.room.height
