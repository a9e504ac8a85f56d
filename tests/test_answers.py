"""The answers about two positions, as a table: a situation, a question, and the sentence expected."""

import datetime

import pytest

from roles import tree
from roles.answers import Answer, answers
from roles.models import (
    Department,
    LinkKind,
    NextStep,
    Position,
    Proficiency,
    Role,
    RoleSkill,
    Skill,
)
from roles.pairs import Pair, read_pair
from roles.sides.asking import find_all
from tests.trees import appoint, plant, write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena
  COO Chief Operating Officer
    VP Vice President of Operations: Rasmus
      QUA Operations Manager, Quality: Anu
        TL Team Lead
          W1 Worker: Ann
          W2 Worker
          P1 Painter: Tom
        PACK Packer
    LOG Operations Manager, Logistics: Jonas
      NIGHT Night Lead
        LOAD Loader: Tom
        LIFT Lifter
  CFO Finance Director
    BOOK Bookkeeper: Ivo
  REG The Registrar: Ewa
    CLERK Clerk: Jo
BOARD Chair: Ola
  SEC Secretary: Ola
"""


@pytest.fixture(autouse=True)
def company() -> dict[str, Position]:
    """Plant a company with every kind of holder."""
    seats = plant(COMPANY)
    appoint(seats["COO"], "Amara", kind="acting")
    for name in ("Priya", "Deborah"):
        appoint(seats["NIGHT"], name, kind="shared")
    write_appointment(position=seats["CFO"], person=None)
    change("PACK", posts=12)
    change("CLERK", is_assistant=True)
    return seats


def change(code: str, **values: object) -> Position:
    """Change fields of a position."""
    position = Position.objects.get(code=code)
    for name, value in values.items():
        setattr(position, name, value)
    return tree.save_position(position)


def asked(left: str, right: str) -> list[Answer]:
    """Return all answers about two positions."""
    return answers(read_pair(*find_all([left, right])))


def told(left: str, right: str, question: str) -> str:
    """Return the answer to the one question that begins so, with its reason."""
    (found,) = [each for each in asked(left, right) if str(each.question).startswith(question)]
    return " ".join(str(each) for each in (found.text, found.reason) if each)


ABOVE = [
    (
        "COO",
        "LOG",
        "The Chief Operating Officer is directly above the Operations Manager, Logistics. "
        "The Operations Manager, Logistics reports to the Chief Operating Officer, Amara (acting).",
    ),
    (
        "LOG",
        "COO",
        "The Operations Manager, Logistics is directly below the Chief Operating Officer. "
        "The Operations Manager, Logistics reports to the Chief Operating Officer, Amara (acting).",
    ),
    (
        "COO",
        "QUA",
        "The Chief Operating Officer is above the Operations Manager, Quality, two levels up, "
        "through the Vice President of Operations, Rasmus. "
        "The Operations Manager, Quality reports to the Vice President of Operations, Rasmus.",
    ),
    (
        "QUA",
        "COO",
        "The Operations Manager, Quality is below the Chief Operating Officer, two levels down, "
        "through the Vice President of Operations, Rasmus. "
        "The Operations Manager, Quality reports to the Vice President of Operations, Rasmus.",
    ),
    (
        "QUA",
        "P1",
        "The Operations Manager, Quality is above the Painter, two levels up, through the Team Lead, which is vacant. "
        "The Painter reports to the Team Lead, which is vacant.",
    ),
    (
        "P1",
        "CEO",
        "The Painter is below the Chief Executive Officer, five levels down, through the Team Lead, "
        "the Operations Manager, Quality, the Vice President of Operations and the Chief Operating Officer. "
        "The Painter reports to the Team Lead, which is vacant.",
    ),
    (
        "CEO",
        "TL",
        "The Chief Executive Officer is above the Team Lead, four levels up, through the Chief Operating Officer, "
        "the Vice President of Operations and the Operations Manager, Quality. "
        "The Team Lead reports to the Operations Manager, Quality, Anu.",
    ),
    (
        "PACK",
        "QUA",
        "The 12 posts of Packer are directly below the Operations Manager, Quality. "
        "The 12 posts of Packer report to the Operations Manager, Quality, Anu.",
    ),
    (
        "COO",
        "PACK",
        "The Chief Operating Officer is above the 12 posts of Packer, three levels up, "
        "through the Vice President of Operations and the Operations Manager, Quality. "
        "The 12 posts of Packer report to the Operations Manager, Quality, Anu.",
    ),
    (
        "REG",
        "CLERK",
        "The Registrar is directly above the Clerk. The Clerk reports, as an assistant, to The Registrar, Ewa.",
    ),
    (
        "COO",
        "CFO",
        "The Chief Operating Officer and the Finance Director are peers: "
        "both report to the Chief Executive Officer, Helena.",
    ),
    (
        "LOAD",
        "LIFT",
        "The Loader and the Lifter are peers: both report to the Night Lead, Priya and Deborah (job share).",
    ),
    (
        "TL",
        "PACK",
        "The Team Lead and the 12 posts of Packer are peers: "
        "both report to the Operations Manager, Quality, Anu.",
    ),
    (
        "W1",
        "W2",
        "The Worker (W1) and the Worker (W2) are peers: both report to the Team Lead, which is vacant.",
    ),
    (
        "BOOK",
        "CFO",
        "The Bookkeeper is directly below the Finance Director. "
        "The Bookkeeper reports to the Finance Director, whose holder's name is not published.",
    ),
    (
        "BOOK",
        "LOG",
        "The Bookkeeper and the Operations Manager, Logistics are in different branches: neither is above the other; "
        "the nearest position above both is the Chief Executive Officer, Helena. Both are two levels below the head.",
    ),
    (
        "REG",
        "LOG",
        "The Registrar and the Operations Manager, Logistics are in different branches: neither is above the other; "
        "the nearest position above both is the Chief Executive Officer, Helena. "
        "The Registrar is one level nearer to the head.",
    ),
    (
        "PACK",
        "P1",
        "The 12 posts of Packer and the Painter are in different branches: neither is above the other; "
        "the nearest position above both is the Operations Manager, Quality, Anu. "
        "The 12 posts of Packer are one level nearer to the head.",
    ),
    (
        "P1",
        "LOAD",
        "The Painter and the Loader are in different branches: neither is above the other; "
        "the nearest position above both is the Chief Operating Officer, Amara (acting). "
        "The Loader is one level nearer to the head. Tom holds both positions.",
    ),
    ("CEO", "BOARD", "The Chief Executive Officer and the Chair are both heads: neither is above the other. "
     "The Chief Executive Officer reports to no other position. The Chair reports to no other position."),
    (
        "CEO",
        "SEC",
        "The Chief Executive Officer and the Secretary are under different heads: neither is above the other. "
        "The Chief Executive Officer reports to no other position. The head above the Secretary is the Chair, Ola.",
    ),
    (
        "COO",
        "SEC",
        "The Chief Operating Officer and the Secretary are under different heads: neither is above the other. "
        "The head above the Chief Operating Officer is the Chief Executive Officer, Helena. "
        "The head above the Secretary is the Chair, Ola.",
    ),
    (
        "BOARD",
        "SEC",
        "The Chair is directly above the Secretary. The Secretary reports to the Chair, Ola. Ola holds both positions.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), ABOVE)
def test_first_answer_says_who_is_above_whom(left: str, right: str, expected: str) -> None:
    first = asked(left, right)[0]
    assert str(first.question).split()[0] in ("Is", "Are")
    assert " ".join(str(each) for each in (first.text, first.reason) if each) == expected


ANSWERS = [
    ("COO", "LOG", "Who is above the Operations", "The Operations Manager, Logistics reports to the Chief Operating "
     "Officer, Amara (acting). Further up is the Chief Executive Officer, Helena."),
    ("COO", "QUA", "Who is above the Operations", "The Operations Manager, Quality reports to the Vice President of "
     "Operations, Rasmus. Further up are the Chief Operating Officer and the Chief Executive Officer."),
    ("P1", "COO", "Who is above the Painter", "The Painter reports to the Team Lead, which is vacant. Further up are "
     "the Operations Manager, Quality, the Vice President of Operations, the Chief Operating Officer and the Chief "
     "Executive Officer. The nearest position above it that is filled is the Operations Manager, Quality, Anu."),
    ("COO", "CEO", "Who is above the Chief Exec", "The Chief Executive Officer reports to no other position."),
    ("COO", "PACK", "Who is above the 12 posts", "The 12 posts of Packer report to the Operations Manager, Quality, "
     "Anu. Further up are the Vice President of Operations, the Chief Operating Officer and the Chief "
     "Executive Officer."),
    ("COO", "CFO", "Do they report", "Yes: both report to the Chief Executive Officer, Helena."),
    ("W1", "W2", "Do they report", "Yes: both report to the Team Lead, which is vacant."),
    ("CEO", "BOARD", "Do they report", "No: both are heads and report to no other position."),
    ("CEO", "COO", "Do they report", "No. The Chief Executive Officer reports to no other position."),
    ("COO", "LOG", "Do they report", "No: the Chief Operating Officer reports to the Chief Executive Officer, Helena, "
     "and the Operations Manager, Logistics to the Chief Operating Officer, Amara (acting)."),
    ("PACK", "LOG", "Do they report", "No: the 12 posts of Packer report to the Operations Manager, Quality, Anu, "
     "and the Operations Manager, Logistics to the Chief Operating Officer, Amara (acting)."),
    ("COO", "LOG", "Who is their nearest", "The lowest position above both is the Chief Executive Officer, Helena. "
     "The Chief Operating Officer reports to it directly. "
     "The Operations Manager, Logistics reports to it through the Chief Operating Officer."),
    ("PACK", "TL", "Who is their nearest", "The lowest position above both is the Operations Manager, Quality, Anu. "
     "The 12 posts of Packer report to it directly. The Team Lead reports to it directly."),
    ("CEO", "LOG", "Who is their nearest", "There is none, since no position is above the Chief Executive Officer."),
    ("CEO", "BOARD", "Who is their nearest", "There is none: no position is above both."),
    ("COO", "SEC", "Who is their nearest", "There is none: no position is above both."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "question", "expected"), ANSWERS)
def test_chart_answers_who_is_above_each_and_above_both(left: str, right: str, question: str, expected: str) -> None:
    assert told(left, right, question) == expected


def test_one_person_may_be_the_manager_of_both_in_two_positions(company: dict[str, Position]) -> None:
    appoint(company["TL"], "Priya", kind="acting")
    assert told("P1", "LOAD", "Do they report") == (
        "Yes, though in two positions: Priya is both Team Lead and Night Lead."
    )


def test_position_and_itself_have_one_answer() -> None:
    (only,) = asked("COO", "COO")
    assert str(only.text) == "Both are the same position, the Chief Operating Officer."


def test_a_move_between_two_reads_is_answered_by_the_lines_alone() -> None:
    company = plant("A\n  B\n    X\n  C\n    D\n      Y")
    read = find_all(["X", "C"])
    tree.move_position(company["X"].pk, company["Y"].pk)
    pair = read_pair(*read)
    assert isinstance(pair, Pair)
    assert [each.code for each in pair.left.upwards] == ["Y", "D", "C", "A"]
    assert [each.code for each in pair.left.below(company["C"]).first] == ["Y", "D"]


def test_position_outside_the_chart_is_asked_about_its_role_alone(company: dict[str, Position]) -> None:
    tree.end_position(company["W2"].pk, datetime.date(2026, 3, 31))
    with tree.writing():
        tree.apply(tree.Changes(new=[Position(code="NEW", title="Newcomer", is_placed=False)]))
    first, *others = asked("W2", "NEW")
    assert str(first.text) == (
        "The Worker ended on 31 March 2026 and is no longer in the chart. "
        "The Newcomer is not in the chart yet: it waits for a manager."
    )
    assert not first.reason
    assert not [each for each in others if "above" in str(each.question) or "report" in str(each.question)]


# Links


def link(kind: LinkKind, start: str, end: str) -> None:
    """Link two positions."""
    ends = {code: Position.objects.get(code=code) for code in (start, end)}
    write_link(kind=kind, from_position=ends[start], to_position=ends[end])


def test_deputy_is_second_in_command() -> None:
    link(LinkKind.DEPUTY, "COO", "CEO")
    expected = "Yes. The Chief Operating Officer deputises for the Chief Executive Officer, as second-in-command."
    assert told("COO", "CEO", "Is one of them") == told("CEO", "COO", "Is one of them") == expected
    assert told("COO", "LOG", "Is one of them") == expected.replace("Yes.", "No.")
    assert told("LOG", "CFO", "Is one of them") == "No, and no deputy is written down for either of them."


def test_group_of_posts_deputises_in_the_plural() -> None:
    link(LinkKind.DEPUTY, "PACK", "QUA")
    expected = "Yes. The 12 posts of Packer deputise for the Operations Manager, Quality, as second-in-command."
    assert told("PACK", "QUA", "Is one of them") == expected


def test_working_together_is_said_as_far_as_it_is_written_down() -> None:
    assert told("LOG", "QUA", "Do they work") == "Nothing is written down about it."
    assert told("LOG", "COO", "Do they work") == (
        "Yes, as manager and direct report; nothing else is written down about it."
    )
    link(LinkKind.WORKS_WITH, "CFO", "LOG")
    link(LinkKind.WORKS_WITH, "QUA", "CFO")
    assert told("LOG", "CFO", "Do they work") == "Yes: the two positions are linked as working together."
    assert told("LOG", "QUA", "Do they work") == (
        "Nothing is written down about it. Collaborators of both: Finance Director."
    )
    link(LinkKind.DOTTED_LINE, "BOOK", "LOG")
    assert told("LOG", "BOOK", "Do they work") == (
        "The Bookkeeper also reports to the Operations Manager, Logistics, by a dotted line."
    )


# Roles


def role(title: str, *codes: str, **facts: str) -> Role:
    """Write a role down, and give it to positions."""
    written = Role.objects.create(slug=title.lower().replace(" ", "-"), title=title, **facts)
    for code in codes:
        change(code, role=written)
    return written


def skills(of: Role, **proficiencies: Proficiency) -> None:
    """Let a role ask for skills."""
    for order, (name, proficiency) in enumerate(proficiencies.items()):
        skill, _is_new = Skill.objects.get_or_create(name=name.capitalize())
        RoleSkill.objects.create(role=of, skill=skill, proficiency=proficiency, order=order)


CHIEF = {"management_level": "executive", "scope": "organisation", "focus": "strategic", "planning_horizon": "years"}
MANAGER = {"management_level": "middle", "scope": "department", "focus": "tactical", "planning_horizon": "days"}


def test_facts_of_two_roles_are_set_against_each_other() -> None:
    role("Chief", "COO", **CHIEF)
    role("Manager", "LOG", **MANAGER)
    assert told("COO", "LOG", "How do their roles differ") == (
        "In management level (top-level executive against middle management), "
        "scope (the whole organisation against one department), focus (strategic against tactical) "
        "and planning horizon (years ahead against day to day). "
        "That is what is written down about the roles Chief and Manager."
    )


def test_same_facts_or_none_are_said_to_be_so() -> None:
    role("Chief", "COO", focus="strategic")
    role("Finance Chief", "CFO", focus="strategic")
    role("Registrar", "REG")
    assert told("COO", "CFO", "How do their") == (
        "In what they answer for; their facts are the same: strategic. "
        "That is what is written down about the roles Chief and Finance Chief."
    )
    assert told("COO", "REG", "How do their") == (
        "That can't be said yet: no facts are written down for the role Registrar."
    )
    assert told("COO", "LOG", "How do their") == (
        "That can't be said yet: the Operations Manager, Logistics has no role."
    )
    assert told("LOG", "QUA", "How do their") == "That can't be said yet: neither position has a role."


def test_two_positions_of_one_role_differ_by_department() -> None:
    role("Manager", "LOG", "QUA", **MANAGER)
    for code, name in (("LOG", "Logistics"), ("QUA", "Quality")):
        change(code, department=Department.objects.create(code=code, name=name))
    assert told("LOG", "QUA", "How do their") == (
        "They do not: both positions have the role Manager. "
        "One belongs to the department Logistics, the other to Quality."
    )
    assert [str(each.question) for each in asked("LOG", "QUA")][-1].startswith("Can the Operations Manager, Logistics")
    assert told("LOG", "QUA", "Can the") == (
        "That is a change of place, not of role: both have the role Manager, which asks the same skills."
    )


@pytest.mark.parametrize(
    ("left", "right", "left_focus", "right_focus", "expected"),
    [
        ("COO", "LOG", "strategic", "tactical", "The Chief Operating Officer sets the strategy that the Operations "
         "Manager, Logistics carries out. The focus of the Chief Operating Officer is strategic, that of the "
         "Operations Manager, Logistics tactical."),
        ("LOG", "COO", "tactical", "strategic", "The Chief Operating Officer sets the strategy that the Operations "
         "Manager, Logistics carries out. The focus of the Chief Operating Officer is strategic, that of the "
         "Operations Manager, Logistics tactical."),
        ("QUA", "PACK", "tactical", "operational", "The Operations Manager, Quality sets the plans that the 12 posts "
         "of Packer carry out. The focus of the Operations Manager, Quality is tactical, that of the 12 posts of "
         "Packer operational."),
        ("COO", "LOG", "tactical", "strategic", "The facts of the roles leave it open, since the focus of the Chief "
         "Operating Officer is the narrower one. The focus of the Chief Operating Officer is tactical, that of the "
         "Operations Manager, Logistics strategic."),
        ("COO", "CFO", "strategic", "tactical", "Neither, since neither is above the other. The focus of the Chief "
         "Operating Officer is strategic, that of the Finance Director tactical."),
        ("COO", "LOG", "strategic", "strategic", "Neither: the focus of both is strategic."),
        ("COO", "LOG", "strategic", "", "That can't be said yet: no focus is written down for the Operations Manager, "
         "Logistics."),
        ("COO", "LOG", "", "", "That can't be said yet: no focus is written down for the Chief Operating Officer and "
         "the Operations Manager, Logistics."),
    ],
)  # fmt: skip
def test_focus_says_who_sets_what_the_other_carries_out(
    left: str, right: str, left_focus: str, right_focus: str, expected: str
) -> None:
    role("One", left, focus=left_focus)
    role("Other", right, focus=right_focus)
    assert told(left, right, "Who sets what") == expected


def test_dotted_line_directs_as_the_solid_one_does() -> None:
    role("Finance Chief", "CFO", focus="strategic")
    role("Manager", "LOG", focus="tactical")
    link(LinkKind.DOTTED_LINE, "LOG", "CFO")
    assert told("LOG", "CFO", "Who sets what").startswith(
        "The Finance Director sets the strategy that the Operations Manager, Logistics carries out."
    )


def test_move_upwards_is_asked_first() -> None:
    role("Chief", "CFO", management_level="executive")
    role("Registrar", "REG", management_level="middle")
    role("Manager", "LOG", management_level="middle")
    for left, right, first in (("CFO", "REG", "The Registrar"), ("REG", "CFO", "The Registrar")):
        assert str(asked(left, right)[-2].question) == f"Can {first} become Finance Director?"
    assert str(asked("REG", "LOG")[-2].question) == "Can the Operations Manager, Logistics become The Registrar?"


def test_roles_that_work_together_are_named() -> None:
    chief, manager = role("Chief", "COO"), role("Manager", "LOG", "QUA")
    buyer = role("Buyer")
    chief.works_with.add(manager, buyer)
    manager.works_with.add(buyer)
    assert told("COO", "LOG", "Do they work") == (
        "Yes: the roles Chief and Manager work closely together. Collaborators of both: Buyer."
    )


# Moves


def listed(left: str, right: str, question: str) -> list[str]:
    """Return the lists below an answer, heading by heading."""
    (found,) = [each for each in asked(left, right) if str(each.question).startswith(question)]
    return [str(line) for listing in found.lists for line in (listing.heading, *listing.items)]


def test_next_step_leads_to_the_other_role_and_says_what_it_takes() -> None:
    chief, manager = role("Chief", "COO"), role("Manager", "LOG")
    NextStep.objects.create(role=manager, next_role=chief, advice="Think ahead.")
    skills(chief, leadership=Proficiency.EXPERT, strategy=Proficiency.WORKING, tact=Proficiency.WORKING)
    skills(manager, leadership=Proficiency.WORKING, tact=Proficiency.EXPERT)
    up, down = "Can the Operations Manager, Logistics become", "Can the Chief Operating Officer become"
    assert told("COO", "LOG", up) == "Yes, directly: from Manager the next step can be Chief."
    assert listed("COO", "LOG", up) == [
        "What it takes",
        "Think ahead.",
        "What is missing: 2 of the 3 skills that Chief asks for",
        "Leadership: from working to expert",
        "Strategy: working, not asked for so far",
    ]
    assert told("COO", "LOG", down) == "No next steps that are written down lead from Chief to Manager."
    assert listed("COO", "LOG", down) == [
        "What is missing: 1 of the 2 skills that Manager asks for",
        "Tact: from working to expert",
    ]
    assert [str(each.question)[: len(up)] for each in asked("COO", "LOG")][-2] == up


@pytest.mark.parametrize(
    ("asked_for", "expected"),
    [
        ({"tact": 1}, "What is missing: the only skill that Chief asks for"),
        ({"tact": 1, "strategy": 2}, "What is missing: all 2 skills that Chief asks for"),
    ],
)
def test_where_every_skill_is_missing_it_is_not_counted_twice(asked_for: dict[str, int], expected: str) -> None:
    skills(role("Manager", "LOG"), sums=Proficiency.EXPERT)
    skills(role("Chief", "COO"), **{name: Proficiency(step) for name, step in asked_for.items()})
    assert listed("COO", "LOG", "Can the Operations Manager, Logistics become")[0] == expected


def test_what_a_role_without_skills_lacks_is_not_known() -> None:
    role("Manager", "LOG")
    skills(role("Chief", "COO"), tact=Proficiency.EXPERT)
    up, down = "Can the Operations Manager, Logistics become", "Can the Chief Operating Officer become"
    assert told("COO", "LOG", up).endswith("Which skills Manager asks for is not written down.")
    assert listed("COO", "LOG", up) == ["The skills that Chief asks for", "Tact: expert"]
    assert told("COO", "LOG", down).endswith("Which skills Manager asks for is not written down.")
    assert listed("COO", "LOG", down) == []


def test_several_steps_are_named_in_their_order() -> None:
    chief, manager, lead = role("Chief", "COO"), role("Manager", "LOG"), role("Lead", "NIGHT")
    NextStep.objects.create(role=lead, next_role=manager, advice="Take on a budget.")
    NextStep.objects.create(role=manager, next_role=chief, advice="Think ahead.")
    NextStep.objects.create(role=chief, next_role=lead)
    question = "Can the Night Lead become"
    assert told("NIGHT", "COO", question) == (
        "Yes, in two steps: from Lead by way of Manager. Which skills Chief asks for is not written down."
    )
    assert listed("NIGHT", "COO", question) == [
        "What it takes",
        "To become Manager: Take on a budget.",
        "To become Chief: Think ahead.",
    ]


def test_nothing_missing_is_said() -> None:
    chief, manager = role("Chief", "COO"), role("Manager", "LOG")
    skills(chief, leadership=Proficiency.EXPERT)
    skills(manager, leadership=Proficiency.EXPERT)
    assert told("COO", "LOG", "Can the Operations") == (
        "No next steps that are written down lead from Manager to Chief. "
        "Manager already asks for every skill that Chief asks for, at the same proficiency or a higher one."
    )


def test_unknown_role_is_said_and_what_the_other_asks_for_is_listed() -> None:
    skills(role("Chief", "COO"), leadership=Proficiency.EXPERT)
    question = "Can the Operations Manager, Logistics become"
    assert told("COO", "LOG", question) == "That can't be said yet: the Operations Manager, Logistics has no role."
    assert listed("COO", "LOG", question) == ["The skills that Chief asks for", "Leadership: expert"]


def test_answers_after_the_first_lead_elsewhere_than_to_the_two() -> None:
    first, *others = asked("COO", "LOG")
    own = {"/positions/COO/", "/positions/LOG/"}
    assert own <= {part.url for part in first.text}
    assert not own & {part.url for each in others for part in (*each.text, *each.reason)}
    assert not {part.url for each in (first, *others) for part in each.question} - {""}
