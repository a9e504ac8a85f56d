"""What is printed comes out where it was computed, as text that is data, in a file that says what it is."""

from ctypes import c_int
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from roles.chart.text import measure
from roles.sheets.pages import Anchor, Block, Words
from roles.typesetting import typeset
from tests.typesetting.sheets import MADE, letters, lines, page, printed, set_to, text_of

HOSTILE = (
    "#set page(width: 1pt)",
    "$x^2$ @name *bold* _it_ `code` ~",
    "<label> // comment /* */ \\ \\u{41}",
    "-- --- ... \"quoted\" 'so'",
    "= Heading",
    "- item + item / term: x",
    '#{panic()} #image("/etc/passwd")',
    "<script>alert(1)</script> &amp; ]]>",
    "https://example.org/#x",
    "[#sys.inputs.data]",
)


def test_text_is_data_and_never_markup(tmp_path: Path) -> None:
    document, told = set_to(tmp_path, lines(*HOSTILE))
    assert told.has_standard
    assert text_of(document) == list(HOSTILE)


@pytest.mark.parametrize("anchor", ["left", "middle", "right"])
@pytest.mark.parametrize("kind", ["text", "item", "heading", "artifact"])
def test_words_stand_where_they_were_computed(tmp_path: Path, anchor: Anchor, kind: str) -> None:
    both = (Words("Officer", 300, 100, 10, 600, anchor=anchor), Words("Ada Byron", 310, 120, 8, anchor=anchor, to=1))
    document, _told = set_to(tmp_path, page(Block(both, kind, 1)))  # type: ignore[arg-type]
    found = [letter for letter in letters(document) if letter.text.strip()]
    for words in both:
        own = [letter for letter in found if abs(letter.baseline - words.y) < 0.1]
        width = measure(words.text, words.weight) * words.size / 1000
        left = words.x - width * {"left": 0, "middle": 0.5, "right": 1}[anchor]
        assert "".join(letter.text for letter in own) == words.text.replace(" ", "")
        assert own[0].left == pytest.approx(left, abs=0.1)
        assert own[-1].right == pytest.approx(left + width, abs=0.1)


def test_lines_below_and_beside_each_other_stand_where_they_were_computed(tmp_path: Path) -> None:
    rows = [
        Block(
            (
                Words(f"Ada Byron {row}", 30, 40 + 11.2 * row, 8, to=2),
                Words("Tove", 120, 40 + 11.2 * row, 8, 600, to=2),
                Words(f"{row} of 9", 280, 40 + 11.2 * row, 8, anchor="right", to=2 if row != 3 else 0),
            )
        )
        for row in range(9)
    ]
    both = (
        Words("•", 330, 60, 9),
        Words("Typed", 340, 60, 12),
        Words("below", 340, 75, 9, to=2),
        Words("on", 340, 90, 7),
    )
    document, told = set_to(tmp_path, page(*rows, Block(both, "item")), page(number=2))
    assert told.has_standard
    found = [letter for letter in letters(document) if letter.text.strip()]
    for words in [*(words for row in rows for words in row.words), *both]:
        width = measure(words.text, words.weight) * words.size / 1000
        left = words.x - width if words.anchor == "right" else words.x
        own = [
            letter for letter in found if abs(letter.baseline - words.y) < 0.1 and left - 1 < letter.left < left + width
        ]
        assert "".join(letter.text for letter in own) == words.text.replace(" ", "")
        assert (own[0].left, own[-1].right) == pytest.approx((left, left + width), abs=0.1)
    for x, row, is_link in ((40, 0, True), (125, 3, True), (270, 3, False), (270, 8, True), (150, 0, True)):
        link = pdfium.FPDFLink_GetLinkAtPoint(document[0], x, 400 - (38 + 11.2 * row))
        assert bool(link) == is_link, (x, row)
    assert bool(pdfium.FPDFLink_GetLinkAtPoint(document[0], 345, 400 - 73))
    assert len(list_of_links(document)) == len(rows) + 1


def list_of_links(document: "pypdfium2.PdfDocument") -> list[int]:
    """To which pages the links of the first page lead."""
    found, place, link = [], c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(document[0], place, link):
        found.append(pdfium.FPDFDest_GetDestPageIndex(document, pdfium.FPDFLink_GetDest(document, link)))
    return found


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        typeset(printed(lines("Officer", "Ada Byron")), tmp_path / name, language="en", made=MADE)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_links_and_bookmarks_lead_to_their_pages(tmp_path: Path) -> None:
    heading = Block((Words("Chief", 30, 30, 14), Words("Officer", 30, 50, 14)), "heading", 1)
    below = Block((Words("Sales", 30, 30, 14),), "heading", 2)
    onwards = Block((Words("Manager", 30, 80, 9), Words("continues on page 8", 30, 100, 7, to=8)), "item")
    document, _told = set_to(tmp_path, page(heading, onwards, number=7), page(below, number=8))
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [(0, "Chief Officer", 0), (1, "Sales", 1)]
    link = pdfium.FPDFLink_GetLinkAtPoint(document[0], 40, 400 - 98)
    assert pdfium.FPDFDest_GetDestPageIndex(document, pdfium.FPDFLink_GetDest(document, link)) == 1
