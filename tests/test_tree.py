"""The door: every way to write the tree, and what it refuses."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from psycopg.errors import DeadlockDetected, LockNotAvailable

from roles import tree
from roles.lock import TreeBusyError
from roles.models import Appointment, Change, ChangeKind, Chart, PassedTheDoorError, Position
from roles.soundness import check_tree, find_faults, read_places
from roles.tree.end_state import number_end_state
from tests.trees import appoint, break_tree, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO
  COO
    OPS
      LEAD
  CFO
"""


def text(drawing: str) -> str:
    """A drawing without its margins."""
    rows = [row for row in drawing.splitlines() if row.strip()]
    margin = min(len(row) - len(row.lstrip()) for row in rows)
    return "\n".join(row[margin:].rstrip() for row in rows)


def test_a_planted_tree_is_read_back_as_it_was_drawn() -> None:
    plant(COMPANY)
    assert outline() == text(COMPANY)
    assert check_tree() == []


def test_a_new_position_becomes_the_last_of_its_peers() -> None:
    company = plant(COMPANY)
    tree.create_position(Position(code="CTO", title="Chief Technology Officer", reports_to=company["CEO"]))
    assert outline() == text(COMPANY) + "\n  CTO"
    assert Position.objects.get(code="CEO").reports_count == 5


def test_a_branch_moves_with_its_reports() -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    assert outline() == "CEO\n  COO\n  CFO\n    OPS\n      LEAD"


def test_a_position_moves_alone_and_hands_its_reports_to_its_manager() -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk, with_reports=False)
    assert outline() == "CEO\n  COO\n    LEAD\n  CFO\n    OPS"


def test_an_edit_rewrites_what_moves_and_the_lines_above_only() -> None:
    company = plant("A\n" + "\n".join(f"  B{number}\n    C{number}" for number in range(40)))
    before = dict(Position.objects.values_list("code", "lft"))
    tree.move_position(company["C7"].pk, company["B30"].pk)
    after = dict(Position.objects.values_list("code", "lft"))
    assert {code for code in before if before[code] != after[code]} == {"C7"}


def test_a_loop_is_refused_in_words() -> None:
    company = plant("A Alpha\n  B Beta\n    C Gamma\nD")
    with pytest.raises(
        ValidationError, match=r"Alpha \(A\) reports to Gamma \(C\), who reports to Beta \(B\), who reports to"
    ):
        tree.move_position(company["A"].pk, company["C"].pk)
    assert outline() == "A\n  B\n    C\nD"


def test_a_loop_made_by_two_changes_at_once_is_refused() -> None:
    company = plant("A\n  B\n  C")
    one, two = company["B"], company["C"]
    one.reports_to, two.reports_to = two, one
    with pytest.raises(ValidationError, match="loop"), tree.writing():
        tree.apply(tree.Changes(changed=[one, two]))
    assert outline() == "A\n  B\n  C"


def test_a_second_head_is_refused_unless_several_are_allowed() -> None:
    plant("A")
    with pytest.raises(ValidationError, match="head already"):
        tree.create_position(Position(code="B", title="Beta"))
    Chart.objects.update(allows_several_heads=True)
    tree.create_position(Position(code="B", title="Beta"))
    assert outline() == "A\nB"


def test_the_chart_has_at_most_64_levels() -> None:
    company = plant("\n".join(" " * level + f"P{level}" for level in range(64)))
    with pytest.raises(ValidationError, match="64 levels"):
        tree.create_position(Position(code="DEEP", title="Too deep", reports_to=company["P63"]))
    assert Position.objects.get(code="P63").level == 63


def test_a_position_with_reports_is_not_deleted_from_under_them() -> None:
    company = plant(COMPANY)
    with pytest.raises(ValidationError, match="1 position reports to"):
        tree.delete_position(company["OPS"].pk)
    tree.delete_position(company["LEAD"].pk)
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


def delete_all(keys: Iterable[int]) -> None:
    """Delete positions in one change, reports before their managers."""
    with tree.writing(ChangeKind.DELETED):
        for key in tree.deepest_first(list(keys)):
            tree.delete_position(key)


def test_a_branch_is_deleted_as_a_whole_or_not_at_all() -> None:
    company = plant(COMPANY)
    with pytest.raises(ValidationError, match="1 position reports to"):
        delete_all(company[code].pk for code in ("COO", "LEAD", "CFO"))
    assert outline() == text(COMPANY)
    delete_all(company[code].pk for code in ("COO", "OPS", "LEAD"))
    assert outline() == "CEO\n  CFO"


