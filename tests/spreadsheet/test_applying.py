"""Plans written to the database: all or nothing, through the door, and read back as they were meant."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roles import tree
from roles.models import Appointment, ChangeKind, Chart, Department, Link, Person, Position, Role
from roles.palette import PALETTE
from roles.spreadsheet.applying import import_sheets, preview_sheets, write_plan
from roles.spreadsheet.plan import AS_USUAL, Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.state import read_state
from tests.spreadsheet.files import sheet
from tests.trees import appoint, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

FILE = """
code,reports_to,title,unit,location,assistant,posts,holder,person_number,email,kind,fte,start,works_with,notes
CEO,,Chief,Board,Leeds,,,Ann Lee,1,ann@x.example,,,2020-01-01,COO,"First line
second line"
COO,CEO,Operations,Board,York,,,Bob Ray,2,,acting,0.8,,,
PA,CEO,Assistant,,,yes,,,,,,,,,
CREW,COO,Crew,Shops,,,12,,,,,,,,
"""


def load(text: str, options: Options = AS_USUAL) -> Plan:
    """Import a file that must have no problems."""
    plan = import_sheets([sheet(text)], options)
    assert plan.problems == ()
    return plan


def test_a_file_becomes_positions_people_appointments_links_and_departments() -> None:
    load(FILE)
    assert outline() == "CEO\n  COO\n    CREW\n  PA"
    chief, crew = Position.objects.get(code="CEO"), Position.objects.get(code="CREW")
    assert chief.department is not None
    assert (chief.department.name, chief.location, chief.notes) == ("Board", "Leeds", "First line\nsecond line")
    assert (crew.posts, Position.objects.get(code="PA").is_assistant) == (12, True)
    assert Department.objects.count() == 2
    coo = Appointment.objects.get(position__code="COO")
    assert coo.person is not None
    assert (coo.person.name, coo.kind, coo.share, coo.start) == ("Bob Ray", "acting", Decimal("0.8"), None)
    assert str(Link.objects.get()) == "Chief (CEO) → Operations (COO): works with"
    assert Person.objects.search("lee").get().email == "ann@x.example"


def test_new_departments_get_colours_that_are_told_apart() -> None:
    Department.objects.create(code="X", name="There already", colour=PALETTE[0])
    load(FILE)
    assert set(Department.objects.values_list("colour", flat=True)) == set(PALETTE[:3])


def test_importing_it_again_changes_nothing_at_all() -> None:
    load(FILE)
    version = Chart.current().version
    plan = load(FILE)
    assert plan.is_empty
    assert plan.unchanged == 4
    assert Chart.current().version == version


def test_a_preview_writes_nothing() -> None:
    assert preview_sheets([sheet(FILE)], AS_USUAL).created == ("CEO", "COO", "PA", "CREW")
    assert not Position.objects.exists()


def test_one_problem_keeps_everything_out() -> None:
    plan = import_sheets([sheet(FILE + "X,NOBODY,Lost,,,,,,,,,,,,\n")], AS_USUAL)
    assert len(plan.problems) == 1
    assert plan.created == ()
    assert not any(model.objects.exists() for model in (Position, Person, Appointment, Link, Department))


def test_branches_move_and_managers_swap() -> None:
    plant("CEO\n  COO\n    OPS\n      LEAD\n  CFO")
    load("code,reports_to,title\nLEAD,CEO,x\nOPS,LEAD,x\nCOO,OPS,x\n")
    assert outline() == "CEO\n  CFO\n  LEAD\n    OPS\n      COO"


def test_a_moved_position_may_report_to_a_new_one_and_a_new_head_to_none() -> None:
    plant("CEO Chief\n  COO Operations")
    load("code,reports_to,title\nCEO,TOP,Chief\nTOP,,Owner\nMID,CEO,Middle\nCOO,MID,Operations\n")
    assert outline() == "TOP\n  CEO\n    MID\n      COO"


def test_a_changed_title_is_found_by_search() -> None:
    plant("CEO Chief")
    load("code,title\nCEO,Größter Vorsitz\n")
    assert Position.objects.search("grosster").get().code == "CEO"


def test_a_new_holder_follows_and_history_stays() -> None:
    company = plant("CEO Chief: Ann Lee")
    load("code,title,holder\nCEO,Chief,Eve May\n")
    today = timezone.localdate()
    held = Appointment.objects.filter(position=company["CEO"]).order_by("pk")
    assert [(str(each.person), each.start, each.end) for each in held] == [
        ("Ann Lee", None, today - datetime.timedelta(days=1)),
        ("Eve May", today, None),
    ]
    load("code,title,holder\nCEO,Chief,Ida Orr\n")
    current = Appointment.objects.current().get()
    assert (str(current.person), Appointment.objects.count()) == ("Ida Orr", 2)
    assert load("code,title,holder\nCEO,Chief,Ida Orr\n").is_empty


def test_two_people_swap_their_addresses() -> None:
    text = "code,reports_to,title,holder,person_number,email\nA,,T,Ann,1,{}@x.example\nB,A,T,Bob,2,{}@x.example\n"
    load(text.format("one", "two"))
    plan = load(text.format("two", "one"))
    assert plan.changed == ("A", "B")
    assert dict(Person.objects.values_list("name", "email")) == {"Ann": "two@x.example", "Bob": "one@x.example"}


def test_a_renamed_person_is_found_by_the_new_name() -> None:
    load("code,title,holder,person_number\nA,T,Ann,1\n")
    load("code,title,holder,person_number\nA,T,Ängela,1\n")
    assert Person.objects.search("angela").count() == 1
    assert Position.objects.search("angela").get().code == "A"
    assert Person.objects.count() == 1


def test_replacing_ends_what_is_missing_and_a_later_row_brings_it_back() -> None:
    plant("CEO Chief\n  COO Operations: Bob Ray\n    OPS Manager\n  CFO Finance")
    appoint(Position.objects.get(code="CFO"), "Cy Dee")
    plan = load("code,reports_to,title\nCEO,,Chief\nOPS,CEO,Manager\n", Options(replaces=True))
    assert plan.ended == ("COO", "CFO")
    assert outline() == "CEO\n  OPS"
    assert not Appointment.objects.current().exists()
    ended = Position.objects.get(code="COO")
    assert ended.ended_on == timezone.localdate() - datetime.timedelta(days=1)
    load("code,reports_to,title\nCOO,CEO,Operations\n")
    assert outline() == "CEO\n  OPS\n  COO"


def test_a_position_that_waits_is_placed_by_its_row() -> None:
    plant("CEO Chief")
    with tree.writing():
        tree.apply(tree.Changes(new=[Position(code="W", title="Waiting", is_placed=False)]))
    plan = load("code,reports_to,title\nW,CEO,Waiting\n")
    assert plan.moved == ("W",)
    assert outline() == "CEO\n  W"


def test_a_title_links_the_role_and_no_role_is_made() -> None:
    Role.objects.create(slug="coo", title="Chief Operating Officer", abbreviation="COO")
    load("code,reports_to,title\nA,,CEO\nB,A,coo\n")
    assert dict(Position.objects.values_list("code", "role__slug")) == {"A": None, "B": "coo"}
    assert Role.objects.count() == 1


def test_reading_the_present_takes_the_same_number_of_queries_in_a_larger_chart() -> None:
    load(FILE)
    with CaptureQueriesContext(connection) as small:
        read_state()
    load("code,reports_to,title,holder\n" + "".join(f"N{n},CEO,T,Holder {n}\n" for n in range(100)))
    with CaptureQueriesContext(connection) as large:
        read_state()
    assert len(large) == len(small) <= 12


def test_a_whole_unchanged_import_takes_a_fixed_number_of_queries() -> None:
    text = "code,reports_to,title,holder\nA,,T,Ann\n" + "".join(f"N{n},A,T,Holder {n}\n" for n in range(100))
    load(text)
    with CaptureQueriesContext(connection) as queries:
        preview_sheets([sheet(text)], AS_USUAL)
    assert len(queries) <= 12


def test_a_role_that_is_deleted_before_the_writing_is_named_and_nothing_is_written() -> None:
    role = Role.objects.create(slug="clerk", title="Clerk")
    sheets = [sheet("code,reports_to,title,role\nA,,Head,clerk\n")]
    refused = pytest.raises(ValidationError, match="clerk was deleted by somebody else meanwhile")
    with refused, tree.writing(ChangeKind.IMPORTED) as record:
        state = read_state({"positions"})
        plan = make_plan(sheets, state)
        role.delete()
        write_plan(record, plan, state)
    assert not Position.objects.exists()
