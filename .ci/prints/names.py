"""Print names in many scripts as a book, and look which of them are found by searching the file."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pypdfium2

from roles.chart import Seat
from roles.sheets.book import make_book
from roles.sheets.setup import Setup
from roles.typesetting import typeset
from tests.sheets.phrases import content_of

A4 = Setup(210, 297)
READER = "pdftotext"


def read_names(file: Path) -> list[str]:
    """The names of a file that has the script before each."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[2] for line in lines if line and not line.startswith("#")]


def print_names(names: list[str], output: Path) -> None:
    """Let a company of these names be printed."""
    typeset(make_book(content_of(list(seats_of(names))), A4), output, language="en")


def seats_of(names: list[str]) -> Iterator[Seat]:
    """The first one manages all others."""
    for key, name in enumerate(names):
        yield Seat(key=key, reports_to=0 if key else None, code=str(key), title="Position", holders=(name,))


def found_by_pdfium(names: list[str], file: Path) -> list[str]:
    """The names that the search of Chrome's viewer finds, composed as keyboards write them."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage() for page in document]
    return [name for name in names if any(text.search(normalize("NFC", name)).get_next() for text in texts)]


def found_by_pdftotext(names: list[str], file: Path) -> list[str]:
    """The names that stand in the text that Poppler takes out, in either of its orders; without it, an error."""
    program = shutil.which(READER)
    if program is None:
        raise FileNotFoundError(f"{READER} is not installed")
    command = [program, str(file), "-"]
    texts = [plain(subprocess.check_output([*command, way], text=True)) for way in ("-layout", "-raw")]
    return [name for name in names if any(plain(name) in text for text in texts)]


def plain(text: str) -> str:
    """Text without the marks of direction that programs add, composed, and with single blanks."""
    return " ".join(normalize("NFC", text.translate(dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F))))).split())
