"""The one list of columns: the headings of each, what its cells mean, and what a position writes into it."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from roles.models import Appointment, AppointmentKind, Department, LinkKind, Person, Position
from roles.spreadsheet import aliases
from roles.spreadsheet.explanations import EXPLANATIONS, Text
from roles.text import clean_line, search_key, validate_text

FILLED, VACANT, UNDISCLOSED, ELIMINATED = "filled", "vacant", "undisclosed", "eliminated"
# What the published guidance of government organograms writes where no name is published, and for posts that are gone.
STATUS_WORDS = {
    FILLED: FILLED,
    "occupied": FILLED,
    VACANT: VACANT,
    UNDISCLOSED: UNDISCLOSED,
    "blank": UNDISCLOSED,
    "n/d": UNDISCLOSED,
    "not disclosed": UNDISCLOSED,
    ELIMINATED: ELIMINATED,
    "deleted": ELIMINATED,
}
# What the guidance writes where nobody has an address or a number.
NO_CONTACT = ("n/a", "n/d")
# What marks the head under reports-to.
HEAD_WORDS = ("", "xx")
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
MOST_POSTS = 2_147_483_647
LINKS = {
    "dotted_line_to": LinkKind.DOTTED_LINE,
    "deputy_of": LinkKind.DEPUTY,
    "works_with": LinkKind.WORKS_WITH,
}
Parse = Callable[[str], Any]


def line_for(model: type[models.Model], name: str) -> Parse:
    """Parse one line of text as the field of that model takes it."""
    (field,) = (each for each in model._meta.concrete_fields if each.name == name)
    longest = field.max_length or 0
    # Most lines are short, and Django takes its time to say so.
    checks = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]

    @lru_cache(maxsize=4096)
    def parse(text: str) -> str:
        line = clean_line(text)
        if len(line) > longest:
            field.run_validators(line)
        for check in checks if line else ():
            check(line)
        return line

    return parse


def contact_for(name: str) -> Parse:
    """Parse an address or a phone number of a person."""
    parse = line_for(Person, name)
    return lambda text: "" if text.casefold() in NO_CONTACT else parse(text)


def parse_notes(text: str) -> str:
    """Keep the line breaks of a text, each as one character."""
    notes = re.sub(r"\r\n?", "\n", text).strip()
    validate_text(notes)
    return notes


def parse_codes(text: str) -> tuple[str, ...]:
    """Several codes, with semicolons, commas or line breaks between them."""
    return tuple(dict.fromkeys(code for each in re.split(r"[;,\r\n]", text) if (code := clean_line(each))))


def parse_yes_or_no(text: str) -> bool:
    """Yes or no, as people write it."""
    word = text.casefold()
    if word not in YES + NO:
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text[:60]})
    return word in YES


def parse_posts(text: str) -> int:
    """How many posts: a whole number from 1 on."""
    if not re.fullmatch("[0-9]{1,10}", text) or not 1 <= int(text) <= MOST_POSTS:
        raise ValidationError(_("“%(text)s” is not a number of posts: write 1, 2, 3 …") % {"text": text[:60]})
    return int(text)


def parse_share(text: str) -> Decimal:
    """The full-time equivalent, above 0; a comma may stand for the point where it can't mean thousands."""
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2}0*|,[0-9]{1,2})?", text):
        raise ValidationError(
            _("“%(text)s” is not a share: write a number with at most two decimals, such as 1 or 0.75.")
            % {"text": text[:60]}
        )
    share = Decimal(text.replace(",", "."))
    if share == 0:
        raise ValidationError(_("The share is 0: write a number above 0, or vacant under status if nobody holds it."))
    return share


def parse_day(text: str) -> datetime.date:
    """A day, written in the one way that nobody misreads."""
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a day: write year, month and day as 2026-03-31.") % {"text": text[:60]}
        ) from error


def parse_kind(text: str) -> str:
    """The kind of an appointment, by its name."""
    kinds = {search_key(name): kind for kind in AppointmentKind for name in (kind.value, str(kind.label))}
    kind = kinds.get(search_key(text))
    if kind is None:
        raise ValidationError(
            _("“%(text)s” is no kind of appointment: write %(kinds)s.")
            % {"text": text[:60], "kinds": ", ".join(AppointmentKind.values)}
        )
    return kind.value


def parse_link(text: str) -> str:
    """The kind of a link, by its name or by the heading that links of that kind have in one table."""
    kinds = {fold_heading(name): kind for kind in LinkKind for name in (kind.value, str(kind.label))}
    kind = (kinds | {fold_heading(name): kind for name, kind in LINKS.items()}).get(fold_heading(text))
    if kind is None:
        raise ValidationError(
            _("“%(text)s” is no kind of link: write %(kinds)s.")
            % {"text": text[:60], "kinds": ", ".join(LinkKind.values)}
        )
    return kind.value


def parse_status(text: str) -> str:
    """Whether somebody holds the position, and whether the name is published."""
    status = STATUS_WORDS.get(text.casefold())
    if status is None:
        raise ValidationError(
            _("“%(text)s” is no status: write %(statuses)s.")
            % {"text": text[:60], "statuses": ", ".join((FILLED, VACANT, UNDISCLOSED, ELIMINATED))}
        )
    return status


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
    Column("email", aliases.ADDRESSES, contact_for("email")),
    Column("phone", aliases.PHONES, contact_for("phone")),
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
    Column("email", aliases.ADDRESSES, contact_for("email")),
    Column("phone", aliases.PHONES, contact_for("phone")),
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


def fold_heading(heading: str) -> str:
    """Fold letter case, blanks, underscores, hyphens and accents of a heading away."""
    return re.sub(r"[\W_]+", "", search_key(heading))


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
