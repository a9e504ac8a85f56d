"""What the benchmark of prints measures with: what a sheet covers, what is found in a file, what Chromium takes."""

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from roles.chart import Seat
from roles.sheets.book import draw_book
from roles.sheets.pages import Page, Panel
from roles.sheets.plan import plan_book
from roles.sheets.setup import Setup
from tests.sheets.phrases import content_of

CI = Path(__file__).resolve().parent.parent / ".ci"
A4 = Setup(210, 297)


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmark."""
    monkeypatch.syspath_prepend(str(CI))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


def test_boxes_cover_the_rectangle_around_them_and_nothing_else_counts(load: Any) -> None:
    cards = (Panel(10, 20, 30, 10, radius=3), Panel(60, 50, 30, 20, radius=3))
    page = Page(1, 200, 200, panels=(*cards, Panel(0, 0, 200, 5)))
    assert load("prints.covering").area(page) == 80 * 50


def test_the_last_of_several_sheets_of_one_manager_is_left_out(load: Any) -> None:
    seats = [Seat(key=key, reports_to=0 if key else None, code=str(key), title="Position") for key in range(400)]
    plan = plan_book(content_of(seats), A4)
    printed = draw_book(plan)
    covering = load("prints.covering")
    full = list(covering.full_sheets(plan, printed))
    assert len(full) == plan.sheets - 1 > 1
    assert printed.pages[plan.first_sheet + plan.sheets - 2] not in full
    assert 0 < covering.covered(plan, printed) <= 100


def test_names_are_found_in_a_file_where_they_stand(load: Any, tmp_path: Path) -> None:
    names = load("prints.names")
    sought, file = ["Zoë Ångström-Núñez", "Наталья Щербакова"], tmp_path / "names.pdf"
    names.print_names(sought, file)
    assert names.found_by_pdfium([*sought, "Nobody Else"], file) == sought


def test_a_program_that_is_missing_is_an_error(load: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = load("prints.names")
    monkeypatch.setattr(names, "READER", "no-such-program")
    with pytest.raises(FileNotFoundError, match="not installed"):
        names.found_by_pdftotext(["Ada"], tmp_path / "names.pdf")


def test_what_a_family_of_processes_computes_is_added_up_and_ends_with_it(load: Any) -> None:
    chromium = load("prints.chromium")
    computing = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])"
    process = subprocess.Popen([sys.executable, "-c", computing])  # noqa: S603 - our own program
    try:
        assert chromium.watch(process, 0.3, 60) >= 0.3
        below = [pid for pid in chromium.family(process.pid) if pid != process.pid]
    finally:
        chromium.end(process)
    assert len(below) == 1
    assert chromium.cpu_of(process.pid) == 0
    until = time.monotonic() + 10
    while any(map(is_alive, below)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, below))


def is_alive(pid: int) -> bool:
    """Whether a process is there and no mere entry of one that has ended."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_part_that_breaks_becomes_a_row(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bench_print = load("bench_print")

    def fail(_run: object) -> Iterator[object]:
        raise LookupError("no Chromium")

    monkeypatch.setitem(bench_print.PARTS, "poster", fail)
    [row] = bench_print.table.measured("poster", bench_print.PARTS["poster"], None)
    assert (row.figure, row.holds) == (None, None)
    assert "no Chromium" in row.note


def test_without_real_data_its_parts_say_so(load: Any) -> None:
    bench_print = load("bench_print")
    run = bench_print.Run(companies=None, real=None)
    with pytest.raises(FileNotFoundError, match="REAL_DATA_DIR"):
        run.real_file(bench_print.NAMES)
