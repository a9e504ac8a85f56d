"""How the files were read, to look at and to choose otherwise: encoding, separator, and the column of each heading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.importing.uploads import ReadUpload
from roles.spreadsheet.columns import COLUMNS, SHEETS
from roles.spreadsheet.encodings import ENCODINGS, encodings_that_fit
from roles.spreadsheet.formats.kinds import CATALOGUE, LINK_ROWS, PEOPLE
from roles.spreadsheet.letters import letter_of
from roles.spreadsheet.opening import is_text
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.remembering import forget, known_headings, remember

SEPARATORS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("bar"),
}
UNDECIDED, LEAVE_OUT = "?", ""
LONGEST_SAMPLE = 60


@dataclass(frozen=True)
class HeadingRow:
    """A heading of a file: its letter, the first cells below it, and the column it is taken for."""

    field: str
    folded: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    column: str
    is_remembered: bool
    choices: tuple[tuple[str, str], ...]

    @property
    def is_undecided(self) -> bool:
        """True where nobody has said yet what it is."""
        return self.column == UNDECIDED


@dataclass(frozen=True)
class FileRead:
    """A file as its reading is shown; the key tells its fields from those of other files."""

    read: ReadUpload
    tables: list[tuple[Sheet, list[HeadingRow]]]

    @property
    def key(self) -> int:
        """Its place among the files."""
        return self.read.file.place

    @cached_property
    def encodings(self) -> dict[str, str]:
        """What to choose from, in words; where it is not clear, with lines that look right in one alone."""
        found = self.read.encoding
        if not found and not (self.is_unreadable and is_text(self.content)):
            return {}
        asked = {each.encoding: f"{each.label}: {each.sample}" for each in encodings_that_fit(self.content)}
        known = asked or {name: str(label) for name, label in ENCODINGS.items()}
        return known if found in ("", *known) else {found: str(ENCODINGS.get(found, found)), **known}

    @property
    def content(self) -> bytes:
        """What was uploaded."""
        return bytes(self.read.file.content)

    @property
    def separators(self) -> list[tuple[str, str]]:
        """What to choose from, in words."""
        return [(separator, str(words)) for separator, words in SEPARATORS.items()] if self.read.separator else []

    @property
    def is_unreadable(self) -> bool:
        """True where not even its headings could be read."""
        return not any(sheet.columns for sheet in self.read.sheets)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(sheet.rows) for sheet in self.read.sheets)

    @property
    def notes(self) -> list[str]:
        """What whoever imports it has to know, each behind the name of its sheet if it has one."""
        return [
            f"{sheet.source.sheet}: {note}" if sheet.source.sheet else note
            for sheet in self.read.sheets
            for note in sheet.notes
        ]

    @property
    def undecided(self) -> int:
        """How many headings nobody has decided about."""
        return sum(row.is_undecided for _sheet, rows in self.tables for row in rows)


def files_read(reads: list[ReadUpload]) -> list[FileRead]:
    """All files as their reading is shown."""
    known = known_headings()
    return [
        FileRead(read, [(sheet, list(heading_rows(read, at, known))) for at, sheet in enumerate(read.sheets)])
        for read in reads
    ]


def heading_rows(read: ReadUpload, place: int, remembered: dict[str, str]) -> Iterator[HeadingRow]:
    """The headings of a table; one that stands there twice is decided about once."""
    sheet = read.sheets[place]
    refused = {problem.cell for problem in sheet.problems if problem.row == sheet.heading_row}
    seen: set[str] = set()
    for at, (heading, column) in enumerate(sheet.columns):
        folded = fold_heading(heading)
        if not folded or folded in seen:
            continue
        seen.add(folded)
        letter = letter_of(at)
        samples = tuple(record[at][:LONGEST_SAMPLE] for record in sheet.samples if at < len(record) and record[at])
        taken = UNDECIDED if not column and f"{letter}{sheet.heading_row}" in refused else column
        choices = columns_to_choose(sheet.kind, column)
        field = f"{read.file.place}:{place}:{folded}"
        yield HeadingRow(field, folded, letter, heading, samples, taken, folded in remembered, choices)


def read_again(reads: list[ReadUpload], asked: QueryDict) -> None:
    """Keep how to read the files from now on; what is to be forgotten of headings is forgotten for all files."""
    for shown in files_read(reads):
        file = shown.read.file
        if (encoding := asked.get(f"encoding:{shown.key}")) in (*shown.encodings, ""):
            file.encoding = "" if encoding == shown.read.sheets[0].encoding and not file.encoding else encoding or ""
        if (separator := asked.get(f"separator:{shown.key}")) in SEPARATORS:
            is_found = separator == shown.read.separator and not file.separator
            file.separator = "" if is_found else str(separator)
        for sheet, rows in shown.tables:
            before = file.headings.get(sheet.source.sheet, {})
            if (decided := decided_of(rows, asked, before)) != before:
                file.headings = {**file.headings, sheet.source.sheet: decided}
        file.save(update_fields=["encoding", "separator", "headings"])
        forget(row.folded for _sheet, rows in shown.tables for row in forgotten(rows, asked))


def decided_of(rows: list[HeadingRow], asked: QueryDict, before: dict[str, str]) -> dict[str, str]:
    """What the headings of a table are taken for from now on, as far as somebody said so."""
    decided = dict(before)
    for row in rows:
        chosen = asked.get(f"heading:{row.field}", UNDECIDED)
        if chosen != row.column and chosen in dict(row.choices):
            decided[row.folded] = chosen
    for row in forgotten(rows, asked):
        decided.pop(row.folded, None)
    return decided


def forgotten(rows: list[HeadingRow], asked: QueryDict) -> list[HeadingRow]:
    """The headings that are to be read as if nobody had decided about them."""
    ticked = set(asked.getlist("forget"))
    return [row for row in rows if row.field in ticked]


def remember_headings(files: Iterable[dict[str, dict[str, str]]]) -> None:
    """Remember what was decided about headings for other files; not what differs from one table to another."""
    decided: dict[str, set[str]] = {}
    for of_sheet in (of_sheet for file in files for of_sheet in file.values()):
        for heading, column in of_sheet.items():
            decided.setdefault(heading, set()).add(column)
    remember({heading: columns.pop() for heading, columns in decided.items() if len(columns) == 1})


def columns_to_choose(kind: str, column: str) -> tuple[tuple[str, str], ...]:
    """All columns of such a table, and to leave one out; the one it is taken for is always among them."""
    columns = SHEETS[kind] if kind in {PEOPLE, LINK_ROWS} else COLUMNS
    names = dict.fromkeys([*([] if kind in CATALOGUE else (each.name for each in columns)), column])
    return ((LEAVE_OUT, _("leave out")), *((name, name) for name in names if name))
