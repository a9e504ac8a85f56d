"""Read pages as a person does: the words of their content, and where their links lead."""

from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SILENT = frozenset({"script", "style"})
BLOCKS = frozenset({"div", "p", "li", "dt", "dd", "h1", "h2", "h3", "td", "th", "small", "section", "button", "option"})
EMPTY = frozenset({"wbr", "meta", "link", "input", "br", "img"})


class PageReader(HTMLParser):
    """Collect the words inside <main>, and every link of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.address: str | None = None
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where we are."""
        if tag not in EMPTY:
            self.open.append(tag)
        if tag in BLOCKS:
            self.words.append(" ")
        if tag == "a":
            self.address, self.label = dict(attrs).get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        if tag == "a" and self.address:
            self.links[" ".join(self.label.split())] = self.address
            self.address = None
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep the words of the content, and the words of links wherever they are."""
        if "main" in self.open and not SILENT & set(self.open):
            self.words.append(data)
        if self.address:
            self.label += data


def read(response: Any) -> PageReader:
    """Read a page that was served."""
    assert response.status_code == 200, response.status_code
    reader = PageReader()
    reader.feed(response.content.decode())
    return reader


def words(response: Any) -> str:
    """Return the words of a page's content, with single blanks between them."""
    return " ".join("".join(read(response).words).split())


def links(response: Any) -> dict[str, str]:
    """Return the address of each link of a page by its words."""
    return read(response).links


def count_queries(client: Client, address: str) -> int:
    """Return how many statements a page asks of the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
