"""Sheets of roles, skills and departments, planned without a database."""

import pytest

from roles.facts import MEANINGS
from roles.models import (
    Department,
    Focus,
    ManagementLevel,
    NextStep,
    OutsideBody,
    PlanningHorizon,
    Responsibility,
    Role,
    RoleSkill,
    Scope,
    Skill,
)
from roles.recording_of import DealsWith, WorksWith
from roles.spreadsheet.catalogue.columns import CATALOGUE_SHEETS, kind_of
from roles.spreadsheet.catalogue.planning import CataloguePlan, is_of_catalogue, plan_catalogue
from roles.spreadsheet.catalogue.state import CatalogueState, KnownRow
from roles.spreadsheet.catalogue.telling import sentences, tell_changed
from roles.spreadsheet.library import LIBRARY
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.summing_up import summarise
from tests.spreadsheet.files import standing, told

BLANK = dict.fromkeys(
    ("abbreviation", "also_called", "purpose", "management_level", "scope", "focus", "planning_horizon"), ""
)


def role(key: int, slug: str, **values: str) -> tuple[tuple[str], KnownRow]:
    """A role that is there."""
    return (slug,), KnownRow(key, {"slug": slug, "title": slug.title(), **BLANK, "also_works_with": "", **values})


STATE = CatalogueState(
    {
        Role: dict(
            [role(1, "cook", purpose="Cooks.\n\nWell."), role(2, "baker", abbreviation="BK"), role(3, "waiter")]
        ),
        Skill: {("tact",): KnownRow(1, {"name": "Tact", "description": "Being kind"})},
        OutsideBody: {("press",): KnownRow(1, {"name": "Press"})},
        Department: {("d",): KnownRow(1, {"code": "D", "name": "Kitchen", "colour": "#123456"})},
        Responsibility: {
            ("cook", "cuts"): KnownRow(1, {"role_id": "cook", "text": "Cuts", "order": 10}),
            ("cook", "stirs"): KnownRow(2, {"role_id": "cook", "text": "Stirs", "order": 20}),
            ("baker", "kneads"): KnownRow(3, {"role_id": "baker", "text": "Kneads", "order": 1}),
        },
        RoleSkill: {
            ("cook", "tact"): KnownRow(1, {"role_id": "cook", "skill_id": "tact", "proficiency": 3, "order": 1})
        },
        NextStep: {
            ("cook", "baker"): KnownRow(1, {"role_id": "cook", "next_role_id": "baker", "advice": "Bake"}),
        },
        WorksWith: {
            pair: KnownRow(at, dict(zip(("from_role_id", "to_role_id"), pair, strict=True)))
            for at, pair in enumerate([("cook", "baker"), ("baker", "cook"), ("cook", "waiter"), ("waiter", "cook")])
        },
        DealsWith: {("cook", "press"): KnownRow(1, {"role_id": "cook", "outsidebody_id": "press"})},
    }
)


def sheets(*texts: str) -> list[Sheet]:
    """Files, read from text."""
    return [read_file(f"{at}.csv", text.encode())[0] for at, text in enumerate(texts)]


def of_catalogue(*texts: str) -> list[Sheet]:
    """The same, all of them about roles."""
    found = sheets(*texts)
    assert all(map(is_of_catalogue, found))
    return found


def planned(*texts: str, state: CatalogueState = STATE) -> CataloguePlan:
    """The plan of some files that have no problems."""
    plan = plan_catalogue(of_catalogue(*texts), state)
    assert plan.problems == ()
    return plan


def refused(*texts: str, state: CatalogueState = STATE) -> list[str]:
    """The problems of some files, with their cells."""
    plan = plan_catalogue(of_catalogue(*texts), state)
    assert plan.is_empty
    return [f"{each.cell} {each.message}" for each in plan.problems]


@pytest.mark.parametrize("kind", CATALOGUE_SHEETS)
def test_a_table_is_known_by_its_headings_and_every_column_is_explained(kind: str) -> None:
    columns = CATALOGUE_SHEETS[kind]
    assert kind_of([fold_heading(column.name) for column in columns]) == kind
    assert all(str(column.explanation).endswith(".") for column in columns)
    if kind in LIBRARY:
        assert tuple(column.name for column in columns) == LIBRARY[kind]


