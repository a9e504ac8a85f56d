"""Below the drawing stands what lines and colours mean, in as many rows as are needed."""

from itertools import pairwise

from roles.chart import PLAIN, ColourKey, Drawing, SeatLink, draw_chart
from roles.chart.embedding import fonts_for
from roles.chart.text import width
from tests.chart.seating import seats

COMPANY = "Head\n  One\n  Two\n  Three\n  Four"
NAMES = ("Operations", "Finance and Controlling", "People", "Research and Development", "Legal", "Sales", "Marketing")
KEYS = [ColourKey(f"#00000{number}", name) for number, name in enumerate(NAMES)]
LINKS = [SeatLink(1, 0, "deputy", "Deputy of"), SeatLink(2, 0, "dotted", "Also reports to")]


def with_keys(text: str = COMPANY, keys: list[ColourKey] = KEYS) -> Drawing:
    """A drawing with links and colours."""
    return draw_chart(seats(text), links=LINKS if "Two" in text else (), keys=keys)


def test_every_colour_is_explained_after_the_lines() -> None:
    drawing = with_keys()
    assert [(entry.colour, entry.text) for entry in drawing.keys] == [(key.colour, key.text) for key in KEYS]
    assert [entry.kind for entry in drawing.legend] == ["deputy", "dotted"]
    entries = [*drawing.legend, *drawing.keys]
    assert [(entry.y, entry.x) for entry in entries] == sorted((entry.y, entry.x) for entry in entries)


def test_rows_of_the_legend_end_where_the_drawing_does() -> None:
    drawing = with_keys()
    entries = [*drawing.legend, *drawing.keys]
    assert drawing.width == draw_chart(seats(COMPANY)).width
    assert len({entry.y for entry in entries}) == 2
    assert all(entry.x + entry.width <= drawing.width - PLAIN.margin for entry in entries)
    assert all(entry.text_start + width(entry.text, 12) == entry.x + entry.width for entry in entries)
    assert max(entry.top + entry.size for entry in drawing.keys) < drawing.height


def test_entries_of_the_legend_touch_neither_each_other_nor_a_box() -> None:
    drawing = with_keys()
    entries = [*drawing.legend, *drawing.keys]
    for one, other in pairwise(entries):
        assert one.x + one.width < other.x if one.y == other.y else other.y - one.y > 16
    assert min(entry.top for entry in drawing.keys) > max(box.y + box.height for box in drawing.boxes)


def test_a_drawing_of_one_box_is_widened_for_its_legend_rather_than_made_tall() -> None:
    drawing = with_keys("Head")
    assert drawing.width > draw_chart(seats("Head")).width
    assert len({entry.y for entry in drawing.keys}) < len(KEYS)


def test_a_long_text_is_shortened() -> None:
    drawing = with_keys(keys=[ColourKey("#000", "Department of a very long name " * 4)])
    assert drawing.keys[0].text.endswith("…")
    assert drawing.width == draw_chart(seats(COMPANY)).width


def test_a_file_carries_the_fonts_of_its_legend() -> None:
    fonts = fonts_for(with_keys(keys=[ColourKey("#000", "العمليات")]).texts)
    assert "Amiri" in [font.family for font in fonts]


def test_without_links_and_colours_there_is_no_legend() -> None:
    drawing = draw_chart(seats(COMPANY))
    assert (drawing.legend, drawing.keys) == ((), ())
