"""What a kind of table is: its headings, what it must have, what it leaves out, and how its rows are put in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from roles.spreadsheet.columns import COLUMNS, Column
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.problems import Problems, Row

POSITIONS, PEOPLE, APPOINTMENTS, LINK_ROWS = "positions", "people", "appointments", "links"
SENIOR, JUNIOR, EMPLOYEES = "senior", "junior", "employees"
# The sheet of our template that explains the columns: it says nothing of the organisation.
EXPLANATIONS = "columns"
CATALOGUE = ("roles", "responsibilities", "skills", "departments", "next_steps")
FRAMEWORK_ROLES, FRAMEWORK_SKILLS = "framework_roles", "framework_skills"
OF_CATALOGUE = frozenset((*CATALOGUE, FRAMEWORK_ROLES, FRAMEWORK_SKILLS))

Rows = tuple[list[Row], list[str]]


def as_they_are(rows: list[Row], _problems: Problems) -> Rows:
    """Most rows need nothing more."""
    return rows, []


def nothing_to_say(_headings: Iterable[str]) -> list[str]:
    """Most tables leave nothing out."""
    return []


@dataclass(frozen=True)
class Format:
    """A kind of table: folded headings by the name of their cells, the empty text for what is left out unsaid.

    `needed` has groups of which one each must be there; `shown` the column of ours that a cell of another name ends in.
    `columns` are those that HR can lead a heading to.
    """

    kind: str
    headings: Mapping[str, str]
    needed: tuple[tuple[str, ...], ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    tidy: Callable[[list[Row], Problems], Rows] = as_they_are
    say_left_out: Callable[[Iterable[str]], list[str]] = nothing_to_say
    takes_unnamed: bool = False
    columns: tuple[Column, ...] = COLUMNS
    # More characters than cells may hold elsewhere, where texts of several paragraphs stand in them.
    longest: int = 0

    @property
    def may_be_empty(self) -> bool:
        """True for a sheet beside that of the positions: there need not be links, for example."""
        return self.kind in {PEOPLE, APPOINTMENTS, LINK_ROWS, *CATALOGUE}

    def column_of(self, cell: str) -> str:
        """The name of the column that a cell ends in."""
        cell = self.shown.get(cell, cell)
        return next((column.name for column in self.columns if column.key == cell), cell)

    def with_mapped(self, mapped: Mapping[str, str]) -> dict[str, str]:
        """The headings, and those that HR led to columns of this table, or to none.

        A heading whose cells end in that column anyway goes on as it does: two columns may become one text.
        """
        cells = {column.name: column.key for column in self.columns} | {"": ""}
        led = {
            heading: cells[name]
            for heading, name in mapped.items()
            if name in cells and (not name or self.column_of(self.headings.get(heading, "")) != name)
        }
        return {**self.headings, **led}


def headings_of(columns: Iterable[Column] = COLUMNS) -> dict[str, str]:
    """The folded headings of columns, each with the name of its cells."""
    return {fold_heading(name): column.key for column in columns for name in (column.name, *column.aliases)}


def folded(names: Mapping[str, str]) -> dict[str, str]:
    """The same with folded headings."""
    return {fold_heading(name): cell for name, cell in names.items()}
