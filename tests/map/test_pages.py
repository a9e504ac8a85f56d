"""The map's addresses: what stands around the canvas, the numbers, the cards, and what is answered to bad questions."""

import gzip

import pytest
from django.test import Client
from pytest_django import Settings

from roles.map.edition import present_edition
from roles.models import Department
from tests.map.companies import Unpacked
from tests.pages import count_queries, links, words
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_the_page_says_in_words_how_many_there_are_and_what_the_colours_mean(reader: Client) -> None:
    sales = Department.objects.create(code="S", name="Sales")
    planted = plant("A Alpha\n  B Beta\n  C Gamma", department=sales)
    appoint(planted["A"], "Ama")
    response = reader.get("/map/")
    said = words(response)
    assert "3 positions, 2 vacant." in said
    assert "Sales 3" in said
    assert "Vacant 2" in said
    assert "No direct reports 2 1 to 3 direct reports 1" in said
    assert "No location given 3" in said
    assert links(response)["the list of positions"] == "/positions/"


def test_only_the_legend_of_the_chosen_colour_is_shown(reader: Client) -> None:
    plant("A Alpha")
    text = reader.get("/map/?colour=span").content.decode()
    assert 'data-legend="span" aria-labelledby' in text
    assert 'data-legend="department" hidden' in text


def test_an_empty_chart_says_so(reader: Client) -> None:
    response = reader.get("/map/")
    assert "There are no positions yet." in words(response)
    assert "<canvas" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=mauve", "Choose from the list: the usual is shown instead."),
        ("at=NOBODY", "No position of the chart has the code “NOBODY”."),
        ("at=%00", "Null characters are not allowed."),
        (f"at={'x' * 200}", "Ensure this value has at most 100 characters (it has 200)."),
        ("colour=&at=", "1 position"),
        ("colour=span&colour=%F0%9F%98%80", "Choose from the list"),
    ],
)
def test_what_can_not_be_taken_falls_back_and_is_said(reader: Client, query: str, said: str) -> None:
    plant("A Alpha")
    assert said in words(reader.get(f"/map/?{query}"))


def test_the_map_begins_at_a_position_in_whatever_letter_case(reader: Client) -> None:
    planted = plant("Alpha-1 Alpha\n  B Beta")
    assert f'data-at="{planted["Alpha-1"].pk}"' in reader.get("/map/?at=ALPHA-1").content.decode()


def test_numbers_are_sent_compressed_to_who_takes_that(reader: Client) -> None:
    plant("A Alpha\n  B Beta")
    address = f"/map/{present_edition().name}.bin"
    response = reader.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert Unpacked(response.content).count == 2
    assert "Accept-Encoding" in response.headers["Vary"]
    for taken in ({}, {"Accept-Encoding": "gzip;q=0, identity"}):
        plain = reader.get(address, headers=taken)
        assert "Content-Encoding" not in plain.headers
        assert plain.content == gzip.decompress(response.content)


def test_browsers_ask_again_for_numbers_and_get_them_once(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = plant("A Alpha\n  B Beta")
    address = f"/map/{present_edition().name}.bin"
    first = reader.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Cache-Control"] == "private, no-cache"
    monkeypatch.setattr("roles.views.map.shape_of", None)
    known = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    again = reader.get(address, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    appoint(planted["A"], "Ama")
    assert reader.get(address, headers=known).status_code == 409
    reader.logout()
    assert reader.get(address, headers=known).status_code == 302


def test_an_edition_that_is_past_or_never_was_is_refused(reader: Client) -> None:
    planted = plant("A Alpha")
    past = present_edition().name
    appoint(planted["A"], "Ama")
    for name in (past, "never"):
        response = reader.get(f"/map/{name}.bin")
        assert response.status_code == 409
        assert response.json() == {"error": "The chart has changed: open the map again."}
        assert "ETag" not in response.headers


def test_cards_come_with_the_edition_that_they_belong_to(reader: Client) -> None:
    planted = plant("A Alpha\n  B Beta")
    answer = reader.get(f"/map/cards/?keys={planted['B'].pk},{planted['A'].pk},0,x&colour=mauve").json()
    assert answer["edition"] == present_edition().name
    assert {card["code"] for card in answer["cards"]} == {"A", "B"}
    assert reader.get("/map/cards/").json()["cards"] == []


ADDRESSES = ("/map/", "/map/cards/?keys=1", "/map/x.bin")


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_are_sent_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


def test_the_map_is_public_where_the_chart_is(client: Client, settings: Settings) -> None:
    settings.PUBLIC_CHART = True
    plant("A Alpha")
    assert [client.get(address).status_code for address in ADDRESSES] == [200, 200, 409]


def test_cards_ask_as_much_for_two_as_for_many(reader: Client) -> None:
    planted = plant("A Alpha\n" + "\n".join(f"  B{number} Beta: Holder {number}" for number in range(30)))
    keys = [position.pk for position in planted.values()]
    few, many = (",".join(map(str, keys[:count])) for count in (2, 30))
    assert count_queries(reader, f"/map/cards/?keys={few}") == count_queries(reader, f"/map/cards/?keys={many}") <= 6


def test_numbers_are_found_again_with_few_statements(reader: Client) -> None:
    plant("A Alpha\n  B Beta")
    address = f"/map/{present_edition().name}.bin"
    assert count_queries(reader, address) == count_queries(reader, address) + 1 <= 6
