"""A workbook with a sheet for each kind of thing: positions, people, appointments and links, judged together."""

from decimal import Decimal
from textwrap import dedent

import pytest

from roles.models import Appointment, Link, Person, Position
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import AS_USUAL, Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet, recognise
from roles.spreadsheet.state import Linked, State
from roles.spreadsheet.summing_up import summarise
from roles.spreadsheet.tables import AS_FOUND, Reading, Table
from roles.spreadsheet.telling import PlanTold
from roles.spreadsheet.template import template_grids
from roles.spreadsheet.whole import Extent, grids_of
from tests.spreadsheet.files import sheet, standing, told

POSITIONS = "code,title,reports_to\nH,Head,\nX,Clerk,H\nY,Cook,H\n"


def table(name: str, text: str) -> Sheet:
    """One sheet of a workbook."""
    headings, *records = [tuple(line.split(",")) for line in dedent(text).strip().splitlines()]
    return recognise(Table("book.xlsx", name, headings, list(enumerate(records, 2))), AS_FOUND)


def book(**sheets: str) -> list[Sheet]:
    """A workbook."""
    return [table(name, text) for name, text in sheets.items()]


def planned(state: State | None = None, **sheets: str) -> Plan:
    """The plan of a workbook that can be taken."""
    plan = make_plan(book(**sheets), state or standing())
    assert [told(problem) for problem in plan.problems] == []
    return plan


def refused(state: State | None = None, **sheets: str) -> list[str]:
    """The problems of a workbook, each with its sheet."""
    problems: tuple[Problem, ...] = make_plan(book(**sheets), state or standing()).problems
    return [told(problem) for problem in problems]


@pytest.mark.parametrize(
    ("name", "headings", "kind"),
    [
        ("People", "person_number,name", "people"),
        ("", "person_number,name,e-mail,phone,location", "people"),
        ("appointments", "code,holder", "appointments"),
        ("", "code,person_number,kind,start", "appointments"),
        ("Links", "from,to,kind", "links"),
        ("", "from,to,kind", "links"),
        ("Next steps", "from,to,advice", "next_steps"),
        ("roles", "slug,title", "roles"),
        ("positions", "code,title", "positions"),
        ("Sheet1", "code,title,holder,kind", "positions"),
        ("Sheet1", "code,title,reports_to", "positions"),
        ("", "code,title,department", "positions"),
        ("", "code,department", "positions"),
        ("", "code,title,department,colour", "positions"),
        ("", "code,name", "departments"),
        ("", "department,colour", "departments"),
        ("people", "Post Unique Reference,Job Title,Reports to Senior Post", "senior"),
    ],
)
def test_the_name_of_a_sheet_says_its_kind_else_its_headings_do(name: str, headings: str, kind: str) -> None:
    assert table(name, headings).kind == kind


def test_a_sheet_of_the_catalogue_keeps_every_column_under_its_heading() -> None:
    sheet = table("roles", "Slug,Management level,Also called\nhead,top,Boss\n")
    assert sheet.rows[0].cells == {"slug": "head", "management_level": "top", "also_called": "Boss"}
    assert sheet.problems == ()


def test_the_sheet_that_explains_the_columns_of_a_template_says_nothing() -> None:
    for grid in template_grids():
        sheet = recognise(Table("t.xlsx", grid.title, tuple(grid.headings), enumerate(grid.rows, 2)), AS_FOUND)
        assert sheet.problems == ()
        assert (len(sheet.rows), sheet.kind) == ((0, "columns") if grid.title == "columns" else (1, "positions"))


def test_a_sheet_beside_the_positions_may_be_empty() -> None:
    assert table("links", "from,to,kind").problems == ()
    assert [told(each) for each in table("positions", "code,title").problems] == [
        "positions, row 1: The file has no rows below its headings."
    ]


def test_appointments_are_rows_of_their_positions_whatever_the_order_of_the_sheets() -> None:
    plan = planned(
        appointments="code,person_number,kind,fte\nX,1,shared,0.5\nX,2,shared,0.5\nY,3,acting,1\n",
        people="person_number,name,email\n1,Ada,ada@x.example\n2,Bob,\n3,Cem,\n",
        positions=POSITIONS,
    )
    assert plan.created == ("H", "X", "Y")
    assert [(each.position, each.person, each.terms.kind, each.terms.share) for each in plan.appointments.new] == [
        ("x", "1", "shared", Decimal("0.5")),
        ("x", "2", "shared", Decimal("0.5")),
        ("y", "3", "acting", Decimal(1)),
    ]
    assert {key: someone.fact("name") for key, someone in plan.people.items()} == {"1": "Ada", "2": "Bob", "3": "Cem"}
    assert plan.people["1"].fact("email") == "ada@x.example"


