"""What corrupts a tree of django-mptt elsewhere: here it is refused with nothing written, or made safe by the door."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mptt.managers
import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from mptt.models import MPTTModel

from roles import tree
from roles.models import Department, PassedTheDoorError, Person, Position, Role
from roles.models.door import MPTT_WRITES
from roles.soundness import check_tree
from tests.past_the_door import watched_door
from tests.trees import appoint, break_tree, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

MOVED = "CEO\n  A\n  B\n    B1\n      A1\n        A2"
COMPANY = """
CEO
  A
    A1
      A2
  B
    B1
"""
Write = Callable[[Any, Any], object]
# mptt has no types, and Django's private verbs none that count.
MANAGER: Any = Position.objects
TREE_MANAGER: Any = Position._tree_manager  # type: ignore[attr-defined] # mptt's


@pytest.fixture
def company() -> dict[str, Position]:
    """A small company in which A1, as it is here, is stale: it moved from A to B1 meanwhile, with A2."""
    role = Role.objects.create(slug="clerk", title="Clerk")
    department = Department.objects.create(code="OFFICE", name="Office")
    plant(COMPANY, role=role, department=department)
    read = {position.code: position for position in Position.objects.all()}
    tree.move_position(read["A1"].pk, read["B1"].pk)
    return read


def rows() -> list[dict[str, Any]]:
    """Every column of every position."""
    return list(Position.objects.order_by("pk").values())


def new(**values: Any) -> Position:
    """A position that is not written yet."""
    return Position(code="NEW", title="New", **values)


def changed(position: Any, **values: Any) -> Any:
    """The instance, edited in memory."""
    for name, value in values.items():
        setattr(position, name, value)
    return position


def save_while_updates_are_delayed(stale: Position, _manager: Position) -> None:
    """An exception there leaves the tree without its renumbering."""
    with MANAGER.delay_mptt_updates():
        changed(stale, title="x").save()
        raise ZeroDivisionError


def save_while_updates_are_disabled(stale: Position, _manager: Position) -> None:
    """The old numbers are written back there."""
    with MANAGER.disable_mptt_updates():
        changed(stale, title="x").save()


def insert_in_a_loop(_stale: Position, manager: Position) -> None:
    """The manager's numbers are right for the first one only."""
    for number in range(3):
        Position(code=f"N{number}", title="New", reports_to=manager).save()


def deserialized(position: Position) -> Any:
    """The position as a fixture brings it."""
    return next(iter(serializers.deserialize("json", serializers.serialize("json", [position]))))


def collect(position: Position) -> None:
    """Delete as Django's cascades do."""
    collector = Collector(using="default")
    collector.collect([position])
    collector.delete()