def test_the_template_says_what_each_choice_of_a_fact_means() -> None:
    explained = {column.name: str(column.explanation) for column in CATALOGUE_SHEETS["roles"]}
    facts = {"management_level": ManagementLevel, "scope": Scope, "focus": Focus, "planning_horizon": PlanningHorizon}
    for name, choices in facts.items():
        for value in choices.values:
            assert f" {value}: {MEANINGS[value]}" in explained[name]


@pytest.mark.parametrize(
    "headings",
    [["code", "title", "reportsto"], ["code", "title", "role", "department"], ["code", "name"], ["title", "name"]],
)
def test_positions_and_people_are_not_taken_for_roles(headings: list[str]) -> None:
    assert kind_of(headings) in (None, "departments" if headings == ["code", "name"] else None)


def test_an_absent_column_leaves_alone_and_an_empty_cell_empties() -> None:
    plan = planned("slug,abbreviation\ncook,CK\nbaker,\n")
    assert [(edit.key, edit.before, edit.after) for edit in plan.of(Role).changed] == [
        (("cook",), {"abbreviation": ""}, {"abbreviation": "CK"}),
        (("baker",), {"abbreviation": "BK"}, {"abbreviation": ""}),
    ]
    assert plan.of(WorksWith).is_empty


def test_a_role_is_found_by_slug_else_by_title_and_made_with_a_slug_of_its_own() -> None:
    plan = planned("slug,title,purpose\n,COOK,x\n,Écailler!,y\n,Ecailler?,z\nchef,Chef,\n,料理人,\n")
    *latin, other = (key for (key,) in plan.of(Role).created)
    assert latin == ["ecailler", "ecailler-2", "chef"]
    assert other.startswith("role-")
    (edit,) = plan.of(Role).changed
    assert (edit.key, edit.after) == (("cook",), {"title": "COOK", "purpose": "x"})


def test_choices_are_written_as_value_or_label_in_any_case() -> None:
    plan = planned(
        "slug,title,management_level,scope,planning_horizon\n"
        "a,A,Top-level Executive,OWN_WORK,Years ahead\nb,B,first line,the whole organisation,days\n"
    )
    values = list(plan.of(Role).created.values())
    assert [each["management_level"] for each in values] == ["executive", "first_line"]
    assert [each["scope"] for each in values] == ["own_work", "organisation"]
    assert [each["planning_horizon"] for each in values] == ["years", "days"]


def test_works_with_is_what_one_of_the_two_says_and_of_roles_in_the_sheet_nothing_else() -> None:
    plan = planned('slug,works_with\ncook,"waiter\nBK"\nwaiter,\n')
    assert plan.is_empty
    plan = planned("slug,title,works_with,outside_bodies\ncook,Cook,new; baker,PRESS; Guests\nnew,New,,\n")
    assert set(plan.of(WorksWith).created) == {("cook", "new"), ("new", "cook")}
    assert set(plan.of(WorksWith).removed) == {("cook", "waiter"), ("waiter", "cook")}
    assert list(plan.of(OutsideBody).created) == [("guests",)]
    assert list(plan.of(DealsWith).created) == [("cook", "guests")]
    assert plan.of(DealsWith).removed == {}


def test_of_each_role_that_is_named_the_rows_are_all_it_has() -> None:
    plan = planned("role,responsibility\nCook,Stirs\ncook,Cuts\ncook,Salts\n")
    assert [(edit.key[1], edit.after) for edit in plan.of(Responsibility).changed] == [
        ("stirs", {"order": 1}),
        ("cuts", {"order": 2}),
    ]
    assert plan.of(Responsibility).created == {("cook", "salts"): {"role_id": "cook", "text": "Salts", "order": 3}}
    assert plan.of(Responsibility).removed == {}
    plan = planned("role,responsibility\ncook,Stirs\n", "role,next_role,advice\ncook,waiter,Walk\n")
    assert list(plan.of(Responsibility).removed) == [("cook", "cuts")]
    assert (list(plan.of(NextStep).created), list(plan.of(NextStep).removed)) == (
        [("cook", "waiter")],
        [("cook", "baker")],
    )


