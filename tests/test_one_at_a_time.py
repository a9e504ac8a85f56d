"""One of many does something at a time; the lock outlives whoever took it, as long as somebody has the file."""

import os
import threading
import time
from pathlib import Path

import pytest

from roles.one_at_a_time import one_at_a_time


def test_the_second_is_told_after_its_patience(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "lock"
    with one_at_a_time(path) as first:
        assert first is not None
        begun = time.monotonic()
        with one_at_a_time(path, patience=0.3) as second:
            assert second is None
        assert time.monotonic() - begun >= 0.3
    with one_at_a_time(path, patience=0) as again:
        assert again is not None


def test_who_has_patience_gets_its_turn(tmp_path: Path) -> None:
    came: list[str] = []

    def wait(patience: float) -> None:
        with one_at_a_time(tmp_path / "lock", patience) as file:
            came.append("second" if file else "nobody")

    threads = [threading.Thread(target=wait, args=[patience]) for patience in (float("inf"), 30)]
    with one_at_a_time(tmp_path / "lock"):
        for thread in threads:
            thread.start()
        time.sleep(0.2)
        came.append("first")
    for thread in threads:
        thread.join(timeout=30)
    assert came == ["first", "second", "second"]


def test_the_lock_stays_with_whoever_was_handed_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with one_at_a_time(path) as file:
        assert file
        other = os.dup(file.fileno())
    with one_at_a_time(path, patience=0) as second:
        assert second is None
    os.close(other)
    with one_at_a_time(path, patience=0) as second:
        assert second is not None


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), one_at_a_time(tmp_path / "lock"):
        raise ValueError("mine")
    with one_at_a_time(tmp_path / "lock", patience=0) as again:
        assert again is not None


def test_a_lock_that_cant_be_had_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"), one_at_a_time(tmp_path / "file" / "lock"):
        pass
