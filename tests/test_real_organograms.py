"""Organograms of UK government bodies as they were published: senior and junior posts, imported in one go."""

import csv
import io
import json
import math
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Max, Sum

from roles.models import Appointment, Position

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]

DECC = "department_of_energy_and_climate_change-2011-03-31"
# Rows of senior and of junior posts, positions, and levels.
ORGANOGRAMS = {
    "care_quality_commission-2011-03-31": (46, 312, 358, 5),
    DECC: (93, 364, 442, 5),
    "foreign_and_commonwealth_office-2011-09-30": (131, 227, 348, 4),
    "hm_crown_prosecution_service_inspectorate-2011-09-30": (2, 17, 19, 3),
    "ofsted-2011-03-31": (37, 171, 208, 5),
    "the_british_library-2011-03-31": (45, 153, 198, 5),
    "the_pensions_regulator-2011-03-31": (64, 66, 117, 5),
    "the_pensions_regulator-2011-09-30": (89, 92, 173, 5),
}


def files(folder: Path, name: str) -> list[Path]:
    """The two files of an organogram."""
    return [folder / "organograms/senior-junior" / f"{name}-{part}.csv" for part in ("senior", "junior")]


def load(*paths: Path) -> dict[str, Any]:
    """Import files; returns the object that is printed."""
    out = io.StringIO()
    call_command("import_positions", *map(str, paths), "--json", stdout=out)
    plan: dict[str, Any] = json.loads(out.getvalue())
    return plan


def plainly(path: Path) -> list[dict[str, str]]:
    """The rows of a file, by a second way of reading it."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def groups_of(rows: list[dict[str, str]]) -> dict[tuple[str, ...], Decimal]:
    """The numbers of junior posts, added where rows are alike."""
    names = ("Reporting Senior Post", "Grade", "Generic Job Title", "Unit")
    numbers: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        key = tuple(" ".join(row[name].split()).casefold() for name in names)
        numbers[key] += Decimal(row["Number of Posts in FTE"])
    return numbers


def levels_of(managers: dict[str, str]) -> dict[str, int]:
    """The level of each senior post, walked up by hand."""
    levels = {}
    for code in managers:
        at, level = code, 0
        while managers[at] != "XX":
            at, level = managers[at], level + 1
        levels[code] = level
    return levels


@pytest.mark.parametrize("name", ORGANOGRAMS)
def test_a_published_organogram_is_taken_whole_in_one_go(real_data_dir: Path, name: str) -> None:
    paths = files(real_data_dir, name)
    plan = load(*paths)
    senior, junior = map(plainly, paths)
    groups = groups_of(junior)
    assert (len(senior), len(junior), len(plan["created"])) == ORGANOGRAMS[name][:3]
    assert plan["problems"] == []
    managers = {row["Post Unique Reference"]: row["Reports to Senior Post"].replace("xx", "XX") for row in senior}
    placed = dict(Position.objects.in_chart().values_list("code", "reports_to__code"))
    assert {code: placed[code] or "XX" for code in managers} == managers
    levels = levels_of(managers)
    deepest = max([*levels.values(), *(levels[row["Reporting Senior Post"]] + 1 for row in junior)])
    assert Position.objects.in_chart().aggregate(deepest=Max("level"))["deepest"] == deepest == ORGANOGRAMS[name][3] - 1
    assert Position.objects.heads().count() == 1
    below = Position.objects.in_chart().exclude(code__in=managers)
    assert below.count() == len(groups)
    assert below.aggregate(posts=Sum("posts"))["posts"] == sum(math.ceil(number) for number in groups.values())
    shares = Appointment.objects.current().filter(position__in=below)
    assert shares.aggregate(fte=Sum("share"))["fte"] == sum(groups.values())


@pytest.mark.parametrize("name", ORGANOGRAMS)
def test_a_published_organogram_imported_twice_changes_nothing(real_data_dir: Path, name: str) -> None:
    paths = files(real_data_dir, name)
    load(*paths)
    plan = load(*paths)
    assert [plan[kind] for kind in ("created", "changed", "moved", "ended", "problems")] == [[], [], [], [], []]
    assert plan["unchanged"] == ORGANOGRAMS[name][2]


def test_the_senior_posts_of_decc_agree_with_the_truth(real_data_dir: Path) -> None:
    truth = json.loads((real_data_dir / f"organograms/truth/{DECC}.json").read_text(encoding="utf-8"))
    load(files(real_data_dir, DECC)[0])
    positions = {position.code: position for position in Position.objects.in_chart()}
    assert positions.keys() == truth["nodes"].keys()
    for code, expected in truth["nodes"].items():
        assert positions[code].level + 1 == expected["level"]
        assert positions[code].reports_count == expected["headcount"]


def test_names_and_vacancies_stand_as_they_were_published(real_data_dir: Path) -> None:
    paths = files(real_data_dir, "the_pensions_regulator-2011-09-30")
    load(*paths)
    names = Counter(row["Name"] for row in plainly(paths[0]))
    senior = Position.objects.filter(code__in=[row["Post Unique Reference"] for row in plainly(paths[0])])
    held = Appointment.objects.current().filter(position__in=senior)
    assert held.filter(person__isnull=True).count() == names.pop("N/D")
    assert senior.filter(appointments__isnull=True).count() == names.pop("Vacant")
    assert set(held.exclude(person=None).values_list("person__name", flat=True)) == names.keys()