REFUSED: dict[str, Write] = {
    # Instances.
    "save of a stale instance": lambda stale, manager: changed(stale, title="x").save(),
    "save with force_update": lambda stale, manager: stale.save(force_update=True),
    "save of some fields": lambda stale, manager: changed(stale, reports_to=manager).save(update_fields=["title"]),
    "save of no tree field": lambda stale, manager: changed(stale, title="x").save(update_fields=["title"]),
    "save of a new one": lambda stale, manager: new(reports_to=manager).save(),
    "save of a new one whose numbers are set": lambda stale, manager: new(lft=5, rght=6, tree_id=1).save(),
    "save with force_insert": lambda stale, manager: new(reports_to=manager).save(force_insert=True),
    "save in a loop": insert_in_a_loop,
    "save without override": lambda stale, manager: models.Model.save(changed(stale, title="x")),
    "save of mptt": lambda stale, manager: MPTTModel.save(changed(stale, title="x")),
    "save of mptt of a new one": lambda stale, manager: MPTTModel.save(new(reports_to=manager)),
    "save_base": lambda stale, manager: changed(stale, title="x").save_base(),
    "save_base, raw": lambda stale, manager: changed(stale, title="x").save_base(raw=True),
    "save_base, raw, of a new one": lambda stale, manager: new(lft=5, rght=6).save_base(raw=True),
    "delete": lambda stale, manager: stale.delete(),
    "delete without override": lambda stale, manager: models.Model.delete(Position.objects.get(code="A2")),
    "delete of mptt": lambda stale, manager: MPTTModel.delete(Position.objects.get(code="A2")),
    "Collector": lambda stale, manager: collect(Position.objects.get(code="A2")),
    # Sets of rows.
    "update": lambda stale, manager: Position.objects.filter(pk=stale.pk).update(title="x"),
    "update of none": lambda stale, manager: Position.objects.none().update(title="x"),
    "update by the base manager": lambda stale, manager: Position._base_manager.update(title="x"),
    "update by the default manager": lambda stale, manager: Position._default_manager.update(title="x"),
    "update by mptt's manager": lambda stale, manager: TREE_MANAGER.update(title="x"),
    "update by mptt": lambda stale, manager: MANAGER._mptt_update(level=7),
    "_update": lambda stale, manager: MANAGER.all()._update([(Position._meta.get_field("title"), None, "x")]),
    "_insert": lambda stale, manager: MANAGER._insert(
        [new(lft=5, rght=6)], fields=Position._meta.local_concrete_fields[1:], using="default"
    ),
    "delete of rows": lambda stale, manager: Position.objects.filter(code="A2").delete(),
    "_raw_delete": lambda stale, manager: Position.objects.filter(code="A2")._raw_delete("default"),
    "bulk_create": lambda stale, manager: Position.objects.bulk_create([new(lft=5, rght=6)]),
    "bulk_create of what is there": lambda stale, manager: Position.objects.bulk_create(
        [changed(stale, title="x")], update_conflicts=True, unique_fields=["id"], update_fields=["title", "lft"]
    ),
    "bulk_update": lambda stale, manager: Position.objects.bulk_update([changed(stale, title="x")], ["title"]),
    "create": lambda stale, manager: Position.objects.create(code="NEW", title="New", reports_to=manager),
    "get_or_create": lambda stale, manager: Position.objects.get_or_create(code="NEW", defaults={"title": "New"}),
    "update_or_create of a new one": lambda stale, manager: Position.objects.update_or_create(
        code="NEW", defaults={"title": "New"}
    ),
    "update_or_create of one there": lambda stale, manager: Position.objects.update_or_create(
        code="A1", defaults={"title": "x"}
    ),
    # Related managers.
    "direct_reports.add": lambda stale, manager: manager.direct_reports.add(stale),
    "direct_reports.add, one by one": lambda stale, manager: manager.direct_reports.add(stale, bulk=False),
    "direct_reports.set": lambda stale, manager: manager.direct_reports.set([stale]),
    "direct_reports.remove": lambda stale, manager: Position.objects.get(code="B1").direct_reports.remove(
        Position.objects.get(code="A1")
    ),
    "direct_reports.clear": lambda stale, manager: Position.objects.get(code="B").direct_reports.clear(),
    "direct_reports.create": lambda stale, manager: manager.direct_reports.create(code="NEW", title="New"),
    "direct_reports.update": lambda stale, manager: Position.objects.get(code="B").direct_reports.update(title="x"),
    "direct_reports.get_or_create": lambda stale, manager: manager.direct_reports.get_or_create(code="NEW"),
    "direct_reports.update_or_create": lambda stale, manager: manager.direct_reports.update_or_create(code="NEW"),
    "role.positions.add": lambda stale, manager: Role.objects.get().positions.add(stale),
    "role.positions.set": lambda stale, manager: Role.objects.get().positions.set([]),
    "role.positions.clear": lambda stale, manager: Role.objects.get().positions.clear(),
    "role.positions.create": lambda stale, manager: Role.objects.get().positions.create(code="NEW"),
    "department.positions.add": lambda stale, manager: Department.objects.get().positions.add(stale),
    "department.positions.remove": lambda stale, manager: Department.objects.get().positions.remove(stale),
    # Fixtures.
    "a fixture of one there": lambda stale, manager: deserialized(changed(stale, title="x")).save(),
    "a fixture of a new one": lambda stale, manager: deserialized(new(pk=10**6, lft=5, rght=6)).save(),
    # Async variants.
    "asave": lambda stale, manager: async_to_sync(changed(stale, title="x").asave)(),
    "adelete": lambda stale, manager: async_to_sync(stale.adelete)(),
    "aupdate": lambda stale, manager: async_to_sync(Position.objects.all().aupdate)(title="x"),
    "adelete of rows": lambda stale, manager: async_to_sync(Position.objects.filter(code="A2").adelete)(),
    "acreate": lambda stale, manager: async_to_sync(Position.objects.all().acreate)(code="NEW", title="New"),
    "abulk_create": lambda stale, manager: async_to_sync(Position.objects.all().abulk_create)([new(lft=5, rght=6)]),
    "abulk_update": lambda stale, manager: async_to_sync(Position.objects.all().abulk_update)([stale], ["title"]),
    "aget_or_create": lambda stale, manager: async_to_sync(Position.objects.all().aget_or_create)(code="NEW"),
    "aupdate_or_create": lambda stale, manager: async_to_sync(Position.objects.all().aupdate_or_create)(code="A1"),
    "direct_reports.aadd": lambda stale, manager: async_to_sync(manager.direct_reports.aadd)(stale),
    "direct_reports.aset": lambda stale, manager: async_to_sync(manager.direct_reports.aset)([stale]),
    # mptt's own.
    "delay_mptt_updates": save_while_updates_are_delayed,
    "disable_mptt_updates": save_while_updates_are_disabled,
    "move_to": lambda stale, manager: stale.move_to(manager),
    "insert_at": lambda stale, manager: changed(new(), code="N").insert_at(manager, save=True),
    "insert_node": lambda stale, manager: MANAGER.insert_node(new(), manager, save=True),
    "move_node": lambda stale, manager: MANAGER.move_node(stale, manager),
    "rebuild": lambda stale, manager: MANAGER.rebuild(),
    "partial_rebuild": lambda stale, manager: MANAGER.partial_rebuild(1),
    "build_tree_nodes": lambda stale, manager: MANAGER.build_tree_nodes({"code": "NEW", "title": "New"}),
}


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED)
def test_a_write_past_the_door_is_refused_and_writes_nothing(company: dict[str, Position], write: Write) -> None:
    before = rows()
    with watched_door() as statements, pytest.raises(PassedTheDoorError), transaction.atomic():
        write(company["A1"], company["CEO"])
    assert statements == []
    assert rows() == before


