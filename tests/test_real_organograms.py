"""Organograms of UK government bodies as they were published: senior and junior posts, imported in one go."""

import csv
import io
import json
import math
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Max, Sum

from roles.models import Appointment, Position
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options, Plan
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.recognising import read_file
from tests.spreadsheet.files import notes_of

pytestmark = [pytest.mark.django_db, pytest.mark.tree, pytest.mark.real_data]

DECC = "department_of_energy_and_climate_change-2011-03-31"
DECC_LATER = "department_of_energy_and_climate_change-2011-09-30"
HOME_OFFICE = "home_office-2012-09-30"
# Groups of junior posts whose title is Vacant.
VACANT_GROUPS = 30
# Senior posts, rows of junior posts, positions, and levels.
ORGANOGRAMS = {
    "care_quality_commission-2011-03-31": (46, 312, 358, 5),
    DECC: (93, 364, 442, 5),
    DECC_LATER: (98, 386, 456, 5),
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


def is_eliminated(row: dict[str, str]) -> bool:
    """True when a row says so in place of a name; the quotes around it come and go."""
    return row["Name"].strip("'") == "Eliminated"


def posts_of(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of senior posts that are there: no people without a post, no eliminated posts."""
    return [row for row in rows if row["Post Unique Reference"] != "0" and not is_eliminated(row)]


def groups_of(rows: list[dict[str, str]]) -> dict[tuple[str, ...], Decimal]:
    """The numbers of junior posts, added where rows are alike."""
    names = ("Reporting Senior Post", "Grade", "Generic Job Title", "Unit")
    numbers: defaultdict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        key = tuple(" ".join(row[name].split()).casefold() for name in names)
        numbers[key] += Decimal(row["Number of Posts in FTE"])
    return numbers


def managers_of(senior: list[dict[str, str]]) -> dict[str, str]:
    """Whom each senior post reports to; XX is the head."""
    return {row["Post Unique Reference"]: row["Reports to Senior Post"].replace("xx", "XX") for row in senior}


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
    senior, junior = posts_of(plainly(paths[0])), plainly(paths[1])
    groups = groups_of(junior)
    assert (len(senior), len(junior), len(plan["created"])) == ORGANOGRAMS[name][:3]
    assert plan["problems"] == []
    managers = managers_of(senior)
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


def test_people_without_a_post_are_left_out_and_told(real_data_dir: Path) -> None:
    paths = files(real_data_dir, DECC_LATER)
    without = len(plainly(paths[0])) - len(posts_of(plainly(paths[0])))
    plan = load(*paths)
    assert without == 3
    (note,) = notes_of(plan)
    assert note.startswith(
        f"{without} rows with the code 0 are left out, people who are not in a post: {paths[0].name}, "
    )
    rows = [number for number, row in enumerate(plainly(paths[0]), 2) if row["Post Unique Reference"] == "0"]
    assert re.findall(r"row (\d+) \(", note) == list(map(str, rows))
    assert not Position.objects.filter(code="0").exists()


def settle(real_data_dir: Path, *answers: Answer) -> Plan:
    """Import the organogram of the Home Office, with the same answers to all that it asks."""
    sheets = [sheet for path in files(real_data_dir, HOME_OFFICE) for sheet in read_file(path.name, path.read_bytes())]
    return import_sheets(sheets, Options(answers=Answers(for_all=answers)))


def astray(managers: dict[str, str]) -> set[str]:
    """The senior posts whose line ends at one that is not there, walked up by hand."""
    found = set()
    for code in managers:
        at = code
        while at in managers:
            at = managers[at]
        if at != "XX":
            found.add(code)
    return found


def home_office(real_data_dir: Path) -> tuple[dict[str, str], set[str], list[dict[str, str]]]:
    """By the second way of reading: the managers of senior posts, those eliminated for good, the junior rows."""
    senior, junior = map(plainly, files(real_data_dir, HOME_OFFICE))
    managers = managers_of(posts_of(senior))
    gone = {row["Post Unique Reference"] for row in senior if is_eliminated(row)} - managers.keys()
    return managers, gone, junior


def test_those_below_eliminated_posts_of_the_home_office_are_asked_for(real_data_dir: Path) -> None:
    managers, gone, junior = home_office(real_data_dir)
    firsts: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(junior, start=2):
        if row["Reporting Senior Post"] in gone:
            firsts.setdefault(next(iter(groups_of([row]))), number)
    plan = settle(real_data_dir)
    questions = [question for question, _answer in plan.asked]
    of_senior = {question.code for question in questions if "senior" in question.problem.file}
    assert of_senior == {code for code, manager in managers.items() if manager in gone}
    assert of_senior == {"1CPG12", "1CPG13", "1CPG19", "1UKBA39"}
    assert [each.problem.row for each in questions if "junior" in each.problem.file] == list(firsts.values())
    assert len(firsts) == 14
    assert {row["Reporting Senior Post"] for row in junior} & gone == {"1CPG33", "1HR06"}
    assert len(plan.problems) == len(questions) == 18
    assert not Position.objects.exists()


def test_the_home_office_is_taken_whole_with_its_strays_not_placed_yet(real_data_dir: Path) -> None:
    managers, gone, junior = home_office(real_data_dir)
    groups, strays = groups_of(junior), astray(managers)
    plan = settle(real_data_dir, Answer.UNPLACED)
    assert plan.problems == ()
    assert (len(managers), len(groups), len(plan.created)) == (145, 857, 1002)
    assert set(plan.left_out) == gone
    assert not Position.objects.filter(code__in=gone).exists()
    placed = dict(Position.objects.in_chart().values_list("code", "reports_to__code"))
    assert {code: placed[code] or "XX" for code in managers if code not in strays} == {
        code: manager for code, manager in managers.items() if code not in strays
    }
    assert Position.objects.heads().count() == 1
    # Whom a group reports to that has no manager is told by the beginning of its code.
    waiting = Position.objects.not_placed().exclude(code__in=managers).values_list("code", flat=True)
    assert set(Position.objects.not_placed().filter(code__in=managers).values_list("code", flat=True)) == strays
    without = {code.casefold() for code in strays | gone}
    assert Counter(code.split("-")[0] for code in waiting) == Counter(key[0] for key in groups if key[0] in without)
    below = Position.objects.in_chart().exclude(code__in=managers).values_list("reports_to__code", flat=True)
    assert Counter(map(str.casefold, below)) == Counter(key[0] for key in groups if key[0] not in without)
    posts = Position.objects.exclude(code__in=managers)
    assert posts.aggregate(posts=Sum("posts"))["posts"] == sum(math.ceil(number) for number in groups.values())
    # Of the junior rows it is the title that says vacant.
    vacant = {key: number for key, number in groups.items() if key[2] == "vacant"}
    shares = Appointment.objects.current().filter(position__in=posts)
    assert shares.aggregate(fte=Sum("share"))["fte"] == sum(groups.values()) - sum(vacant.values())
    assert posts.filter(appointments__isnull=True).count() == len(vacant) == VACANT_GROUPS
    several = sum(number > 1 for number in vacant.values())
    assert posts.filter(title__iexact="vacant").count() == several > 0
    assert posts.filter(posts=1, appointments__isnull=True).count() == len(vacant) - several


def test_texts_of_the_home_office_are_no_lists_of_a_program(real_data_dir: Path) -> None:
    settle(real_data_dir, Answer.UNPLACED)
    assert any("[u'" in row["Job/Team Function"] for row in plainly(files(real_data_dir, HOME_OFFICE)[0]))
    assert not Position.objects.filter(notes__contains="u'").exists()
    assert not Position.objects.filter(notes__contains='u"').exists()
    assert Position.objects.filter(notes__contains="Post Eliminated").exists()


def test_the_home_office_imported_twice_changes_nothing(real_data_dir: Path) -> None:
    first = settle(real_data_dir, Answer.UNPLACED)
    plan = settle(real_data_dir, Answer.UNPLACED)
    assert plan.is_empty
    assert plan.problems == ()
    assert plan.unchanged == len(first.created) == 1002
    assert plan.unplaced == first.unplaced
    unasked = settle(real_data_dir)
    assert (unasked.is_empty, unasked.problems, unasked.asked, unasked.unchanged) == (True, (), (), 1002)
    assert f"{len(first.unplaced)} positions stay not placed" in unasked.notes[-1]
