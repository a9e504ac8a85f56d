"""Real organisations, imported whole into an empty database."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Max

from roles.models import Appointment, Person, Position

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]

ORGANISATIONS = [
    ("companies/oracle_hr/positions.csv", 107, 107),
    ("companies/adventureworks/positions.csv", 290, 290),
    ("companies/sourcegraph/positions_2022-12-30.csv", 210, 203),
    ("organograms/truth/department_of_energy_and_climate_change-2011-03-31.csv", 93, 27),
]


def load(file: Path) -> dict[str, Any]:
    """Import a file; returns the object that is printed."""
    out = io.StringIO()
    call_command("import_positions", str(file), "--json", stdout=out)
    plan: dict[str, Any] = json.loads(out.getvalue())
    return plan


@pytest.mark.parametrize(("name", "positions", "people"), ORGANISATIONS)
def test_a_real_organisation_is_taken_whole(real_data_dir: Path, name: str, positions: int, people: int) -> None:
    file = real_data_dir / name
    plan = load(file)
    assert (len(plan["created"]), plan["problems"]) == (positions, [])
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    managers = dict(Position.objects.in_chart().values_list("code", "reports_to__code"))
    assert managers == {row["position_id"]: row["reports_to"].replace("XX", "") or None for row in rows}
    assert Position.objects.heads().count() == 1
    assert Person.objects.count() == people
    assert Appointment.objects.current().count() == positions


@pytest.mark.parametrize(("name", "positions", "_people"), ORGANISATIONS)
def test_a_second_import_and_the_import_of_an_export_change_nothing(
    real_data_dir: Path, tmp_path: Path, name: str, positions: int, _people: int
) -> None:
    load(real_data_dir / name)
    nothing: dict[str, Any] = {name: [] for name in load(real_data_dir / name)} | {"unchanged": positions}
    assert load(real_data_dir / name) == nothing
    call_command("export_positions", output=str(tmp_path / "out.csv"), stderr=io.StringIO())
    assert load(tmp_path / "out.csv") == nothing


def test_adventureworks_stands_under_one_head_on_five_levels(real_data_dir: Path) -> None:
    load(real_data_dir / ORGANISATIONS[1][0])
    assert Position.objects.in_chart().aggregate(deepest=Max("level"))["deepest"] == 4
    assert Position.objects.heads().get().reports_count == 289
