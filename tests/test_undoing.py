"""Changes taken back: one, a batch, and those that no longer fit."""

import datetime
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.actor import acting
from roles.history.recorded import taken_back
from roles.history.telling import tell_all
from roles.history.undo_plan import plan_undo
from roles.history.undoing import undo
from roles.models import (
    Account,
    Appointment,
    Change,
    ChangeKind,
    Chart,
    Department,
    Entry,
    FormerValues,
    Link,
    NextStep,
    OutsideBody,
    Person,
    Position,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
)
from roles.record import values_of
from roles.recording_of import CATALOGUE, DealsWith, WorksWith
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options
from roles.spreadsheet.recognising import read_file
from roles.tree import beside
from tests.trees import appoint, outline, plant, remove_appointments, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = "CEO Chief\n  COO\n    OPS\n      LEAD\n  CFO"


def last() -> Change:
    """The change that was made last."""
    change: Change = Change.objects.first()
    return change


def everything() -> list[object]:
    """All that is recorded of what is there, numbers and versions left out."""
    models = (Position, Appointment, Link, Person)
    return [(row.pk, values_of(row)) for model in models for row in model._default_manager.order_by("pk")]


def bring_in(text: str, *, replaces: bool = False) -> None:
    """Import a file."""
    plan = import_sheets(read_file("file.csv", BytesIO(text.encode()).read()), Options(replaces=replaces))
    assert plan.problems == ()


def rename(code: str, title: str) -> None:
    """Give a position another title."""
    position = Position.objects.get(code=code)
    position.title = title
    tree.save_position(position)