def test_what_stands_there_already_is_an_empty_plan() -> None:
    assert planned("role,responsibility\ncook,Cuts\ncook,Stirs\n").is_empty
    assert planned("role,skill,proficiency,description\n,Tact,,Being kind\ncook,tact,Practitioner,\n").is_empty
    assert planned("role,next_role\ncook,baker\n").is_empty
    assert planned("code,name,colour\n,kitchen,#123456\n").of(Department).created == {}
    assert planned("code,name,colour\nD,Kitchen,\n").is_empty
    assert planned('slug,purpose\ncook,"Cooks.\r\n\r\nWell."\n').is_empty
    assert planned("slug,purpose\ncook,Cooks.\u2028\u2028Well.\n").is_empty


def test_skills_are_made_and_described_once() -> None:
    plan = planned(
        "role,skill,proficiency,description\ncook,Tact,,\ncook,Speed,expert,Being quick\nwaiter,speed,1,\n,Tact,,\n"
    )
    assert plan.of(Skill).created == {("speed",): {"name": "Speed", "description": "Being quick"}}
    (edit,) = plan.of(Skill).changed
    assert edit.after == {"description": ""}
    assert [values["proficiency"] for values in plan.of(RoleSkill).created.values()] == [4, 1]
    (lower,) = plan.of(RoleSkill).changed
    assert lower.after == {"proficiency": 2}


def test_departments_are_found_by_code_else_by_name_and_a_new_one_has_a_code() -> None:
    plan = planned("code,name,colour\nD,Kitchens,\n,Cellar,#abcdef\n")
    (edit,) = plan.of(Department).changed
    assert edit.after == {"name": "Kitchens"}
    assert plan.of(Department).created == {("cellar",): {"code": "CELLAR", "name": "Cellar", "colour": "#abcdef"}}