def test_appointments_name_people_of_the_other_sheet_by_address_or_name() -> None:
    plan = planned(
        positions=POSITIONS,
        appointments="code,holder,email\nX,Ada,\nY,,bob@x.example\n",
        people="person_number,name,email\n1,Ada,\n2,Bob,bob@x.example\n",
    )
    assert [(each.position, each.person) for each in plan.appointments.new] == [("x", "1"), ("y", "2")]
    assert sorted(plan.people) == ["1", "2"]


def test_a_vacant_row_ends_who_holds_the_position_and_no_row_leaves_them_alone() -> None:
    state = standing("H Head : Ada\n  X Clerk : Bob\n  Y Cook : Cem\n")
    plan = planned(state, positions=POSITIONS, appointments="code,holder,status\nX,,vacant\n")
    assert (plan.changed, len(plan.appointments.changed), plan.unchanged) == (("X",), 1, 2)


def test_appointments_alone_change_who_holds_positions_of_the_chart() -> None:
    plan = planned(standing("H Head : Ada\n"), appointments="code,holder,start\nH,Bob,2026-07-01\n")
    assert (plan.created, plan.changed) == ((), ("H",))


def test_an_appointment_to_a_position_that_nothing_names_is_refused() -> None:
    assert refused(appointments="code,holder\nZ,Ada\n", positions=POSITIONS) == [
        "appointments, row 2, code: “Z” is in neither the chart nor the positions of the file: add its row there."
    ]


def test_people_without_a_position_and_changed_people_count() -> None:
    state = standing("H Head : Ada\n")
    plan = planned(state, people="person_number,name,email\nN1,Ada,ada@x.example\n7,Bob,\n")
    assert (plan.new_people, plan.changed_people, plan.is_empty) == (("7",), ("N1",), False)
    assert summarise(plan)[:2] == [
        "1 person without a position added: 7.",
        "1 person changed, and no position: N1.",
    ]
    assert planned(state, people="person_number,name\nN1,Ada\n").is_empty


def test_a_row_of_people_must_name_somebody() -> None:
    assert refused(people="person_number,name,phone\n,,1234\n") == [
        "people, row 2, person_number: The row names nobody: give a number, an address or a name."
    ]


def test_links_are_rows_and_those_that_no_row_names_are_dropped() -> None:
    links = (Linked(1, "x", "y", "deputy"), Linked(2, "y", "x", "dotted_line"), Linked(3, "h", "y", "works_with"))
    state = standing("H Head\n  X Clerk\n  Y Cook\n", links=links)
    plan = planned(state, positions=POSITIONS, links="from,to,kind\nX,Y,deputy\nH,X,dotted line\nY,H,works_with\n")
    assert (plan.links.new, plan.links.removed) == ([("h", "x", "dotted_line")], [2])
    alone = planned(state, links="from,to,kind\nH,X,dotted line\n")
    assert (alone.links.new, alone.links.removed) == ([("h", "x", "dotted_line")], [])


def test_a_link_that_leads_out_of_the_workbook_stays() -> None:
    links = (Linked(1, "x", "z", "deputy"), Linked(2, "x", "y", "deputy"))
    state = standing("H Head\n  X Clerk\n  Y Cook\n  Z Porter\n", links=links)
    assert planned(state, positions=POSITIONS, links="from,to,kind\n").links.removed == [2]


def test_hr_leads_headings_to_columns_of_that_sheet_alone() -> None:
    reading = Reading(headings={"where": "location", "handy": "phone", "location": "grade", "x": ""})
    sheet = recognise(
        Table("b.xlsx", "people", ("name", "Where", "Handy", "X"), [(2, ("Ada", "Rome", "1", "2"))]), reading
    )
    assert sheet.rows[0].cells == {"holder": "Ada", "person_location": "Rome", "phone": "1"}
    assert sheet.columns == (("name", "name"), ("Where", "location"), ("Handy", "phone"), ("X", ""))
    sheet = recognise(Table("b.xlsx", "people", ("name", "location"), [(2, ("Ada", "Rome"))]), reading)
    assert sheet.rows[0].cells == {"holder": "Ada", "person_location": "Rome"}


def test_the_address_of_a_holder_may_stand_on_the_sheet_of_people_alone() -> None:
    sheets = {"people": "name,email\nAnn,ann@x.example\n", "appointments": "code,holder\nX,Ann\n"}
    plan = planned(standing("H Head\n  X Clerk: Ann\n"), **sheets)
    assert [(each.number, each.fact("email")) for each in plan.people.values()] == [("N1", "ann@x.example")]
    assert (plan.appointments.new, plan.appointments.changed) == ([], {})


