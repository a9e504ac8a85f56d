"""The whole chart on one sheet: all of it once, inside the margins, in type as large as any way to draw it gives."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.chart import ColourKey, Seat, SeatLink
from roles.chart.layout import lay_out
from roles.sheets import poster
from roles.sheets.content import Content
from roles.sheets.pages import INK, WHITE, Page, Printed
from roles.sheets.poster import make_poster, sheets
from roles.sheets.setup import PAPERS, Orientation, Setup
from tests.chart.seating import chain, seats
from tests.sheets.measured import outside, overlapping
from tests.sheets.phrases import content_of

A4, A3, A0 = Setup(297, 210), Setup(420, 297), Setup(841, 1189)
LETTER = Setup(*PAPERS["letter"], margin=12.7)
OFFICE = """
Chief | Ann
  *Assistant | Ida
  Manager | Bob
    Analyst | Cem
    Clerk
  Adviser | Hal
"""
KEYS = (ColourKey("#aa3300", "Sales"), ColourKey("#00aa33", "Operations"))


def crew(count: int, **changes: object) -> list[Seat]:
    """A head with so many reports."""
    named = [Seat(n, 0 if n else None, str(n), "Analyst" if n else "Head", (f"Person {n}",)) for n in range(count)]
    return [replace(seat, **changes) for seat in named]  # type: ignore[arg-type]


def page_of(printed: Printed) -> Page:
    """The only page."""
    (page,) = printed.pages
    assert printed.sheets == 1
    return page


def items(page: Page) -> list[str]:
    """What the chart itself says, block by block."""
    return [block.text for block in page.blocks if block.kind == "item"]


@st.composite
def organisations(draw: st.DrawFn) -> Content:
    """Some dozens of seats, the titles and names of which are all different; vacancies, assistants, links, colours."""
    count, heads, reach = draw(st.integers(1, 90)), draw(st.integers(1, 3)), draw(st.sampled_from((1, 3, 20, 90)))
    random = draw(st.randoms(use_true_random=False))
    managers = [None if n < heads else random.randrange(max(0, n - reach), n) for n in range(count)]
    people = []
    for number, manager in enumerate(managers):
        is_vacant, key = random.random() < 0.1, random.choice(KEYS)
        people.append(
            Seat(
                number, manager, str(number), f"Title{number}",
                () if is_vacant else (f"Holder{number}",), "Vacant" if is_vacant else "",
                department=key.text, colour=key.colour, is_vacant=is_vacant, is_assistant=random.random() < 0.1,
            )
        )  # fmt: skip
    ends = [(random.randrange(count), random.randrange(count)) for _ in range(draw(st.sampled_from((0, 4))))]
    links = [SeatLink(start, end, "deputy", "Deputy of", f"deputy of number {end}") for start, end in ends]
    return content_of(people, links=links, keys=KEYS)


@pytest.mark.parametrize("setup", [A4, LETTER, Setup(148, 210, margin=5, smallest=4), A0])
@given(organisations())
@settings(deadline=None, max_examples=25)
def test_every_title_and_holder_stands_once_inside_the_margins(setup: Setup, content: Content) -> None:
    page = page_of(make_poster(content, setup))
    assert list(outside(page, setup.border)) == []
    assert list(overlapping(page)) == []
    said = Counter(words.text for words in page.words)
    for seat in content.seats:
        assert [said[text] for text in (seat.title, *seat.holders)] == [1] * (1 + len(seat.holders))
    assert said["Vacant"] == sum(seat.is_vacant for seat in content.seats)


@given(organisations())
@settings(deadline=None, max_examples=25)
def test_no_way_to_draw_it_has_larger_type(content: Content) -> None:
    printed = make_poster(content, A4)
    tried = list(sheets(content, A4))
    assert printed.type == pytest.approx(10.5 * max(sheet.scale for sheet in tried), abs=0.01)
    (size,) = {words.size for words in page_of(printed).words if words.text.startswith("Title")}
    assert size == pytest.approx(printed.type, abs=0.011)  # a half is rounded either way


def test_where_there_is_room_each_position_has_a_box() -> None:
    page = page_of(make_poster(content_of(seats(OFFICE)), A4))
    assert items(page) == ["Chief Ann", "Assistant Ida", "Manager Bob", "Analyst Cem", "Clerk", "Adviser Hal"]


def test_a_large_team_stands_as_lines_in_its_managers_box() -> None:
    printed = make_poster(content_of(crew(300)), A4)
    head, team = items(page_of(printed))
    assert head == "Head Person 0"
    assert team.startswith("Analyst (299) Person 1 Person 2 Person 3 ")
    alone = max(sheet.scale for sheet in sheets(content_of(crew(300)), A4) if len(sheet.folding.seats) == 300)
    assert printed.type > 2 * 10.5 * alone


def test_a_huge_team_takes_the_shape_of_the_paper() -> None:
    team = crew(5_001)
    alone = page_of(make_poster(content_of(team), A4)).panels[0]
    assert 1 / 3 < alone.width / alone.height < 3
    others = [Seat(n, (n - 5_001) // 3, str(n), "Clerk", (f"Person {n}",)) for n in range(5_004, 8_000)]
    among = max(page_of(make_poster(content_of([*team, *others]), A4)).panels, key=lambda panel: panel.width)
    assert 1 / 3 < among.width / among.height < 3


@pytest.mark.parametrize(
    "changes", [{}, {"contact": ("ann.lee@example.org", "+44 20 7946 0000"), "counts": "0 reports"}]
)
def test_a_huge_team_has_about_as_large_type_as_in_any_number_of_columns(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    content = content_of(crew(500, **changes))
    printed = make_poster(content, A4)
    monkeypatch.setattr(poster, "TEAM_ROWS", tuple(range(40, 360, 40)))
    assert printed.type > 0.94 * make_poster(content, A4).type
    (panel, *_others) = page_of(printed).panels
    assert panel.width * panel.height > 0.65 * (297 - 20) * (210 - 20) * (72 / 25.4) ** 2


def test_assistants_and_vacancies_stay_what_they_are_beside_a_team() -> None:
    people = [*crew(200), Seat(500, 0, "A", "Assistant", ("Ida",), is_assistant=True)]
    people[7] = replace(people[7], holders=(), vacancy="Vacant", is_vacant=True)
    page = page_of(make_poster(content_of(people), A4))
    _head, team, assistant = items(page)
    assert "Person 6 Vacant Person 8" in team
    assert assistant == "Assistant Ida"
    assert len([panel for panel in page.panels if panel.edge]) == 2


def test_names_of_all_kinds_stay_within_a_team() -> None:
    people = crew(200)
    people[3] = replace(people[3], holders=("x" * 300,))
    people[4] = replace(people[4], holders=("محمد بن عبد الله " * 20,))
    people[5] = replace(people[5], title="<b>#show: $x$</b> & %(title)s", holders=("a\x00b\u202ec",))
    page = page_of(make_poster(content_of(people), A4))
    assert list(outside(page, A4.border)) == []
    assert list(overlapping(page)) == []
    assert any(words.is_right_to_left for words in page.words)
    assert "<b>#show: $x$</b> & %(title)s" in " ".join(items(page))
    assert "a b c" in {words.text for words in page.words}


def test_it_reads_from_the_heading_through_the_tree_to_the_foot() -> None:
    content = content_of(seats(OFFICE), keys=KEYS, links=[SeatLink(3, 5, "deputy", "Deputy of", "deputy of Adviser")])
    page = page_of(make_poster(content, A4))
    assert [block.kind for block in page.blocks] == ["heading", *["item"] * 6, *["artifact"] * 5]
    assert [block.text for block in page.blocks if block.kind == "heading"] == ["Whole chart"]
    assert [block.text for block in page.blocks][-5:-2] == ["Deputy of", "Sales", "Operations"]


def test_lines_that_are_not_drawn_are_not_explained_but_said() -> None:
    links = [SeatLink(7, 8, "deputy", "Deputy of", "deputy of Person 8")]
    page = page_of(make_poster(content_of(crew(300), links=links), A4))
    assert "Deputy of" not in [block.text for block in page.blocks]
    assert "Person 7 deputy of Person 8 Person 8" in " ".join(items(page))


def test_a_seat_whose_manager_is_not_there_is_left_out() -> None:
    lost = [*crew(3), Seat(9, 99, "L", "Lost")]
    assert "Lost" not in " ".join(items(page_of(make_poster(content_of(lost), A4))))
    assert make_poster(content_of(lost[3:]), A4) == Printed("Whole chart", (), 0, 0, 0)
    assert make_poster(content_of([]), A4).pages == ()


@pytest.mark.parametrize(("setup", "size"), [(A4, 12.6), (A3, 17.82), (A0, 31.5), (Setup(148, 105), 12.6)])
def test_few_boxes_grow_with_the_paper_but_not_without_end(setup: Setup, size: float) -> None:
    printed = make_poster(content_of(crew(1)), setup)
    assert printed.type == pytest.approx(size, abs=0.01)


def test_small_type_is_told() -> None:
    printed = make_poster(content_of(crew(400, department="Sales", counts="9 reports")), A4)
    assert printed.smallest == min(words.size for words in page_of(printed).words) < printed.type < 7


@pytest.mark.parametrize(("orientation", "is_wide"), [("landscape", True), ("portrait", False)])
def test_the_paper_lies_as_asked_for(orientation: Orientation, is_wide: bool) -> None:
    page = page_of(make_poster(content_of(list(chain(9))), replace(A4, orientation=orientation)))
    assert (page.width > page.height) == is_wide


def test_the_paper_lies_as_suits_the_chart() -> None:
    tall = page_of(make_poster(content_of(list(chain(40))), A4))
    assert tall.height > tall.width
    ways: tuple[Orientation, ...] = ("landscape", "portrait")
    types = [make_poster(content_of(crew(60)), replace(A4, orientation=way)).type for way in ways]
    assert make_poster(content_of(crew(60)), A4).type == max(types)


def test_paper_that_is_all_margin_is_no_error() -> None:
    assert make_poster(content_of(crew(3)), Setup(50, 50, margin=30)).type > 0


def test_black_prints_no_colour() -> None:
    people = crew(200, colour="#aa3300", department="Sales")
    people[9] = replace(people[9], colour="#00aa33", department="Operations")
    coloured, black = (make_poster(content_of(people, keys=KEYS), replace(A4, is_black=ink)) for ink in (False, True))
    assert "#00aa33" in {panel.fill for panel in page_of(coloured).panels}
    page = page_of(black)
    assert {panel.fill for panel in page.panels} | {panel.edge for panel in page.panels} <= {INK, WHITE, ""}
    assert {words.colour for words in page.words} | {stroke.colour for stroke in page.strokes} == {INK}
    assert "Person 9 Operations Person 10" in " ".join(items(page))


@pytest.mark.parametrize(("count", "most"), [(40, 60), (3_000, 4), (12_000, 4)])
def test_large_charts_are_laid_out_a_few_times(monkeypatch: pytest.MonkeyPatch, count: int, most: int) -> None:
    laid_out = []

    def counted(*arguments: object) -> object:
        laid_out.append(arguments)
        return lay_out(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(poster, "lay_out", counted)
    people = [Seat(n, (n - 1) // 4 if n else None, str(n), f"Title {n}") for n in range(count)]
    assert make_poster(content_of(people), A0).sheets == 1
    assert 0 < len(laid_out) <= most


def test_the_same_content_gives_the_same_sheet() -> None:
    assert make_poster(content_of(crew(70)), A3) == make_poster(content_of(crew(70)), A3)
