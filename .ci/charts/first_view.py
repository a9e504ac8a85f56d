"""The first view of the chart in a fresh browser: the whole page, and its drawing alone, beside the fastest peer."""

import gzip
import re
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from charts import peers
from charts.chromium import fresh_page, open_page
from charts.serving import Companies, Served, ask, served
from charts.table import Row

ROUNDS = 5
PAGE_TO_PEER, DRAWING_TO_PEER = 1.5, 1.0
DRAWING = re.compile(rb"<svg [^>]*class=\"chart\".*?</svg>", re.DOTALL)
BARE = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>The drawing</title>%b</html>'


def measure(companies: Companies, sizes: Sequence[int]) -> Iterator[Row]:
    """Two rows a size: main-thread CPU from the navigation until all is quiet."""
    for size in sizes:
        with served(companies, size) as at:
            page = statistics.median(spent(at, "/chart/") for _ in range(ROUNDS))
            with bare(drawing_of(at)) as address:
                drawing = statistics.median(spent(at, address) for _ in range(ROUNDS))
        name, figure = peers.fastest(companies.peers, size) if companies.peers else ("", None)
        beside = f"{name} {figure:.1f}" if figure else "no peers given"
        for what, ours, ratio in (("page", page, PAGE_TO_PEER), ("drawing alone", drawing, DRAWING_TO_PEER)):
            yield Row(f"first view: {what}", "CPU ms", ours, figure and figure * ratio, size, beside)


def spent(at: Served, address: str) -> float:
    """What the main thread spends on an address."""
    with fresh_page(at) as (page, clock):
        return open_page(page, clock, address).main


def drawing_of(at: Served) -> bytes:
    """The page's drawing, on a page with nothing else."""
    body, kind = ask(at, "/chart/")
    found = DRAWING.search(gzip.decompress(body) if kind == "gzip" else body)
    if found is None:
        raise LookupError("the chart page has no drawing")
    return BARE % found[0]


@contextmanager
def bare(content: bytes) -> Iterator[str]:
    """Serve one page; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer everything with the page."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
