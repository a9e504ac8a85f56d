"""What a process of these tests may be told to do: write at random, move to and fro, read, or one thing once."""

import itertools
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from roles import lock, tree
from roles.lock import TreeBusyError
from roles.models import ChangeKind, Position
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import read_file
from tests.concurrency.operations import OPERATIONS, LogRow, Seat, write_log
from tests.past_the_door import SQL_WRITES

Question = Callable[[dict[str, int]], Sequence[str]]


def write(folder: str, seed: int, locks: bool) -> None:
    """Do random operations until told to stop, and acknowledge each after its commit."""
    if not locks:
        lock._lock = wait_little
        connection.execute_wrappers.append(dawdle)
    chance = random.Random(seed)  # noqa: S311 - no secret
    with (
        Path(folder, f"{seed}.acknowledged").open("a", buffering=1) as acknowledged,
        Path(folder, f"{seed}.errors").open("a", buffering=1) as errors,
    ):
        for number in itertools.count():
            if Path(folder, "stop").exists():
                return
            try:
                key = write_once(chance, f"W{seed}.{number}")
            except (DatabaseError, LookupError, ValueError, RuntimeError) as error:
                errors.write(f"{error!r}\n")
            else:
                if key is not None:
                    acknowledged.write(f"{key}\n")


def wait_little() -> None:
    """Stand in for the tree's lock without being one: PostgreSQL finds deadlocks among rows only after a second."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', '100ms', true)")


def dawdle(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
    """Leave others some time between what was read and what is written."""
    if SQL_WRITES.search(sql):
        time.sleep(0.01)
    return execute(sql, *arguments)


def write_once(chance: random.Random, name: str) -> int | None:
    """Do one operation together with its row of the log; returns the row's key, None when it was refused."""
    (operation,) = chance.choices(list(OPERATIONS), [operation.weight for operation in OPERATIONS.values()])
    seats = [Seat(*row) for row in Position.objects.order_by("pk").values_list("pk", "code", "reports_count")]
    leaves = [seat for seat in seats if not seat.reports]
    one, other = chance.choice(leaves if OPERATIONS[operation].of_leaf else seats), chance.choice(seats)
    while True:
        try:
            with tree.writing():
                OPERATIONS[operation].write(one, other, name)
                return write_log(LogRow(operation, one.code, other.code, name))
        except ValidationError:
            return None
        except TreeBusyError:
            continue


def move_to_and_fro(folder: str, code: str, managers: Sequence[str]) -> None:
    """Move a branch between managers until told to stop, and write down how often."""
    keys = keys_of_codes()
    for number in itertools.count(1):
        if Path(folder, "stop").exists():
            return
        tree.move_position(keys[code], keys[managers[number % len(managers)]])
        Path(folder, f"{code}.moves").write_text(str(number))


def read(folder: str, name: str) -> None:
    """Ask questions until told to stop, and write down how often each answer came."""
    keys = keys_of_codes()
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    while not Path(folder, "stop").exists():
        for question, ask in QUESTIONS.items():
            answers[question][" ".join(ask(keys))] += 1
        Path(folder, f"{name}.answers.part").write_text(json.dumps(answers))
        Path(folder, f"{name}.answers.part").rename(Path(folder, f"{name}.answers"))


def keys_of_codes() -> dict[str, int]:
    """The primary key of each code."""
    return dict(Position.objects.values_list("code", "pk"))


def descendants_by_mptt(keys: dict[str, int]) -> list[str]:
    """The reports in two statements: the second uses numbers that the first one read."""
    top = Position.objects.get(pk=keys["X"])
    time.sleep(0.005)  # as a busy machine would
    return [position.code for position in top.get_descendants()]  # type: ignore[attr-defined] # mptt's


# Answered in one statement each but the last, which shows that the readers would notice.
QUESTIONS: dict[str, Question] = {
    "line of X9": lambda keys: [each.code for each in Position.objects.line_of(keys["X9"])],
    "under A": lambda keys: [each.code for each in Position.objects.under(keys["A"])],
    "branch of X": lambda keys: [each.code for each in Position.objects.branch(keys["X"])],
    "in two statements": descendants_by_mptt,
}


def move(code: str, manager: str, with_reports: bool) -> None:
    """Move one position."""
    keys = keys_of_codes()
    tree.move_position(keys[code], keys[manager], with_reports=with_reports)


def delete(codes: Sequence[str]) -> None:
    """Delete positions, those that are still there."""
    keys = keys_of_codes()
    with tree.writing(ChangeKind.DELETED):
        for key in tree.deepest_first([keys[code] for code in codes if code in keys]):
            tree.delete_position(key)


def hand_over(code: str, heir: str) -> None:
    """Delete a position that is still there, and give its reports to another manager."""
    keys = keys_of_codes()
    if code in keys:
        tree.delete_position(keys[code], heir_id=keys[heir])


def import_file(text: str) -> None:
    """Import a file, which must have no problems."""
    problems = import_sheets(read_file("positions.csv", text.encode()), AS_USUAL).problems
    if problems:
        raise ValueError("; ".join(map(str, problems)))


TASKS: dict[str, Callable[..., None]] = {
    function.__name__: function for function in (write, move_to_and_fro, read, move, delete, hand_over, import_file)
}