def test_an_ended_position_keeps_its_code_and_holds_nobody() -> None:
    company = plant(COMPANY)
    appoint(company["CFO"], "Ama Boateng")
    tree.end_position(company["CFO"].pk, datetime.date(2026, 3, 31))
    ended = Position.objects.get(code="CFO")
    assert (ended.ended_on, ended.reports_to, ended.is_in_chart) == (datetime.date(2026, 3, 31), None, False)
    assert Appointment.objects.get().end == datetime.date(2026, 3, 31)
    assert outline() == "CEO\n  COO\n    OPS\n      LEAD"


def test_a_move_takes_a_position_that_ended_back_into_the_chart() -> None:
    company = plant(COMPANY)
    tree.end_position(company["LEAD"].pk, datetime.date(2026, 3, 31))
    tree.move_position(company["LEAD"].pk, company["CFO"].pk)
    assert outline() == "CEO\n  COO\n    OPS\n  CFO\n    LEAD"


@pytest.mark.parametrize(
    ("heir", "after"),
    [
        ("COO", "CEO\n  COO\n    LEAD\n  CFO"),
        ("CFO", "CEO\n  COO\n  CFO\n    LEAD"),
        ("CEO", "CEO\n  COO\n  CFO\n  LEAD"),
    ],
)
def test_a_manager_ends_when_somebody_takes_the_reports(heir: str, after: str) -> None:
    company = plant(COMPANY)
    with pytest.raises(ValidationError, match="1 position reports to"):
        tree.end_position(company["OPS"].pk)
    tree.end_position(company["OPS"].pk, heir_id=company[heir].pk)
    assert outline() == after
    assert not Position.objects.get(code="OPS").is_in_chart


def test_a_stale_edit_is_refused() -> None:
    company = plant(COMPANY)
    mine, theirs = (Position.objects.get(code="CFO") for _each in range(2))
    theirs.title = "Finance Director"
    tree.save_position(theirs)
    mine.title = "Treasurer"
    with pytest.raises(tree.StaleEditError, match="somebody else"):
        tree.save_position(mine)
    assert Position.objects.get(pk=company["CFO"].pk).title == "Finance Director"


def test_saving_a_position_keeps_its_numbers_and_moves_it_when_the_manager_changed() -> None:
    plant(COMPANY)
    position = Position.objects.get(code="LEAD")
    position.lft, position.rght, position.level = 1, 2, 9
    position.reports_to = Position.objects.get(code="CFO")
    tree.save_position(position)
    assert outline() == "CEO\n  COO\n    OPS\n  CFO\n    LEAD"


@pytest.mark.parametrize(
    "write",
    [
        lambda position: position.save(),
        lambda position: position.delete(),
        lambda position: Position.objects.update(title="x"),
        lambda position: Position.objects.filter(pk=position.pk).delete(),
        lambda position: Position.objects.bulk_create([Position(code="N", title="New")]),
        lambda position: Position.objects.bulk_update([position], ["title"]),
        lambda position: Position._base_manager.update(title="x"),
        lambda position: Position.objects.filter(pk=position.pk)._raw_delete("default"),
        lambda position: position.move_to(None),
        lambda position: position.insert_at(None, save=True),
        lambda position: position._tree_manager.move_node(position, None),
        lambda position: position._tree_manager.rebuild(),
        lambda position: position._tree_manager.build_tree_nodes({"code": "N", "title": "New"}),
    ],
)
def test_nothing_else_writes_positions(write) -> None:  # type: ignore[no-untyped-def]
    position = plant("A")["A"]
    with pytest.raises(PassedTheDoorError):
        write(position)


def test_the_door_is_open_for_the_tree_module_alone() -> None:
    plant("A")
    with pytest.raises(PassedTheDoorError), tree.writing():
        Position.objects.update(title="x")


def test_changes_are_applied_under_the_lock_only() -> None:
    with pytest.raises(RuntimeError, match=r"inside roles\.tree\.writing"):
        tree.apply(tree.Changes(new=[Position(code="A", title="Alpha")]))


@pytest.mark.breaks_tree
def test_a_head_can_be_edited_beside_another_one() -> None:
    company = plant("A\nB\n  C")
    Chart.objects.update(allows_several_heads=False)
    head = company["B"]
    head.title = "Second head"
    tree.save_position(head)
    with pytest.raises(ValidationError, match="is the head already"):
        tree.move_position(company["C"].pk, None)


