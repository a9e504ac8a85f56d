"""Serve a company in production mode on loopback, from a database of its own."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from address import free_address, wait_for

from charts import company

ROOT = Path(__file__).resolve().parent.parent.parent
TRIAL = {"DEBUG": "off", "HTTPS": "off", "HOST": "127.0.0.1", "SECRET_KEY": "only-for-measuring-" * 4}


@dataclass(frozen=True)
class Companies:
    """Where the companies are kept, and the peers' folder, if any, whose companies they are."""

    folder: Path
    peers: Path | None


@dataclass(frozen=True)
class Served:
    """A company that is being served: its address, a reader's session, and the places that are gone to."""

    home: str
    size: int
    session: str
    places: dict[str, Any]


def run(arguments: list[str], url: str = "") -> str:
    """Run a script of ours in production mode and return what it prints."""
    variables = environment(url)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout


def environment(url: str) -> dict[str, str]:
    """The variables of production mode, with our own modules within reach."""
    paths = {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / ".ci")]),
        "DJANGO_SETTINGS_MODULE": "orgchart.settings",
    }
    return {**os.environ, **TRIAL, **paths, **({"DATABASE_URL": url} if url else {})}


def database(companies: Companies, size: int) -> str:
    """The address of the database of a company; its file is made by `fill`."""
    return f"sqlite:///{companies.folder}/{'peers' if companies.peers else 'ours'}-{size}.sqlite3"


def fill(companies: Companies, size: int, url: str) -> dict[str, Any]:
    """Fill a database with the company of that size, unless it is; return what to know of it."""
    file = companies.folder / f"{size}.csv"
    company.write(file, size, companies.peers)
    facts: dict[str, Any] = json.loads(run(["-m", "charts.filling", str(file)], url))
    return facts


@contextmanager
def served(companies: Companies, size: int) -> Iterator[Served]:
    """Serve the company of that size until the block ends."""
    url = database(companies, size)
    facts = fill(companies, size, url)
    address = free_address()
    options = ["--bind", address, "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "orgchart.wsgi", "--forwarded-allow-ips", "", *options]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(url))
    try:
        wait_for(f"http://{address}/livez")
        yield Served(f"http://{address}", size, facts.pop("session"), facts)
    finally:
        server.terminate()
        server.wait()


def ask(at: Served, path: str) -> tuple[bytes, str]:
    """Return the body as it travels to the reader's browser, and the kind of its compression."""
    address = path if path.startswith("http") else at.home + path
    headers = {"Cookie": f"sessionid={at.session}", "Accept-Encoding": "gzip"}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as response:  # noqa: S310
        body: bytes = response.read()
        return body, response.headers.get("Content-Encoding", "")
