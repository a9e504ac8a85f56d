"""What the benchmark of answers measures with: a company whose roles say what they are."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from roles.models import Focus, ManagementLevel, PlanningHorizon, Role, Scope
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import read_file
from roles.structure.findings import Kind, find_all
from roles.structure.reading import read_seats
from roles.structure.summing import put_together
from roles.ways import NextSteps

CI = Path(__file__).resolve().parent.parent / ".ci"
FACTS = ("management_level", "scope", "focus", "planning_horizon")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import a module of the benchmark."""
    monkeypatch.syspath_prepend(str(CI))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


def test_facts_of_the_roles_are_known_ones(load: Any) -> None:
    for values in load("answering.company").ROLES.values():
        for value, choices in zip(values, (ManagementLevel, Scope, Focus, PlanningHorizon), strict=True):
            assert value in choices.values


@pytest.mark.django_db
@pytest.mark.tree
def test_almost_every_kind_is_found_in_the_company(load: Any, tmp_path: Path) -> None:
    company = load("answering.company")
    for title, values in company.ROLES.items():
        slug = title.lower().replace(" ", "-")
        Role.objects.create(slug=slug, title=title, **dict(zip(FACTS, values, strict=True)))
    company.write(tmp_path / "company.csv", 3_000)
    import_sheets(read_file("company.csv", (tmp_path / "company.csv").read_bytes()), AS_USUAL)
    seats = read_seats()
    assert len(seats) == 3_000
    findings = find_all(put_together(seats), 12)
    assert {kind for kind, found in findings.items() if not found} <= {Kind.ONE_TO_ONE}


@pytest.mark.django_db
def test_roles_have_long_ways_many_ways_and_cycles(load: Any) -> None:
    careers = load("answering.careers")
    careers.fill()
    first, *_others, last = Role.objects.order_by("pk").values_list("pk", flat=True)
    steps = NextSteps()
    there, back = steps.ways(first, last), steps.ways(last, first)
    assert (Role.objects.count(), there.moves > 20, there.count > 1) == (201, True, True)
    assert back.moves == 50


def test_each_part_can_be_measured_alone(load: Any) -> None:
    parts = load("bench_answers").PARTS
    assert all(callable(part) and part.__doc__ for part in parts.values())
