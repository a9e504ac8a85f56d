"""The oracle: it finds what is wrong whatever it is, and says of a sound tree that it is sound, in one walk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles import tree
from roles.models import Chart, Position
from roles.soundness import check_tree, find_faults
from tests.trees import break_tree, outline, plant, plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COLUMNS = ("tree_id", "level", "lft", "rght", "reports_count", "peer_order")


@pytest.mark.breaks_tree
@pytest.mark.parametrize(
    ("statement", "findings"),
    [
        ("SET lft = lft + 1 WHERE code = 'B'", 0),
        ("SET level = 4 WHERE code = 'C'", 1),
        ("SET reports_count = 0 WHERE code = 'B'", 1),
        ("SET reports_count = 9 WHERE code = 'E'", 1),
        ("SET tree_id = 77 WHERE code = 'E'", 1),
        ("SET rght = 4611686018427387905 WHERE code = 'A'", 1),
        ("SET lft = lft / 4 + 4611686018427387910, rght = rght / 4 + 4611686018427387911", 5),
        ("SET lft = 2, rght = 3 WHERE code = 'C'", 1),
        ("SET peer_order = 99 WHERE code = 'B'", 1),
        ("SET is_placed = %s, reports_to_id = NULL WHERE code = 'B'", 4),
        ("SET ended_on = '2026-01-01' WHERE code = 'A'", 2),
        ("SET reports_to_id = NULL, level = 0, tree_id = 9, reports_count = 0 WHERE code = 'E'", 2),
    ],
)
def test_what_is_broken_by_hand_is_found(statement: str, findings: int) -> None:
    plant("A\n  B\n    C\n    D\n  E")
    break_tree(f"UPDATE roles_position {statement}", *([False] if "%s" in statement else []))
    assert len(check_tree()) == findings


@pytest.mark.breaks_tree
def test_loops_and_what_is_wrong_elsewhere_are_found_together() -> None:
    company = plant("A\n  B\n    C\n      D\n  E")
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'B'", company["C"].pk)
    break_tree("UPDATE roles_position SET level = 5 WHERE code = 'E'")
    assert {(finding.kind, finding.code) for finding in check_tree()} == {
        ("level or count", "A"),
        ("level or count", "E"),
        ("loop", "B"),
        ("loop", "C"),
        ("loop", "D"),
    }


@pytest.mark.breaks_tree
@settings(max_examples=150)
@given(st.lists(st.integers(-1, 8), min_size=1, max_size=9), st.data())
def test_one_walk_and_the_list_of_faults_agree(managers: list[int], data: st.DataObject) -> None:
    tree.remove_everything()
    Chart.objects.update_or_create(pk=1, defaults={"allows_several_heads": True})
    rows = plant_by_hand([min(above, key - 1) for key, above in enumerate(managers)])
    assert (check_tree(), find_faults()) == ([], [])
    row = data.draw(st.sampled_from(rows))
    column = data.draw(st.sampled_from(COLUMNS))
    other = data.draw(st.sampled_from(rows))
    value = max(getattr(other, column) + data.draw(st.integers(-1, 1)), 0)
    if column == "lft":
        value = min(max(value, 1), row.rght - 1)
    if column == "rght":
        value = max(value, row.lft + 1)
    break_tree(f"UPDATE roles_position SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608 - a name of ours
    assert check_tree() == find_faults()
    assert (find_faults() == []) == is_right_by_hand()
    tree.repair()
    assert check_tree() == find_faults() == []


def is_right_by_hand() -> bool:
    """The plainest oracle: each pair of positions, by their lines."""
    rows = {row.pk: row for row in Position.objects.all()}
    lines: dict[int, list[int]] = {}
    for key in rows:
        lines[key] = []
        above = rows[key].reports_to_id
        while above is not None:
            lines[key].append(above)
            above = rows[above].reports_to_id
    for key, row in rows.items():
        if row.level != len(lines[key]) or row.reports_count != sum(key in line for line in lines.values()):
            return False
        if not 1 <= row.lft < row.rght <= 2**62:
            return False
        for other in rows.values():
            inside = row.tree_id == other.tree_id and row.lft < other.lft < other.rght < row.rght
            if inside != (key in lines[other.pk]):
                return False
            if other.pk != key and other.reports_to_id == row.reports_to_id:
                if row.reports_to_id is None and other.tree_id == row.tree_id:
                    return False
                apart = row.rght < other.lft or other.rght < row.lft
                in_order = ((row.peer_order, key) < (other.peer_order, other.pk)) == (row.lft < other.lft)
                if row.reports_to_id is not None and not (apart and in_order):
                    return False
    return True


def test_repair_leaves_a_chart_that_is_too_deep_as_deep_as_it_is() -> None:
    plant_by_hand([number - 1 for number in range(200)])
    before = outline()
    break_tree("UPDATE roles_position SET lft = 1, rght = 2, level = 0, reports_count = 0, tree_id = 1")
    assert len(check_tree()) == 200
    assert tree.repair() == 200
    assert check_tree() == []
    assert outline() == before
