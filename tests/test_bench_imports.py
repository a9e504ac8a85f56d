"""What the benchmark of imports measures with: files that are made to hurt, and the company as a workbook."""

import importlib
import io
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook

CI = Path(__file__).resolve().parent.parent / ".ci"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmark."""
    monkeypatch.syspath_prepend(str(CI))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


def test_a_part_of_a_workbook_is_put_in_the_place_of_its_own(load: Any) -> None:
    hostile = load("imports.hostile")
    content = hostile.workbook({hostile.SHEET: "<x/>", "more": "text"})
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        assert (parts.read(hostile.SHEET), parts.read("more")) == (b"<x/>", b"text")
        assert len(parts.namelist()) == len(set(parts.namelist()))


def test_entities_stand_for_each_other_ten_times_each(load: Any) -> None:
    text = load("imports.hostile").entities()
    assert text.count("<!ENTITY") == 10
    assert text.count("&e8;") == 10


def test_the_company_is_the_same_as_a_workbook(load: Any, tmp_path: Path) -> None:
    organisation = load("organisation")
    load("bench_imports").write_workbook(tmp_path / "book.xlsx", 50)
    found = list(load_workbook(tmp_path / "book.xlsx")["positions"].iter_rows(values_only=True))
    expected = [organisation.HEADINGS, *organisation.rows(50)]
    assert [tuple(cell or "" for cell in row) for row in found] == expected
