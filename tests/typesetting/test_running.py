"""A print that takes too much ends with a plain error; nothing of it is left behind."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from roles.sheets.pages import Block, Words
from roles.typesetting import Limits, TypesettingError, is_available, running, typeset
from tests.typesetting.sheets import lines, page, printed, set_to

LONG = [lines(*(f"Position {number} of page {sheet}" for number in range(60))) for sheet in range(300)]


CALLER = """
from pathlib import Path
from roles.typesetting import typeset
from tests.typesetting.sheets import printed
from tests.typesetting.test_running import LONG
typeset(printed(*LONG), Path("/dev/null"), language="en")
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary files in a folder of the test's own; processes have its name among their arguments."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def at_work(folder: Path) -> list[str]:
    """The processes that work on files in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(process.read_text())
    return [arguments for arguments in found if f"{folder}/" in arguments]


def await_that(is_so: Callable[[], bool]) -> bool:
    """Wait a while for something to come true."""
    end = time.monotonic() + 30
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(seconds=0.3), "long"),
        (Limits(computing=1), "long"),
        (Limits(memory=90), "large"),
        (Limits(memory=15), "large"),
    ],
)
def test_what_takes_too_much_ends_with_a_plain_error(
    tmp_path: Path, own_folder: Path, limits: Limits, kind: str
) -> None:
    with pytest.raises(TypesettingError) as refused:
        typeset(printed(*LONG), tmp_path / "chart.pdf", language="en", limits=limits)
    assert refused.value.kind == kind
    assert not (tmp_path / "chart.pdf").exists()
    assert [*own_folder.iterdir(), *at_work(own_folder)] == []


def test_the_process_ends_with_who_started_it(own_folder: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(own_folder)}
    caller = subprocess.Popen([sys.executable, "-c", CALLER], cwd=running.ROOT, env=environment)  # noqa: S603
    assert await_that(lambda: bool(at_work(own_folder)))
    caller.kill()
    caller.wait()
    assert await_that(lambda: not at_work(own_folder))


def test_pages_that_the_standard_refuses_are_set_without_it(tmp_path: Path) -> None:
    skipped = [Block((Words(f"Level {level}", 30, 40 * level, 12),), "heading", level) for level in (1, 3)]
    document, told = set_to(tmp_path, page(*skipped))
    assert not told.has_standard
    assert "heading" in told.reason
    assert len(document) == 1


def test_a_process_that_fails_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "ROOT", tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with pytest.raises(TypesettingError) as refused:
        typeset(printed(lines("Officer")), tmp_path / "chart.pdf", language="en")
    assert refused.value.kind == "failed"
    assert "No module named" in refused.value.reason


def test_without_typst_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_available()
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    assert not is_available()
    with pytest.raises(TypesettingError) as refused:
        typeset(printed(lines("Officer")), tmp_path / "chart.pdf", language="en")
    assert refused.value.kind == "missing"


def test_typst_that_can_not_be_loaded_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError('wrong architecture')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(TypesettingError) as refused:
        typeset(printed(lines("Officer")), tmp_path / "chart.pdf", language="en")
    assert (refused.value.kind, refused.value.reason) == ("missing", "wrong architecture")


def test_a_picture_is_of_one_page(tmp_path: Path) -> None:
    typeset(printed(lines("Officer")), tmp_path / "chart.png", language="en", format="png", ppi=72)
    data = (tmp_path / "chart.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (600, 84)


@pytest.mark.parametrize(("limits", "ended"), [(Limits(), 0), (Limits(seconds=0.02), 1)])
def test_only_a_process_that_is_still_there_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, ended: int
) -> None:
    usual, groups = os.killpg, []

    def note(group: int, number: int) -> None:
        groups.append(group)
        usual(group, number)

    monkeypatch.setattr(os, "killpg", note)
    with suppress(TypesettingError):
        typeset(printed(*LONG[:20]), tmp_path / "chart.pdf", language="en", limits=limits)
    assert len(groups) == ended


def test_what_lies_about_meanwhile_is_for_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, modes = running.started, []

    def look(command: list[str], held: int) -> "subprocess.Popen[str]":
        modes.append(stat.S_IMODE(Path(command[3]).parent.stat().st_mode))
        return usual(command, held)

    monkeypatch.setattr(running, "started", look)
    before = os.umask(0)
    try:
        typeset(printed(lines("Officer")), tmp_path / "chart.pdf", language="en")
    finally:
        os.umask(before)
    assert modes == [0o700]


def test_what_a_log_says_of_it_quotes_no_page() -> None:
    assert str(TypesettingError("failed", "label <Helena>")) == "failed"
