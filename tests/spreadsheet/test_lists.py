"""Several names in one cell come back as they were, whatever stands in them."""

import pytest

from roles.models import OutsideBody, Role
from roles.spreadsheet.applying import import_sheets, preview_sheets
from roles.spreadsheet.lists import join_names, split_names
from roles.spreadsheet.plan import AS_USUAL
from roles.spreadsheet.recognising import Sheet, recognise
from roles.spreadsheet.tables import AS_FOUND, Table
from roles.spreadsheet.whole import Extent, grids_of

NAMES = (
    "The board",
    "Smith; Sons",
    ";",
    "a;",
    ";b",
    "a;;b",
    '"quoted"',
    '"',
    '""',
    'the "old"; the new',
    '"a"; "b"',
    '"half',
    'half"',
    "a, b",
)


def test_any_names_come_back_from_a_cell() -> None:
    assert split_names(join_names(NAMES)) == NAMES
    assert [split_names(join_names([name])) for name in NAMES] == [(name,) for name in NAMES]
    assert join_names(["The board", "Guests"]) == "The board; Guests"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a; b\nc\r\nd;;", ("a", "b", "c", "d")),
        ('"Foo" Ltd; Bar', ('"Foo" Ltd', "Bar")),
        ('the "old one"; "x', ('the "old one"', '"x')),
        (' "a; b" ; a; a', ("a; b", "a")),
        ('"a;\nb"', ('"a', 'b"')),
        (" ; ", ()),
    ],
)
def test_quotes_count_around_a_whole_name_alone(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def exported() -> list[Sheet]:
    """The sheet of roles as it is exported, read again."""
    grid = next(grid for grid in grids_of(Extent()) if grid.title == "roles")
    return [
        recognise(Table("all.xlsx", grid.title, tuple(grid.headings), enumerate(map(tuple, grid.rows), 2)), AS_FOUND)
    ]


@pytest.mark.django_db
@pytest.mark.tree
def test_outside_bodies_with_semicolons_come_back_from_an_export() -> None:
    role = Role.objects.create(slug="cook", title="Cook")
    role.outside_bodies.set([OutsideBody.objects.create(name=name) for name in NAMES])
    sheets = exported()
    plan = preview_sheets(sheets, AS_USUAL)
    assert (plan.problems, plan.is_empty) == ((), True)
    role.outside_bodies.clear()
    OutsideBody.objects.all().delete()
    assert import_sheets(sheets, AS_USUAL).problems == ()
    assert set(role.outside_bodies.values_list("name", flat=True)) == set(NAMES)
