"""Readers beside writers: no answer is half of one tree and half of another."""

import json
import time
from collections import Counter
from collections.abc import Collection
from itertools import permutations
from pathlib import Path

import pytest

from tests.concurrency.conftest import Processes
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]

PATIENCE = 100
# Two branches move between the managers A and B.
BRANCHES = [[f"{name}{number}" if number else name for number in range(10)] for name in "XY"]
COMPANY = """
CEO
  A
    A1
  B
    B1
"""
BRANCH = "\n".join("  " * (2 + level) + name for level, name in enumerate(BRANCHES[0]))
OTHER_BRANCH = "\n".join("  " * (2 + level) + name for level, name in enumerate(BRANCHES[1]))
# What was right at some moment: a branch has moved, or not yet, and stands behind the one that came before it.
RIGHT = {
    "line of X9": {" ".join([*reversed(BRANCHES[0][:-1]), manager, "CEO"]) for manager in "AB"},
    "under A": {
        " ".join(["A1", *(code for branch in branches for code in branch)])
        for count in range(3)
        for branches in permutations(BRANCHES, count)
    },
    "branch of X": {" ".join(BRANCHES[0])},
    "in two statements": {" ".join(BRANCHES[0][1:])},
}


def answers_in(folder: Path) -> dict[str, Counter[str]]:
    """How often each answer came, by question, of all readers together."""
    answers = {question: Counter[str]() for question in RIGHT}
    for path in folder.glob("*.answers"):
        for question, counts in json.loads(path.read_text()).items():
            answers[question].update(counts)
    return answers


def moves_in(folder: Path) -> int:
    """How many moves were committed."""
    return sum(int(path.read_text() or 0) for path in folder.glob("*.moves"))


def wrong(answers: dict[str, Counter[str]], question: str) -> Collection[str]:
    """The answers that were right neither before nor after a move."""
    return answers[question].keys() - RIGHT[question]


def test_no_reader_sees_a_tree_that_is_half_moved(processes: Processes, tmp_path: Path) -> None:
    plant(COMPANY.replace("  B\n", f"{BRANCH}\n{OTHER_BRANCH}\n  B\n"))
    movers = [processes.start("move_to_and_fro", folder=str(tmp_path), code=code, managers=["A", "B"]) for code in "XY"]
    readers = [processes.start("read", folder=str(tmp_path), name=f"reader{number}") for number in range(2)]
    answers = answers_in(tmp_path)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        time.sleep(0.2)
        answers = answers_in(tmp_path)
        enough = moves_in(tmp_path) >= 60 and answers["under A"].total() >= 300
        if enough and wrong(answers, "in two statements"):
            break
    (tmp_path / "stop").touch()
    assert [processes.join(process) for process in [*movers, *readers]] == [0] * 4
    for question in ("line of X9", "under A", "branch of X"):
        assert wrong(answers, question) == set()
    assert answers["line of X9"].keys() == RIGHT["line of X9"]
    assert len(answers["under A"]) >= 3
    assert moves_in(tmp_path) >= 60
    assert answers["under A"].total() >= 300
    # Had they read in two statements, as mptt does, they would have noticed.
    assert wrong(answers, "in two statements")
