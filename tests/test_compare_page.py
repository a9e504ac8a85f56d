"""The page that compares two positions, and the one on which they are chosen."""

import datetime

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from roles import tree
from roles.models import LinkKind, Position, Proficiency, Responsibility, RoleSkill, Skill
from tests.conftest import FindViolations
from tests.described import describe_manager
from tests.pages import count_queries, links, words
from tests.trees import plant, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena
  COO Chief Operating Officer: Amara
    OPS Operations Manager, Logistics: Jonas
    QUA Operations Manager, Quality
  CFO Finance Director: Katarzyna
"""


@pytest.fixture
def company() -> dict[str, Position]:
    """Plant a small company; the operations managers and the chief operating officer have roles that say much."""
    manager = describe_manager()
    chief = manager.next_steps.get().next_role
    chief.focus, chief.scope, chief.management_level = "strategic", "organisation", "executive"
    chief.save()
    for order, text in enumerate(("Align the units.", "Find bottlenecks.")):
        Responsibility.objects.create(role=chief, text=text, order=order)
    leadership = Skill.objects.get(name="Leadership")
    RoleSkill.objects.create(role=chief, skill=leadership, proficiency=Proficiency.EXPERT)
    seats = plant(COMPANY)
    with tree.writing():
        changed = list(Position.objects.filter(code__in=["COO", "OPS", "QUA"]))
        for position in changed:
            position.role = chief if position.code == "COO" else manager
        tree.apply(tree.Changes(changed=changed))
    write_link(from_position=seats["COO"], to_position=seats["CEO"], kind=LinkKind.DEPUTY)
    return seats


COMPARED = "/compare/?left=COO&right=OPS"


@pytest.mark.usefixtures("company")
def test_page_opens_with_who_is_above_whom(reader: Client) -> None:
    page = words(reader.get(COMPARED))
    assert page.startswith(
        "Chief Operating Officer and Operations Manager, Logistics "
        "The Chief Operating Officer is directly above the Operations Manager, Logistics. "
        "The Operations Manager, Logistics reports to the Chief Operating Officer, Amara."
    )


@pytest.mark.usefixtures("company")
def test_questions_come_before_the_facts_side_by_side(reader: Client) -> None:
    page = words(reader.get(COMPARED))
    assert "Who sets what the other carries out? The Chief Operating Officer sets the strategy" in page
    assert "Can the Operations Manager, Logistics become Chief Operating Officer? Yes, directly:" in page
    assert "What it takes Show it on a broader scale." in page
    assert "Leadership: from practitioner to expert" in page
    assert page.index("Questions and answers") < page.index("Side by side") < page.index("Responsibilities")


@pytest.mark.usefixtures("company")
def test_facts_stand_side_by_side_and_what_differs_is_marked_in_words_too(reader: Client) -> None:
    response = reader.get(COMPARED)
    assert "Focus Strategic Decides where to go, and why. Tactical Decides how to get there" in words(response)
    assert "Headcount 1 person below 0" in words(response)
    assert b'<span class="mark" role="img" aria-label="differs">' in response.content


@pytest.mark.usefixtures("company")
def test_what_both_have_stands_apart_from_what_one_has(reader: Client) -> None:
    page = words(reader.get(COMPARED))
    assert "Responsibilities Both Find bottlenecks. Only Chief Operating Officer Align the units." in page
    assert "Only Operations Manager, Logistics Plan operations." in page
    assert (
        "Outside bodies Only Chief Operating Officer Nothing else. Only Operations Manager, Logistics suppliers" in page
    )
    assert "Leadership expert practitioner 1 step" in page


@pytest.mark.usefixtures("company")
def test_only_the_differences_leave_out_what_is_the_same(reader: Client) -> None:
    everything, differences = (words(reader.get(COMPARED + end)) for end in ("", "&only=differences"))
    assert "Find bottlenecks." in everything
    assert "Find bottlenecks." not in differences
    assert "Show what is the same too" in differences


@pytest.mark.usefixtures("company")
def test_links_swap_the_sides_and_lead_to_the_two(reader: Client) -> None:
    found = links(reader.get(COMPARED))
    assert found["Swap sides"] == "/compare/?left=OPS&right=COO"
    assert found["Only the differences"] == "/compare/?left=COO&right=OPS&only=differences"
    assert found["Operations Manager, Logistics"] == "/positions/OPS/"


def test_lines_under_different_heads_do_not_meet(reader: Client) -> None:
    plant("CEO\n  A\nBOARD\n  B")
    page = words(reader.get("/compare/?left=A&right=B"))
    assert "They do not meet: each line has a head of its own." in page


@pytest.mark.usefixtures("company")
def test_codes_in_another_letter_case_lead_to_the_address_as_written(reader: Client) -> None:
    response = reader.get("/compare/?left=coo&right=OPS&only=differences")
    assert (response.status_code, response["Location"]) == (302, "/compare/?left=COO&right=OPS&only=differences")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", "Who is above whom, what sets them apart"),
        ("?left=&right=", "Who is above whom, what sets them apart"),
        ("?left=COO", "Chief Operating Officer is one of them. Which is the other?"),
        ("?right=COO", "Chief Operating Officer is one of them. Which is the other?"),
        ("?left=COO&right=COO", "Chief Operating Officer is chosen twice. Choose another one"),
        ("?left=COO&right=coo", "Chief Operating Officer is chosen twice. Choose another one"),
        ("?left=COO&right=ope", "“ope” is no code. Did you mean one of these? Positions Chief Operating Officer"),
        (
            "?left=jonas&right=COO",
            "“jonas” is no code. Did you mean one of these? Positions Operations Manager",
        ),
        ("?left=COO&right=" + "x" * 101, "at most 100 characters"),
        ("?left=COO&right=%00", "Null characters are not allowed."),
        ("?left=OPS&left=COO&left=CEO&right=CEO", "Chief Executive Officer is chosen twice."),
    ],
)
@pytest.mark.usefixtures("company")
def test_address_that_names_no_two_positions_gets_a_page_to_choose_them(
    reader: Client, query: str, answer: str
) -> None:
    page = words(reader.get(f"/compare/{query}"))
    assert page.startswith("Compare positions, roles or people")
    assert answer in page


@pytest.mark.usefixtures("company")
def test_hit_keeps_the_side_that_is_chosen(reader: Client) -> None:
    found = links(reader.get("/compare/?left=jonas&right=COO"))
    assert found["Operations Manager, Logistics"] == "/compare/?left=OPS&right=COO"


@pytest.mark.parametrize(
    "code", ["NOBODY", "%FF%FE", "<script>alert(1)</script>", "%25_", "role:nobody", "person:nobody", "../../etc"]
)
@pytest.mark.usefixtures("company")
def test_unknown_code_is_not_found_and_the_form_is_still_there(reader: Client, code: str) -> None:
    response = reader.get(f"/compare/?left=COO&right={code}")
    assert response.status_code == 404
    assert b"no position has this code" in response.content
    assert b'name="right"' in response.content
    assert b"<script>alert" not in response.content


@pytest.mark.usefixtures("company")
def test_ended_position_is_compared_by_its_role_alone(reader: Client) -> None:
    tree.end_position(Position.objects.get(code="QUA").pk, datetime.date(2026, 3, 31))
    page = words(reader.get("/compare/?left=QUA&right=COO"))
    assert "Quality ended on 31 March 2026 and is no longer in the chart." in page
    assert "Where their lines meet" not in page
    assert "Can the Operations Manager, Quality become Chief Operating Officer? Yes, directly" in page


def test_hostile_titles_are_shown_as_text(reader: Client) -> None:
    plant('A <script>alert(1)</script>: <b>Eve</b>\n  B "onmouseover=')
    content = reader.get("/compare/?left=A&right=B").content
    assert b"<script>alert" not in content
    assert b"<b>Eve" not in content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_only_those_signed_in_compare(client: Client) -> None:
    assert client.get(COMPARED).status_code == 302


@pytest.mark.usefixtures("company")
def test_number_of_queries_depends_neither_on_size_nor_on_depth(reader: Client) -> None:
    few = count_queries(reader, COMPARED)
    with tree.writing():
        manager = Position.objects.get(code="OPS")
        for number in range(60):
            new = Position(code=f"DEEP{number}", title=f"Deep {number}", reports_to=manager)
            tree.apply(tree.Changes(new=[new, *wide(new)]))
            manager = new
    assert count_queries(reader, "/compare/?left=COO&right=DEEP59") <= few <= 12
    assert count_queries(reader, "/compare/?left=deep&right=wide") <= 12


def wide(manager: Position) -> list[Position]:
    """Return positions that report to another new one."""
    return [Position(code=f"{manager.code}-WIDE{number}", title="Wide", reports_to=manager) for number in range(3)]


@pytest.mark.browser
@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_page_is_accessible_and_no_wider_than_the_screen(
    signed_in_page: Page, axe: FindViolations, scheme: str, width: int
) -> None:
    signed_in_page.set_viewport_size({"width": width, "height": 800})
    signed_in_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in (COMPARED, "/compare/?left=OPS&right=CFO", "/compare/?left=ope&right=zzz"):
        signed_in_page.goto(address)
        assert axe(signed_in_page) == []
        assert signed_in_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.usefixtures("company")
def test_drawing_beside_the_answers_is_seen_whole(signed_in_page: Page) -> None:
    for width in (1280, 960):
        signed_in_page.set_viewport_size({"width": width, "height": 800})
        signed_in_page.goto("/compare/?left=COO&right=CFO")
        widths = "(({scrollWidth, clientWidth}) => [scrollWidth, clientWidth])"
        needed, had = signed_in_page.evaluate(f"{widths}(document.querySelector('.columns .meeting'))")
        assert needed == had


@pytest.mark.browser
@pytest.mark.usefixtures("company")
def test_both_sides_are_chosen_by_keyboard(signed_in_page: Page) -> None:
    signed_in_page.goto("/compare/")
    for label, typed in (("First", "chief op"), ("Second", "logis")):
        signed_in_page.get_by_role("combobox", name=label, exact=True).press_sequentially(typed)
        expect(signed_in_page.get_by_role("option").first).to_be_visible()
        signed_in_page.keyboard.press("ArrowDown")
        signed_in_page.keyboard.press("Enter")
    signed_in_page.keyboard.press("Enter")
    expect(signed_in_page.locator(".answer")).to_contain_text("is directly above")