def test_a_fixture_file_is_refused(company: dict[str, Position], tmp_path: Path) -> None:
    before = rows()
    fixture = tmp_path / "positions.json"
    fixture.write_text(serializers.serialize("json", [changed(company["A1"], title="x")]))
    assert json.loads(fixture.read_text())[0]["fields"]["title"] == "x"
    with pytest.raises(PassedTheDoorError), transaction.atomic():
        call_command("loaddata", fixture, verbosity=0)
    assert rows() == before


@pytest.mark.parametrize("model", [Role, Department, Person])
@pytest.mark.parametrize("by_rows", [False, True])
def test_no_position_goes_with_what_it_names(
    company: dict[str, Position], model: type[Role | Department | Person], by_rows: bool
) -> None:
    appoint(company["A1"], "Ama Boateng")
    before = rows()
    with pytest.raises(ProtectedError):
        (model._base_manager.all() if by_rows else model._base_manager.get()).delete()
    assert rows() == before


def test_no_relation_of_a_position_lets_another_row_write_it() -> None:
    relations = [field for field in Position._meta.get_fields() if isinstance(field, models.ForeignKey)]
    assert {field.name for field in relations} >= {"reports_to", "role", "department"}
    assert {field.remote_field.on_delete for field in relations} == {models.PROTECT}
    assert Position._meta.many_to_many == ()


def test_whatever_mptt_writes_by_sql_of_its_own_is_refused() -> None:
    functions = inspect.getmembers(mptt.managers.TreeManager, inspect.isfunction)
    own_sql = {name for name, function in functions if ".execute(" in inspect.getsource(function)}
    assert own_sql
    assert own_sql <= set(MPTT_WRITES)
    for name in MPTT_WRITES:
        with pytest.raises(PassedTheDoorError):
            getattr(TREE_MANAGER, name)()


