"""Find which column of ours each heading of a table is, and say which are none, or missing."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import HEADINGS, IGNORED, OF_THE_TREE, POSITION
from roles.spreadsheet.formats.kinds import OF_CATALOGUE, POSITIONS, Format
from roles.spreadsheet.letters import letter_of
from roles.spreadsheet.parsing import fold_heading
from roles.spreadsheet.problems import Problems, Row, Source
from roles.spreadsheet.tables import Reading, Table

# Of a heading, in what is said about it.
LONGEST_HEADING = 60
IGNORED_HEADINGS = frozenset(map(fold_heading, IGNORED))
TREE_HEADINGS = frozenset(map(fold_heading, OF_THE_TREE))


def name_columns(table: Table, form: Format, reading: Reading, problems: Problems) -> list[str]:
    """The name of our column for each heading, the empty text for one to be left out."""
    names: list[str] = []
    headings = table.headings
    letters = {heading.strip(): letter_of(at) for at, heading in enumerate(headings)}
    shortened = {heading: heading[:LONGEST_HEADING] for heading in letters}
    row = Row(Source(table.file, shortened, letters, table.sheet), table.heading_row, {})
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
            problems.add(row, heading, _refuse_heading(heading, form))
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
    near = get_close_matches(folded[:LONGEST_HEADING], known, n=1, cutoff=0.75)
    if near:
        return _("This heading is not known: did you mean %(name)s?") % {"name": known[near[0]]}
    return _("This heading is not known: leave the column out. Known are %(names)s.") % {
        "names": ", ".join(dict.fromkeys(known.values()))
    }


def require_columns(row: Row, form: Format, problems: Problems) -> None:
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


def say_remembered(table: Table, columns: Iterable[tuple[str, str]], reading: Reading) -> Iterator[str]:
    """What is read otherwise than by our own lists, because it was decided for another file."""
    own = reading.by_sheet.get(table.sheet, {})
    found = [(heading, name) for heading, name in columns if reading.headings.get(fold_heading(heading)) == name]
    found = [(heading, name) for heading, name in found if fold_heading(heading) not in own]
    if taken := ", ".join(f"“{heading[:LONGEST_HEADING]}”: {name}" for heading, name in found if name):
        yield _("Headings taken as was decided in an earlier import: %(headings)s.") % {"headings": taken}
    if left := ", ".join(f"“{heading[:LONGEST_HEADING]}”" for heading, name in found if not name):
        yield _("Columns left out as was decided in an earlier import: %(headings)s.") % {"headings": left}
