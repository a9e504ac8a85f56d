"""The page that puts direct reports in order: buttons that say before whom, and a place to write."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.models import Change, Position
from tests.admin.addresses import page
from tests.pages import links, words
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = "CEO\n  A\n    X\n  B: Ben Ito\n  C\n  D"


def peers() -> str:
    """The codes of those who report to the head, in their order."""
    return " ".join(Position.objects.filter(level=1).in_tree_order().values_list("code", flat=True))


def press(client: Client, address: str, position: Position, label: str) -> Any:
    """Press one of the buttons of a row."""
    markup = client.get(address).content.decode()
    found = re.search(rf'name="before" value="(\w+)" aria-label="{label}: {re.escape(str(position))}"', markup)
    assert found, label
    return client.post(address, {"position": position.pk, "before": found[1]})


@pytest.mark.parametrize(
    ("code", "label", "after"),
    [
        ("C", "First", "C A B D"),
        ("C", "Up", "A C B D"),
        ("C", "Down", "A B D C"),
        ("A", "Last", "B C D A"),
        ("A", "Down", "B A C D"),
        ("B", "Up", "B A C D"),
        ("D", "First", "D A B C"),
    ],
)
def test_buttons_move_a_position_among_its_peers(hr: Client, code: str, label: str, after: str) -> None:
    company = plant(COMPANY)
    address = page("order", company["CEO"])
    done = press(hr, address, company[code], label)
    assert done.status_code == 302
    assert done["Location"] == f"{address[:-1]}?p=1#position-{company[code].pk}"
    assert peers() == after
    assert f"is number {after.split().index(code) + 1} now." in words(hr.get(done["Location"]))
    assert Change.objects.filter(kind="ordered").count() == 1


def test_the_first_goes_no_further_up_and_the_last_no_further_down(hr: Client) -> None:
    company = plant(COMPANY)
    markup = hr.get(page("order", company["CEO"])).content.decode()
    for label in ("First: Title of A", "Up: Title of A", "Down: Title of D", "Last: Title of D"):
        assert f'disabled aria-label="{label}' in markup
    assert markup.count("disabled") == 4
    assert "Title of B (B)" in markup
    assert "Ben Ito" in markup


@pytest.mark.parametrize(("place", "after"), [("1", "C A B D"), ("2", "A C B D"), ("3", "A B C D"), ("4", "A B D C")])
def test_a_place_is_written(hr: Client, place: str, after: str) -> None:
    company = plant(COMPANY)
    done = hr.post(page("order", company["CEO"]), {"position": company["C"].pk, "place": place})
    assert done.status_code == 302
    assert peers() == after


@pytest.mark.parametrize("place", ["0", "5", "-1", "x", "", "1.5", "9" * 30])
def test_a_place_that_is_none_is_refused(hr: Client, place: str) -> None:
    company = plant(COMPANY)
    refused = hr.post(page("order", company["CEO"]), {"position": company["C"].pk, "place": place})
    assert refused.status_code == 400
    assert "write a place from 1 to 4" in refused.content.decode()
    assert peers() == "A B C D"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"position": "abc", "before": "last"}, 400),
        ({"position": str(2**63), "before": "last"}, 400),
        ({"position": "C"}, 400),
        ({"position": "C", "before": "-1"}, 400),
        ({"position": "C", "before": "0"}, 409),
        ({"position": "C", "before": "C"}, 409),
        ({"position": "C", "before": "X"}, 409),
        ({"position": "CEO", "before": "A"}, 409),
        ({"position": "X", "before": "last"}, 409),
        ({"position": "0", "place": "1"}, 409),
    ],
)
def test_what_no_button_says_is_refused(hr: Client, fields: dict[str, str], status: int) -> None:
    company = plant(COMPANY)
    keys = {name: company[value].pk if value in company else value for name, value in fields.items()}
    refused = hr.post(page("order", company["CEO"]), keys)
    assert refused.status_code == status
    assert "This can't be done as it is" in refused.content.decode()
    assert outline() == "CEO\n  A\n    X\n  B\n  C\n  D"


@pytest.mark.parametrize("code", ["B", "C"])
def test_who_moved_away_meanwhile_is_no_peer(hr: Client, code: str) -> None:
    company = plant(COMPANY)
    tree.move_position(company[code].pk, company["A"].pk)
    refused = hr.post(page("order", company["CEO"]), {"position": company["C"].pk, "before": company["B"].pk})
    assert refused.status_code == 409
    assert "no longer report" in refused.content.decode()


def test_a_position_without_reports_has_nothing_to_order(hr: Client) -> None:
    company = plant(COMPANY)
    assert "there is nothing to put in order" in words(hr.get(page("order", company["D"])))


def test_a_large_team_is_ordered_across_pages(hr: Client) -> None:
    company = plant("CEO\n" + "\n".join(f"  R{number}" for number in range(250)))
    address = page("order", company["CEO"])
    expected = [f"R{number}" for number in range(250)]
    assert "Page 2 of 3" in words(hr.get(f"{address}p=2"))
    assert links(hr.get(f"{address}p=2"))["Next page"] == "?p=3"
    for code, label, place in (("R100", "Up", 99), ("R199", "Down", 200), ("R150", "First", 0), ("R120", "Last", 249)):
        done = press(hr, f"{address}p=2", company[code], label)
        expected.remove(code)
        expected.insert(place, code)
        assert f"?p={place // 100 + 1}#" in done["Location"]
        assert peers().split() == expected


@pytest.mark.parametrize("field", [{"before": "R5"}, {"place": "3"}])
def test_a_larger_team_takes_few_statements(hr: Client, field: dict[str, str]) -> None:
    company = plant("CEO\n" + "\n".join(f"  R{number}" for number in range(20)))
    address = page("order", company["CEO"])
    fields = {name: company[value].pk if value in company else value for name, value in field.items()}
    counts = []
    for size in (30, 200):
        new = [
            Position(code=f"S{size}-{at}", title="S", reports_to=company["CEO"], peer_order=99) for at in range(size)
        ]
        with tree.writing():
            tree.apply(tree.Changes(new=new))
        with CaptureQueriesContext(connection) as queries:
            assert hr.post(address, {"position": company["R9"].pk, **fields}).status_code == 302
        counts.append(len(queries))
        tree.order_position(company["R9"].pk, None)
    # The first time, those who stand too close to each other are spread.
    assert max(counts) <= 30
