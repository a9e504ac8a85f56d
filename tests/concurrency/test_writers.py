"""Four writers at once, one after another killed: nothing acknowledged is lost, and the tree stays sound."""

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from roles.soundness import check_tree
from tests.concurrency.conftest import Processes
from tests.concurrency.operations import OPERATIONS, Organisation, read_log
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]

WRITERS = 4
PATIENCE = 150
COMPANY = "CEO\n" + "\n".join(
    f"  M{manager}\n" + "\n".join(f"    P{manager}{report}" for report in range(4)) for manager in range(4)
)


@dataclass(frozen=True)
class Trial:
    """What came of writers who wrote together for a while."""

    operations: frozenset[str]
    commits: int
    kills: int
    faults: tuple[str, ...]
    errors: tuple[str, ...]


def try_writers(processes: Processes, folder: Path, *, locks: bool, commits: int, kills: int) -> Trial:
    """Let writers write until so many commits are acknowledged and so many of them were killed."""
    before, after = Organisation.stored(), max(read_log(), default=0)
    folder.mkdir()
    seeds = itertools.count(1)
    writers = [start_writer(processes, folder, next(seeds), locks) for _writer in range(WRITERS)]
    chance = random.Random(1)  # noqa: S311 - no secret
    killed = 0
    deadline = time.monotonic() + PATIENCE
    while (killed < kills or len(acknowledged(folder)) < commits) and time.monotonic() < deadline:
        time.sleep(chance.uniform(0.02, 0.1))
        if killed < kills and len(acknowledged(folder)) >= commits * killed // kills:
            processes.kill(writers.pop(chance.randrange(WRITERS)))
            killed += 1
            writers.append(start_writer(processes, folder, next(seeds), locks))
    (folder / "stop").touch()
    assert [processes.join(writer) for writer in writers] == [0] * WRITERS
    log = read_log(after)
    errors = tuple(line for path in sorted(folder.glob("*.errors")) for line in path.read_text().splitlines())
    faults = tuple(faults_of(folder, before, after))
    return Trial(frozenset(row.operation for row in log.values()), len(log), killed, faults, errors)


def start_writer(processes: Processes, folder: Path, seed: int, locks: bool) -> int:
    """Start a writer that nobody was before."""
    return processes.start("write", folder=str(folder), seed=seed, locks=locks)


def acknowledged(folder: Path) -> set[int]:
    """The rows of the log that writers acknowledged; a line that a kill cut short is none."""
    texts = (path.read_text() for path in folder.glob("*.acknowledged"))
    return {int(line) for text in texts for line in text.splitlines(keepends=True) if line.endswith("\n")}


def faults_of(folder: Path, before: Organisation, after: int) -> Iterator[str]:
    """Say what is wrong after the writers have ended."""
    log = read_log(after)
    yield from (f"acknowledged and lost: {key}" for key in sorted(acknowledged(folder) - log.keys()))
    yield from map(str, check_tree())
    try:
        before.play(log.values())
    except KeyError as error:
        yield f"the log can't be replayed: {error}"
    else:
        stored = Organisation.stored()
        pairs = ((stored.managers, before.managers), (stored.titles, before.titles))
        for one, other in pairs:
            yield from (f"stored and replayed: {pair}" for pair in sorted(one.items() ^ other.items(), key=str))


def test_four_writers_and_many_kills_lose_nothing_and_keep_the_tree_sound(
    processes: Processes, log: None, tmp_path: Path
) -> None:
    plant(COMPANY)
    trial = try_writers(processes, tmp_path / "writers", locks=True, commits=500, kills=20)
    assert trial.errors == ()
    assert trial.faults == ()
    assert trial.commits >= 500
    assert trial.kills >= 10
    assert trial.operations == OPERATIONS.keys()


@pytest.mark.breaks_tree
def test_without_the_lock_the_same_writers_break_the_tree(processes: Processes, log: None, tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite, the lock is the transaction itself")
    plant(COMPANY)
    trials = []
    for number in range(6):
        trials.append(try_writers(processes, tmp_path / f"writers{number}", locks=False, commits=60, kills=0))
        if trials[-1].faults:
            break
    assert trials[-1].faults, trials
