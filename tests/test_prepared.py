"""A prepared queryset answers as the queryset does, whatever is asked, and is put together once."""

import datetime
import gc
from collections.abc import Iterator
from threading import Thread
from types import FunctionType, ModuleType

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roles.models import Appointment, Change, Department, Position
from roles.prepared import Prepared
from roles.state import with_state
from tests.described import describe_manager
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def of_keys(keys: list[int], day: datetime.date) -> "QuerySet[Position]":
    """Ask for much of positions."""
    found = Position.objects.filter(pk__in=keys).with_span().with_is_filled(day).with_place_among_peers()
    return found.select_related("role", "department", "reports_to__role").in_tree_order()


def values_of(instance: Position) -> dict[str, object]:
    """Return all that was read of a position."""
    related = {name: instance._state.fields_cache.get(name) for name in ("role", "department", "reports_to")}
    fields = {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
    return fields | related | {name: getattr(instance, name) for name in ("span", "is_filled", "place_among_peers")}


def test_rows_are_those_of_the_queryset_with_all_that_was_read_beside_them() -> None:
    department = Department.objects.create(code="D", name="Dispatch")
    plant("A: Ama\n  B\n  C: Cy\n    D", role=describe_manager(), department=department)
    keys, today = list(Position.objects.values_list("pk", flat=True)), timezone.localdate()
    prepared = Prepared(of_keys)
    for asked in (keys, keys[:1], keys[1:], keys[:3], [keys[0], 0]):
        expected = list(of_keys(asked, today))
        with CaptureQueriesContext(connection) as queries:
            found = prepared(asked, today)
            assert [values_of(each) for each in found] == [values_of(each) for each in expected]
        assert len(queries) == 1
        assert all(each._state.db == "default" and not each._state.adding for each in found)


def test_days_booleans_and_decimals_come_as_python_has_them() -> None:
    company = plant("A")
    appoint(company["A"], "Ama", start="2020-01-01", share="0.5")
    (found,) = Prepared(lambda key: Appointment.objects.filter(position=key).select_related("person"))(company["A"].pk)
    (expected,) = Appointment.objects.all()
    assert (found.start, found.share, found.closes_account) == (expected.start, expected.share, False)
    assert found.person is not None
    assert found.person.name == "Ama"


def test_a_queryset_is_put_together_once_for_lists_of_about_a_length() -> None:
    built: list[int] = []

    def build(keys: list[int]) -> "QuerySet[Position]":
        built.append(len(keys))
        return Position.objects.filter(pk__in=keys)

    prepared = Prepared(build)
    for length in (5, 6, 7, 8, 3, 4, 0):
        prepared(list(range(length)))
    assert built == [8, 4]


def test_nothing_is_asked_for_an_empty_list() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert Prepared(of_keys)([], timezone.localdate()) == []
    assert len(queries) == 0


def test_what_is_no_parameter_of_the_statement_is_refused() -> None:
    prepared = Prepared(lambda key: Position.objects.filter(pk=key % 7))
    with pytest.raises(ValueError, match="not among the parameters"):
        prepared(3)


@pytest.mark.django_db(transaction=True)
def test_other_threads_ask_over_their_own_connections() -> None:
    company = plant("A\n  B")
    prepared = Prepared(lambda code: Position.objects.filter(code_key=code))
    found = prepared("a")

    def ask() -> None:
        found.extend(prepared("b"))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert [each.pk for each in found] == [company["A"].pk, company["B"].pk]


def hangs_on(start: object) -> Iterator[object]:
    """Yield all that an object keeps alive, but for what modules and classes hold anyway."""
    seen, waiting = {id(start)}, [start]
    while waiting:
        for each in gc.get_referents(waiting.pop()):
            if id(each) not in seen and not isinstance(each, type | ModuleType):
                seen.add(id(each))
                yield each
                waiting += each.__closure__ or () if isinstance(each, FunctionType) else (each,)


def test_the_connection_of_whoever_asked_first_is_not_kept() -> None:
    company = plant("A")
    appoint(company["A"], "Ama", share="0.5")
    positions = Prepared(of_keys)
    held = Prepared(lambda key: with_state(Appointment.objects.filter(position=key).select_related("person")))
    changes = Prepared(lambda key: Change.objects.filter(pk__gte=key))
    assert positions([company["A"].pk], timezone.localdate())
    assert held(company["A"].pk)
    assert [each.at for each in changes(0)] == [each.at for each in Change.objects.filter(pk__gte=0).order_by("-pk")]
    for prepared in (positions, held, changes):
        assert not [each for each in hangs_on(prepared.compiled) if isinstance(each, BaseDatabaseWrapper)]


@pytest.mark.django_db(transaction=True)
def test_another_database_has_a_statement_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A")
    built: list[str] = []

    def build(code: str) -> "QuerySet[Position]":
        built.append(code)
        return Position.objects.filter(code_key=code)

    prepared = Prepared(build)
    assert prepared("a") == prepared("a") == [company["A"]]
    other = connections["default"].copy("other")
    connections["other"] = other
    monkeypatch.setattr("roles.prepared.connection", other)
    try:
        assert [each._state.db for each in prepared("a")] == ["other"]
    finally:
        other.close()
        del connections["other"]
    assert len(built) == 2