WRITES: dict[str, Callable[[dict[str, Position]], object]] = {
    "create": lambda company: tree.create_position(Position(code="N", title="New", reports_to_id=company["COO"].pk)),
    "edit": lambda company: rename("COO", "Other"),
    "move a branch": lambda company: tree.move_position(company["OPS"].pk, company["CFO"].pk),
    "move alone": lambda company: tree.move_position(company["COO"].pk, company["CFO"].pk, with_reports=False),
    "move below its own report": lambda company: tree.move_position(
        company["COO"].pk, company["LEAD"].pk, with_reports=False
    ),
    "delete": lambda company: tree.delete_position(company["LEAD"].pk),
    "delete and hand up": lambda company: tree.delete_position(company["OPS"].pk, heir_id=company["COO"].pk),
    "delete and hand over": lambda company: tree.delete_position(company["COO"].pk, heir_id=company["CFO"].pk),
    "order": lambda company: tree.order_position(company["CFO"].pk, company["COO"].pk),
    "end": lambda company: tree.end_position(company["LEAD"].pk, datetime.date(2026, 3, 1)),
    "appoint": lambda company: appoint(company["CFO"], "Ben Ito"),
    "dismiss": lambda company: remove_appointments(company["LEAD"]),
    "link": lambda company: write_link(from_position=company["CFO"], to_position=company["OPS"], kind="deputy"),
    "import": lambda company: bring_in(
        "code,reports_to,title,holder,deputy_of\nCEO,,Boss,Ama Boateng,\nX,CEO,Ex,Ben Ito,CFO\nY,X,Why,,\nOPS,X,Ops,,\n"
    ),
    "import that ends": lambda company: bring_in("code,reports_to,title\nCEO,,Chief\nCOO,CEO,Coo\n", replaces=True),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_change_is_taken_back_and_again(name: str) -> None:
    company = plant(COMPANY)
    appoint(company["LEAD"], "Ama Boateng", start=datetime.date(2025, 1, 1))
    write_link(from_position=company["LEAD"], to_position=company["CFO"], kind="dotted_line")
    before, drawing = everything(), outline()
    people = set(Person.objects.values_list("pk", flat=True))
    WRITES[name](company)
    after, change = everything(), last()
    assert after != before
    undo(change)
    # A person whom the test itself made is no part of the change.
    Person.objects.exclude(pk__in=people).filter(appointments__isnull=True).delete()
    assert everything() == before
    assert outline() == drawing
    assert (last().kind, last().undoes) == (ChangeKind.UNDONE, change)
    if not Person.objects.exclude(pk__in=people).exists() and name not in ("appoint", "import"):
        undo(last())
        assert everything() == after


def test_who_what_and_from_where_to_where_is_recorded() -> None:
    company = plant(COMPANY)
    account = Account.objects.create_user("hr")
    with acting(account.pk):
        tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    assert (change.account, change.kind) == (account, ChangeKind.MOVED)
    entry = change.entries.get()
    assert (entry.subject, entry.key, entry.position, entry.code) == ("position", company["OPS"].pk, entry.key, "OPS")
    assert [values and values["reports_to"] for values in (entry.before, entry.after)] == ["COO", "CFO"]
    account.delete()
    assert Change.objects.get(pk=change.pk).account is None


def test_one_form_is_one_change_and_what_fails_is_none() -> None:
    company = plant("A\n  B")
    count = Change.objects.count()
    with tree.writing(ChangeKind.EDITED):
        rename("B", "Beta")
        with pytest.raises(ValidationError):
            tree.move_position(company["A"].pk, company["B"].pk)
        tree.create_position(Position(code="C", title="Gamma", reports_to_id=company["B"].pk))
    assert Change.objects.count() == count + 1
    assert [entry.code for entry in last().entries.all()] == ["B", "C"]
    with pytest.raises(ValidationError):
        tree.move_position(company["A"].pk, company["B"].pk)
    assert Change.objects.count() == count + 1


def test_what_writes_nothing_is_no_change() -> None:
    plant("A")
    count, version = Change.objects.count(), Chart.current().version
    tree.save_position(Position.objects.get())
    assert (Change.objects.count(), Chart.current().version) == (count, version)


def test_history_is_written_once() -> None:
    plant("A")
    change, entry = last(), Entry.objects.first()
    for write in (
        change.save,
        change.delete,
        entry.save,
        lambda: Change.objects.update(kind="moved"),
        lambda: Change.objects.all().delete(),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([entry], ["code"]),
    ):
        with pytest.raises(RuntimeError, match="written once"):
            write()


def test_a_move_is_not_taken_back_where_the_position_moved_on() -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    tree.move_position(company["OPS"].pk, company["CEO"].pk)
    with pytest.raises(ValidationError, match="OPS was changed since: reports to"):
        undo(change)
    assert Position.objects.get(code="OPS").reports_to == company["CEO"]


def test_a_move_is_not_taken_back_where_it_would_be_a_loop() -> None:
    company = plant("CEO Chief\n  COO Operations\n    OPS Plant\n  CFO Finance")
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    tree.move_position(company["COO"].pk, company["OPS"].pk)
    with pytest.raises(ValidationError, match=r"Operations \(COO\) reports to Plant \(OPS\), who reports to"):
        undo(change)


def test_a_creation_is_not_taken_back_from_under_reports_or_a_holder() -> None:
    company = plant("CEO")
    new = tree.create_position(Position(code="N", title="New", reports_to_id=company["CEO"].pk))
    change = last()
    appoint(new, "Ama Boateng")
    with pytest.raises(ValidationError, match="added since: Ama Boateng"):
        undo(change)
    remove_appointments(new)
    tree.create_position(Position(code="M", title="More", reports_to_id=new.pk))
    with pytest.raises(ValidationError, match=r"1 position reports to New \(N\)"):
        undo(change)


def test_a_deletion_is_not_taken_back_where_the_code_is_taken_or_the_manager_gone() -> None:
    company = plant("CEO\n  COO\n    OPS")
    tree.delete_position(company["OPS"].pk)
    deletion = last()
    other = tree.create_position(Position(code="ops", title="Other", reports_to_id=company["CEO"].pk))
    with pytest.raises(ValidationError, match=r"Other \(ops\) has its code now"):
        undo(deletion)
    tree.delete_position(other.pk)
    tree.delete_position(company["COO"].pk)
    with pytest.raises(ValidationError, match="whom it reported to is gone: COO"):
        undo(deletion)


def test_a_deletion_is_not_taken_back_without_its_role_or_department() -> None:
    role, department = Role.objects.create(slug="r", title="R"), Department.objects.create(code="D", name="D")
    company = plant("CEO\n  COO", role=role, department=department)
    tree.delete_position(company["COO"].pk)
    tree.delete_position(company["CEO"].pk)
    change = last()
    role.delete()
    department.delete()
    refusals = plan_undo(change).refusals
    assert [text.partition(": ")[2] for text in refusals] == ["its role is gone.", "its department is gone."]


def test_what_was_taken_back_is_not_taken_back_twice() -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    change = last()
    undo(change)
    with pytest.raises(ValidationError, match="taken back already"):
        undo(change)
    undo(last())
    undo(change)


def test_an_appointment_is_not_brought_back_beside_another_holder() -> None:
    company = plant("CEO: Ama Boateng")
    remove_appointments(company["CEO"])
    change = last()
    appoint(company["CEO"], "Ben Ito")
    with pytest.raises(ValidationError, match="somebody holds the position"):
        undo(change)
    assert Appointment.objects.get().person == Person.objects.get(name="Ben Ito")


def edit_person(name: str, /, **values: str) -> Person:
    """Write a person's own fields as the admin does."""
    person = Person.objects.get(name=name)
    for field, value in values.items():
        setattr(person, field, value)
    with tree.writing() as record:
        beside.write(record, Person, changed=[person])
    return person


def test_a_persons_own_values_are_brought_back_from_a_table_of_their_own() -> None:
    plant("CEO: Ama Boateng")
    edit_person("Ama Boateng", name="Ama Mensah", phone="17")
    entry = last().entries.get()
    assert "Boateng" not in str((entry.before, entry.after, entry.code))
    assert FormerValues.objects.get(entry=entry).before["name"] == "Ama Boateng"
    undo(last())
    assert (Person.objects.get().name, Person.objects.get().phone) == ("Ama Boateng", "")


def test_former_values_are_erased_with_the_person_and_undo_says_what_it_lost() -> None:
    company = plant("CEO: Ama Boateng\n  COO")
    with tree.writing(ChangeKind.EDITED):
        person = edit_person("Ama Boateng", phone="17")
        remove_appointments(company["CEO"])
        rename("COO", "Other")
    change = last()
    person.delete()
    assert not FormerValues.objects.exists()
    undoing = undo(change)
    assert undoing.losses == [
        "People who were deleted can't be brought back, nor what their own fields said.",
        "1 appointment is not brought back: the person was deleted since.",
    ]
    assert Position.objects.get(code="COO").title == "Title of COO"


def test_what_is_lost_as_a_whole_is_not_taken_back() -> None:
    plant("CEO")
    Person.objects.create(number="1", name="Ama Boateng")
    edit_person("Ama Boateng", phone="17").delete()
    with pytest.raises(ValidationError, match="Nothing of this change"):
        undo(last())


def test_people_of_an_import_stay_where_they_are_needed_elsewhere() -> None:
    company = plant("CEO")
    bring_in("code,reports_to,title,holder\nX,CEO,Ex,Ben Ito\nY,CEO,Why,Cy Roy\n")
    change = last()
    appoint(company["CEO"], "Ben Ito")
    undoing = undo(change)
    assert outline() == "CEO"
    assert list(Person.objects.values_list("name", flat=True)) == ["Ben Ito"]
    assert undoing.losses == ["1 person stays: they have an account or a position, or were edited since."]


def test_a_form_that_was_open_before_the_deletion_overwrites_nothing_after_it_was_taken_back() -> None:
    company = plant(COMPANY)
    opened = Position.objects.get(code="LEAD")
    tree.delete_position(company["LEAD"].pk)
    undo(last())
    opened.title = "Stale"
    with pytest.raises(tree.StaleEditError):
        tree.save_position(opened)


def test_the_order_that_others_made_since_is_left() -> None:
    company = plant("H\n  A\n  B\n  C\n  D")
    tree.order_position(company["D"].pk, company["B"].pk)
    change = last()
    tree.order_position(company["A"].pk, None)
    tree.order_position(company["D"].pk, company["C"].pk)
    drawing = outline()
    with pytest.raises(ValidationError, match="Nothing of this change"):
        undo(change)
    assert outline() == drawing


def test_whoever_was_put_between_two_since_stays_there() -> None:
    company = plant("H\n  A\n  B\n  C\n  D\n  E")
    tree.order_position(company["D"].pk, company["B"].pk)
    change = last()
    tree.order_position(company["E"].pk, company["B"].pk)
    assert outline().split() == ["H", "A", "D", "E", "B", "C"]
    with pytest.raises(ValidationError, match="Nothing of this change"):
        undo(change)


def test_an_order_is_not_taken_back_among_the_reports_of_somebody_else() -> None:
    company = plant("H\n  M1\n    X1\n    X2\n    X3\n  M2\n    Y1\n    Y2")
    tree.order_position(company["X3"].pk, company["X1"].pk)
    change = last()
    tree.move_position(company["X3"].pk, company["M2"].pk)
    drawing = outline()
    with pytest.raises(ValidationError, match="Nothing of this change"):
        undo(change)
    assert outline() == drawing


@pytest.mark.parametrize("kind", ["works_with", "deputy"])
def test_a_link_that_somebody_made_again_is_named(kind: str) -> None:
    company = plant(COMPANY)
    link = write_link(from_position=company["COO"], to_position=company["CFO"], kind=kind)
    with tree.writing() as record:
        beside.write(record, Link, removed=[link.pk])
    change = last()
    write_link(from_position=company["COO"], to_position=company["CFO"], kind=kind)
    assert plan_undo(change).refusals == ["COO was linked with CFO again since: delete that link first."]


def test_a_link_to_a_position_that_is_gone_is_named() -> None:
    company = plant(COMPANY)
    write_link(from_position=company["LEAD"], to_position=company["CFO"], kind="deputy")
    tree.delete_position(company["LEAD"].pk)
    change = last()
    tree.delete_position(company["CFO"].pk)
    assert plan_undo(change).refusals == ["LEAD was linked with CFO, which was deleted since."]


def test_links_that_work_together_come_back_with_the_position() -> None:
    company = plant(COMPANY)
    for other in ("CFO", "COO"):
        write_link(from_position=company["LEAD"], to_position=company[other], kind="works_with")
    before = everything()
    tree.delete_position(company["LEAD"].pk)
    undo(last())
    assert everything() == before


def test_what_was_added_and_deleted_in_one_change_does_not_come_to_life() -> None:
    company = plant(COMPANY)
    with tree.writing():
        passing = tree.create_position(Position(code="T", title="T", reports_to_id=company["CEO"].pk))
        appointment = appoint(passing, "Ama Boateng")
        with tree.writing() as record:
            beside.write(record, Appointment, removed=[appointment.pk])
        tree.delete_position(passing.pk)
        rename("COO", "Other")
    undo(last())
    assert outline() == COMPANY.replace(" Chief", "")
    assert not Appointment.objects.exists()


def test_the_end_of_a_position_that_is_not_placed_is_taken_back() -> None:
    company = plant(COMPANY)
    position = company["LEAD"]
    position.is_placed, position.reports_to = False, None
    tree.save_position(position)
    before = everything()
    bring_in("code,title,status\nLEAD,Title of LEAD,eliminated\n")
    position.refresh_from_db()
    assert position.ended_on
    assert Position.objects.not_placed().count() == 0
    undo(last())
    assert everything() == before


def test_addresses_that_an_import_swapped_are_swapped_back() -> None:
    plant("CEO")
    heading = "code,reports_to,title,holder,person_number,email\n"
    bring_in(f"{heading}X,CEO,Ex,Ben Ito,1,ben@example.org\nY,CEO,Why,Cy Roy,2,cy@example.org\n")
    bring_in(f"{heading}X,CEO,Ex,Ben Ito,1,cy@example.org\nY,CEO,Why,Cy Roy,2,ben@example.org\n")
    undo(last())
    addresses = dict(Person.objects.values_list("name", "email"))
    assert addresses == {"Ben Ito": "ben@example.org", "Cy Roy": "cy@example.org"}


def test_whether_a_change_is_taken_back_follows_from_all_that_came_after() -> None:
    company = plant(COMPANY)
    tree.move_position(company["OPS"].pk, company["CFO"].pk)
    move = last()
    undo(move)
    first = last()
    undo(first)
    assert taken_back() == {first.pk: last().pk}
    undo(last())
    assert taken_back()[move.pk] == first.pk
    with pytest.raises(ValidationError, match="taken back already"):
        undo(move)


def test_judging_and_taking_back_asks_as_much_of_many_as_of_few() -> None:
    role = Role.objects.create(slug="r", title="R")
    company = plant("H\n" + "\n".join(f"  P{number}: Holder {number}" for number in range(60)))
    counts = []
    for codes in (range(10), range(10, 30)):
        with tree.writing():
            for number in codes:
                position = Position.objects.get(code=f"P{number}")
                position.role = role
                tree.save_position(position)
                remove_appointments(company[f"P{number}"])
        change = last()
        with CaptureQueriesContext(connection) as queries:
            undo(change)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_link_is_told_at_both_its_ends_and_whoever_has_one_open_is_told() -> None:
    company = plant(COMPANY)
    write_link(from_position=company["LEAD"], to_position=company["CFO"], kind="deputy")
    version = Position.objects.get(code="CFO").version
    tree.delete_position(company["LEAD"].pk)
    assert Entry.objects.filter(other=company["CFO"].pk).count() == 2
    assert Position.objects.get(code="CFO").version == version + 1


def test_departments_that_an_import_made_go_with_it_but_not_from_under_others() -> None:
    company = plant("CEO")
    bring_in("code,reports_to,title,department\nX,CEO,Ex,Sales\nY,CEO,Why,Law\n")
    change = last()
    assert [told.lines for told in tell_all(change.entries.filter(subject="department"))] == [
        ("Department added: Sales.",),
        ("Department added: Law.",),
    ]
    position = Position.objects.get(code=company["CEO"].code)
    position.department = Department.objects.get(name="Law")
    tree.save_position(position)
    assert plan_undo(change).refusals == [f"{position} uses department “Law”, which would go: take that away first."]
    position.department = None
    tree.save_position(position)
    undo(change)
    assert not Department.objects.exists()
    undo(last())
    assert set(Department.objects.values_list("code", "name")) == {("SALES", "Sales"), ("LAW", "Law")}
    assert Position.objects.get(code="X").department == Department.objects.get(name="Sales")


def test_a_department_that_was_renamed_or_deleted_since() -> None:
    plant("CEO")
    bring_in("code,reports_to,title,department\nX,CEO,Ex,Sales\n")
    change = last()
    Department.objects.update(name="Selling")
    assert plan_undo(change).refusals == ["department “Selling” was changed since: name."]
    tree.delete_position(Position.objects.get(code="X").pk)
    deletion = last()
    Department.objects.get().delete()
    assert "its department is gone" in plan_undo(deletion).refusals[0]


def write_catalogue_rows() -> dict[str, Model]:
    """Make a role with a row of each kind, and change a role that was there."""
    old = Role.objects.create(slug="old", title="Old", purpose="As before")
    with tree.writing(ChangeKind.IMPORTED) as record:
        skill, body = Skill(name="Tact"), OutsideBody(name="Press")
        beside.write(record, Skill, [skill])
        beside.write(record, OutsideBody, [body])
        role = Role(slug="new", title="Old")
        before, old.title, old.purpose = values_of(old), "Older", ""
        Role.objects.filter(pk=old.pk).update(title_key=" ")
        beside.write(record, Role, [role], [old], before={old.pk: before})
        for row in (
            Responsibility(role=role, text="Answers", order=1),
            RoleSkill(role=role, skill=skill, proficiency=3, order=1),
            NextStep(role=old, next_role=role, advice="Wait"),
            WorksWith(from_role_id=role.pk, to_role_id=old.pk),
            DealsWith(role_id=role.pk, outsidebody_id=body.pk),
        ):
            beside.write(record, type(row), [row])
    return {"role": role, "skill": skill, "body": body, "old": old}


def catalogue() -> list[object]:
    """All rows of the catalogue."""
    return [(row.pk, values_of(row)) for model in CATALOGUE for row in model._default_manager.order_by("pk")]


def test_a_catalogue_is_told_taken_back_and_again() -> None:
    write_catalogue_rows()
    after, change = catalogue(), last()
    assert [line for told in tell_all(change.entries.all()) for line in told.lines] == [
        "Skill added: Tact.",
        "Outside body added: Press.",
        "Role Older: Title: Old → Older",
        "Role Older: Purpose: As before → empty",
        "Role added: Old.",
        "Responsibility added: Old, Answers.",
        "Skill of a role added: Old, Tact.",
        "Next step added: Older, Old.",
        "Works closely with added: Old, Older.",
        "Deals with added: Old, Press.",
    ]
    undo(change)
    role = Role.objects.get()
    assert (role.slug, role.title, role.title_key, role.purpose) == ("old", "Old", "old", "As before")
    assert not Skill.objects.exists()
    assert not OutsideBody.objects.exists()
    undo(last())
    assert catalogue() == after


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (
            lambda rows: Role.objects.filter(slug="old").update(purpose="?"),
            "role “Older” was changed since: purpose.",
        ),
        (lambda rows: Skill.objects.update(name="Skill"), "skill “Skill” was changed since: name."),
        (
            lambda rows: RoleSkill.objects.create(role=rows["old"], skill=rows["skill"]),
            "Older (skill of a role) uses skill “Tact”, which would go: take that away first.",
        ),
        (
            lambda rows: Responsibility.objects.create(role=rows["role"], text="More"),
            "Old (responsibility) uses role “Old”, which would go: take that away first.",
        ),
        (
            lambda rows: rows["old"].outside_bodies.add(rows["body"]),
            "Older (deals with) uses outside body “Press”, which would go: take that away first.",
        ),
        (
            lambda rows: plant("CEO Chief", role=rows["role"]),
            "Chief (CEO) uses role “Old”, which would go: take that away first.",
        ),
        (lambda rows: RoleSkill.objects.update(proficiency=1), "skill of a role (Old) was changed since: proficiency."),
    ],
)
def test_a_catalogue_that_somebody_used_or_changed_since_stays(
    since: Callable[[dict[str, Model]], object], why: str
) -> None:
    rows = write_catalogue_rows()
    change, before = last(), catalogue()
    since(rows)
    now = catalogue()
    assert plan_undo(change).refusals == [why]
    with pytest.raises(ValidationError):
        undo(change)
    assert catalogue() == now
    assert len(now) >= len(before)


def test_what_a_change_took_out_of_a_role_does_not_come_back_without_the_role() -> None:
    rows = write_catalogue_rows()
    with tree.writing() as record:
        beside.write(record, Responsibility, removed=[Responsibility.objects.get().pk])
    change = last()
    rows["role"].delete()
    assert plan_undo(change).refusals == ["responsibility can't be as it was: what it names was deleted since."]
