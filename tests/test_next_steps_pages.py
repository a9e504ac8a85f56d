"""The pages that say where one could go: from a role, a position and the reader's own place, and on to a goal."""

import datetime
from html import unescape

import pytest
from django.test import Client

from roles import tree
from roles.access import make_hr_editor
from roles.lattice.drawing import MOST_DRAWN
from roles.models import Account, AppointmentKind, NextStep, Person, Position, Proficiency, Role, RoleSkill, Skill
from tests.drawings import drawing_in, titles
from tests.pages import count_queries, links, words
from tests.test_chart_files import HOSTILE
from tests.trees import appoint, plant, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO: Helena
  OPS1 Operations North: Amara
  OPS2 Operations South
    T1 Team A: Jonas
    T2 Team B
    T3 Team C
    T4 Team D: Priya
    T5 Team E: Malik
  DPO Data Protection Officer
"""
SKILLS = {
    "clerk": {"Care": Proficiency.WORKING},
    "lead": {"Care": Proficiency.WORKING, "Leadership": Proficiency.WORKING},
    "manager": {"Care": Proficiency.AWARENESS, "Leadership": Proficiency.EXPERT, "Money": Proficiency.PRACTITIONER},
    "chief": {},
}
STEPS = (
    ("clerk", "lead", "Look after a shift."),
    ("clerk", "buyer", ""),
    ("lead", "manager", "Run a budget."),
    ("buyer", "manager", ""),
    ("manager", "chief", ""),
    ("chief", "lead", "Rare, but it happens."),
)


@pytest.fixture
def roles() -> dict[str, Role]:
    """Write down five roles, what they ask for, and the next steps between them; nothing leads away from an island."""
    names = dict.fromkeys((*SKILLS, "buyer", "island"))
    made = {name: Role.objects.create(slug=name, title=name.capitalize()) for name in names}
    for name, asked in SKILLS.items():
        for skill, proficiency in asked.items():
            row, _is_new = Skill.objects.get_or_create(name=skill)
            RoleSkill.objects.create(role=made[name], skill=row, proficiency=proficiency)
    for role, next_role, advice in STEPS:
        NextStep.objects.create(role=made[role], next_role=made[next_role], advice=advice)
    return made


@pytest.fixture
def company(roles: dict[str, Role]) -> dict[str, Role]:
    """Plant two managers, five leads and a chief."""
    seats = plant(COMPANY)
    give({seats["CEO"]: roles["chief"], seats["OPS1"]: roles["manager"], seats["OPS2"]: roles["manager"]})
    give({seats[f"T{number}"]: roles["lead"] for number in range(1, 6)})
    return roles


def give(roles: dict[Position, Role]) -> None:
    """Let positions have roles."""
    wanted = {position.pk: role for position, role in roles.items()}
    with tree.writing():
        changed = list(Position.objects.filter(pk__in=wanted))
        for position in changed:
            position.role = wanted[position.pk]
        tree.apply(tree.Changes(changed=changed))


@pytest.mark.parametrize(
    ("start", "query", "expected"),
    [
        (
            "clerk",
            "",
            "From Clerk one can reach two roles in one move, one more in two moves and one more in three moves.",
        ),
        ("clerk", "moves=1", "From Clerk one can reach two roles in one move. Go to the list"),
        ("clerk", "moves=4", "one more in three moves. No next steps lead further."),
        ("chief", "", "reach one role in one move and one more in two moves. No next steps lead further."),
        ("island", "", "No next steps from Island to other roles are written down yet."),
        ("clerk", "to=role:lead", "Is there a way from Clerk to Lead? Yes, directly: from Clerk the next step can be"),
        ("clerk", "to=lead", "Is there a way from Clerk to Lead? Yes, directly"),
        ("clerk", "to=role:LEAD", "Is there a way from Clerk to Lead? Yes, directly"),
        ("clerk", "to=Lead", "Is there a way from Clerk to Lead? Yes, directly"),
        ("clerk", "to=chief", "Yes, in three steps: from Clerk by way of Lead and Manager."),
        ("clerk", "to=chief", "Equally short is the way over Buyer and Manager."),
        ("island", "to=chief", "No next steps that are written down lead from Island to Chief."),
        ("chief", "to=clerk", "No next steps that are written down lead from Chief to Clerk."),
        ("chief", "to=chief", "Chief is start and goal at once That is the role itself: there is no step to take."),
    ],
)
@pytest.mark.usefixtures("roles")
def test_pages_open_with_their_answer(reader: Client, start: str, query: str, expected: str) -> None:
    assert expected in words(reader.get(f"/roles/{start}/next-steps/?{query}"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/positions/T1/next-steps/?to=t1",
            "Team A is start and goal at once That is the position itself: there is no step to take.",
        ),
        ("/positions/DPO/next-steps/?to=DPO", "That is the position itself: there is no step to take."),
        (
            "/positions/T1/next-steps/?to=T2",
            "Is there a way from Team A to Team B? That is a change of place, not of role: both have the role Lead",
        ),
        ("/positions/T1/next-steps/?to=role:lead", "Team A has the role Lead already: there is no step to take."),
        (
            "/roles/lead/next-steps/?to=T1",
            "Team A has this role too: coming there from another position of Lead is a change of place, not of role.",
        ),
        ("/me/next-steps/?to=T1", "Team A is start and goal at once You hold this position already: there is no step"),
        ("/me/next-steps/?to=OPS2", "You hold this position already. Yes, directly: from Lead the next step can be"),
        ("/me/next-steps/?to=T2", "to Team B? That is a change of place, not of role: both have the role Lead"),
        ("/me/next-steps/?to=role:lead", "Team A has the role Lead already: there is no step to take."),
    ],
)
@pytest.mark.usefixtures("company")
def test_where_no_step_is_needed_the_answer_says_why(reader: Client, address: str, expected: str) -> None:
    Person.objects.filter(name="Jonas").update(account=Account.objects.get())
    appoint(Position.objects.get(code="OPS2"), "Jonas", kind=AppointmentKind.ACTING)
    page = words(reader.get(address))
    assert expected in page
    assert ("a change of place" in page) is ("a change of place" in expected)
    assert ("have to grow" in page) is ("Yes, directly" in expected)


@pytest.mark.usefixtures("company")
def test_that_no_step_is_needed_is_said_in_german_too(reader: Client) -> None:
    german = {"accept-language": "de"}
    page = words(reader.get("/positions/T1/next-steps/?to=T1", headers=german))
    assert "Team A ist Start und Ziel zugleich Das ist die Position selbst: Es ist kein Schritt nötig." in page
    page = words(reader.get("/roles/lead/next-steps/?to=T1", headers=german))
    assert "Team A hat ebenfalls diese Rolle: Wer von einer anderen Position der Rolle Lead" in page


@pytest.mark.usefixtures("company")
def test_every_step_says_what_it_takes_and_which_positions_there_are(reader: Client) -> None:
    response = reader.get("/roles/clerk/next-steps/")
    page = words(response)
    assert (
        "In one move Lead From Clerk Look after a shift. New skills Leadership: working 5 positions, 2 vacant" in page
    )
    assert "Team B vacant Team C vacant Team A Jonas All 5 positions of Lead" in page
    assert "Buyer From Clerk Which skills Buyer asks for is not written down. No position has this role" in page
    assert (
        "In two moves Manager From the start: 2 skills to grow · the whole way to Manager From Lead Run a budget."
        in page
    )
    assert "Skills to grow Leadership: from working to expert New skills Money: practitioner" in page
    assert (
        "From Buyer Skills it asks for Care: awareness Leadership: expert Money: practitioner 2 positions, 1 vacant"
        in page
    )
    assert "In three moves Chief" in page
    assert links(response)["All 5 positions of Lead"] == "/roles/lead/#positions"
    assert links(response)["the whole way to Manager"] == "?to=role:manager"


def test_who_holds_a_position_is_said_as_everywhere(reader: Client, company: dict[str, Role]) -> None:
    write_appointment(position=Position.objects.get(code="OPS2"), person=None)
    appoint(Position.objects.get(code="T2"), "Olga", kind=AppointmentKind.ACTING)
    for name in ("Ada", "Bo"):
        appoint(Position.objects.get(code="T3"), name, kind=AppointmentKind.SHARED, share="0.5")
    assert "Operations South name not published" in words(reader.get("/roles/lead/next-steps/"))
    page = words(reader.get("/roles/clerk/next-steps/"))
    assert "5 positions Team A Jonas" in page
    assert "Team B Olga (acting)" in page
    assert "Team C Ada and Bo (job share)" in page
    assert company["lead"].positions.count() == 5


@pytest.mark.usefixtures("company")
def test_the_graph_has_a_box_for_each_role_and_a_dashed_line_for_each_further_step(reader: Client) -> None:
    response = reader.get("/roles/clerk/next-steps/?moves=4")
    drawing = drawing_in(response)
    assert titles(drawing) == ["Clerk", "Lead", "Buyer", "Manager", "Chief"]
    names = {each.text for each in drawing.iter("{http://www.w3.org/2000/svg}title")}
    assert {"Lead, one move, 5 positions, 2 vacant, 1 skill to grow", "Clerk, From here, no position"} <= names
    assert "Chief, three moves, 1 position, no skill to grow" in names
    assert {"from Buyer to Manager", "from Chief to Lead"} <= names
    assert links(response)["Manager"] == "/roles/manager/"


def test_of_very_many_roles_the_nearest_are_drawn_and_all_are_listed_in_pages(reader: Client) -> None:
    rows = [Role(slug=f"r{number}", title=f"Role {number:02}", title_key=f"role {number:02}") for number in range(70)]
    made = Role.objects.bulk_create(rows)
    NextStep.objects.bulk_create(NextStep(role=made[0], next_role=other) for other in made[1:])
    first, last = (reader.get(f"/roles/r0/next-steps/?page={page}") for page in (1, 6))
    assert len(titles(drawing_in(first))) == MOST_DRAWN + 1
    assert "53 more roles are not drawn." in words(first)
    assert "Role 12 From Role 00" in words(first)
    assert "Role 13 From Role 00" not in words(first)
    assert "Role 61 From Role 00" in words(last)
    assert b'class="chart"' not in last.content


@pytest.mark.usefixtures("company")
def test_the_way_to_a_goal_says_each_step_and_the_whole_gap(reader: Client) -> None:
    response = reader.get("/positions/T1/next-steps/?to=OPS2")
    page = words(response)
    assert "Is there a way from Team A to Operations South? Yes, directly: from Lead the next step can" in page
    assert "Step by step Manager From Lead Run a budget. Skills to grow Leadership: from working to expert" in page
    assert "2 of the 3 skills that it asks for have to grow or are new." in page
    assert "Money not asked for practitioner 3 steps up" in page
    assert "Care working awareness Leadership" in page
    assert links(response)["Operations South"] == "/positions/OPS2/"


@pytest.mark.usefixtures("company")
def test_a_step_that_two_ways_share_is_told_once(reader: Client) -> None:
    page = words(reader.get("/roles/clerk/next-steps/?to=chief"))
    assert page.count("From Manager Which skills Chief asks for is not written down.") == 1
    assert "Step by step: way 2 Buyer From Clerk" in page
    assert page.count("Chief From Manager, as told above.") == 1


@pytest.mark.usefixtures("company")
def test_a_comparison_names_further_ways_of_the_same_length(reader: Client) -> None:
    page = words(reader.get("/compare/?left=role:clerk&right=role:chief"))
    assert "from Clerk by way of Lead and Manager. Equally short is the way over Buyer and Manager." in page


@pytest.mark.usefixtures("company")
def test_where_no_way_leads_the_whole_gap_is_said_all_the_same(reader: Client) -> None:
    page = words(reader.get("/roles/island/next-steps/?to=manager"))
    assert "Which skills are asked for now is not written down, so nobody can say what is missing." in page
    assert "Leadership not written down expert" in page
    assert "steps up" not in page
    assert "Positions of Manager 2 positions, 1 vacant" in page
    assert "Step by step" not in page


def test_where_not_one_skill_is_there_yet_all_of_them_are_missing(reader: Client, company: dict[str, Role]) -> None:
    RoleSkill.objects.create(role=company["island"], skill=Skill.objects.create(name="Sailing"))
    page = words(reader.get("/roles/island/next-steps/?to=manager"))
    assert "All 3 skills that it asks for have to grow or are new." in page
    assert "Leadership not asked for expert 4 steps up" in page


@pytest.mark.usefixtures("company")
def test_words_lead_to_roles_and_positions_that_may_be_meant(reader: Client) -> None:
    response = reader.get("/roles/clerk/next-steps/?to=north amara")
    assert "Did you mean one of these?" in words(response)
    assert links(response)["Operations North"] == "?to=OPS1"
    assert links(reader.get("/roles/clerk/next-steps/?to=mana"))["Manager"] == "?to=role:manager"
    for text in ("nobody", "role:nobody", "role:%00", "x" * 300):
        assert reader.get(f"/roles/clerk/next-steps/?to={text}").status_code == 404


@pytest.mark.usefixtures("company")
def test_a_position_without_a_role_says_so_and_shows_what_a_goal_asks_for(reader: Client) -> None:
    page = words(reader.get("/positions/DPO/next-steps/"))
    assert "Data Protection Officer has no role yet, and next steps lead from role to role." in page
    assert "Give it a role" not in page
    page = words(reader.get("/positions/DPO/next-steps/?to=manager"))
    assert "Data Protection Officer has no role yet" in page
    assert "so nobody can say what is missing." in page
    page = words(reader.get("/positions/T1/next-steps/?to=DPO"))
    assert "Data Protection Officer has no role yet, and next steps lead from role to role." in page


@pytest.mark.usefixtures("company")
def test_whoever_may_is_led_to_where_next_steps_are_written_down(client: Client) -> None:
    editor = Account.objects.create_user("hr")
    make_hr_editor(editor)
    client.force_login(editor)
    address = f"/admin/roles/role/{Role.objects.get(slug='island').pk}/change/"
    assert links(client.get("/roles/island/next-steps/"))["Write them down"] == address


@pytest.mark.usefixtures("company")
def test_the_reader_begins_from_the_position_they_mainly_hold(reader: Client) -> None:
    assert "Your account is not linked to a person yet" in words(reader.get("/me/next-steps/"))
    Person.objects.filter(name="Jonas").update(account=Account.objects.get())
    appoint(Position.objects.get(code="OPS2"), "Jonas", kind=AppointmentKind.ACTING)
    response = reader.get("/me/next-steps/")
    assert "From Lead one can reach one role in one move and one more in two moves." in words(response)
    assert "You mainly hold Team A. You can also begin from Operations South." in words(response)
    assert b'href="/positions/OPS2/next-steps/"' in response.content
    assert links(reader.get("/me/"))["Where could I go from here"] == "/me/next-steps/"
    assert "Where could I go from here" not in words(reader.get(Person.objects.get(name="Amara").get_absolute_url()))


def test_who_holds_nothing_is_told_so(reader: Client) -> None:
    Person.objects.create(number="N9", name="Nobody", account=Account.objects.get())
    response = reader.get("/me/next-steps/")
    assert "You hold no position at present" in words(response)
    assert links(response)["All roles"] == "/roles/"


@pytest.mark.usefixtures("company")
def test_pages_of_positions_and_roles_lead_here(reader: Client, client: Client) -> None:
    assert links(reader.get("/positions/T1/"))["Where could I go from here"] == "/positions/T1/next-steps/"
    address = links(reader.get("/roles/lead/"))["Further steps, and what each of them takes"]
    assert address == "/roles/lead/next-steps/"
    client.logout()
    for page in ("/positions/T1/next-steps/", "/roles/lead/next-steps/", "/me/next-steps/"):
        assert client.get(page).status_code == 302


def test_codes_in_another_case_lead_to_the_page_with_their_question(reader: Client, company: dict[str, Role]) -> None:
    response = reader.get("/positions/t1/next-steps/?to=ops2&moves=2")
    assert response.status_code == 302
    assert response.headers["Location"] == "/positions/T1/next-steps/?to=ops2&moves=2"
    assert reader.get("/positions/none/next-steps/").status_code == 404
    assert reader.get("/roles/none/next-steps/").status_code == 404
    assert company


@pytest.mark.parametrize(("goal", "title"), [("Lead", "Other"), ("lead", "Lead"), ("LEAD", "Lead"), ("up", "Upper")])
@pytest.mark.usefixtures("roles")
def test_of_short_names_that_differ_in_case_alone_the_one_written_is_meant(
    reader: Client, goal: str, title: str
) -> None:
    Role.objects.create(slug="Lead", title="Other")
    Role.objects.create(slug="UP", title="Upper")
    assert f"from Clerk to {title}?" in words(reader.get(f"/roles/clerk/next-steps/?to=role:{goal}"))


@pytest.mark.parametrize(
    ("moves", "shown"), [("", 3), ("1", 1), ("4", 4), ("0", 3), ("5", 3), ("-1", 3), ("x", 3), ("9" * 5000, 3)]
)
@pytest.mark.usefixtures("roles")
def test_moves_that_cannot_be_had_fall_back_and_the_page_says_so(reader: Client, moves: str, shown: int) -> None:
    response = reader.get("/roles/clerk/next-steps/", {"moves": moves})
    assert f'<option value="{shown}" selected>' in response.content.decode()
    assert ("3 are shown instead" in words(response)) is (moves not in ("", "1", "4"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_shown_as_text(reader: Client, text: str) -> None:
    shown = "".join(each for each in text if each.isprintable() and each != "\u202e")
    one, other = (Role.objects.create(slug=f"r{number}", title=f"{number} {shown}") for number in (1, 2))
    skill = Skill.objects.create(name=shown)
    RoleSkill.objects.create(role=other, skill=skill)
    NextStep.objects.create(role=one, next_role=other, advice=text)
    for address in ("/roles/r1/next-steps/", "/roles/r1/next-steps/?to=r2", "/roles/r2/next-steps/?to=r1"):
        content = reader.get(address).content.decode()
        assert "<script>alert" not in content
        assert 'onmouseover="alert' not in content
        assert f"2 {shown}" in unescape(content)
        assert drawing_in(reader.get("/roles/r1/next-steps/")) is not None


def test_number_of_queries_depends_neither_on_the_roles_nor_on_their_positions(
    reader: Client, company: dict[str, Role]
) -> None:
    addresses = (
        "/roles/clerk/next-steps/?moves=4",
        "/positions/T1/next-steps/?to=CEO",
        "/roles/clerk/next-steps/?to=chief",
        "/roles/clerk/next-steps/?to=team",
    )
    few = [count_queries(reader, address) for address in addresses]
    for number in range(60):
        role = Role.objects.create(slug=f"more-{number}", title=f"More {number}")
        skill = Skill.objects.create(name=f"Skill {number}")
        RoleSkill.objects.create(role=role, skill=skill)
        RoleSkill.objects.create(role=company["chief"], skill=skill)
        NextStep.objects.create(role=company["clerk"], next_role=role)
        NextStep.objects.create(role=role, next_role=company["chief"])
    plant("\n".join(f"M{number} Team: Holder {number}" for number in range(60)), role=company["lead"])
    assert [count_queries(reader, address) for address in addresses] == few
    assert max(few) <= 12


@pytest.mark.usefixtures("company")
def test_who_holds_a_goal_is_said_and_that_it_is_vacant(reader: Client) -> None:
    assert "Operations North at present: Amara" in words(reader.get("/positions/T1/next-steps/?to=OPS1"))
    vacant = words(reader.get("/positions/T1/next-steps/?to=OPS2"))
    assert "Operations South at present: Nobody holds this position." in vacant


@pytest.mark.usefixtures("company")
def test_ended_positions_are_said_to_have_ended(reader: Client) -> None:
    tree.end_position(Position.objects.get(code="T2").pk, datetime.date(2026, 3, 31))
    for address in (
        "/positions/T2/next-steps/",
        "/positions/T1/next-steps/?to=T2",
        "/positions/T2/next-steps/?to=OPS1",
    ):
        assert "Team B ended on 31 March 2026 and is no longer in the chart." in words(reader.get(address)), address
