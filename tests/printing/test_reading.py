"""What is read to be printed: who stands in it, what boxes say, and what only some readers may have."""

from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from roles import tree
from roles.chart import ColourKey
from roles.choice import ColourBy
from roles.models import Account, Chart, Department, Person, Position, Responsibility, Role, RoleSkill, Skill
from roles.printing.asked import Asked, Ink, Told
from roles.printing.indexes import letter_of
from roles.printing.phrases import page_phrases
from roles.printing.reading import Branch, TooManyPositionsError, read_branch, read_content
from roles.sheets.content import Content, Paragraph, RoleText
from tests.trees import appoint, plant

pytestmark = pytest.mark.django_db
USUAL = Asked()
PUBLIC = AnonymousUser()
COMPANY = """
A Head: Zoë Adams
  B Élan Manager: Ann Lee
    C Clerk
    D Clerk: Émile Ba
  E Adviser: Łukasz Zet
"""


def read(asked: Asked = USUAL, reader: Account | AnonymousUser = PUBLIC) -> Content:
    """What is printed."""
    return read_content(asked, reader)


def codes(content: Content) -> list[str]:
    """Who is printed, in order."""
    return [seat.code for seat in content.seats]


def index(content: Content, title: str) -> list[tuple[str, str]]:
    """The lines of an index."""
    [found] = [index for index in content.indexes if index.title == title]
    return [(entry.text, entry.beside) for entry in found.entries]


def test_everybody_is_read_in_the_order_of_the_chart() -> None:
    plant(COMPANY)
    content = read()
    assert codes(content) == ["A", "B", "C", "D", "E"]
    assert [seat.reports_to for seat in content.seats].count(None) == 1
    by_code = {seat.code: seat for seat in content.seats}
    assert (by_code["B"].title, by_code["B"].holders, by_code["B"].counts) == (
        "Élan Manager", ("Ann Lee",), "2 direct reports",
    )  # fmt: skip
    assert (by_code["C"].is_vacant, by_code["C"].vacancy, by_code["C"].holders) == (True, "Vacant", ())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(code="B"), ["B", "C", "D"]),
        (Asked(code="b", levels=1), ["B"]),
        (Asked(levels=2), ["A", "B", "E"]),
        (Asked(levels=64), ["A", "B", "C", "D", "E"]),
        (Asked(code="none"), []),
    ],
)
def test_branch_is_read_as_far_down_as_asked(asked: Asked, expected: list[str]) -> None:
    plant(COMPANY)
    content = read(asked)
    assert codes(content) == expected
    assert [seat.reports_to for seat in content.seats[:1]] == [None][: len(expected)]


def test_indexes_are_in_the_order_of_a_dictionary() -> None:
    plant(COMPANY)
    content = read()
    assert index(content, "Index by name") == [
        ("Ann Lee", "Élan Manager"), ("Émile Ba", "Clerk"), ("Łukasz Zet", "Adviser"), ("Zoë Adams", "Head"),
    ]  # fmt: skip
    assert index(content, "Index by position") == [
        ("Adviser", "Łukasz Zet"), ("Clerk", "Émile Ba"), ("Clerk", "Vacant"), ("Élan Manager", "Ann Lee"),
        ("Head", "Zoë Adams"),
    ]  # fmt: skip
    assert index(content, "Vacant positions") == [("Clerk", "")]
    by_name, by_position, _vacant = content.indexes
    assert [entry.letter for entry in by_name.entries] == ["A", "E", "L", "Z"]
    assert [entry.letter for entry in by_position.entries] == ["A", "C", "C", "E", "H"]


def test_how_many_share_a_title_is_said_as_a_language_does() -> None:
    with mock.patch(
        "roles.printing.phrases._", lambda text: text.replace("%(title)s (%(number)s)", "%(number)s: %(title)s")
    ):
        assert page_phrases().several % {"title": "Analyst", "number": 9} == "9: Analyst"
    assert page_phrases().several % {"title": "Analyst", "number": 9} == "Analyst (9)"


@pytest.mark.parametrize(
    ("text", "letter"),
    [("élan", "E"), ("12 × Clerk", ""), ("“Quoted”", ""), ("თამარ", "თ"), ("यश", "य"), ("ﬁn", "F"), ("", "")],
)
def test_letters_are_those_by_which_lines_are_sorted(text: str, letter: str) -> None:
    assert letter_of(text) == letter


@pytest.mark.usefixtures("company")
def test_print_without_holders_gives_nobody_away(reader_account: Account) -> None:
    content = read(Asked(show=(Told.DEPARTMENT,), has_contact=True), reader_account)
    said = repr(content.seats) + repr(content.indexes)
    assert not [word for word in ("Ann Lee", "Zoë", "Vacant", "ann@", "555") if word in said]


@pytest.fixture
def company() -> None:
    """A company of which everything is known."""
    planted = plant(COMPANY, location="Lagos", grade="7")
    Person.objects.filter(name="Ann Lee").update(email="ann@example.org", phone="+44 555")
    appoint(planted["B"], "Bo Li", kind="shared")
    Chart.objects.update_or_create(pk=1, defaults={"name": "Kaveri"})


@pytest.fixture
def reader_account() -> Account:
    """Somebody who has signed in."""
    return Account.objects.create_user("ann", first_name="Ann", last_name="Example")


