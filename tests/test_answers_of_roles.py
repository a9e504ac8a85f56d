"""The answers where a role is compared, and those about three or four at once, as a table: situation, sentence."""

import datetime

import pytest

from roles import tree
from roles.answers import answers, first_answer
from roles.answers.of_many import answers_of_pairs, opening
from roles.models import LinkKind, NextStep, Position, Role
from roles.pairs import RolePair, read_pair
from roles.sides.asking import find_all
from roles.sides.reading import read_sides
from tests.trees import appoint, plant, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief: Helena
  COO Operating Chief: Amara
    LOG Manager, Logistics: Jonas
      L1 Team Lead, Yard
    QUA Manager, Quality
      L2 Team Lead, Lab: Ann
  SHOP Manager, Retail: Ewa
    L3 Team Lead, Till
  L4 Team Lead, Gate
BOARD Chair: Ola
"""
ROLES = {
    "chief": ("Chief Executive", ("CEO",), "executive", "strategic"),
    "coo": ("Chief Operating Officer", ("COO",), "executive", "strategic"),
    "manager": ("Operations Manager", ("LOG", "QUA", "SHOP"), "middle", "tactical"),
    "lead": ("Team Lead", ("L1", "L2", "L3", "L4"), "first_line", "operational"),
    "unused": ("Unused Role", (), "", ""),
}


@pytest.fixture(autouse=True)
def company() -> dict[str, Position]:
    """Plant a company whose positions have roles."""
    seats = plant(COMPANY)
    for slug, (title, codes, level, focus) in ROLES.items():
        role = Role.objects.create(slug=slug, title=title, management_level=level, focus=focus)
        for code in codes:
            position = Position.objects.get(code=code)
            position.role = role
            tree.save_position(position)
    return seats


def told(left: str, right: str, question: str) -> str:
    """Return the answer to the one question that begins so, with its reason."""
    (found,) = (
        each for each in answers(read_pair(*find_all([left, right]))) if str(each.question).startswith(question)
    )
    return " ".join(str(each) for each in (found.text, found.reason) if each)


HIGHER = [
    ("role:chief", "role:manager", "All three positions with the role Operations Manager are below the position "
     "with the "
     "role Chief Executive."),
    ("role:manager", "role:chief", "All three positions with the role Operations Manager are below the position "
     "with the "
     "role Chief Executive."),
    ("role:coo", "role:manager", "2 of the 3 positions with the role Operations Manager are below the position "
     "with the "
     "role Chief Operating Officer."),
    ("role:manager", "role:lead", "3 of the 4 positions with the role Team Lead are below a position with the role "
     "Operations Manager."),
    ("COO", "role:manager", "2 of the 3 positions with the role Operations Manager are below the Operating Chief."),
    ("LOG", "role:lead", "1 of the 4 positions with the role Team Lead is below the Manager, Logistics."),
    ("role:manager", "L2", "The Team Lead, Lab is below a position with the role Operations Manager."),
    ("role:coo", "CEO", "The only position with the role Chief Operating Officer is below the Chief."),
    ("role:manager", "LOG", "The Manager, Logistics is one of the three positions with the role Operations Manager."),
    ("COO", "role:coo", "The Operating Chief is the only position with the role Chief Operating Officer."),
    ("SHOP", "role:coo", "Neither is above the other: all of them report to the Chief, Helena. The management level "
     "of the role Chief Operating Officer is the higher one: top-level executive against middle management."),
    ("BOARD", "role:lead", "Neither is above the other."),
    ("role:manager", "L4", "Neither is above the other: they are in different branches of the chart. The management "
     "level of the role Operations Manager is the higher one: middle management against first-line management."),
    ("person:N2", "role:coo", "Amara holds the only position with the role Chief Operating Officer."),
    ("role:manager", "person:N3", "Jonas holds one of the three positions with the role Operations Manager."),
    ("role:unused", "role:lead", "No position of the chart has the role Unused Role, so the chart can't say."),
    ("person:N1", "role:lead", "All four positions with the role Team Lead are below Helena."),
    ("role:lead", "person:N5", "1 of the 4 positions with the role Team Lead is below Ewa."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), HIGHER)
def test_first_answer_counts_of_how_many_positions_it_is_true(left: str, right: str, expected: str) -> None:
    first = first_answer(read_pair(*find_all([left, right])))
    assert " ".join(str(each) for each in (first.text, first.reason) if each) == expected


ANSWERS = [
    ("role:manager", "role:lead", "Who is above the role Operations", "Its positions report to Operating Chief (2) "
     "and Chief (1)."),
    ("role:coo", "role:lead", "Who is above the role Chief Op", "Its position reports to the Chief."),
    ("role:chief", "role:lead", "Who is above the role Chief Ex", "Its position is a head and reports to no other "
     "one."),
    ("LOG", "role:lead", "Who is above the Manager", "The Manager, Logistics reports to the Operating Chief, Amara. "
     "Further up is the Chief, Helena."),
    ("role:manager", "role:lead", "Do they report", "Some do: positions of both report to the Chief."),
    ("role:coo", "role:manager", "Do they report", "Some do: positions of both report to the Chief."),
    ("role:coo", "L2", "Do they report", "No: the Operating Chief reports to the Chief, Helena, and the Team Lead, "
     "Lab to the Manager, Quality, which is vacant."),
    ("role:lead", "LOG", "Do they report", "No: no two of them report to the same position."),
    ("SHOP", "role:coo", "Do they report", "Yes: both report to the Chief, Helena."),
    ("role:manager", "role:lead", "Who is their nearest", "The lowest position above all of them is the Chief, "
     "Helena."),
    ("LOG", "role:coo", "Who is their nearest", "The lowest position above all of them is the Chief, Helena."),
    ("BOARD", "role:lead", "Who is their nearest", "No position is above all of them."),
    ("role:coo", "role:manager", "Is one of them second", "No: no position of one deputises for one of the other."),
    ("role:coo", "role:manager", "Who sets what", "The role Chief Operating Officer sets the strategy that the role "
     "Operations Manager carries out. That holds for 2 of the 3 positions with the role Operations Manager. "
     "The focus of the role Chief Operating Officer is strategic, that of the role "
     "Operations Manager tactical."),
    ("BOARD", "role:manager", "Who sets what", "That can't be said yet: no focus is written down for the Chair."),
    ("role:coo", "role:lead", "Do they work", "Nothing is written down about it."),
    ("role:coo", "role:manager", "Do they work", "In 2 of 3 cases, as managers and direct reports; nothing else is "
     "written down about it."),
    ("LOG", "role:manager", "How do their", "They do not: it is the same role, Operations Manager."),
    ("role:lead", "role:manager", "Can a holder of the role Team", "Yes, directly: from Team Lead the next step "
     "can be "
     "Operations Manager. Which skills Operations Manager asks for is not written down."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "question", "expected"), ANSWERS)
def test_questions_about_roles_are_answered_by_all_their_positions(
    left: str, right: str, question: str, expected: str
) -> None:
    roles = Role.objects.in_bulk(["lead", "manager"], field_name="slug")
    NextStep.objects.create(role=roles["lead"], next_role=roles["manager"])
    assert told(left, right, question) == expected


def test_links_between_positions_count_for_their_roles(company: dict[str, Position]) -> None:
    write_link(kind=LinkKind.DEPUTY, from_position=company["LOG"], to_position=company["COO"])
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["LOG"], to_position=company["L2"])
    assert told("role:coo", "role:manager", "Is one of them second") == (
        "Yes. The Manager, Logistics deputises for the Operating Chief, as second-in-command."
    )
    assert told("role:manager", "role:lead", "Do they work") == (
        "Yes, by a link between two of their positions: Manager, Logistics with Team Lead, Lab."
    )
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["QUA"], to_position=company["L1"])
    assert "and 1 other." in told("role:manager", "role:lead", "Do they work")


def test_a_role_without_positions_is_asked_about_what_is_written_down_alone() -> None:
    questions = [str(each.question) for each in answers(read_pair(*find_all(["role:unused", "role:lead"])))]
    assert not [each for each in questions if each.startswith(("Who is", "Do they report"))]


def test_an_ended_position_stands_nowhere(company: dict[str, Position]) -> None:
    tree.end_position(company["L1"].pk, datetime.date(2026, 3, 31))
    first = first_answer(read_pair(*find_all(["L1", "role:coo"])))
    assert str(first.text) == "The Team Lead, Yard ended on 31 March 2026 and is no longer in the chart."


# People


def test_people_are_named_in_the_place_of_their_positions(company: dict[str, Position]) -> None:
    first = first_answer(read_pair(*find_all(["person:N2", "person:N3"])))
    assert str(first.question) == "Is Amara higher than Jonas?"
    assert str(first.text) == "Amara is directly above Jonas."
    assert str(first.reason) == "Jonas reports to the Operating Chief, Amara."
    assert told("person:N2", "person:N3", "Can Jonas").startswith("No next steps")
    assert [str(part.text) for part in first.text if part.url] == ["Amara", "Jonas"]


def test_people_who_share_a_position_are_said_to(company: dict[str, Position]) -> None:
    for name in ("Priya", "Deborah"):
        appoint(company["QUA"], name, kind="shared")
    first = first_answer(read_pair(*find_all(["person:N7", "person:N8"])))
    assert str(first.text) == "Priya and Deborah hold the same position, the Manager, Quality."
    assert str(first_answer(read_pair(*find_all(["QUA", "person:N8"]))).text) == (
        "Deborah holds this very position, the Manager, Quality."
    )


def test_further_positions_of_a_person_count_too(company: dict[str, Position]) -> None:
    appoint(company["LOG"], "Ewa", kind="shared", share="0.4")
    appoint(company["L1"], "Dan")
    first = first_answer(read_pair(*find_all(["person:N5", "person:N7"])))
    assert str(first.text) == (
        "Ewa and Dan are in different branches: neither is above the other; the nearest position above both is the "
        "Chief, Helena. Ewa, as Manager, Logistics, is above Dan, as Team Lead, Yard."
    )
    told = [str(first_answer(read_pair(*find_all(pair))).text) for pair in (["L1", "person:N5"], ["person:N5", "COO"])]
    assert told[0].endswith("Ewa, as Manager, Logistics, is above the Team Lead, Yard.")
    assert told[1].endswith("The Operating Chief is above Ewa, as Manager, Logistics.")


def test_a_person_who_holds_the_other_position_too_is_said_to(company: dict[str, Position]) -> None:
    appoint(company["L4"], "Jonas", kind="acting")
    first = first_answer(read_pair(*find_all(["person:N3", "L4"])))
    assert str(first.text) == "Jonas holds this position too, the Team Lead, Gate."
    assert "holds both" not in str(first.reason)
    assert told("person:N3", "L4", "Can Jonas become") == "Jonas holds that position already."


def test_a_person_who_also_holds_what_stands_above_them_is_still_said_to(company: dict[str, Position]) -> None:
    appoint(company["L1"], "Jonas", kind="acting")
    appoint(company["L1"], "Zoe", kind="shared")
    assert str(first_answer(read_pair(*find_all(["person:N3", "L1"]))).text) == (
        "Jonas holds this position too, the Team Lead, Yard. Jonas is directly above the Team Lead, Yard."
    )
    assert str(first_answer(read_pair(*find_all(["person:N3", "person:N7"]))).text) == (
        "Jonas holds the position of Zoe too, the Team Lead, Yard. Jonas is directly above Zoe."
    )


def test_it_is_the_position_that_has_no_role_not_the_person(company: dict[str, Position]) -> None:
    expected = "That can't be said yet: the Chair has no role."
    for question in ("How do their", "Can Ola become", "Can the Chief become"):
        assert told("person:N6", "CEO", question) == expected


def test_who_is_compared_by_name_keeps_nobody_else_from_being_named(company: dict[str, Position]) -> None:
    appoint(company["COO"], "Carl", kind="shared")
    sides = read_sides(find_all(["LOG", "QUA", "person:N2"]))
    (first, *_others) = answers_of_pairs(sides)
    assert str(first.answer.text).endswith("are peers: both report to the Operating Chief, Carl and Amara.")


def test_a_position_that_ended_is_no_holder_of_its_role(company: dict[str, Position]) -> None:
    tree.end_position(company["L1"].pk, datetime.date(2026, 3, 31))
    first = first_answer(read_pair(*find_all(["L1", "role:lead"])))
    assert "is one of" not in str(first.text)
    assert "ended on 31 March 2026" in str(first.text)


def test_a_group_of_posts_is_spoken_of_in_the_plural(company: dict[str, Position]) -> None:
    position = Position.objects.get(code="L1")
    position.posts = 12
    tree.save_position(position)
    first = first_answer(read_pair(*find_all(["L1", "role:coo"])))
    assert str(first.question).startswith("Are the 12 posts of Team Lead, Yard higher")
    assert str(first.text).startswith("The 12 posts of Team Lead, Yard are below the position with the role")


def test_where_each_is_above_the_other_it_differs(company: dict[str, Position]) -> None:
    position = Position.objects.get(code="L2")
    position.role = Role.objects.get(slug="coo")
    tree.save_position(position)
    assert told("role:coo", "role:manager", "Who sets what").startswith(
        "It differs from position to position, since each is above the other somewhere."
    )


def test_a_head_and_its_report_of_one_role_report_to_one(company: dict[str, Position]) -> None:
    position = Position.objects.get(code="COO")
    position.role = Role.objects.get(slug="chief")
    tree.save_position(position)
    assert told("role:chief", "role:lead", "Who is above the role Chief Ex") == (
        "1 of its 2 positions reports to the Chief. 1 of them is a head and reports to no other position."
    )


def test_of_the_only_position_of_a_role_and_that_role_nothing_further_is_asked() -> None:
    for values in (["COO", "role:coo"], ["role:coo", "COO"]):
        (only,) = answers(read_pair(*find_all(values)))
        assert str(only.text) == "The Operating Chief is the only position with the role Chief Operating Officer."


def test_two_roles_without_positions_are_named_in_one_sentence() -> None:
    Role.objects.create(slug="idle", title="Idle Role")
    assert str(first_answer(read_pair(*find_all(["role:unused", "role:idle"]))).text) == (
        "No position of the chart has the role Unused Role or the role Idle Role, so the chart can't say."
    )


def give(slug: str, *codes: str) -> None:
    """Let positions have a new role."""
    role = Role.objects.create(slug=slug, title=slug.title())
    for code in codes:
        position = Position.objects.get(code=code)
        position.role = role
        tree.save_position(position)


def test_where_one_is_a_head_not_all_report_to_the_same() -> None:
    give("exec", "CEO", "COO")
    give("shop", "SHOP")
    assert told("role:exec", "role:shop", "Do they report") == "Some do: positions of both report to the Chief."
    give("other", "BOARD", "COO")
    assert told("role:other", "role:shop", "Is the role") == "Neither is above the other."


def test_whether_they_work_as_manager_and_report_does_not_depend_on_the_order() -> None:
    give("outer", "CEO", "LOG")
    give("inner", "COO")
    found = {told(*values, "Do they work") for values in (("role:outer", "role:inner"), ("role:inner", "role:outer"))}
    assert found == {"Yes, as manager and direct report; nothing else is written down about it."}


def test_what_a_person_holds_beside_counts_for_a_role_too(company: dict[str, Position]) -> None:
    appoint(company["COO"], "Ann", kind="acting")
    appoint(company["SHOP"], "Ann", kind="shared")
    assert told("person:N4", "role:manager", "Is Ann").startswith(
        "Ann is below a position with the role Operations Manager. Ann, as Manager, Retail, holds a position with the "
        "role Operations Manager. Ann, as Operating Chief, is above 2 of the 3 positions with the role Operations "
        "Manager."
    )
    assert told("person:N4", "role:manager", "Can Ann become") == (
        "Ann holds a position with the role Operations Manager already."
    )
    give("yard", "LOG", "QUA")
    assert "Ann, as Operating Chief, is above both positions with the role Yard." in told(
        "person:N4", "role:yard", "Is Ann"
    )


def test_several_managers_are_named_by_what_they_are_called() -> None:
    role = Role.objects.create(slug="clerk", title="Clerk")
    for code in ("L1", "L2"):
        position = Position.objects.get(code=code)
        position.role = role
        tree.save_position(position)
    assert told("role:clerk", "COO", "Who is above the role") == (
        "Its two positions report to positions called Operations Manager."
    )


def test_further_deputies_are_counted(company: dict[str, Position]) -> None:
    for code in ("L1", "L2", "L3", "L4"):
        write_link(kind=LinkKind.DEPUTY, from_position=company[code], to_position=company["COO"])
    assert told("role:coo", "role:lead", "Is one of them second").endswith("There is 1 further deputy.")


def test_positions_of_one_title_are_two_collaborators(company: dict[str, Position]) -> None:
    for code in ("L1", "L3"):
        position = Position.objects.get(code=code)
        position.title = "Boss"
        tree.save_position(position)
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["LOG"], to_position=company["L1"])
    write_link(kind=LinkKind.WORKS_WITH, from_position=company["SHOP"], to_position=company["L3"])
    assert told("LOG", "SHOP", "Do they work") == "Nothing is written down about it."


def test_short_names_are_found_as_they_are_written_and_in_any_letter_case() -> None:
    Role.objects.filter(slug="chief").update(slug="CHIEF")
    assert [each.value for each in find_all(["role:CHIEF", "role:chief", "role:Chief"])] == ["role:CHIEF"] * 3


# Three and four


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["COO", "LOG", "L2"], "The Operating Chief is above all the others."),
        (["LOG", "COO", "L2", "QUA"], "The Operating Chief is above all the others."),
        (["LOG", "L2", "QUA"], "The lowest position above all of them is the Operating Chief, Amara."),
        (["LOG", "SHOP", "role:coo"], "The lowest position above all of them is the Chief, Helena."),
        (["CEO", "role:coo", "role:lead"], "The Chief is above all the others."),
        (["role:coo", "LOG", "L1"], "The role Chief Operating Officer is above all the others."),
        (["LOG", "BOARD", "L1"], "No position is above all of them."),
        (["L1", "L2", "role:lead"], "The lowest position above all of them is the Chief, Helena."),
        (
            ["LOG", "role:unused", "L1"],
            "The chart does not say it for all of them: the role Unused Role stands nowhere in it.",
        ),
        (["person:N2", "LOG", "L1"], "Amara is above all the others."),
    ],
)
def test_of_three_and_four_it_is_said_who_is_above_all(values: list[str], expected: str) -> None:
    assert str(opening(read_sides(find_all(values))).text) == expected


def test_of_every_two_it_is_said_who_is_above_whom() -> None:
    sides = read_sides(find_all(["COO", "LOG", "role:lead"]))
    assert str(opening(sides).reason) == (
        "Their management levels: the Operating Chief (top-level executive), the Manager, Logistics (middle "
        "management) "
        "and the role Team Lead (first-line management)."
    )
    assert [str(each.answer.text) for each in answers_of_pairs(sides)] == [
        "The Operating Chief is directly above the Manager, Logistics.",
        "2 of the 4 positions with the role Team Lead are below the Operating Chief.",
        "1 of the 4 positions with the role Team Lead is below the Manager, Logistics.",
    ]


@pytest.mark.parametrize("values", [("role:coo", "role:lead"), ("COO", "role:lead"), ("role:lead", "person:N1")])
def test_roles_are_compared_as_pairs_of_roles(values: tuple[str, str]) -> None:
    assert isinstance(read_pair(*find_all(values)), RolePair)
