"""All JavaScript of a page as it travels, also what is imported later."""

import gzip
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from charts.serving import Companies, Served, ask, served
from charts.table import Row

PAGES = {"chart": "/chart/", "map": "/map/"}
MOST_KB = 30
IN_PAGE = re.compile(r'<script[^>]* src="([^"]+)"')
IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport|\bimport\(|\bURL\()\s*["']([^"']+\.js)["']""")


def measure(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """A row a page."""
    with served(companies, min(sizes)) as at:
        for name, address in PAGES.items():
            text, _size = fetched(at, address)
            first = [urljoin(at.home + address, source) for source in IN_PAGE.findall(text)]
            files = reached(at, first)
            yield Row(
                f"JavaScript of the {name}", "kB", sum(files.values()) / 1000, MOST_KB, note=f"{len(files)} files"
            )


def reached(at: Served, first: Sequence[str]) -> dict[str, int]:
    """The compressed size of these scripts and of all that they import."""
    sizes: dict[str, int] = {}
    waiting = list(first)
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        text, sizes[address] = fetched(at, address)
        waiting.extend(urljoin(address, name) for name in IN_SCRIPT.findall(text))
    return sizes


def fetched(at: Served, address: str) -> tuple[str, int]:
    """A text, and its size on the wire."""
    body, kind = ask(at, address)
    return (gzip.decompress(body) if kind == "gzip" else body).decode(), len(body)