@pytest.mark.usefixtures("company")
def test_contact_data_is_for_those_who_have_signed_in(reader_account: Account) -> None:
    asked = Asked(has_contact=True)
    told = {seat.code: seat.contact for seat in read(asked, reader_account).seats}
    assert told == {"A": (), "B": ("ann@example.org", "+44 555"), "C": (), "D": (), "E": ()}
    assert not [seat.contact for seat in read(asked).seats if seat.contact]
    assert not [seat.contact for seat in read(USUAL, reader_account).seats if seat.contact]


@pytest.mark.usefixtures("company")
def test_boxes_say_what_was_asked_for() -> None:
    [seat] = read(Asked(code="E", show=(Told.GRADE, Told.LOCATION, Told.CODE), colour=ColourBy.LOCATION)).seats
    assert (seat.details, seat.category, seat.holders, seat.counts) == (("Grade 7", "E"), "Lagos", (), "")
    [seat] = read(Asked(code="E", show=tuple(Told), ink=Ink.BLACK, colour=ColourBy.LOCATION)).seats
    assert (seat.details, seat.category, seat.holders) == (("Grade 7", "E"), "Lagos", ("Łukasz Zet",))


@pytest.mark.usefixtures("company")
def test_what_stands_around_is_said(reader_account: Account) -> None:
    day = date_format(timezone.localdate())
    content = read(Asked(footer="Internal"), reader_account)
    assert (content.organisation, content.heading, content.footer) == ("Kaveri", "Organisation chart", "Internal")
    assert (content.made, content.date) == (f"Printed on {day} by Ann Example", day)
    version = Chart.shown().version
    assert content.edition == f"Chart version {version}"
    assert read(Asked(code="B")).heading == "Chart of Élan Manager"
    assert read(Asked(heading="Ours")).heading == "Ours"
    assert read().made == f"Printed on {day}"
    Person.objects.filter(name="Ann Lee").update(account=reader_account)
    again = Account.objects.get(pk=reader_account.pk)
    assert read(USUAL, again).made == f"Printed on {day} by Ann Lee"


def test_colours_are_explained_but_not_in_black() -> None:
    finance = Department.objects.create(code="F", name="Finance", colour="#112233")
    plant("A\n  B", department=finance)
    content = read()
    assert content.keys == [ColourKey(content.seats[0].colour, "Finance")]
    black = read(Asked(ink=Ink.BLACK))
    assert (black.keys, {seat.colour for seat in black.seats}) == ((), {""})


def test_roles_are_told_once_to_those_who_may_read_them(reader_account: Account) -> None:
    role = Role.objects.create(slug="clerk", title="Clerk", purpose="Keep the books.\n\nAnd all else.")
    Responsibility.objects.create(role=role, text="Posting")
    RoleSkill.objects.create(role=role, skill=Skill.objects.create(name="Counting"), proficiency=3)
    Role.objects.create(slug="else", title="Something else", purpose="Not here.")
    Role.objects.create(slug="bare", title="Bare")
    plant("A\n  B\n  C", role=role)
    assert read(Asked(has_roles=True), reader_account).roles == [
        RoleText(
            "Clerk",
            (
                Paragraph("", ["Keep the books.", "And all else."]),
                Paragraph("Responsibilities", ["Posting"], is_list=True),
                Paragraph("Skills", ["Counting: practitioner"], is_list=True),
            ),
        )
    ]
    assert read(Asked(has_roles=True)).roles == ()
    assert read(USUAL, reader_account).roles == ()


@pytest.mark.usefixtures("company")
def test_who_is_outside_the_chart_is_not_printed() -> None:
    plant("W", is_placed=False)
    assert "W" not in codes(read())
    assert codes(read(Asked(code="W"))) == []


@pytest.mark.usefixtures("company")
def test_more_than_the_most_are_not_read(settings: Settings) -> None:
    settings.MOST_PRINTED = 3
    with pytest.raises(TooManyPositionsError):
        read()
    assert codes(read(Asked(levels=2))) == ["A", "B", "E"]
    assert codes(read(Asked(code="B"))) == ["B", "C", "D"]


@pytest.mark.usefixtures("company")
def test_branch_is_counted_by_its_levels() -> None:
    whole, branch = read_branch(USUAL), read_branch(Asked(code="B", levels=1))
    assert (whole, whole.count(2), whole.count()) == (Branch(None, (1, 2, 2)), 3, 5)
    assert (branch.top, branch.counts) == (Position.objects.get(code="B"), (1, 2))


@pytest.mark.breaks_tree
@pytest.mark.usefixtures("company")
def test_broken_tree_is_read_as_far_as_one_comes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE roles_position SET reports_to_id = (SELECT id FROM roles_position WHERE code = 'D')"
            " WHERE code = 'B'"
        )
    content = read()
    assert codes(content) == ["A", "E"]
    assert {entry.key for index in content.indexes for entry in index.entries} == {seat.key for seat in content.seats}


def test_as_many_statements_whatever_the_size(reader_account: Account) -> None:
    role = Role.objects.create(slug="clerk", title="Clerk")
    planted = plant("A\n" + "\n".join(f"  B{number}: Name {number}" for number in range(9)), role=role)
    of_ten = statements(reader_account)
    assert of_ten <= 11
    more = [Position(code=f"N{number}", reports_to=planted["B1"], role=role) for number in range(200)]
    with tree.writing():
        tree.apply(tree.Changes(new=more))
    assert statements(reader_account) == of_ten
    assert len(read().seats) == 210


def statements(account: Account) -> int:
    """How many statements a print of everything asks, for somebody of whom nothing was read before."""
    reader = Account.objects.get(pk=account.pk)
    with CaptureQueriesContext(connection) as captured:
        read(Asked(has_contact=True, has_roles=True), reader)
    return len(captured)
