"""A book as a viewer of PDF files has it: its bookmarks, what its links say and where they lead, its boxes."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

CONTINUES = re.compile(r"continues on page ([\d,]+)$")
REPORTS_TO = re.compile(r"reports to (.+?), page ([\d,]+)")
PART = re.compile(r"(.+), [\d,]+ of [\d,]+$")
NUMBER = re.compile(r"([\d,]+)")
ROW = re.compile(r"(.+) ([\d,]+)$")
CONTENTS, NAMES, POSITIONS, VACANCIES = "Contents", "Index by name", "Index by position", "Vacant positions"


def number(written: str) -> int:
    """A page as it is written."""
    return int(written.replace(",", ""))


@dataclass(frozen=True)
class Link:
    """The words on which somebody clicks, and the page that is shown then."""

    page: int
    text: str
    to: int


class Book:
    """A PDF file; pages are numbered from 1, as on them."""

    def __init__(self, file: Path) -> None:
        self.document = pypdfium2.PdfDocument(file.read_bytes())

    @cached_property
    def marks(self) -> list[tuple[str, int]]:
        """The bookmarks with their pages."""
        return [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in self.document.get_toc()]

    @cached_property
    def titles(self) -> dict[int, str]:
        """What each page is called; pages that go on with an index are called as its first one."""
        begun = {page: title for title, page in reversed(self.marks) if len(title) > 1}  # not the letters of an index
        titles: dict[int, str] = {}
        for page in range(1, len(self.document) + 1):
            titles[page] = begun.get(page) or titles[page - 1]
        return titles

    @cached_property
    def sheets(self) -> list[int]:
        """The pages with the chart: after cover and contents, before the indexes."""
        begin = next(page for title, page in self.marks[2:] if title != CONTENTS)
        return list(range(begin, next(page for title, page in self.marks if title in (NAMES, POSITIONS))))

    @cached_property
    def texts(self) -> dict[int, str]:
        """All words of each page."""
        return {place + 1: page.get_textpage().get_text_range() for place, page in enumerate(self.document)}

    def boxes(self, page: int) -> list[list[str]]:
        """The lines of each block of a page: all of them but the last end in a space."""
        blocks: list[list[str]] = [[]]
        for line in self.texts[page].split("\r\n"):
            blocks[-1].append(line.rstrip(" "))
            if not line.endswith(" "):
                blocks.append([])
        return blocks

    def head(self, page: int) -> str:
        """Who heads a sheet, without the number of the part."""
        part = PART.match(self.titles[page])
        return part[1] if part else self.titles[page]

    def manager(self, page: int) -> tuple[str, int] | None:
        """To whom a sheet says that its head reports, and on which page."""
        said = REPORTS_TO.search(self.texts[page])
        return (said[1], number(said[2])) if said else None

    def rows(self, title: str) -> list[tuple[str, int]]:
        """The rows of an index or of the contents: what stands before the page, and the page."""
        lines = (line for page, name in self.titles.items() if name == title for line in self.lines(page))
        return [(row[1], number(row[2])) for line in lines if (row := ROW.match(line))]

    def lines(self, page: int) -> Iterator[str]:
        """The lines of a page; viewers break a row where the script changes, but its number ends it."""
        parts: list[str] = []
        for block in self.boxes(page):
            parts += block
            if block and NUMBER.fullmatch(block[-1].rpartition(" ")[2]):
                yield " ".join(parts)
                parts = []

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the document within it."""
        return [link for place in range(len(self.document)) for link in self.links_of(place)]

    def links_of(self, place: int) -> Iterator[Link]:
        """The links of one page."""
        page = self.document[place]
        text = page.get_textpage()
        position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        while pdfium.FPDFLink_Enumerate(page, position, link):
            pdfium.FPDFLink_GetAnnotRect(link, box)
            words = text.get_text_bounded(box.left - 0.5, box.bottom - 1, box.right + 0.5, box.top + 1)
            to = pdfium.FPDFDest_GetDestPageIndex(self.document, pdfium.FPDFLink_GetDest(self.document, link))
            yield Link(place + 1, " ".join(words.split()), to + 1)