def test_a_template_calls_no_writing_verb() -> None:
    verbs = ("update", "_update", "bulk_update", "_insert", "bulk_create", "delete", "_raw_delete")
    assert all(getattr(Position.objects.all(), verb).alters_data for verb in verbs)
    assert not hasattr(Position.objects, "delete")


@pytest.mark.breaks_tree
def test_a_statement_past_the_door_is_noticed() -> None:
    plant("A")
    with watched_door() as statements:
        tree.create_position(Position(code="B", title="Beta", reports_to=Position.objects.get()))
        assert statements == []
        models.QuerySet(Position).filter(code="B").update(title="x")
    assert len(statements) == 1
    with watched_door() as statements:
        break_tree("UPDATE roles_position SET title = 'y' WHERE code = 'B'")
    assert statements == []


def test_a_stale_edit_through_the_door_is_refused(company: dict[str, Position]) -> None:
    before = rows()
    with pytest.raises(tree.StaleEditError):
        tree.save_position(changed(company["A1"], title="x"))
    assert rows() == before
    assert outline() == MOVED


def test_an_instance_whose_numbers_alone_are_stale_is_saved_where_it_stands(company: dict[str, Position]) -> None:
    stale = company["A2"]
    assert stale.level != Position.objects.get(code="A2").level
    tree.save_position(changed(stale, title="x"))
    assert Position.objects.get(code="A2").title == "x"
    assert outline() == MOVED
    assert check_tree() == []


def test_a_new_position_lands_under_a_manager_whose_instance_is_stale(company: dict[str, Position]) -> None:
    tree.create_position(new(reports_to=company["A1"]))
    assert outline() == "CEO\n  A\n  B\n    B1\n      A1\n        A2\n        NEW"
    assert check_tree() == []


def test_one_manager_instance_takes_many_new_positions(company: dict[str, Position]) -> None:
    for number in range(3):
        tree.create_position(Position(code=f"N{number}", title="New", reports_to=company["A1"]))
    assert outline() == "CEO\n  A\n  B\n    B1\n      A1\n        A2\n        N0\n        N1\n        N2"
    assert Position.objects.get(code="B").reports_count == 6
    assert check_tree() == []


def test_a_position_moves_under_a_manager_whose_instance_is_stale(company: dict[str, Position]) -> None:
    position = Position.objects.get(code="A")
    tree.save_position(changed(position, reports_to=company["A2"]))
    assert outline() == "CEO\n  B\n    B1\n      A1\n        A2\n          A"
    assert check_tree() == []


def test_a_manager_changed_in_memory_alone_moves_nobody(company: dict[str, Position]) -> None:
    company["B1"].reports_to = company["A"]
    other = Position.objects.get(code="B1")
    tree.save_position(changed(other, title="x"))
    assert outline() == MOVED


def test_a_stale_manager_does_not_hide_a_loop(company: dict[str, Position]) -> None:
    before = rows()
    with pytest.raises(ValidationError, match="loop"):
        tree.save_position(changed(Position.objects.get(code="B"), reports_to=company["A2"]))
    assert rows() == before


def test_a_stale_instance_among_many_changes_is_refused(company: dict[str, Position]) -> None:
    before = rows()
    fresh = changed(Position.objects.get(code="B"), title="x")
    with pytest.raises(tree.StaleEditError, match=r"\(A1\) was changed"), tree.writing():
        tree.apply(tree.Changes(changed=[fresh, changed(company["A1"], title="x")]))
    assert rows() == before


def test_an_exception_amid_writes_takes_them_all_back(company: dict[str, Position]) -> None:
    before = rows()
    with pytest.raises(ZeroDivisionError), tree.writing():
        tree.move_position(company["A"].pk, company["B1"].pk)
        tree.create_position(new(reports_to=company["A"]))
        raise ZeroDivisionError
    assert rows() == before
