"""check_tree --repair, which numbers anew what can be numbered."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.trees import break_tree, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_a_broken_tree_is_repaired() -> None:
    plant("A\n  B\n    C")
    break_tree("UPDATE roles_position SET lft = 5, rght = 6, level = 0, reports_count = 7 WHERE code = 'B'")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_tree", stdout=out)
    call_command("check_tree", repair=True, stdout=out)
    assert "The tree is sound: 3 positions." in out.getvalue()
    assert outline() == "A\n  B\n    C"


@pytest.mark.breaks_tree
def test_a_loop_is_named_since_nobody_can_tell_where_it_should_end() -> None:
    company = plant("A\n  B\n    C")
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'B'", company["C"].pk)
    with pytest.raises(CommandError, match="loop"):
        call_command("check_tree", repair=True)
