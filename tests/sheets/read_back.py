"""A printed book read back from its pages alone, as its reader sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from roles.sheets.content import Content
from roles.sheets.pages import Block, Page, Printed

CONTINUES = re.compile(r"continues on page (\d+)$")
REPORTS_TO = re.compile(r"^reports to (.+), page (\d+)$")
PART = re.compile(r"^(.+), (\d+) of (\d+)$")


@dataclass(frozen=True)
class Sheet:
    """A page of the chart; the titles of positions are single words that are given once."""

    page: Page

    @property
    def heading(self) -> Block:
        """What the page is called; nothing where it goes on with what the page before was called."""
        return next((block for block in self.page.blocks if block.kind == "heading"), Block(()))

    @property
    def title(self) -> str:
        """The same without the number of the part."""
        part = PART.match(self.heading.text)
        return part[1] if part else self.heading.text

    @property
    def full(self) -> list[str]:
        """The titles of the full boxes."""
        return [block.words[0].text for block in self.page.blocks if block.kind == "item"]

    @property
    def going(self) -> Iterator[tuple[str, int, int]]:
        """Who goes on elsewhere: title, the page that is said, and that to which it leads."""
        for block in self.page.blocks:
            if block.kind == "item" and (said := CONTINUES.search(block.words[-1].text)):
                yield block.words[0].text, int(said[1]), block.words[-1].to

    @property
    def manager(self) -> tuple[str, int, int] | None:
        """Whom it says that it reports to, on which page, and where that leads."""
        for block in self.page.blocks:
            if said := REPORTS_TO.match(block.text):
                return said[1], int(said[2]), block.words[0].to
        return None


@dataclass(frozen=True)
class ReadBack:
    """All pages of a book that was made of some content."""

    printed: Printed
    content: Content

    @cached_property
    def first(self) -> int:
        """The number of the first sheet: where the first line of the contents leads."""
        _cover, contents, *_others = self.printed.pages
        return min(words.to for words in contents.words if words.to)

    @property
    def sheets(self) -> list[Sheet]:
        """Those with the chart."""
        start = self.first - 1
        return [Sheet(page) for page in self.printed.pages[start : start + self.printed.sheets]]

    def sheet(self, number: int) -> Sheet:
        """That with this page number."""
        return Sheet(self.printed.pages[number - 1])

    @property
    def stands(self) -> dict[str, int]:
        """The page of each full box."""
        return {title: sheet.page.number for sheet in self.sheets for title in sheet.full}

    @property
    def levels(self) -> list[int]:
        """Of all headings, in order."""
        return [block.level for page in self.printed.pages for block in page.blocks if block.kind == "heading"]
