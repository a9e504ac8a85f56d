"""What the benchmark of reading asks with: readers who count what they get, and what goes wrong."""

import importlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from types import ModuleType

import pytest

CI = Path(__file__).resolve().parent.parent / ".ci"


class Pages(BaseHTTPRequestHandler):
    """Two pages, one of which fails; both stay on one connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, to those who have signed in."""
        signed_in = self.headers["Cookie"] == "sessionid=key"
        self.send_response(200 if signed_in and self.path == "/good/" else 500)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Serve the pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import what makes the load."""
    monkeypatch.syspath_prepend(str(CI))
    return importlib.import_module("answering.load")


def test_readers_ask_for_every_page_in_turn_and_count_what_fails(load: ModuleType, address: str) -> None:
    asked = load.Load(address, "key", ["/good/", "/bad/"], monotonic() + 0.3)
    asked.read(1)
    assert asked.taken
    assert set(asked.faults) == {"/bad/: 500"}
    assert abs(len(asked.taken) - 2 * len(asked.faults)) <= 1


def test_pages_that_answer_are_no_faults(load: ModuleType, address: str) -> None:
    asked = load.Load(address, "key", ["/good/"], monotonic() + 0.2)
    asked.read(0)
    assert asked.taken
    assert asked.faults == []


def test_a_server_that_is_gone_is_a_fault(load: ModuleType) -> None:
    asked = load.Load("127.0.0.1:1", "key", ["/good/"], monotonic() + 0.05)
    asked.read(0)
    assert asked.faults
    assert asked.taken == []
