"""Find out what the tables of a file mean: which column of ours each heading is, and the rows under them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.checking import RecordCheck
from roles.spreadsheet.formats.finding import find_format
from roles.spreadsheet.formats.kinds import EXPLANATIONS, POSITIONS
from roles.spreadsheet.guarding import INNER_GUARD, bare, unguard
from roles.spreadsheet.headings import name_columns, require_columns, say_remembered
from roles.spreadsheet.letters import letter_of
from roles.spreadsheet.limits import COMMAND, Limits
from roles.spreadsheet.opening import read_tables
from roles.spreadsheet.problems import Problem, Problems, Row, Source
from roles.spreadsheet.tables import AS_FOUND, Reading, Table, UnreadableFileError, plain_numbers

SAMPLES = 2
NUMBERS = ("posts", "fte")
# Nobody mends more before reading the file again.
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table of a file says: its rows, what is wrong with it, and how it was written."""

    source: Source
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""
    # The headings of the file in their order, each with the column it was taken for, none where it is left out.
    columns: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    # The first records as they stand, to show what is under a heading.
    samples: tuple[tuple[str, ...], ...] = ()
    # What the table is about, one of those in roles/spreadsheet/formats/kinds.py.
    kind: str = POSITIONS

    @property
    def heading_row(self) -> int:
        """The row in which its headings stand."""
        return self.source.heading_row


def read_file(name: str, content: bytes, reading: Reading = AS_FOUND, limits: Limits = COMMAND) -> list[Sheet]:
    """Read all tables of a file; whatever is wrong with it is among the problems of its sheets."""
    try:
        return [recognise(table, reading, limits) for table in read_tables(name, content, reading, limits)]
    except UnreadableFileError as error:
        return [Sheet(Source(name), problems=(Problem(name, None, "", str(error)),))]


def recognise(table: Table, reading: Reading, limits: Limits = COMMAND) -> Sheet:
    """Turn the records of a table into rows under the columns that its headings name."""
    problems = Problems()
    if any(len(heading) > limits.characters for heading in table.headings):
        raise UnreadableFileError(_("The first row is too long to be a row of headings."))
    form = find_format(table, reading)
    if form.kind == EXPLANATIONS:
        return Sheet(Source(table.file, sheet=table.sheet), notes=tuple(table.notes), kind=form.kind)
    names = name_columns(table, form, reading, problems)
    source = _source_of(table, names)
    heading_row = Row(source, table.heading_row, {})
    require_columns(heading_row, form, problems)
    limits = replace(limits, characters=max(limits.characters, form.longest))
    read = read_records(table, RecordCheck(source, names, limits, problems))
    if table.problems:
        return Sheet(source, problems=tuple(table.problems))
    if not read.rows and not (table.sheet and form.may_be_empty):
        problems.add(heading_row, "", _("The file has no rows below its headings."))
    rows, said = form.tidy(read.rows, problems)
    shown = (form.column_of(name.strip("?")) for name in names)
    columns = tuple(zip(map(str.strip, table.headings), shown, strict=True))
    left_out = form.say_left_out(heading for heading, name in columns if not name)
    notes = (*table.notes, *say_remembered(table, columns, reading), *_say_guarded(read), *left_out, *said)
    return Sheet(
        source,
        tuple(rows),
        tuple(problems.found),
        table.encoding,
        table.separator,
        columns,
        notes,
        tuple(read.samples),
        form.kind,
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where each column of ours stands."""
    return {name: at for at, name in enumerate(names) if name.strip("?")}


def _source_of(table: Table, names: Sequence[str]) -> Source:
    """The table, with the heading and the letter of each column of ours."""
    places = _places(names)
    return Source(
        table.file,
        {name: table.headings[at].strip() for name, at in places.items()},
        {name: letter_of(at) for name, at in places.items()},
        table.sheet,
        table.heading_row,
    )


@dataclass(slots=True)
class Records:
    """What was read below the headings: rows, and the first records as they stand.

    Of the guards of an export those in rows `guarded` stay, and those inside a text, in rows `parted`, are taken off.
    """

    rows: list[Row] = field(default_factory=list)
    samples: list[tuple[str, ...]] = field(default_factory=list)
    guarded: list[int] = field(default_factory=list)
    parted: list[int] = field(default_factory=list)


def read_records(table: Table, check: RecordCheck) -> Records:
    """Read what stands below the headings, each record judged; where most is wrong, the rest is not read."""
    read = Records()
    # All that is asked of each record is bound once: there may be a million.
    source, names, found, rows = check.source, check.names, check.problems.found, read.rows
    places = _places(names)
    pick = picker(tuple(places.values()))
    # Apostrophes guard cells, or stand around them, in CSV files alone.
    may_be_guarded = bool(table.separator)
    for number, record in plain_numbers(table.records, [at for at, name in enumerate(names) if name in NUMBERS]):
        if any(map(str.strip, record)):
            if len(read.samples) < SAMPLES:
                read.samples.append(tuple(record))
            text = check(number, record)
            if len(found) > MOST_PROBLEMS:
                table.problems.extend((*found, _say_rest(table, number)))
                break
            values: Iterable[str] = pick(record if len(record) >= len(names) else [*record, *[""] * len(names)])
            if "'" in text and may_be_guarded:
                values = map(bare, values)
                if INNER_GUARD.search(text):
                    read.parted.append(number)
            elif "'" in text and any(unguard(value) != value for value in values):
                read.guarded.append(number)
            cells = dict(zip(places, map(str.strip, values), strict=True))
            rows.append(Row(source, number, cells))
    return read


def _say_guarded(read: Records) -> Iterator[str]:
    """That apostrophes which guard cells of a CSV file stay in a workbook, or are taken off inside a text."""
    if rows := read.guarded:
        text = ngettext(
            "In %(count)d row, the first is %(row)d, an apostrophe before + - = or @ is taken as part of the text: "
            "it comes from a CSV file that was saved as a workbook. Export a workbook to change that.",
            "In %(count)d rows, the first is %(row)d, an apostrophe before + - = or @ is taken as part of the text: "
            "it comes from a CSV file that was saved as a workbook. Export a workbook to change that.",
            len(rows),
        )
        yield text % {"count": len(rows), "row": rows[0]}
    if rows := read.parted:
        text = ngettext(
            "In %(count)d row, the first is %(row)d, an apostrophe between a semicolon or a line break and + - = or @ "
            "is taken off, since an export puts it there.",
            "In %(count)d rows, the first is %(row)d, an apostrophe between a semicolon or a line break and + - = or @ "
            "is taken off, since an export puts it there.",
            len(rows),
        )
        yield text % {"count": len(rows), "row": rows[0]}


def _say_rest(table: Table, number: int) -> Problem:
    """That the rows below may have problems as well."""
    text = _("There are more than %(most)s problems up to here: the rows below are not read.")
    return Problem(table.file, number, "", text % {"most": f"{MOST_PROBLEMS:,}"}, sheet=table.sheet)


def picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """How to pick the cells at some places of a record, all at once."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda record: [record[at] for at in places]
