"""What stands in a file before anybody asks what it means: tables of headings and records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from roles.spreadsheet.problems import Problem

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file where HR knows better than we: None, or a heading that is not there, is found out.

    Headings are folded; each leads to the name of a column of ours, or to the empty text where it is left out.
    `headings` are remembered from other files, `by_sheet` were decided for this one, the sheet of a CSV file being "".
    """

    encoding: str | None = None
    separator: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    by_sheet: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def decided(self, sheet: str) -> dict[str, str]:
        """What headings of a sheet are taken for."""
        return {**self.headings, **self.by_sheet.get(sheet, {})}


AS_FOUND = Reading()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its headings, and its records with the number that a spreadsheet shows beside each.

    `records` are read while one walks through them, once; `problems` has what they can't be read for by the end of
    that walk. A file that can't be read at all has a problem and nothing else. Sheet and notes are empty in a CSV file.
    """

    file: str
    sheet: str = ""
    headings: tuple[str, ...] = ()
    records: Iterable[Record] = ()
    problems: list[Problem] = field(default_factory=list)
    encoding: str = ""
    separator: str = ""
    # What whoever imports it has to know, such as “Hidden rows are read too”, each a sentence; whole once it is read.
    notes: list[str] = field(default_factory=list)
    heading_row: int = 1


class UnreadableFileError(ValueError):
    """A file that can't be read at all; the message says what to do."""


class Dated(str):
    """The text of a cell that a workbook holds as a date, as 2026-03-31: for columns of days alone."""

    __slots__ = ()


class Truth(str):
    """The text of a cell that a workbook holds as TRUE or FALSE, for columns of yes or no alone."""

    __slots__ = ()


class Worded(str):
    """The text of a cell whose format shows words beside its number, such as EMP-0012."""

    def __new__(cls, text: str, number: str) -> "Worded":
        """Keep the number too, for columns of numbers."""
        worded = super().__new__(cls, text)
        worded.number = number
        return worded

    number: str


class Faulty(str):
    """A cell of a workbook that has no text to take, such as #REF! or a formula without its value; says why."""

    __slots__ = ()


def plain_numbers(records: Iterable[Record], places: Sequence[int]) -> Iterable[Record]:
    """The records with bare numbers at some places, where others say what their format shows."""
    for number, record in records:
        if any(at < len(record) and isinstance(record[at], Worded) for at in places):
            cells = [getattr(cell, "number", cell) if at in places else cell for at, cell in enumerate(record)]
            yield number, cells
        else:
            yield number, record
