"""A chart as a book: all of it once, and every reference leads where it says."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from roles.chart import ColourKey, Seat, SeatLink
from roles.sheets.book import make_book
from roles.sheets.content import Content, Entry, Index, Paragraph, RoleText
from roles.sheets.furniture import Furniture
from roles.sheets.pages import INK, WHITE, Printed
from roles.sheets.plan import plan_book
from roles.sheets.poster import make_poster
from roles.sheets.setup import Orientation, Setup
from tests.chart.seating import chain, seats
from tests.sheets.measured import SLACK, outside, overlapping
from tests.sheets.phrases import content_of
from tests.sheets.read_back import ReadBack

A4 = Setup(297, 210)
NOT_SHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
SETUPS = st.builds(
    Setup,
    width=st.integers(140, 600),
    height=st.integers(140, 600),
    margin=st.sampled_from([0, 5, 10]),
    smallest=st.sampled_from([5.0, 7.0, 9.0]),
    orientation=st.sampled_from(["best", "landscape", "portrait"]),
    is_black=st.booleans(),
)


def seat(number: int, manager: int | None, **changes: object) -> Seat:
    """A position with a title of one word."""
    plain = Seat(number, manager, f"C{number}", f"P{number}", (f"Holder {number}",), department="Works")
    return replace(plain, **changes)  # type: ignore[arg-type]


def wide(count: int) -> list[Seat]:
    """A head with so many direct reports."""
    return [seat(number, 0 if number else None) for number in range(count + 1)]


@st.composite
def trees(draw: st.DrawFn) -> list[Seat]:
    """A hundred positions at most, below one head or several; tree order is that of numbers."""
    count = draw(st.integers(1, 100))
    reach = draw(st.sampled_from([1, 3, 10, 100]))
    above = [draw(st.integers(max(-1, number - reach), number - 1)) for number in range(count)]
    lines = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    return [
        seat(
            number,
            None if manager < 0 else manager,
            is_assistant=draw(st.integers(0, 9)) == 0,
            details=tuple(f"Detail {line}" for line in range(extra)),
            colour="#aa3300",
        )
        for number, (manager, extra) in enumerate(zip(above, lines, strict=True))
    ]


def read(content: Content, setup: Setup = A4) -> ReadBack:
    """Print a book, and read it."""
    return ReadBack(make_book(content, setup), content)


def assert_references(book: ReadBack) -> None:
    """Everybody once, and where boxes and sheets say that more is, it is."""
    by_key = {one.key: one for one in book.content.seats}
    managers = {one.title: by_key[one.reports_to].title for one in by_key.values() if one.reports_to is not None}
    assert sorted(title for sheet in book.sheets for title in sheet.full) == sorted(
        one.title for one in by_key.values()
    )
    stands = book.stands
    for sheet in book.sheets:
        for title, page, to in sheet.going:
            assert page == to
            assert book.sheet(page).title == title
        if sheet.title in managers:
            manager = managers[sheet.title]
            assert sheet.manager == (manager, stands[sheet.title], stands[sheet.title])
        elif sheet.manager:
            pytest.fail(f"{sheet.title} reports to nobody")
        below = {title: managers.get(title, book.content.phrases.heads) for title in sheet.full}
        assert set(below.values()) - {sheet.title, *below} <= {book.content.phrases.heads}


def assert_pages(printed: Printed, content: Content, setup: Setup) -> None:
    """Nothing leaves a page or stands on something else; every page says which one it is."""
    room = Furniture(content, setup).room
    for number, page in enumerate(printed.pages, start=1):
        assert page.number == number
        assert page.blocks[-1].text.endswith(f"page {number} of {len(printed.pages)}")
        assert list(outside(page, setup.border)) == []
        assert list(overlapping(page)) == []
        for panel in page.panels if page.blocks[0].kind == "heading" and number > 2 else ():
            is_key = not panel.edge and panel.width == panel.height
            assert is_key or (panel.y > room.top - SLACK and panel.y + panel.height < room.bottom + SLACK)


def assert_levels(book: ReadBack) -> None:
    """Headings never skip a level."""
    before = 0
    for level in book.levels:
        assert 1 <= level <= min(6, before + 1)
        before = level


@settings(max_examples=25, phases=NOT_SHRUNK)
@given(trees(), SETUPS)
def test_any_chart_is_in_the_book_once_and_on_its_pages(tree: list[Seat], setup: Setup) -> None:
    content = content_of(tree, keys=[ColourKey("#aa3300", "Works")])
    plan = plan_book(content, setup)
    book = read(content, setup)
    assert_references(book)
    assert_levels(book)
    assert_pages(book.printed, content, plan.setup)
    assert (plan.sheets, plan.pages, plan.type) == (len(book.sheets), len(book.printed.pages), book.printed.type)
    assert plan.setup.orientation == setup.orientation or setup.orientation == "best"
    if book.printed.smallest < setup.smallest - 0.01:  # only where a manager and one report have no room at it
        room = Furniture(content, plan.setup).room
        tightest = min(plan.drawings, key=lambda sheet: sheet.fitted.scale)
        assert len(tightest.cut.members) <= 1 or room.height < 200


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_manager_with_two_thousand_reports_has_as_many_sheets_as_they_need(orientation: Orientation) -> None:
    content = content_of(wide(2000))
    book = read(content, replace(A4, orientation=orientation))
    assert_references(book)
    assert 50 <= book.printed.sheets <= 70
    assert [sheet.heading.text for sheet in book.sheets[:2]] == [
        f"P0, 1 of {book.printed.sheets}",
        f"P0, 2 of {book.printed.sheets}",
    ]
    counts = [len(sheet.full) for sheet in book.sheets]
    assert min(counts) >= 0.6 * max(counts)
    assert book.printed.smallest >= 7


def test_a_chain_of_a_thousand_goes_on_from_sheet_to_sheet() -> None:
    book = read(content_of([replace(one, title=f"P{one.key}") for one in chain(1000)]))
    assert_references(book)
    assert_levels(book)
    assert max(book.levels) == 6
    line = book.sheets[-1].page.blocks[2].text
    assert line.startswith("P0 › … › P")
    assert line.endswith(book.sheets[-1].manager[0] if book.sheets[-1].manager else "")


def test_a_longer_chain_is_planned_as_well() -> None:
    assert plan_book(content_of([replace(one, title=f"P{one.key}") for one in chain(5000)]), A4).sheets > 300


@pytest.mark.parametrize("make", [make_book, make_poster])
def test_a_long_title_is_whole_on_paper(make: Callable[[Content, Setup], Printed]) -> None:
    title = "Programme Director, Integrated Supply Chain Transformation and Logistics, Central and Eastern Europe"
    tree = [seat(0, None), seat(1, 0, title=title), seat(2, 0)]
    page = make(content_of(tree), A4).pages[-1]
    assert any(title in block.text for block in page.blocks)


def test_several_heads_share_sheets_that_have_a_name_of_their_own() -> None:
    heads = [seat(number, None) for number in range(60)]
    book = read(content_of([*heads, *(seat(number, 59) for number in range(60, 100))]))
    assert_references(book)
    assert book.sheets[0].title == "The highest positions"
    assert book.sheets[0].manager is None
    assert book.printed.sheets <= 5


def test_a_small_chart_is_one_sheet_behind_cover_and_contents() -> None:
    book = read(content_of(seats("Chief | Ann\n  *Secretary | Bob\n  Officer | Cid")))
    cover, contents, sheet = book.printed.pages
    assert [block.text for block in cover.blocks][:5] == [
        "Example Ltd", "Whole chart", "Version 7", "Printed on 1 May 2026 by Ann", "Confidential",
    ]  # fmt: skip
    assert [block.text for block in contents.blocks[:2]] == ["Contents", "Chief Ann 3"]
    assert [block.text for block in sheet.blocks[:4]] == ["Chief", "Chief Ann", "Secretary Bob", "Officer Cid"]
    assert (book.printed.sheets, book.printed.type) == (1, 12.6)


def test_without_positions_there_are_no_pages() -> None:
    printed = make_book(content_of([]), A4)
    assert (printed.pages, printed.sheets, printed.type, printed.smallest) == ((), 0, 0, 0)
    plan = plan_book(content_of([]), A4)
    assert (plan.sheets, plan.pages, plan.type) == (0, 0, 0)


def test_who_hangs_on_no_head_is_left_out() -> None:
    lost = [seat(2, 99), seat(3, 4), seat(4, 3)]
    index = Index("Names", [Entry("Holder 1", "P1", 1), Entry("Holder 2", "P2", 2)])
    book = read(content_of([*wide(1), *lost], indexes=[index]))
    assert sorted(book.stands) == ["P0", "P1"]
    assert [block.text for block in book.printed.pages[-1].blocks[1:3]] == ["Holder 1 P1 3", "Holder 2 P2"]


def test_contents_name_each_manager_with_sheets_and_lead_there() -> None:
    index = Index("Names", [Entry("Holder 1", "P1", 1)])
    book = read(content_of(wide(200), indexes=[index, Index("Vacancies", [])]))
    sheets = book.printed.sheets
    chief, names = (block for block in book.printed.pages[1].blocks if block.kind == "text")
    assert chief.text == f"P0 Holder 0 3–{2 + sheets}"
    assert names.text == f"Names {3 + sheets}"
    assert {words.to for words in chief.words} == {3}
    assert book.printed.pages[2 + sheets].blocks[0].text == "Names"
    assert len(book.printed.pages) == 3 + sheets


def test_an_index_says_where_each_stands_in_full() -> None:
    tree = [seat(number, (number - 1) // 6 if number else None) for number in range(400)]
    entries = [Entry(f"Holder {one.key}", one.title, one.key) for one in tree]
    book = read(content_of(tree, indexes=[Index("Names", entries), Index("Positions", entries)]))
    stands, found = book.stands, []
    for page in book.printed.pages[book.first - 1 + book.printed.sheets :]:
        for block in page.blocks:
            if block.kind == "text":
                _name, title, number = block.words
                assert stands[title.text] == int(number.text)
                assert {words.to for words in block.words} == {number.to} == {int(number.text)}
                found.append(title.text)
    assert found == [one.title for one in tree] * 2
    titles = [page.blocks[0].text for page in book.printed.pages[book.first - 1 + book.printed.sheets :]]
    assert titles == ["Names"] * (len(titles) // 2) + ["Positions"] * (len(titles) // 2)


def test_lines_of_a_long_index_stand_below_their_letters() -> None:
    tree = wide(300)
    entries = [
        Entry(f"{chr(65 + one.key // 50)} {one.key}", one.title, one.key, chr(65 + one.key // 50)) for one in tree
    ]
    book = read(content_of(tree, indexes=[Index("Names", entries), Index("Vacancies", entries[:99])]))
    assert_levels(book)
    assert_pages(book.printed, book.content, plan_book(book.content, A4).setup)
    pages = book.printed.pages[book.first - 1 + book.printed.sheets :]
    headings = [block.text for page in pages for block in page.blocks if block.kind == "heading"]
    assert headings == ["Names", *"ABCDEFG", "Vacancies"]
    letter = ""
    for block in (
        block for page in pages[:-1] for block in page.blocks if block.kind == "item" or len(block.text) == 1
    ):
        if len(block.text) == 1:
            letter, above = block.text, block.words[0]
        else:
            assert block.text[0] == letter
        assert above.x <= block.words[0].x


def test_letters_make_no_third_page_of_an_index() -> None:
    tree, rows = wide(300), plan_book(content_of([]), A4).indexes
    whole = 2 * rows.rows * rows.columns
    for count, has_letters in ((whole - 60, True), (whole, False), (whole + 1, True)):
        entries = [Entry(f"{place}", "", 1, chr(65 + place // 20)) for place in range(count)]
        plan = plan_book(content_of(tree, indexes=[Index("Names", entries)]), A4)
        assert any(plan.letters(plan.content.indexes[0])) == has_letters
        assert plan.index_pages == [2 if count <= whole else 3]


def test_roles_follow_the_sheets_and_keep_headings_with_their_texts() -> None:
    text = "Leads the work and answers for it to the board. " * 12
    roles = [
        RoleText(f"Role {number}", [Paragraph("", [text]), Paragraph("Responsibilities", [text] * 4, is_list=True)])
        for number in range(20)
    ]
    book = read(content_of(wide(3), roles=roles))
    pages = book.printed.pages[3:]
    assert_levels(book)
    assert_pages(book.printed, book.content, plan_book(book.content, A4).setup)
    assert pages[0].blocks[0].text == "Roles"
    starts = {block.text: page.number for page in pages for block in page.blocks if block.level == 2}
    contents = book.printed.pages[1].blocks
    said = {block.words[0].text: block.words[-1].to for block in contents if block.text.startswith("Role ")}
    assert said == starts
    assert len(starts) == 20
    words = " ".join(block.text for page in pages for block in page.blocks if block.kind in ("text", "item"))
    assert words.count("Leads") == 20 * 5 * 12
    for page in pages:
        assert [block.kind for block in page.blocks if block.kind != "artifact"][-1] != "heading"


LONG = "Chief of everything that there is " * 9
MARKUP = "<b>&amp;</b> #show: $x$ \\end{x}"


@pytest.mark.parametrize("text", [LONG, "x" * 300, MARKUP, "a\x00b\u202ec\ufffed", "مدير عام " * 40, "长" * 300])
def test_no_text_leaves_its_place(text: str) -> None:
    tree = [seat(number, (number - 1) // 4 if number else None, title=text, holders=(text,)) for number in range(150)]
    index = Index(text, [Entry(text, text, one.key) for one in tree])
    roles = [RoleText(text, [Paragraph(text, [text], is_list=True)])] * 3
    for setup in (A4, Setup(105, 148)):
        content = content_of(
            tree, indexes=[index], roles=roles, organisation=text, heading=text, footer=text, made=text, edition=text
        )
        plan = plan_book(content, setup)
        assert_pages(make_book(content, setup), content, plan.setup)


def test_black_prints_no_other_colour() -> None:
    tree = [replace(one, colour="#aa3300") for one in wide(100)]
    keys, index = [ColourKey("#aa3300", "Works")], Index("Names", [Entry("Holder 1", "P1", 1)])
    content = content_of(tree, keys=keys, indexes=[index])
    pages = make_book(content, replace(A4, is_black=True)).pages
    colours = {words.colour for page in pages for words in page.words}
    colours |= {panel.fill for page in pages for panel in page.panels} | {
        stroke.colour for page in pages for stroke in page.strokes
    }
    assert colours == {INK, WHITE}
    assert "#aa3300" in {panel.fill for page in make_book(content, A4).pages for panel in page.panels}


def test_a_link_is_drawn_where_both_ends_are_on_a_sheet() -> None:
    tree = wide(100)
    near = SeatLink(1, 3, "dotted_line", "Also reports to")
    far = SeatLink(1, 100, "dotted_line", "Also reports to")
    content = content_of(tree, links=[near, far])
    book = read(content)
    assert_pages(book.printed, content, plan_book(content, A4).setup)
    dashed = [sum(1 for stroke in sheet.page.strokes if stroke.dash) for sheet in book.sheets]
    assert dashed[0] == 2  # the line, and a sample of it
    assert set(dashed[1:]) == {1}


@pytest.mark.parametrize("count", [3, 100])
def test_what_lines_mean_stands_below_the_drawing_as_high_on_each_sheet(count: int) -> None:
    links = [SeatLink(1, 3, "dotted_line", "Also reports to"), SeatLink(2, 3, "deputy", "Deputy of")]
    content = content_of(wide(count), links=links)
    book, room = read(content), Furniture(content, A4).room
    said = {(words.text, words.x, words.y) for sheet in book.sheets for words in sheet.page.words}
    (also,), (deputy,) = ([one for one in said if one[0] == link.meaning] for link in links)
    assert deputy[1] < also[1]
    assert deputy[2] == also[2] > room.bottom
    assert max(box.y + box.height for sheet in book.sheets for box in sheet.page.panels) <= room.bottom + SLACK
    if count == 3:
        assert Furniture(replace(content, links=()), A4).room.height > room.height


def test_the_paper_lies_so_that_there_are_fewer_sheets_landscape_if_it_is_all_the_same() -> None:
    assert plan_book(content_of(wide(3)), Setup(210, 297)).setup.orientation == "landscape"
    tree = wide(300)
    best = plan_book(content_of(tree), A4)
    both = [plan_book(content_of(tree), replace(A4, orientation=one)) for one in ("landscape", "portrait")]
    assert best.sheets == min(plan.sheets for plan in both)


def test_numbers_are_written_as_the_reader_does() -> None:
    content = content_of(wide(200))
    phrases = replace(
        content.phrases, number=lambda number: str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    )
    pages = make_book(replace(content, phrases=phrases), A4).pages
    assert not [words.text for page in pages for words in page.words if re.search("page [0-9]", words.text)]
