"""The one list of columns: the headings of each, how its cells are read, and what a position writes into it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from roles.models import Appointment, Department, Person, Position
from roles.spreadsheet import aliases
from roles.spreadsheet.explanations import EXPLANATIONS, Text
from roles.spreadsheet.parsing import (
    FILLED,
    UNDISCLOSED,
    VACANT,
    YES,
    Parse,
    address_for,
    fold_heading,
    line_for,
    parse_codes,
    parse_day,
    parse_kind,
    parse_link,
    parse_notes,
    parse_posts,
    parse_share,
    parse_status,
    parse_yes_or_no,
)
from roles.text import clean_line


@dataclass(frozen=True)
class Column:
    """A column: its heading and other names for it, what a cell says, what an empty one says; `field` of a position.

    `cell` is the name of its cells in a row, where another sheet has another column of that heading.
    """

    name: str
    aliases: tuple[str, ...]
    parse: Parse
    field: str = ""
    empty: Any = ""
    cell: str = ""
    explanation: Text = ""

    @property
    def key(self) -> str:
        """The name of its cells in a row, unlike those of any other column."""
        return self.cell or self.name


def explained(*columns: Column) -> tuple[Column, ...]:
    """The columns, each with its explanation."""
    return tuple(replace(column, explanation=EXPLANATIONS[column.key]) for column in columns)


COLUMNS = explained(
    Column("code", ("position_id", "position code", "position number", "id"), line_for(Position, "code")),
    Column("reports_to", aliases.WORDS_FOR_MANAGERS, clean_line),
    Column("title", aliases.TITLES, line_for(Position, "title"), "title"),
    Column("role", ("role slug",), clean_line, "role"),
    Column("department", aliases.UNITS, line_for(Department, "name"), "department"),
    Column("organisation", aliases.COMPANIES, line_for(Position, "organisation"), "organisation"),
    Column("location", aliases.PLACES, line_for(Position, "location"), "location"),
    Column("grade", ("pay grade", "job grade"), line_for(Position, "grade"), "grade"),
    Column("assistant", ("is assistant",), parse_yes_or_no, "is_assistant", empty=False),
    Column("posts", ("number of posts",), parse_posts, "posts", empty=1),
    Column("holder", ("incumbent", "holder name", *aliases.NAMES_OF_PEOPLE), line_for(Person, "name")),
    Column("person_number", aliases.NUMBERS, line_for(Person, "number")),
    Column("email", aliases.ADDRESSES, address_for(Person, "email")),
    Column("phone", aliases.PHONES, line_for(Person, "phone")),
    Column("kind", ("kind of appointment", "appointment"), parse_kind),
    Column("status", (), parse_status),
    Column("fte", ("share", "full time equivalent"), parse_share, empty=Decimal(1)),
    Column("start", ("start date", "hire date", "date of hire", "joining date"), parse_day, empty=None),
    Column("end", ("end date", "termination date", "leaving date"), parse_day, empty=None),
    Column("dotted_line_to", ("dotted line",), parse_codes, empty=()),
    Column("deputy_of", ("deputises for",), parse_codes, empty=()),
    Column("works_with", (), parse_codes, empty=()),
    Column("notes", ("note", "remarks", "comments"), parse_notes, "notes"),
)
# The columns of the sheets of a workbook that holds them apart; one table for all has COLUMNS.
PERSON_COLUMNS = explained(
    Column("person_number", aliases.NUMBERS, line_for(Person, "number")),
    Column("name", ("holder", *aliases.NAMES_OF_PEOPLE[1:]), line_for(Person, "name"), cell="holder"),
    Column("email", aliases.ADDRESSES, address_for(Person, "email")),
    Column("phone", aliases.PHONES, line_for(Person, "phone")),
    Column("location", aliases.PLACES, line_for(Person, "location"), cell="person_location"),
)
LINK_COLUMNS = explained(
    Column("from", ("from code", "from position"), line_for(Position, "code")),
    Column("to", ("to code", "to position"), line_for(Position, "code")),
    Column("kind", ("kind of link",), parse_link, cell="link_kind"),
)
BY_NAME = {column.key: column for column in (*PERSON_COLUMNS, *LINK_COLUMNS, *COLUMNS)}
FIELDS = {column.name: column.field for column in COLUMNS if column.field}
# The columns of a person and of an appointment, and those among them that say who it is.
OF_PERSON = ("holder", "person_number", "email", "phone")
OF_APPOINTMENT = ("kind", "fte", "start", "end")
WHO = ("holder", "person_number", "email")
SHEETS: dict[str, tuple[Column, ...]] = {
    "positions": tuple(column for column in COLUMNS if column.name in {"code", "reports_to", *FIELDS}),
    "people": PERSON_COLUMNS,
    "appointments": tuple(column for column in COLUMNS if column.name in {"code", *WHO, "status", *OF_APPOINTMENT}),
    "links": LINK_COLUMNS,
}
IGNORED = ("source_row",)
OF_THE_TREE = ("lft", "rght", "tree_id", "level", "version", "reports_count", "created", "search_key", "code_key")


# The code in some files and the title in others: the other columns of the file say which.
POSITION = "position"
HEADINGS = {fold_heading(name): column.name for column in COLUMNS for name in (column.name, *column.aliases)}


def cells_of(position: Position, held: Appointment | None, reference: dict[str, str]) -> dict[str, str]:
    """What a position writes, with one of its appointments; `reference` has the cells that name other rows."""
    person = held.person if held else None
    return {
        "code": position.code,
        "title": position.title,
        "role": position.role.slug if position.role else "",
        "organisation": position.organisation,
        "location": position.location,
        "grade": position.grade,
        "assistant": YES[0] if position.is_assistant else "",
        "posts": str(position.posts) if position.posts > 1 else "",
        "holder": person.name if person else "",
        "person_number": person.number if person else "",
        "email": person.email if person else "",
        "phone": person.phone if person else "",
        "kind": held.kind if held else "",
        "status": status_of(position, held),
        "fte": f"{held.share.normalize():f}" if held else "",
        "start": held.start.isoformat() if held and held.start else "",
        "end": held.end.isoformat() if held and held.end else "",
        "notes": position.notes,
        **reference,
    }


def status_of(position: Position, held: Appointment | None) -> str:
    """The word under status; a group of posts needs no appointment to be filled."""
    if held is None:
        return FILLED if position.posts > 1 else VACANT
    return FILLED if held.person_id else UNDISCLOSED
