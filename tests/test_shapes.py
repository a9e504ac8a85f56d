"""Pages of organisations that no door would let in, or that are very wide: a chain of 5,000, a manager of 10,000."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from roles.models import Account, Appointment, Person, Position, Role
from roles.models.door import open_door
from tests.admin.conftest import signed_in
from tests.admin.posting import fields_of, post
from tests.pages import links, words
from tests.trees import plant_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

# What a page asks at most, session, account and the admin's own lookups included.
MOST_QUERIES = 16
MOST_BYTES = 600_000
CHAIN = range(-1, 4_999)
WIDE = (-1, *(0 for _report in range(10_000)))
BROAD = (-1, *(0 for _manager in range(3_000)), *(number // 3 for number in range(3, 9_003)))
LISTS = (
    "/", "/positions/", "/positions/?page=9999", "/positions/?q=title", "/positions/?above={last}",
    "/positions/?reports_to={head}&page=2", "/chart/", "/chart.svg", "/chart/?levels=64", "/chart/?levels=64&all=on",
    "/chart.svg?levels=64", "/roles/", "/roles/seat/", "/roles/seat/?page=9999", "/people/", "/me/",
    "/suggestions/?q=title", "/compare/?left={head}&right={last}", "/compare/?left={last}&right={middle}",
    "/compare/?left=title&right={middle}",
    "/admin/", "/admin/roles/position/", "/admin/roles/position/?p=2", "/admin/roles/position/?q=title",
    "/admin/roles/position/?level=3", "/admin/roles/position/?level=64", "/admin/roles/position/?holder=vacant",
    "/admin/autocomplete/?app_label=roles&model_name=position&field_name=reports_to&term=title",
)  # fmt: skip
OF_ONE = (
    "/positions/{code}/", "/chart/{code}/", "/chart/{code}/?levels=64&all=on", "/chart/{code}.svg", "/people/N{code}/",
    "/admin/roles/position/{key}/change/", "/admin/roles/position/{key}/delete/", "/admin/roles/position/{key}/end/",
    "/admin/roles/position/{key}/history/",
)  # fmt: skip


@pytest.fixture
def administrator(settings: Settings) -> Client:
    """Sign in somebody who may see everything; few boxes will do for a test."""
    settings.MOST_BOXES = 400
    return signed_in(Account.objects.create_superuser("administrator"))


def organise(managers: Sequence[int]) -> list[Position]:
    """Plant an organisation by hand, the positions of one role and every third of them vacant."""
    seats = plant_by_hand(managers, role=Role.objects.create(slug="seat", title="Seat"))
    people = [person(seat) for seat in seats]
    Person.objects.bulk_create(people, batch_size=500)
    held = [pair for number, pair in enumerate(zip(seats, people, strict=True)) if number % 3]
    with open_door():
        Appointment.objects.bulk_create((Appointment(position=seat, person=who) for seat, who in held), batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does by itself in the minutes that a test does not wait
    return seats


def person(seat: Position) -> Person:
    """Return whoever may hold a seat, not saved."""
    number, name = f"N{seat.code}", f"Person {seat.code}"
    return Person(number=number, number_key=number.lower(), name=name, search_key=name.lower())


def pages(seats: Sequence[Position]) -> list[str]:
    """Return the address of every page, and of those of one position for the head, the middle and the last."""
    three = seats[0], seats[len(seats) // 2], seats[-1]
    head, middle, last = (seat.code for seat in three)
    lists = [address.format(head=head, middle=middle, last=last) for address in LISTS]
    return lists + [address.format(code=seat.code, key=seat.pk) for seat in three for address in OF_ONE]


def faults_of(client: Client, address: str) -> list[str]:
    """Say what is wrong with a page: its status, its size, how many statements it asks."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    size = len(response.content)
    faults = [f"status {response.status_code}"] if response.status_code != 200 else []
    faults += [f"{size} bytes"] if size > MOST_BYTES else []
    return faults + ([f"{len(queries)} statements"] if len(queries) > MOST_QUERIES else [])


@pytest.mark.parametrize("managers", [CHAIN, WIDE, BROAD], ids=["chain", "wide", "broad"])
def test_every_page_answers_in_few_statements_and_words(administrator: Client, managers: Sequence[int]) -> None:
    found = {address: faults_of(administrator, address) for address in pages(organise(managers))}
    assert {address: faults for address, faults in found.items() if faults} == {}


# A chain of five thousand


@pytest.fixture
def chain() -> list[Position]:
    """Plant five thousand positions, each but the first below the one before."""
    return organise(CHAIN)


def test_long_reporting_line_is_shown_by_its_ends_and_leads_to_the_rest(
    administrator: Client, chain: list[Position]
) -> None:
    for address in ("/positions/P4999/", "/people/NP4999/", "/chart/P4999/"):
        page = administrator.get(address)
        said = words(page)
        assert "Title of P3" in said, address
        assert "4,983 others between" in said, address
        assert "Title of P4987" in said, address
        assert "Title of P4986" not in said, address
        assert links(page)["4,983 others between"] == "/positions/?above=P4999", address
    rest = words(administrator.get("/positions/?above=P4999"))
    assert "Positions above Title of P4999" in rest
    assert "4,999 positions" in rest


def test_line_that_fits_is_shown_whole(administrator: Client) -> None:
    organise(range(-1, 17))
    page = administrator.get("/positions/P16/")
    assert all(f"Title of P{number} " in words(page) for number in range(16))
    # The drawing is for paper, where a line is shorter still.
    assert "between" not in re.sub("<svg.*?</svg>", "", page.content.decode(), flags=re.DOTALL)
    assert "1 other between" in words(administrator.get("/positions/P17/"))


