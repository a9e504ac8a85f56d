"""Read a workbook into tables, one row after the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.cells import Convert, as_number, by_format
from roles.spreadsheet.limits import Limits
from roles.spreadsheet.packages import Attributes, Package, Relation, local, raise_damaged
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.sheet_rows import Source, read_rows
from roles.spreadsheet.sheet_texts import read_strings
from roles.spreadsheet.tables import Record, Table, UnreadableFileError

LINKS = "links"
# The sheets of which each is read; where a workbook has none of them, the one in front is.
OURS = (
    "positions",
    "people",
    "appointments",
    "roles",
    "responsibilities",
    "skills",
    LINKS,
    "departments",
    "next_steps",
    "final_data_senior_staff",
    "final_data_junior_staff",
)

# What spreadsheet programs keep to.
MOST_SHEETS, MOST_STYLES = 1_000, 65_536


@dataclass
class Book:
    """What a workbook says of itself before its sheets are read."""

    # Names with the ids of their parts, and whether they are shown.
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    active: int = 0
    since_1904: bool = False


@dataclass(frozen=True)
class Leaf:
    """A sheet with rows: its name, its part, whether it is shown and whether it is in front."""

    name: str
    part: str
    shown: bool
    active: bool


def read_workbook(name: str, content: bytes, limits: Limits) -> list[Table]:
    """Read the sheets with our names, else the one in front; raises UnreadableFileError where there is none."""
    package = Package(content, limits)
    part = next((target for _id, kind, target in package.relations("") if kind == "officeDocument"), "xl/workbook.xml")
    if part not in package.names:
        raise UnreadableFileError(_("This zip file holds no workbook: save the table as “Excel workbook (.xlsx)”."))
    relations = list(package.relations(part))
    book = _read_book(package, part)
    leaves = _leaves(package, book, relations)
    chosen = [leaf for leaf in leaves if _plain(leaf.name) in OURS] or [leaf for leaf in leaves if leaf.active]
    if not chosen:
        raise UnreadableFileError(_("The workbook has no sheet with rows."))
    source = Source(package, _shared_texts(package, relations, limits), _conversions(package, book, relations), limits)
    tables = [_table(name, leaf, source) for leaf in chosen]
    kept = [table for table, is_empty in tables if not is_empty or _says_none(table)] or [tables[0][0]]
    kept[0].notes.extend(_say_unread(leaves, chosen))
    return kept


def _says_none(table: Table) -> bool:
    """True for a sheet of links without rows: it says that there are none; of other things empty sheets say nothing."""
    return _plain(table.sheet) == LINKS and any(table.headings)


def _plain(name: str) -> str:
    return re.sub("[^a-z]+", "_", name.casefold()).strip("_")


def _read_book(package: Package, part: str) -> Book:
    book = Book()

    def add(attributes: Attributes) -> None:
        if len(book.sheets) == MOST_SHEETS:
            raise_damaged()
        ids = [value for key, value in attributes.items() if local(key) == "id"]
        shown = attributes.get("state", "visible") == "visible"
        book.sheets.append((attributes.get("name", ""), ids[0] if ids else "", shown))

    def view(attributes: Attributes) -> None:
        book.active = int(attributes.get("activeTab", "0"))

    def calendar(attributes: Attributes) -> None:
        book.since_1904 = attributes.get("date1904") in ("1", "true")

    package.walk(part, {"sheet": add, "workbookView": view, "workbookPr": calendar})
    return book


def _leaves(package: Package, book: Book, relations: Iterable[Relation]) -> list[Leaf]:
    parts = {key: target for key, kind, target in relations if kind == "worksheet" and target in package.names}
    found = [
        Leaf(name or _("Sheet"), parts[key], shown, at == book.active)
        for at, (name, key, shown) in enumerate(book.sheets)
        if key in parts
    ]
    # Many sheets that are one part would be read as often.
    if len({leaf.part for leaf in found}) < len(found):
        raise_damaged()
    if found and not any(leaf.active for leaf in found):
        found[0] = Leaf(found[0].name, found[0].part, found[0].shown, active=True)
    return found


def _shared_texts(package: Package, relations: Iterable[Relation], limits: Limits) -> list[str]:
    part = next((target for _id, kind, target in relations if kind == "sharedStrings"), "xl/sharedStrings.xml")
    return read_strings(package, part, limits) if part in package.names else []


def _conversions(package: Package, book: Book, relations: Iterable[Relation]) -> list[Convert]:
    """How the numbers of each style are written as text."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    # Styles that cells have stand under cellXfs; others look the same.
    is_of_cells = False

    def begin(_attributes: Attributes) -> None:
        nonlocal is_of_cells
        is_of_cells = True

    def end(_attributes: Attributes) -> None:
        nonlocal is_of_cells
        is_of_cells = False

    def know(attributes: Attributes) -> None:
        if len(formats) == MOST_STYLES:
            raise_damaged()
        formats[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")

    def style(attributes: Attributes) -> None:
        if len(styles) == MOST_STYLES:
            raise_damaged()
        if is_of_cells:
            styles.append(int(attributes.get("numFmtId", "0")))

    told = {"cellXfs": begin, "cellStyleXfs": end, "cellStyles": end, "dxfs": end, "numFmt": know, "xf": style}
    package.walk(next((target for _id, kind, target in relations if kind == "styles"), ""), told)
    convert = {number: by_format(number, formats.get(number, ""), since_1904=book.since_1904) for number in set(styles)}
    return [convert[number] for number in styles] or [as_number]


def _table(file: str, leaf: Leaf, source: Source) -> tuple[Table, bool]:
    """The table of a sheet, and whether it has no row below its headings."""
    notes: list[str] = []
    problems: list[Problem] = []
    records = _to_the_first_problem(read_rows(source, leaf.part, notes), file, leaf.name, problems)
    number, headings = next(records, (1, []))
    while headings and not headings[-1].strip():
        headings.pop()
    width = len(headings)
    first = list(islice(records, 1))
    table = Table(
        file,
        leaf.name,
        tuple(headings),
        _filled(chain(first, records), width),
        problems,
        notes=notes,
        heading_row=number,
    )
    return table, not first and not problems


def _to_the_first_problem(
    records: Iterator[tuple[int, list[str]]], file: str, sheet: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from records
    except UnreadableFileError as error:
        problems.append(Problem(file, None, "", str(error), sheet=sheet))


def _filled(records: Iterable[tuple[int, list[str]]], width: int) -> Iterator[Record]:
    """Records with a cell under each heading: a workbook leaves out those that are empty."""
    for number, cells in records:
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield number, cells


def _say_unread(leaves: list[Leaf], chosen: list[Leaf]) -> Iterator[str]:
    """Which sheets are not read."""
    if others := [leaf.name for leaf in leaves if leaf not in chosen]:
        yield ngettext("The sheet %(names)s is not read.", "The sheets %(names)s are not read.", len(others)) % {
            "names": ", ".join(f"“{name}”" for name in others)
        }
    if hidden := [leaf.name for leaf in chosen if not leaf.shown]:
        yield ngettext(
            "The sheet %(names)s is hidden, and read all the same.",
            "The sheets %(names)s are hidden, and read all the same.",
            len(hidden),
        ) % {"names": ", ".join(f"“{name}”" for name in hidden)}