def test_a_position_that_was_deleted_does_not_come_back() -> None:
    company = plant(COMPANY)
    gone = Position.objects.get(code="LEAD")
    tree.delete_position(company["LEAD"].pk)
    with pytest.raises(ValidationError, match="no longer there"):
        tree.save_position(gone)
    with pytest.raises(ValidationError, match="no longer there"), tree.writing():
        tree.apply(tree.Changes(changed=[gone]))
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("database is locked", None),
        ("storniere Anfrage wegen Zeitüberschreitung einer Sperre", LockNotAvailable()),
        ("Verklemmung entdeckt", DeadlockDetected()),
    ],
)
def test_a_lock_held_too_long_is_told_in_any_language(message: str, cause: Exception | None) -> None:
    with pytest.raises(TreeBusyError), tree.writing():
        raise OperationalError(message) from cause


def test_a_database_that_can_not_read_is_not_taken_for_a_busy_one() -> None:
    with pytest.raises(OperationalError, match="block 7"), tree.writing():
        raise OperationalError("could not read block 7 of a file")


def test_a_failed_write_leaves_nothing_behind() -> None:
    company = plant(COMPANY)
    version = Chart.current().version
    with pytest.raises(ZeroDivisionError), tree.writing():
        tree.apply(tree.Changes(new=[Position(code="NEW", title="New", reports_to=company["CEO"])]))
        raise ZeroDivisionError
    assert Chart.current().version == version
    assert outline() == text(COMPANY)


def test_repair_numbers_a_broken_tree_anew() -> None:
    plant(COMPANY)
    break_tree("UPDATE roles_position SET lft = 5, rght = 6, level = 0, reports_count = 7 WHERE code <> 'CEO'")
    assert len(check_tree()) == 4
    assert tree.repair() > 0
    assert check_tree() == []
    assert outline() == text(COMPANY)
    assert Change.objects.all()[0].kind == ChangeKind.REPAIRED
    assert tree.repair() == 0
    assert Change.objects.filter(kind=ChangeKind.REPAIRED).count() == 1


@pytest.mark.breaks_tree
def test_the_oracle_names_a_loop_and_a_manager_outside_the_chart() -> None:
    company = plant("A\n  B\n    C\n  D\n    E")
    break_tree("UPDATE roles_position SET reports_to_id = NULL, is_placed = %s WHERE code = 'D'", False)
    assert "E reports to a position that is not in the chart." in map(str, check_tree())
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'B'", company["C"].pk)
    loops = [str(finding) for finding in check_tree() if finding.kind == "loop"]
    assert loops == [f"{code} is below no head: it reports in a loop." for code in "BC"]


def test_a_manager_whose_row_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A\n  B\n    C")
    places = {place.key: place for place in read_places()}
    lost = company["B"].pk
    places[lost] = replace(places[lost], manager=0)
    with pytest.raises(ValidationError, match=r"\(B\) reports to a position that is not there"):
        number_end_state(places, {})
    with monkeypatch.context() as broken:
        broken.setattr("roles.soundness.read_places", places.values)
        findings = [str(finding) for finding in find_faults() if finding.kind == "orphan"]
        assert findings == ["B reports to a position that is not there."]


def test_an_edit_takes_the_same_number_of_queries_in_a_larger_chart() -> None:
    company = plant(f"{COMPANY}    TAX\n      CLERK")
    with CaptureQueriesContext(connection) as small:
        tree.move_position(company["LEAD"].pk, company["CFO"].pk)
    plant_below = [Position(code=f"X{n}", title="X", reports_to=company["COO"]) for n in range(100)]
    with tree.writing():
        tree.apply(tree.Changes(new=plant_below))
    tree.move_position(company["LEAD"].pk, company["OPS"].pk)
    with CaptureQueriesContext(connection) as large:
        tree.move_position(company["LEAD"].pk, company["CFO"].pk)
    assert len(large) == len(small)


def test_removing_everything_leaves_no_position() -> None:
    plant(COMPANY)
    tree.remove_everything()
    assert not Position.objects.exists()


def test_whoever_stands_there_already_is_not_moved() -> None:
    company = plant(COMPANY)
    before = Change.objects.count()
    for code, manager in (("CFO", "CEO"), ("OPS", "COO"), ("LEAD", "OPS")):
        tree.move_position(company[code].pk, company[manager].pk)
    tree.move_position(company["LEAD"].pk, company["OPS"].pk, with_reports=False)
    tree.order_position(company["COO"].pk, company["CFO"].pk)
    assert Change.objects.count() == before
    tree.move_position(company["COO"].pk, company["CEO"].pk, with_reports=False)
    assert outline() == "CEO\n  OPS\n    LEAD\n  CFO\n  COO"
