"""What a cell of each column may say."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from roles.spreadsheet.columns import BY_NAME, COLUMNS, HEADINGS, SHEETS
from roles.spreadsheet.parsing import fold_heading


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("title", "  Head\n of   Ops ", "Head of Ops"),
        ("title", "Cafe\u0301", "Café"),
        ("code", "00123", "00123"),
        ("code", "Straße-1_a.b", "Straße-1_a.b"),
        ("posts", "12", 12),
        ("fte", "1", Decimal(1)),
        ("fte", "0.50", Decimal("0.5")),
        ("fte", "0,5", Decimal("0.5")),
        ("fte", "0.5000", Decimal("0.5")),
        ("start", "2026-02-28", datetime.date(2026, 2, 28)),
        ("assistant", "YES", True),
        ("assistant", "no", False),
        ("kind", "Acting", "acting"),
        ("status", "N/D", "undisclosed"),
        ("status", "BLANK", "undisclosed"),
        ("status", "Eliminated", "eliminated"),
        ("works_with", "A; B;\nC, A", ("A", "B", "C")),
        ("notes", " one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("email", "a@b.example", "a@b.example"),
        ("link_kind", "Dotted line", "dotted_line"),
        ("link_kind", "deputy_of", "deputy"),
        ("person_location", " Room  1 ", "Room 1"),
    ],
)
def test_a_cell_is_understood(column: str, text: str, value: object) -> None:
    assert BY_NAME[column].parse(text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("code", "a/b"),
        ("code", "a b"),
        ("code", "１"),
        ("code", "chart.svg"),
        ("code", ".."),
        ("code", "x" * 51),
        ("title", "x" * 201),
        ("title", "Head\u202eof"),
        ("title", "Head\x07"),
        ("holder", "a\u2066b"),
        ("organisation", "x" * 201),
        ("grade", "x" * 51),
        ("phone", "0" * 51),
        ("department", "x" * 201),
        ("email", "ada"),
        ("email", "ada@x.example\r\nBcc: all@x.example"),
        ("person_number", "a b"),
        ("posts", "0"),
        ("posts", "-1"),
        ("posts", "1.5"),
        ("posts", "３"),
        ("posts", "99999999999"),
        ("posts", "many"),
        ("fte", "0"),
        ("fte", "0.00"),
        ("fte", "-1"),
        ("fte", "0.333"),
        ("fte", "1,000"),
        ("fte", "1e3"),
        ("fte", "NaN"),
        ("fte", "N/D"),
        ("fte", "100000"),
        ("start", "28.02.2026"),
        ("start", "20260228"),
        ("start", "2026-02-30"),
        ("start", "2026-2-3"),
        ("end", "２０２６-01-01"),
        ("assistant", "maybe"),
        ("kind", "boss"),
        ("status", "somehow"),
        ("notes", "a\x00b"),
        ("notes", "a\u202eb"),
    ],
)
def test_a_wrong_cell_is_refused(column: str, text: str) -> None:
    with pytest.raises(ValidationError):
        BY_NAME[column].parse(text)


def test_no_heading_means_two_columns() -> None:
    names = [fold_heading(name) for column in COLUMNS for name in (column.name, *column.aliases)]
    assert len(names) == len(set(names)) == len(HEADINGS)


def test_a_message_says_how_a_day_is_written() -> None:
    with pytest.raises(ValidationError, match="year, month and day as 2026-03-31"):
        BY_NAME["start"].parse("31/03/2026")


def test_the_sheets_of_a_workbook_hold_every_column_of_one_table_and_links_as_rows() -> None:
    apart = {column.key for columns in SHEETS.values() for column in columns}
    assert {column.key for column in COLUMNS} - apart == {"dotted_line_to", "deputy_of", "works_with"}
    assert [column.name for column in SHEETS["people"]] == ["person_number", "name", "email", "phone", "location"]


def test_every_column_of_every_sheet_is_explained() -> None:
    explanations = [str(column.explanation) for columns in (COLUMNS, *SHEETS.values()) for column in columns]
    assert all(each.endswith(".") for each in explanations)
