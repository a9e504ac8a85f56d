"""Real names in many scripts are found again in the file, by the search of Chrome's viewer and by pdftotext."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from roles.chart.fonts import EXTRA
from roles.chart.missing import undrawable
from roles.chart.text import clean
from tests.conftest import do_without
from tests.typesetting.sheets import set_to
from tests.typesetting.test_scripts import signed

pytestmark = pytest.mark.real_data

DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# The names that need the fonts of the extra: without it they are named as missing.
HAN = 4


@pytest.fixture
def names(real_data_dir: Path) -> list[str]:
    """All names, composed as they are drawn."""
    rows = (real_data_dir / "names.txt").read_text().splitlines()
    return [clean(row.partition("\t")[2]) for row in rows if not row.startswith("#")]


def test_names_are_found_by_search(tmp_path: Path, names: list[str]) -> None:
    document, told = set_to(tmp_path, signed(*names))
    text = document[0].get_textpage()
    found = [name for name in names if text.search(name).get_next()]
    assert told.has_standard
    assert len(found) >= (27 if EXTRA else 27 - HAN), sorted(set(names) - set(found))


def test_names_are_found_by_pdftotext(tmp_path: Path, names: list[str]) -> None:
    if shutil.which("pdftotext") is None:
        do_without("pdftotext")
    set_to(tmp_path, signed(*names))
    texts = [read(tmp_path / "chart.pdf", way) for way in ("-layout", "-raw")]
    found = [name for name in names if any(name in text for text in texts)]
    assert len(found) >= (29 if EXTRA else 29 - HAN), sorted(set(names) - set(found))


def test_names_that_need_the_extra_are_told_without_it(tmp_path: Path, names: list[str]) -> None:
    _document, told = set_to(tmp_path, signed(*names))
    assert told.missing == tuple(undrawable(names))
    assert bool(told.missing) != bool(EXTRA)
    assert sum(bool(undrawable([name])) for name in names) == (0 if EXTRA else HAN)


def read(file: Path, way: str) -> str:
    """What pdftotext reads in a file, without the marks of direction that it adds."""
    command = ["pdftotext", way, str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return clean(DIRECTIONS.sub("", said.stdout))