def test_admin_form_shows_a_long_line_by_its_ends(administrator: Client, chain: list[Position]) -> None:
    said = words(administrator.get(f"/admin/roles/position/{chain[-1].pk}/change/"))
    assert "Title of P4987 (P4987) → 4,983 others between → Title of P3 (P3)" in said


def test_nearest_filled_position_is_found_however_far_it_is(administrator: Client, chain: list[Position]) -> None:
    with open_door():
        Appointment.objects.filter(position__in=[seat.pk for seat in chain[11:]]).delete()
    sentence = "The nearest position above it that is filled is the Title of P10, Person P10."
    assert sentence in words(administrator.get("/positions/P4000/"))
    assert sentence in words(administrator.get("/compare/?left=P4000&right=P0"))


def test_comparison_counts_what_it_does_not_show(administrator: Client, chain: list[Position]) -> None:
    said = words(administrator.get("/compare/?left=P4999&right=P1000"))
    assert (
        "The Title of P4999 is below the Title of P1000, 3,999 levels down, "
        "through the Title of P4998, the Title of P4997, the Title of P4996 and 3,995 others." in said
    )
    upper = words(administrator.get("/compare/?left=P1000&right=P4999"))
    assert "through the Title of P1001, the Title of P1002, the Title of P1003 and 3,995 others." in upper
    assert "995 others between" in said
    assert "3,993 others between" in said


def test_fork_far_down_is_shown_where_the_lines_part(administrator: Client) -> None:
    organise([*range(-1, 2_999), 1_000, *range(3_000, 5_000)])
    said = words(administrator.get("/compare/?left=P2999&right=P5000"))
    assert "the nearest position above both is the Title of P1000" in said
    assert "Title of P1000 Person P1000 Nearest common manager" in said
    assert "Title of P1001 Person P1001" in said
    assert "Title of P3000" in said


def test_levels_beyond_the_limit_are_one_choice_of_the_filter(administrator: Client, chain: list[Position]) -> None:
    said = links(administrator.get("/admin/roles/position/?holder=vacant"))
    assert {"0", "63", "64 and deeper"} <= said.keys()
    assert "65" not in said
    assert "4936 positions" in words(administrator.get("/admin/roles/position/?level=64"))


def test_chart_of_a_chain_is_cut_and_says_so(administrator: Client, chain: list[Position], settings: Settings) -> None:
    settings.MOST_BOXES = 30
    page = administrator.get("/chart/P100/?levels=64")
    assert "this is what fits, 30 levels of it" in words(page)
    assert page.content.count(b'class="card"') == 30
    assert links(page)["1 direct · 4,870 in all"] == "/chart/P129/?levels=64"


# Editing what is too deep


def test_position_that_is_too_deep_already_may_be_edited_and_lifted(chain: list[Position]) -> None:
    position = Position.objects.get(code="P4999")
    position.title = "Renamed"
    position.clean()
    position.reports_to = chain[2_000]
    position.clean()


def test_position_may_not_go_deeper_beyond_the_limit(chain: list[Position]) -> None:
    position = Position.objects.get(code="P10")
    position.reports_to = chain[9]
    position.clean()
    newcomer = Position(code="NEW", title="Newcomer", reports_to=chain[62])
    newcomer.clean()
    newcomer.reports_to = chain[63]
    with pytest.raises(ValidationError, match="more than 64 levels"):
        newcomer.clean()


def test_loop_through_five_thousand_is_spelled_out_in_part(chain: list[Position]) -> None:
    head = Position.objects.get(code="P0")
    head.reports_to = chain[-1]
    with pytest.raises(ValidationError, match=r"Title of P0 \(P0\) reports to .* through 4993 others to Title of P0"):
        head.clean()


def test_title_of_a_position_too_deep_is_saved_by_the_form(administrator: Client, chain: list[Position]) -> None:
    address = reverse("admin:roles_position_change", args=[chain[-1].pk])
    response = post(administrator, address, fields_of(administrator.get(address)), title="Renamed")
    assert response.status_code == 302, words(response)
    assert Position.objects.get(code="P4999").title == "Renamed"


def test_file_with_a_chain_of_five_thousand_is_refused_by_row(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "chain.csv"
    rows = (f"P{number},Seat,{f'P{number - 1}' if number else ''}" for number in range(5_000))
    file.write_text("\n".join(["code,title,reports_to", *rows]), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_positions", str(file))
    said = capsys.readouterr().out
    assert "C66 (reports_to): Seat (P64) would stand on level 65: a chart has at most 64" in said
    assert not Position.objects.exists()


# Very wide


def test_manager_of_ten_thousand_shows_the_first_and_leads_to_all(administrator: Client) -> None:
    organise(WIDE)
    page = administrator.get("/positions/P0/")
    assert "10,000 direct reports" in words(page)
    assert links(page)["These are the first 20: see all"] == "/positions/?reports_to=P0"
    everybody = words(administrator.get("/positions/?reports_to=P0&page=200"))
    assert "10,000 positions" in everybody
    assert "Title of P10000" in everybody
    assert "Page 200 of 200" in everybody
    cut = administrator.get("/chart/P0/?all=on")
    assert "There are more positions than one page can show" in words(cut)
    assert links(cut)["All 10,000 direct reports"] == "/positions/?reports_to=P0"


@pytest.mark.parametrize("address", ["/positions/?above=NOBODY", "/positions/?reports_to=NOBODY"])
def test_list_around_a_position_that_is_not_there_is_not_found(administrator: Client, address: str) -> None:
    assert administrator.get(address).status_code == 404
