"""Say why a row can't be taken: where it stands in the file, and what to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from roles.text import shown

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Source:
    """A table that was read: its file, the heading and the letter it gives each column of ours, its sheet if any."""

    file: str
    headings: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    # The row in which its headings stand.
    heading_row: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file, numbered as a spreadsheet shows it; cells by the name of our column."""

    source: Source
    number: int
    cells: dict[str, str]


def place(row: Row, seen_from: Row) -> str:
    """Where a row is, as a row of the same table, of another sheet or of another file reads it."""
    source, other = row.source, seen_from.source
    if source is other:
        return _("row %(number)s") % {"number": row.number}
    if source.file == other.file and source.sheet != other.sheet:
        return _("row %(number)s of the sheet “%(sheet)s”") % {"number": row.number, "sheet": shown(source.sheet)}
    where = [bare_name(source.file), *([shown(source.sheet)] if source.sheet else [])]
    return _("row %(number)s of %(file)s") % {"number": row.number, "file": ", ".join(where)}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell, a row (no column), a file (no row) or all of them together (no file) can't be taken.

    `cell` is its place as a spreadsheet names it, such as D9, where the column is one of the file.
    """

    file: str
    row: int | None
    column: str
    message: str
    cell: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where it is: the cell with its heading, else the row, behind the sheet if there is one."""
        place, column = [shown(self.sheet)] if self.sheet else [], shown(self.column)
        if self.cell:
            place.append(f"{self.cell} ({column})" if column else self.cell)
            return ", ".join(place)
        if self.row is not None:
            place.append(_("row %(number)s") % {"number": self.row})
        if column:
            place.append(column)
        return ", ".join(place)

    def __str__(self) -> str:
        place = [shown_name(self.file)] if self.file else []
        if self.place:
            place.append(self.place)
        return f"{', '.join(place)}: {self.message}" if place else self.message


def problem_of(row: Row, column: str, message: str) -> Problem:
    """Why a cell can't be taken, named by its letter and its heading in that file."""
    source = row.source
    letter = source.letters.get(column, "")
    cell = f"{letter}{row.number}" if letter else ""
    return Problem(source.file, row.number, source.headings.get(column, column), message, cell, source.sheet)


@dataclass(slots=True)
class Problems:
    """All problems found so far."""

    found: list[Problem] = field(default_factory=list)

    def add(self, row: Row, column: str, message: str) -> None:
        """Note a problem of a cell, named by its heading in that file."""
        self.found.append(problem_of(row, column, message))

    def add_beside_files(self, message: str) -> None:
        """Note a problem that no file has: it is in the chart."""
        self.found.append(Problem("", None, "", message))

    def in_order_of(self, sources: Iterable[Source]) -> tuple[Problem, ...]:
        """The problems in the order of these tables and their rows, those of no file first, none of them twice."""
        return tuple(sorted(dict.fromkeys(self.found), key=order_in(sources)))


def order_in(sources: Iterable[Source]) -> Callable[[Problem], tuple[int, int, int]]:
    """By what problems are in the order of files, their sheets and their rows; first those of no file, or no sheet."""
    files: dict[str, int] = {}
    sheets: dict[tuple[str, str], int] = {}
    for at, source in enumerate(sources):
        files.setdefault(source.file, at)
        sheets.setdefault((source.file, source.sheet), at)
    return lambda each: (files.get(each.file, -1), sheets.get((each.file, each.sheet), -1), each.row or 0)


def bare_name(path: str) -> str:
    """The name of a file without its folders, as it is shown."""
    return shown_name(path).rpartition("/")[2]


def shown_name(path: str) -> str:
    """The path of a file on one line, what would break or hide it escaped, the file's own name shortened if need be."""
    folder, slash, name = shown(path).rpartition("/")
    return folder + slash + (name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")
