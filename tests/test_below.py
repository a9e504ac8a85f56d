"""What is counted below a position is what a plain dictionary counts, and is never what it was before a write."""

import datetime
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from roles import below, tree
from roles.below import Below, numbers_below, with_few_below
from roles.models import Appointment, Chart, Department, Person, Position
from roles.models.door import open_door
from roles.state import State, present_state, state_of, with_state
from roles.tree import move_position
from tests.trees import appoint, plant, plant_by_hand, remove_appointments, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

Counting = Callable[[], int]
COMPANY = """
A: Ama
  B: Ben
    C: Cy
    D: Ben
  E
"""
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Empty the cache, since trees that are planted by hand have no version."""
    caches["below"].clear()
    yield
    caches["below"].clear()


@pytest.fixture
def none_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every branch count as a large one."""
    monkeypatch.setattr(below, "FEW", 0)


@pytest.fixture
def statements() -> Iterator[Counting]:
    """Return a function that says how often branches were counted."""
    with CaptureQueriesContext(connection) as queries:
        yield lambda: sum("COUNT(DISTINCT held" in query["sql"] for query in queries.captured_queries)


def below_of(code: str) -> Below:
    """Ask for the numbers of one position."""
    position = Position.objects.get(code=code)
    return numbers_below([position], present_state())[position.pk]


def test_people_are_counted_once_the_nameless_each_and_a_group_by_its_posts() -> None:
    company = plant("A: Ama\n  B: Ama\n  C: Ama\n  D: Ben\n  E\n  F\n    G\n    H")
    for _nameless in range(2):
        write_appointment(position=company["E"], kind="shared")
    appoint(company["D"], "Cy", kind="shared")
    appoint(company["F"], "Di", end=datetime.date(2020, 1, 1))
    group = Position.objects.get(code="G")
    group.posts = 12
    tree.save_position(group)
    appoint(group, "Ed")
    assert below_of("A") == Below(headcount=3 + 2 + 12, layers=2, departments=0)
    assert below_of("B") == Below()


def test_departments_are_those_of_the_position_and_of_everybody_below() -> None:
    company = plant("A\n  B\n    C\n    D\n  E")
    for code, name in (("A", "Board"), ("C", "Dispatch"), ("D", "Dispatch"), ("E", "Finance")):
        position = Position.objects.get(pk=company[code].pk)
        position.department = Department.objects.get_or_create(code=name, name=name)[0]
        tree.save_position(position)
    assert {code: below_of(code).departments for code in company} == {"A": 3, "B": 1, "C": 1, "D": 1, "E": 1}


@pytest.mark.parametrize("few", [0, 5, 300])
@pytest.mark.parametrize("seed", range(8))
def test_numbers_of_random_forests_are_those_of_a_plain_dictionary(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(below, "FEW", few)
    chance = random.Random(seed)  # noqa: S311
    Chart.current()
    Chart.objects.update(allows_several_heads=True)
    managers = [chance.choice((-1, *range(number))) if number else -1 for number in range(40)]
    positions = plant_by_hand(managers)
    populate(positions, chance)
    seats = list(Position.objects.all())
    expected = plainly_counted(seats)
    for _again in range(2):
        assert numbers_below(seats, present_state()) == expected
    with CaptureQueriesContext(connection) as queries:
        counted_beside = list(with_few_below(Position.objects.all(), timezone.localdate()))
        assert numbers_below(counted_beside, State(Chart(), "", timezone.localdate())) == expected
    assert len(queries) == 1


def populate(positions: Sequence[Position], chance: random.Random) -> None:
    """Give positions departments and posts, and appointments of today and of other days, some without a name."""
    departments = [Department.objects.create(code=f"D{number}", name="Department") for number in range(4)]
    people = [Person.objects.create(number=f"N{number}", name="Person") for number in range(12)]
    today = timezone.localdate()
    with open_door():
        for position in positions:
            position.department = chance.choice([None, *departments])
            position.posts = chance.choice((1, 1, 1, 5))
            position.save()
            for _holder in range(chance.randrange(4)):
                start, end = chance.choice((None, today, today + DAY)), chance.choice((None, today, today + DAY))
                if start and end and end < start:
                    start, end = end, start
                Appointment(position=position, person=chance.choice([None, *people]), start=start, end=end).save()
        Appointment(position=positions[0], person=people[0], end=today - DAY).save()


def plainly_counted(positions: Sequence[Position]) -> dict[int, Below]:
    """Count by walking up from each position."""
    managers = {position.pk: position.reports_to_id for position in positions}
    people: dict[int, set[str]] = {key: set() for key in managers}
    posts, layers = dict.fromkeys(managers, 0), dict.fromkeys(managers, 0)
    departments: dict[int, set[int]] = {key: set() for key in managers}
    for position in positions:
        held = Appointment.objects.current().filter(position=position)
        names = {f"person {each.person_id}" if each.person_id else f"nobody {each.pk}" for each in held}
        key: int | None = position.pk
        for steps in range(len(managers)):
            if key is None:
                break
            departments[key].update(filter(None, [position.department_id]))
            layers[key] = max(layers[key], steps)
            if steps and position.posts > 1:
                posts[key] += position.posts
            elif steps:
                people[key] |= names
            key = managers[key]
    return {key: Below(len(people[key]) + posts[key], layers[key], len(departments[key])) for key in managers}


def test_several_positions_are_counted_in_one_statement(statements: Counting) -> None:
    company = plant(COMPANY)
    found = numbers_below(Position.objects.all(), present_state())
    assert statements() == 1
    assert found[company["A"].pk].headcount == 2


def test_nobody_is_asked_about_positions_without_reports(statements: Counting) -> None:
    plant(COMPANY)
    assert below_of("C") == below_of("E") == Below()
    assert statements() == 0


@pytest.mark.usefixtures("none_is_small")
def test_a_large_branch_is_counted_once_until_something_is_written(statements: Counting) -> None:
    company = plant(COMPANY)
    assert below_of("A") == below_of("A") == Below(headcount=2, layers=2)
    assert statements() == 1
    move_position(company["D"].pk, company["C"].pk)
    assert below_of("A") == Below(headcount=2, layers=3)
    appoint(company["E"], "Eve")
    assert below_of("A") == Below(headcount=3, layers=3)
    remove_appointments(company["D"])
    remove_appointments(company["B"])
    assert below_of("A") == Below(headcount=2, layers=3)
    assert statements() == 4


@pytest.mark.usefixtures("none_is_small")
def test_an_appointment_ends_at_midnight_for_what_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant(COMPANY)
    today = timezone.localdate()
    appoint(company["E"], "Eve", end=today)
    assert below_of("A").headcount == 3
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today + DAY)
    assert below_of("A").headcount == 2


