"""A process killed amid an import, a move or a deletion: all of it was done, or nothing, and the tree is sound."""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from roles.models import Appointment, Department, Link, Person, Position
from roles.soundness import check_tree
from tests.concurrency.conftest import Processes
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.tree]

KILLS = 25
# Now and then a process is done before the signal comes.
ROUNDS = 45
TARGET = f"P{ROUNDS + 1}.0"
COMPANY = "CEO\n  M1\n" + "\n".join(
    f"    P{number}: Holder of P{number}\n" + "\n".join(f"      P{number}.{report}: Somebody" for report in range(3))
    for number in range(ROUNDS + 2)
)


@dataclass(frozen=True)
class Job:
    """What a process does in each round, and what it is told."""

    task: str
    arguments: Callable[[int], dict[str, Any]]


def file_of(number: int) -> str:
    """A file that moves and renames what is there, and brings new positions, people and a department."""
    rows = ["code,reports_to,title,unit,holder,person_number,works_with"]
    for each in range(8):
        manager = "M1" if (each + number) % 2 else "P20"
        rows.append(f"P{each},{manager},Title {number},Unit {number},Holder of P{each},N{2 * each + 1},")
    for each in range(5):
        rows.append(f"R{number}.{each},P{each},New {number},Unit {number},Person {each},R{number}.{each},P{each + 1}")
    return "\n".join(rows)


JOBS = {
    "move": Job("move", lambda number: {"code": f"P{number}", "manager": TARGET, "with_reports": True}),
    "move alone": Job("move", lambda number: {"code": f"P{number}", "manager": TARGET, "with_reports": False}),
    "delete": Job("delete", lambda number: {"codes": [f"P{number}", *(f"P{number}.{each}" for each in range(3))]}),
    "hand over": Job("hand_over", lambda number: {"code": f"P{number}", "heir": TARGET}),
    "import": Job("import_file", lambda number: {"text": file_of(number)}),
}


def everything() -> dict[str, list[tuple[object, ...]]]:
    """What the organisation looks like to its readers."""
    querysets = {
        "positions": Position.objects.values_list(
            "code", "reports_to__code", "title", "department__code", "ended_on", "reports_count", "level"
        ),
        "holders": Appointment.objects.values_list("position__code", "person__number", "kind", "start", "end"),
        "people": Person.objects.values_list("number", "name"),
        "links": Link.objects.values_list("from_position__code", "to_position__code", "kind"),
        "departments": Department.objects.values_list("code", "name"),
    }
    return {name: sorted(queryset.order_by(), key=str) for name, queryset in querysets.items()}


@pytest.mark.parametrize("name", JOBS)
def test_a_kill_leaves_all_or_nothing(processes: Processes, name: str) -> None:
    plant(COMPANY)
    job = JOBS[name]
    whole = processes.ask("run", task=job.task, arguments=job.arguments(0), kill_at=None, delay=0)
    killed: list[bool] = []
    for number in range(1, ROUNDS + 1):
        before = everything()
        request = {"task": job.task, "arguments": job.arguments(number)}
        # From the last statement back to the first, mostly before it, sometimes in it or behind.
        kill_at = whole["statements"] - (number - 1) % whole["statements"]
        outcome = processes.ask("run", **request, kill_at=kill_at, delay=0 if number % 4 else 0.0005)
        found, wrong = everything(), check_tree()
        again = processes.ask("run", **request, kill_at=None, delay=0)
        whole = again if found == before else whole
        after = everything()
        assert again["status"] == 0
        assert wrong == []
        assert found in (before, after)
        assert before != after
        if outcome["status"] == -signal.SIGKILL:
            killed.append(found == before)
        if len(killed) == KILLS:
            break
    assert len(killed) == KILLS
    assert sum(killed) >= KILLS // 2
