"""Small prints, and what a reader finds in the file that came of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from roles.sheets.pages import Block, Page, Printed, Words
from roles.typesetting import Typeset, typeset

MADE = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
BOX = re.compile(r"\s+")


def printed(*pages: Page, title: str = "Chart") -> Printed:
    """A print of some pages."""
    return Printed(title, pages, len(pages), 9, 7)


def page(*blocks: Block, number: int = 1, width: float = 600, height: float = 400) -> Page:
    """A page of some blocks."""
    return Page(number, width, height, blocks)


def lines(*texts: str, size: float = 12) -> Page:
    """A page with each text on a line of its own."""
    return page(
        *(Block((Words(text, 30, 30 + 24 * place, size),)) for place, text in enumerate(texts)),
        height=60 + 24 * len(texts),
    )


def set_to(folder: Path, *pages: Page, made: datetime | None = MADE) -> "tuple[pypdfium2.PdfDocument, Typeset]":
    """Typeset pages and open the file."""
    file = folder / "chart.pdf"
    told = typeset(printed(*pages), file, language="en", made=made)
    return pypdfium2.PdfDocument(file.read_bytes()), told


def text_of(document: "pypdfium2.PdfDocument", place: int = 0) -> list[str]:
    """The lines of a page as they are copied out of a viewer."""
    text: str = document[place].get_textpage().get_text_bounded()
    return text.split("\r\n")


@dataclass(frozen=True)
class Letter:
    """One character on a page: where its glyph's advance begins and ends, and its baseline, from the upper left."""

    text: str
    left: float
    right: float
    baseline: float


def letters(document: "pypdfium2.PdfDocument", place: int = 0) -> Iterator[Letter]:
    """Every character of a page that a glyph was drawn for."""
    sheet = document[place]
    text = sheet.get_textpage()
    for number in range(text.count_chars()):
        box, x, y = pdfium.FS_RECTF(), pdfium.c_double(), pdfium.c_double()
        if pdfium.FPDFText_IsGenerated(text, number):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, number, box)
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        code = pdfium.FPDFText_GetUnicode(text, number)
        yield Letter(chr(code), box.left, box.right, sheet.get_height() - y.value)
