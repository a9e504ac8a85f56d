"""Have pages typeset by a process that has no more than its share of time and memory, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from roles.chart.fonts import MEASURED, font_files
from roles.chart.missing import undrawable
from roles.collector import collector_paused
from roles.sheets.pages import Printed
from roles.typesetting.listing import Listing

ROOT = Path(__file__).resolve().parents[2]
FONTS = "fonts"  # the folder beside the pages
Template = Literal["pages", "comparison"]  # in templates/typst
Kind = Literal["missing", "long", "large", "failed"]
UNLOADED = os.EX_UNAVAILABLE  # how a process ends where Typst is installed and can't be loaded
# How one ends that has used up its time or its memory; the kernel kills what a whole machine has no room for.
ENDS: dict[int, Kind] = {
    UNLOADED: "missing",
    -signal.SIGXCPU: "long",
    -signal.SIGABRT: "large",
    -signal.SIGKILL: "large",
}


class TypesettingError(Exception):
    """Pages could not be typeset: Typst can't be had, they take too long or too much memory, or it failed."""

    def __init__(self, kind: Kind, reason: str = "") -> None:
        super().__init__(kind)  # which may stand in a log; the reason may quote what is on the pages
        self.kind, self.reason = kind, reason


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the process may run and compute, in seconds, and how much memory it may have, in megabytes."""

    seconds: float = 300
    computing: int = 240
    memory: int = 3000


@dataclass(frozen=True, slots=True)
class Typeset:
    """What came out: why it does not meet PDF/UA-1, if so, and which characters no font has."""

    reason: str = ""
    missing: tuple[str, ...] = ()

    @property
    def has_standard(self) -> bool:
        """Whether it meets the standard."""
        return not self.reason


def is_available() -> bool:
    """Whether Typst is installed."""
    return find_spec("typst") is not None


def typeset(
    printed: Printed,
    output: Path,
    *,
    language: str,
    made: datetime | None = None,
    format: Literal["pdf", "png"] = "pdf",
    ppi: float = 144,
    limits: Limits | None = None,
    folder: Path | None = None,
) -> Typeset:
    """Write the pages, or a picture of the first, to a file.

    What they say lies in the folder meanwhile, else in that of the system: there it stays if we are killed.
    The same pages, language and date give the same bytes. Raises a TypesettingError, and then writes nothing.
    """
    data = partial(listed, printed, language, is_dated=made is not None)
    told = fill("pages", data, output, made=made, format=format, ppi=ppi, limits=limits, folder=folder)
    return Typeset(told, tuple(undrawable(words.text for page in printed.pages for words in page.words)))


def fill(
    template: Template,
    data: Callable[[], str],
    output: Path,
    *,
    made: datetime | None = None,
    format: Literal["pdf", "png"] = "pdf",
    ppi: float = 144,
    limits: Limits | None = None,
    folder: Path | None = None,
) -> str:
    """Write what a template makes of its data, and return why it is without the standard, or nothing.

    The data are JSON in which every text is ready to be set; they are made when they are needed and not kept.
    """
    if not is_available():
        raise TypesettingError("missing")
    with TemporaryDirectory(prefix="orgchart-typeset-", dir=folder) as name:
        source, result = Path(name) / f"{template}.json", Path(name) / f"{template}.{format}"
        gather_fonts(Path(name) / FONTS)
        source.write_text(data())
        options = [f"--template={template}", f"--format={format}", f"--ppi={ppi}"]
        options.append(f"--made={made.isoformat() if made else ''}")
        told = run([str(source), str(result), *options], limits or Limits())
        output.write_bytes(result.read_bytes())
    return told


def listed(printed: Printed, language: str, *, is_dated: bool) -> str:
    """The pages as text for the process; what it was made of is gone before the process begins."""
    with collector_paused():
        return json.dumps(Listing(printed, language=language, is_dated=is_dated).data, separators=(",", ":"))


def run(arguments: list[str], limits: Limits) -> str:
    """Run the process to its end and return why it did without the standard, or nothing."""
    command = [sys.executable, "-m", "roles.typesetting", *arguments]
    command += [f"--computing={limits.computing}", f"--memory={limits.memory}"]
    with lifeline() as held, started(command, held) as process:
        try:
            said, complaint = process.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise TypesettingError("long", f"more than {limits.seconds:g} seconds") from None
        finally:
            if process.poll() is None:  # else its number may be another's by now
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise TypesettingError(ENDS.get(process.returncode, kind_of(complaint)), complaint.strip()[-2000:])
    return said.strip()


def gather_fonts(folder: Path) -> None:
    """Put links to the files that were measured into a folder: their packages hold others of the same names."""
    folder.mkdir()
    for file in font_files(MEASURED):
        (folder / file.name).symlink_to(file)


@contextmanager
def lifeline() -> Iterator[int]:
    """A pipe to read from that ends when we do, however that came: who reads it then ends as well."""
    held, ours = os.pipe()
    try:
        yield held
    finally:
        os.close(held)
        os.close(ours)


def started(command: list[str], held: int) -> "subprocess.Popen[str]":
    """Start the process in a group of its own, so that all of it can be ended."""
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - our own module with arguments of our own making
        command, cwd=ROOT, stdin=held, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


def kind_of(complaint: str) -> Kind:
    """Python says itself when it has no memory left, for its own things or for a thread."""
    return "large" if any(sign in complaint for sign in ("MemoryError", "can't start new thread")) else "failed"