def test_links_of_positions_that_no_row_is_about_are_told() -> None:
    links = (Linked(1, "x", "y", "deputy"),)
    state = standing("H Head\n  X Clerk\n  Y Cook\n", links=links)
    plan = planned(state, links="from,to,kind\nX,Y,works with\nY,H,deputy\n")
    assert (plan.changed, plan.unchanged, plan.is_empty) == (("X", "Y"), 0, False)
    changed = PlanTold(Outcome(state, plan)).changed.positions
    told = [(each.label, [(one.what, one.before, one.after) for one in each.differences]) for each in changed]
    assert told == [
        ("Clerk (X)", [("Works with", "none", "Cook (Y)")]),
        ("Cook (Y)", [("Deputy of", "none", "Head (H)")]),
    ]


@pytest.mark.django_db
def test_a_file_of_links_alone_is_written() -> None:
    import_sheets(book(positions=POSITIONS), AS_USUAL)
    import_sheets(book(links="from,to,kind\nX,Y,deputy\n"), AS_USUAL)
    assert Link.objects.get().from_position.code == "X"


def test_without_a_sheet_of_links_they_are_left_alone() -> None:
    state = standing("H Head\n  X Clerk\n  Y Cook\n", links=(Linked(1, "x", "y", "deputy"),))
    assert planned(state, positions=POSITIONS).is_empty


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("X,Z,deputy", "to: “Z” is in neither the file nor the chart"),
        ("X,X,deputy", "to: A position can't be linked with itself."),
        ("X,Y,friend", "kind: “friend” is no kind of link: write dotted_line, deputy, works_with."),
        ("X,,deputy", "to: A link leads from a position to another, and has a kind."),
    ],
)
def test_a_link_that_leads_nowhere_is_refused_at_its_cell(row: str, problem: str) -> None:
    (said,) = refused(positions=POSITIONS, links=f"from,to,kind\n{row}\n")
    assert said.startswith(f"links, row 2, {problem}")


@pytest.mark.django_db
def test_a_whole_organisation_comes_in_and_what_is_exported_changes_nothing() -> None:
    sheets = book(
        positions="code,title,reports_to,posts,location\nH,Head,,,Rome\nX,Clerk,H,5,\nY,Cook,H,,\n",
        people="person_number,name,email,location\n1,Ada,ada@x.example,Room 7\n2,Bob,,\n9,Eve,,\n",
        appointments="code,person_number,status\nH,1,\nY,2,\nX,,filled\n",
        links="from,to,kind\nX,Y,deputy\nY,H,works_with\n",
    )
    assert import_sheets(sheets, AS_USUAL).problems == ()
    assert dict(Person.objects.values_list("name", "location")) == {"Ada": "Room 7", "Bob": "", "Eve": ""}
    assert (Position.objects.count(), Appointment.objects.count(), Link.objects.count()) == (3, 2, 2)
    assert import_sheets(sheets, AS_USUAL).is_empty
    exported = [
        recognise(Table("out.xlsx", grid.title, tuple(grid.headings), enumerate(grid.rows, 2)), AS_FOUND)
        for grid in grids_of(Extent())
    ]
    plan = import_sheets(exported, Options(replaces=True))
    assert (plan.problems, plan.is_empty, plan.unchanged) == ((), True, 3)


@pytest.mark.django_db
def test_a_person_alone_is_written_changed_and_left_alone() -> None:
    assert import_sheets(book(people="person_number,name\n1,Ada\n"), AS_USUAL).new_people == ("1",)
    assert import_sheets(book(people="person_number,name,location\n1,Ada,Rome\n"), AS_USUAL).changed_people == ("1",)
    assert Person.objects.get().location == "Rome"
    assert import_sheets(book(people="person_number,name,location\n1,Ada,Rome\n"), AS_USUAL).is_empty


SENIOR = "code,title,posts,reports_to\nA,Head,1,\nB,Clerk,none,A\n"
JUNIOR = "code,title,posts,reports_to\nC,Cook,none,A\nB,Baker,1,A\n"


def test_problems_stand_sheet_by_sheet() -> None:
    assert [words.partition(":")[0] for words in refused(Staff=SENIOR, Others=JUNIOR)] == [
        "Staff, row 3, posts",
        "Others, row 2, posts",
        "Others, row 3, title",
    ]


def test_a_row_of_another_sheet_is_named_with_it() -> None:
    assert "The same code stands in row 3 of the sheet “Staff” as “Clerk”" in refused(Staff=SENIOR, Others=JUNIOR)[-1]


def test_a_row_of_another_file_is_named_with_the_sheet_if_there_is_one() -> None:
    other = sheet("code,title,posts\nB,Baker,1\n", "folder/other.csv")
    plan = make_plan([other, *book(Staff=SENIOR)], standing())
    assert "stands in row 2 of other.csv as" in plan.problems[-1].message
    plan = make_plan([*book(Staff=SENIOR), other], standing())
    assert "stands in row 3 of book.xlsx, Staff as" in plan.problems[-1].message
