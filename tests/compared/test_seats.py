"""What the positions of a role say: read in one statement, and of many positions once for every state of the chart."""

from collections.abc import Iterator, Mapping

import pytest
from django.core.cache import caches
from pytest_django import DjangoAssertNumQueries

from roles import tree
from roles.models import Department, Position, Role
from roles.sides import seats
from roles.sides.seats import Reporting, Seats, seats_of_roles
from roles.state import present_state
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Empty the cache before and after."""
    caches["below"].clear()
    yield
    caches["below"].clear()


def give(role: Role, *codes: str) -> None:
    """Let positions have a role."""
    for code in codes:
        position = Position.objects.get(code=code)
        position.role = role
        tree.save_position(position)


@pytest.fixture
def roles() -> Mapping[str, Role]:
    """A few positions with roles."""
    plant("CEO\n  A\n    B: Ann\n    E\n  C Clerk\n    D")
    named = {name: Role.objects.create(slug=name, title=name) for name in ("lead", "clerk", "none")}
    give(named["lead"], "A", "CEO")
    give(named["clerk"], "B", "D", "E")
    return named


def told(roles: Mapping[str, Role]) -> dict[str, Seats]:
    """Read what the positions of all these say."""
    found = seats_of_roles([role.pk for role in roles.values()], present_state())
    return {name: found[role.pk] for name, role in roles.items()}


def test_positions_of_roles_are_summed_up_in_one_statement(
    roles: Mapping[str, Role], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    state = present_state()
    with django_assert_num_queries(1):
        found = seats_of_roles([role.pk for role in roles.values()], state)
    clerks, leads = found[roles["clerk"].pk], found[roles["lead"].pk]
    assert found[roles["none"].pk] == Seats()
    assert (len(clerks), clerks.vacant, clerks.levels, clerks.reports) == (3, 2, (2, 2), (0, 0))
    assert (leads.levels, leads.reports, leads.places.heads) == ((0, 1), (2, 5), 1)
    assert clerks.managers == (Reporting("Title of A", "A", 2), Reporting("Clerk", "C", 1))


def test_managers_of_one_role_are_taken_together(roles: Mapping[str, Role]) -> None:
    give(roles["lead"], "C")
    clerks = told(roles)["clerk"]
    assert (clerks.managers, clerks.manager_count) == ((Reporting("lead", "", 3, roles["lead"].pk),), 1)


def test_of_no_role_nothing_is_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plant("A")
    state = present_state()
    with django_assert_num_queries(0):
        assert seats_of_roles([], state) == {}


def test_positions_outside_the_chart_hold_no_place(roles: Mapping[str, Role]) -> None:
    tree.end_position(Position.objects.get(code="E").pk)
    assert len(told(roles)["clerk"]) == 2


def test_what_is_kept_is_called_as_it_is_now(
    roles: Mapping[str, Role], django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "FEW", 2)
    give(roles["lead"], "C")
    department = Department.objects.create(name="Old")
    position = Position.objects.get(code="D")
    position.department = department
    tree.save_position(position)
    assert (told(roles)["clerk"].departments, told(roles)["clerk"].managers[0].title) == (("Old",), "lead")
    Department.objects.filter(pk=department.pk).update(name="New")
    Role.objects.filter(slug="lead").update(title="Head")
    state = present_state()
    with django_assert_num_queries(1):
        clerks = seats_of_roles([roles["clerk"].pk], state)[roles["clerk"].pk]
    assert (clerks.departments, clerks.managers[0].title) == (("New",), "Head")


@pytest.mark.usefixtures("roles")
def test_many_positions_are_read_once_until_something_is_written(
    roles: Mapping[str, Role], django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "FEW", 2)
    first = told(roles)
    with django_assert_num_queries(1):
        told({"clerk": roles["clerk"]})  # the state alone
    with django_assert_num_queries(2):
        assert told(roles) == first  # and those that are few
    appoint(Position.objects.get(code="D"), "Dora")
    assert told(roles)["clerk"].vacant == first["clerk"].vacant - 1