def test_every_problem_is_named_with_its_cell() -> None:
    assert refused(
        "slug,title,scope,works_with\nchef,,,\nx,Waiter,,\ncook,Cook,moon,\ncook,Cook,,\n,,team,\nbad slug,Bad,,\n"
    ) == [
        "B2 The role chef needs a title.",
        "B3 “Waiter” is the title of the role waiter already.",
        "C4 “moon” is none of the choices: write one of the whole organisation, a division, one department, a team, "
        "one's own work.",
        "A5 This role stands in row 4 already.",
        "A6 The row names no role: it needs a short name or a title.",
        "A7 Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ]
    assert refused("slug,works_with\ncook,cok; cook\n") == [
        "B2 No role is called “cok”: did you mean cook?",
        "B2 A role always works with itself: name other roles.",
    ]
    long = "x" * 501
    assert refused(f"role,responsibility\ncok,Cuts\ncook,\ncook,Cuts\ncook,CUTS\n,Stirs\ncook,{long}\n") == [
        "A2 No role is called “cok”: did you mean cook?",
        "B3 The cell is empty: the row needs it.",
        "B5 The role has this responsibility in row 4 already.",
        "A6 The cell is empty: the row needs it.",
        "B7 Ensure this value has at most 500 characters (it has 501).",
    ]
    assert refused("role,skill,proficiency,description\ncook,Tact,great,a\ncook,tact,,b\ncook,,,\n") == [
        "C2 “great” is none of the choices: write one of awareness, working, practitioner, expert.",
        "D3 Another row describes this skill in other words.",
        "B3 The role asks for this skill in row 2 already.",
        "B4 The cell is empty: the row needs it.",
    ]
    assert refused("role,next_role\ncook,cook\ncook,bakers\n") == [
        "B2 A next step leads to another role.",
        "B3 No role is called “bakers”: did you mean baker?",
    ]
    assert refused("code,name,colour\nd,Kitchen,\nN,,red\nM,,\n") == [
        "A2 In the chart the code is written D: write it so here too.",
        "C3 Write the colour as # and six digits, such as #1f6feb.",
        "A3 This department is new: give it a name.",
        "A4 This department is new: give it a name.",
    ]


def test_a_misspelt_heading_is_named_and_long_texts_are_taken() -> None:
    assert refused("slug,title,pupose\na,A,x\n") == ["C1 This heading is not known: did you mean purpose?"]
    text = "x" * 30_000
    assert planned(f"slug,title,purpose\na,A,{text}\n").of(Role).created[("a",)]["purpose"] == text
    (problem,) = plan_catalogue(sheets(f"slug,title,purpose\na,A,{text * 2}\n"), STATE).problems
    assert "at most 32767 characters" in problem.message


def test_positions_of_the_same_import_may_name_what_is_new() -> None:
    files = sheets(
        "code,reports_to,title,role,department\nA,,Head,chef,CELLAR\nB,A,Chef,,Cellar\n",
        "slug,title\nchef,Chef\n",
        "code,name\nCELLAR,Cellar\n",
    )
    plan = make_plan(files, standing())
    assert plan.problems == ()
    assert [edit.after["role"] for edit in plan.edits] == ["chef", "chef"]
    assert [edit.after["department"] for edit in plan.edits] == ["CELLAR", "CELLAR"]
    assert plan.departments == {}
    assert summarise(plan) == [
        "2 positions created: A, B.",
        "Departments: 1 added (Cellar).",
        "Roles: 1 added (Chef).",
    ]
    bad = make_plan(sheets("code,reports_to,title\nA,X,Head\n", "slug,title\n,\nchef,\n"), standing())
    assert [told(problem) for problem in bad.problems] == [
        "row 2, reports_to: Head (A) reports to X, which is not in the file and not in the chart.",
        "row 3, title: The role chef needs a title.",
    ]


@pytest.mark.parametrize("rows", [("cook,Chef", ",Cook"), (",Cook", "cook,Chef")])
def test_a_new_role_takes_the_title_that_another_gives_up(rows: tuple[str, str]) -> None:
    plan = planned("slug,title\n" + "\n".join(rows) + "\n")
    assert plan.problems == ()
    assert [(edit.key, edit.after) for edit in plan.of(Role).changed] == [(("cook",), {"title": "Chef"})]
    assert [(key, values["title"]) for key, values in plan.of(Role).created.items()] == [(("cook-2",), "Cook")]


@pytest.mark.parametrize("rows", [("sommelier,Steward", ",Sommelier"), (",Sommelier", "sommelier,Steward")])
def test_a_short_name_is_not_made_that_another_row_has(rows: tuple[str, str]) -> None:
    plan = planned("slug,title\n" + "\n".join(rows) + "\n")
    assert plan.problems == ()
    assert {key[0]: values["title"] for key, values in plan.of(Role).created.items()} == {
        "sommelier": "Steward",
        "sommelier-2": "Sommelier",
    }


def test_two_rows_of_one_role_are_refused_in_either_order() -> None:
    for rows in ("cook,Chef\n,Chef\n", ",Chef\ncook,Chef\n"):
        plan = plan_catalogue(of_catalogue(f"slug,title\n{rows}"), STATE)
        assert [told(problem) for problem in plan.problems] == ["row 3, slug: This role stands in row 2 already."]


def test_roles_alone_leave_positions_and_replacing_ends_none() -> None:
    plan = make_plan(sheets("slug,title\nchef,Chef\n"), standing("A Head"))
    assert (plan.ended, plan.is_empty) == ((), False)
    assert summarise(plan) == ["Roles: 1 added (Chef)."]


def test_what_changes_is_told_row_by_row() -> None:
    plan = planned(
        "slug,title,focus\ncook,Chef,tactical\n",
        "role,skill,proficiency\ncook,Speed,4\n",
        "role,next_role,advice\ncook,baker,Rise early\n",
    )
    assert [(each.kind, each.name, each.differences) for each in tell_changed(plan)] == [
        ("Role", "Cook", (("Title", "Cook", "Chef"), ("Focus", "empty", "tactical"))),
        ("Next step", "Chef, Baker", (("What it takes", "Bake", "Rise early"),)),
    ]
    assert sentences(plan)[:2] == ["Skills: 1 added (Speed).", "Roles: 1 changed (Cook)."]
