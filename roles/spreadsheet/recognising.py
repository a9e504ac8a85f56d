"""Find out what the tables of a file mean: which column of ours each heading is, and the rows under them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from operator import itemgetter

from django.utils.translation import gettext as _

from roles.spreadsheet.checking import RecordCheck
from roles.spreadsheet.columns import HEADINGS, IGNORED, OF_THE_TREE, POSITION
from roles.spreadsheet.formats.finding import find_format
from roles.spreadsheet.formats.kinds import EXPLANATIONS, OF_CATALOGUE, POSITIONS, Format
from roles.spreadsheet.guarding import bare
from roles.spreadsheet.limits import COMMAND, Limits
from roles.spreadsheet.opening import read_tables
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.problems import Problem, Problems, Row, Source
from roles.spreadsheet.tables import AS_FOUND, Reading, Table, UnreadableFileError

SAMPLES = 2
# Nobody mends more before reading the file again.
MOST_PROBLEMS = 1_000
IGNORED_HEADINGS = frozenset(map(fold_heading, IGNORED))
TREE_HEADINGS = frozenset(map(fold_heading, OF_THE_TREE))


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
    # The row in which its headings stand.
    heading_row: int = 1


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
    names = _name_columns(table, form, reading, problems)
    named = {name: at for at, name in enumerate(names) if name.strip("?")}
    source = Source(
        table.file,
        {name: table.headings[at].strip() for name, at in named.items()},
        {name: letter_of(at) for name, at in named.items()},
        table.sheet,
    )
    heading_row = Row(source, table.heading_row, {})
    _require_columns(heading_row, form, problems)
    rows: list[Row] = []
    samples: list[tuple[str, ...]] = []
    check = RecordCheck(source, names, replace(limits, characters=max(limits.characters, form.longest)), problems)
    pick = picker(tuple(named.values()))
    # Apostrophes guard cells, or stand around them, in CSV files alone.
    may_be_guarded = bool(table.separator)
    for number, record in table.records:
        if any(map(str.strip, record)):
            if len(samples) < SAMPLES:
                samples.append(tuple(record))
            text = check(number, record)
            if len(problems.found) > MOST_PROBLEMS:
                table.problems.extend((*problems.found, _say_rest(table, number)))
                break
            values: Iterable[str] = pick(record if len(record) >= len(names) else [*record, *[""] * len(names)])
            if may_be_guarded and "'" in text:
                values = map(bare, values)
            cells = dict(zip(named, map(str.strip, values), strict=True))
            rows.append(Row(source, number, cells))
    if table.problems:
        return Sheet(source, problems=tuple(table.problems))
    if not rows and not (table.sheet and form.may_be_empty):
        problems.add(heading_row, "", _("The file has no rows below its headings."))
    rows, said = form.tidy(rows, problems)
    shown = (form.column_of(name.strip("?")) for name in names)
    columns = tuple(zip(map(str.strip, table.headings), shown, strict=True))
    left_out = form.say_left_out(heading for heading, name in columns if not name)
    notes = (*table.notes, *_say_remembered(table, columns, reading), *left_out, *said)
    return Sheet(
        source,
        tuple(rows),
        tuple(problems.found),
        table.encoding,
        table.separator,
        columns,
        notes,
        tuple(samples),
        form.kind,
        table.heading_row,
    )


def _say_remembered(table: Table, columns: Iterable[tuple[str, str]], reading: Reading) -> Iterator[str]:
    """What is read otherwise than by our own lists, because it was decided for another file."""
    own = reading.by_sheet.get(table.sheet, {})
    found = [(heading, name) for heading, name in columns if reading.headings.get(fold_heading(heading)) == name]
    found = [(heading, name) for heading, name in found if fold_heading(heading) not in own]
    if taken := ", ".join(f"“{heading[:60]}”: {name}" for heading, name in found if name):
        yield _("Headings taken as was decided in an earlier import: %(headings)s.") % {"headings": taken}
    if left := ", ".join(f"“{heading[:60]}”" for heading, name in found if not name):
        yield _("Columns left out as was decided in an earlier import: %(headings)s.") % {"headings": left}


def _say_rest(table: Table, number: int) -> Problem:
    """That the rows below may have problems as well."""
    text = _("There are more than %(most)s problems up to here: the rows below are not read.")
    return Problem(table.file, number, "", text % {"most": f"{MOST_PROBLEMS:,}"}, sheet=table.sheet)


def picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """How to pick the cells at some places of a record, all at once."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda record: [record[at] for at in places]


def letter_of(at: int) -> str:
    """The letter that a spreadsheet gives a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _name_columns(table: Table, form: Format, reading: Reading, problems: Problems) -> list[str]:
    """The name of our column for each heading, the empty text for one to be left out."""
    names: list[str] = []
    headings = table.headings
    letters = {heading.strip(): letter_of(at) for at, heading in enumerate(headings)}
    row = Row(Source(table.file, {}, letters, table.sheet), table.heading_row, {})
    decided = reading.decided(table.sheet)
    known = form.with_mapped(decided)
    if form.kind in OF_CATALOGUE:
        # What HR decided about a heading was about positions and people.
        known = {heading: "" for heading, name in decided.items() if not name} | {**form.headings}
    if form.kind == POSITIONS:
        known = _meaning_of_position(map(fold_heading, headings)) | known
    for heading in map(str.strip, headings):
        name = known.get(fold_heading(heading), "")
        if name and name in names:
            problems.add(row, heading, _("This column is there twice: %(name)s.") % {"name": name})
            name = ""
        elif not name and heading and fold_heading(heading) not in IGNORED_HEADINGS | known.keys():
            problems.add(row, heading[:60], _refuse_heading(heading, form))
        names.append(name or ("" if heading or form.takes_unnamed else "?"))
    return names


def _meaning_of_position(headings: Iterable[str]) -> dict[str, str]:
    """The title where another column is the code, the code where another is the title, else nothing."""
    names = {HEADINGS.get(heading) for heading in headings}
    if "code" in names:
        return {POSITION: "title"}
    return {POSITION: "code"} if "title" in names else {}


def _refuse_heading(heading: str, form: Format) -> str:
    """Why a heading is not one of ours, with the nearest that is."""
    folded = fold_heading(heading)
    if folded == POSITION:
        return _("This may be the code or the title: call it code or title.")
    if folded in TREE_HEADINGS:
        return _("This column can't be imported: it follows from who reports to whom. Leave it out.")
    known = {heading: form.column_of(name) for heading, name in form.headings.items() if name}
    near = get_close_matches(folded[:60], known, n=1, cutoff=0.75)
    if near:
        return _("This heading is not known: did you mean %(name)s?") % {"name": known[near[0]]}
    return _("This heading is not known: leave the column out. Known are %(names)s.") % {
        "names": ", ".join(dict.fromkeys(known.values()))
    }


def _require_columns(row: Row, form: Format, problems: Problems) -> None:
    """Ask for the code, and for a title or a role; other kinds of tables need other columns."""
    given = row.source.headings
    for group in form.needed:
        if not any(name in given for name in group):
            names = dict.fromkeys(map(form.column_of, group))
            message = _("The column %(names)s is missing.") % {"names": _(" or ").join(names)}
            problems.add(row, form.column_of(group[0]), message)
    if form.kind != POSITIONS:
        return
    if "code" not in given:
        problems.add(row, "code", _("The column code (or position_id) is missing."))
    if "title" not in given and "role" not in given:
        problems.add(row, "title", _("The column title is missing, and so is role: one of them must be there."))
