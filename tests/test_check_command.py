"""check_tree, which names what is wrong with the tree and repairs what it need not guess at."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from tests.trees import break_tree, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

NUMBERS_LOST = "UPDATE roles_position SET lft = 5, rght = 6, level = 0, reports_count = 7 WHERE code = 'B'"


def check(**options: bool) -> tuple[int, str]:
    """Run the command; return its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("check_tree", stdout=out, **options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_sound_tree_is_said_to_be_sound() -> None:
    plant("A\n  B")
    assert check() == (0, "The tree is sound: 2 positions.\n")
    assert json.loads(check(json=True)[1]) == {"sound": True, "positions": 2, "repaired": 0, "findings": []}


def test_a_broken_tree_is_repaired() -> None:
    plant("A\n  B\n    C")
    break_tree(NUMBERS_LOST)
    code, text = check()
    assert (code, "B has a wrong level or number of reports." in text) == (1, True)
    assert check(fix=True) == (0, "1 position numbered anew.\nThe tree is sound: 3 positions.\n")
    assert outline() == "A\n  B\n    C"


@pytest.mark.breaks_tree
def test_a_loop_is_named_since_nobody_can_tell_where_it_should_end() -> None:
    company = plant("A\n  B\n    C\n  D")
    break_tree("UPDATE roles_position SET reports_to_id = %s WHERE code = 'B'", company["C"].pk)
    break_tree("UPDATE roles_position SET level = 7 WHERE code = 'D'")
    code, text = check(fix=True, json=True)
    answer = json.loads(text)
    assert (code, answer["sound"], answer["repaired"]) == (1, False, 2)
    assert [(finding["kind"], finding["code"]) for finding in answer["findings"]] == [("loop", "B"), ("loop", "C")]


@pytest.mark.breaks_tree
def test_the_last_check_makes_a_process_ready_or_not(client: Client) -> None:
    plant("A\n  B\n    C")
    assert client.get("/readyz").status_code == 200
    break_tree(NUMBERS_LOST)
    assert client.get("/readyz").status_code == 200
    check()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content.decode().startswith("tree not sound: check_tree found 2 wrong at ")
    check(fix=True)
    assert client.get("/readyz").content == b"ok\n"