@pytest.mark.usefixtures("none_is_small")
@pytest.mark.parametrize("content", [b"", b"It was a dark and stormy night."])
def test_what_can_not_be_read_is_counted_anew(settings: Settings, tmp_path: Path, content: bytes) -> None:
    settings.CACHES = {**settings.CACHES, "below": in_files(tmp_path)}
    plant(COMPANY)
    assert below_of("A").headcount == 2
    files = list(tmp_path.glob("*.djcache"))
    assert len(files) == 1
    for file in files:
        file.write_bytes(content)
    assert below_of("A").headcount == 2


@pytest.mark.usefixtures("none_is_small")
def test_what_can_not_be_kept_is_counted_each_time(
    settings: Settings, tmp_path: Path, statements: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings.BELOW_LOCK_FILE = tmp_path / "file" / "lock"
    settings.CACHES = {**settings.CACHES, "below": in_files(tmp_path / "file" / "below")}
    plant(COMPANY)
    assert below_of("A") == below_of("A") == Below(headcount=2, layers=2)
    assert statements() == 2
    assert "can't be kept" in caplog.text


@pytest.mark.usefixtures("none_is_small")
def test_another_release_counts_anew(statements: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(COMPANY)
    below_of("A")
    monkeypatch.setattr(below, "RELEASE", "another")
    below_of("A")
    assert statements() == 2


def test_a_state_is_the_same_however_it_is_read() -> None:
    plant(COMPANY)
    position = with_state(Position.objects.filter(code="A")).get()
    assert state_of(position) == present_state()
    assert state_of(position).chart.name == "Our organisation"
    assert not state_of(position).chart.allows_several_heads
    plant("X\nY")
    assert present_state().mark != state_of(position).mark
    assert present_state().chart.allows_several_heads


@pytest.mark.usefixtures("none_is_small")
def test_an_earlier_copy_of_the_database_counts_its_versions_anew() -> None:
    company = plant(COMPANY)
    copied = Chart.current().version
    move_position(company["D"].pk, company["C"].pk)
    assert below_of("A").layers == 3
    mark = present_state().mark
    move_position(company["D"].pk, company["A"].pk)
    Chart.objects.filter(pk=1).update(version=copied + 1)  # as the copy has it after another write
    assert mark.startswith(f"{copied + 1} ")
    assert present_state().mark != mark
    assert below_of("A").layers == 2


def test_an_organisation_nobody_has_written_yet_has_a_state() -> None:
    assert present_state().chart.name == "Our organisation"
    assert numbers_below([], present_state()) == {}


def in_files(folder: Path) -> dict[str, object]:
    """Return the settings of a cache in a folder."""
    return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": folder}
