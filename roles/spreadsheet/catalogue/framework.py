"""Take the framework's tables apart into sheets of ours: a role for each level, with its skills and the next step."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from roles.spreadsheet.catalogue.columns import NEXT_STEPS, ROLES, SKILLS
from roles.spreadsheet.formats.kinds import FRAMEWORK_ROLES, FRAMEWORK_SKILLS
from roles.spreadsheet.problems import Row, Source
from roles.spreadsheet.recognising import Sheet
from roles.text import search_key

# Which column of the framework's a cell of ours came from.
CAME_FROM = {"role": "title", "next_role": "title"}
Levels = dict[tuple[str, str], list[Row]]


def own_sheets(sheets: Iterable[Sheet]) -> list[Sheet]:
    """All sheets, those of the framework as ours; what a skill is, the list of skills says if it is there."""
    sheets = list(sheets)
    lists = [sheet for sheet in sheets if sheet.kind == FRAMEWORK_SKILLS]
    described = {_skill_of(row) for sheet in lists for row in sheet.rows if row.cells.get("description")}
    found: list[Sheet] = []
    for sheet in sheets:
        if sheet.kind == FRAMEWORK_SKILLS:
            rows = (
                Row(row.source, row.number, {name: text for name, text in row.cells.items() if text})
                for row in sheet.rows
            )
            found.append(Sheet(sheet.source, tuple(rows), sheet.problems, kind=SKILLS))
        elif sheet.kind == FRAMEWORK_ROLES:
            found += _of_levels(sheet, described)
        else:
            found.append(sheet)
    return found


def _skill_of(row: Row) -> str:
    """The skill of a row, folded."""
    return search_key(row.cells.get("skill", ""))


def _of_levels(sheet: Sheet, described: set[str]) -> Iterator[Sheet]:
    """The sheets of ours that a table of levels says."""
    source = _source(sheet.source)
    levels: Levels = {}
    for row in sheet.rows:
        levels.setdefault((row.cells.get("framework_role", ""), row.cells.get("title", "")), []).append(row)
    titles = _titles(levels)
    roles = [Row(source, rows[0].number, _role(rows[0], titles[key])) for key, rows in levels.items()]
    skills = [
        Row(source, row.number, {"role": titles[key], **_cells(row, "skill", "proficiency")})
        for key, rows in levels.items()
        for row in rows
    ]
    others = {_skill_of(row): row for row in reversed(sheet.rows) if row.cells.get("description")}
    skills += [
        Row(source, row.number, _cells(row, "skill", "description"))
        for skill, row in others.items()
        if skill not in described
    ]
    steps = [
        Row(source, levels[other][0].number, {"role": titles[one], "next_role": titles[other]})
        for one, other in pairwise(_in_order(levels))
        if one[0] == other[0]
    ]
    yield Sheet(source, tuple(roles), sheet.problems, kind=ROLES)
    yield Sheet(source, tuple(skills), kind=SKILLS)
    yield Sheet(source, tuple(steps), kind=NEXT_STEPS)


def _cells(row: Row, *names: str) -> dict[str, str]:
    return {name: row.cells.get(name, "") for name in names}


def _in_order(levels: Levels) -> list[tuple[str, str]]:
    """The levels of each role together, in the order of the file."""
    first: dict[str, int] = {}
    for at, (role, _level) in enumerate(levels):
        first.setdefault(role, at)
    return sorted(levels, key=lambda key: first[key[0]])


def _titles(levels: Levels) -> dict[tuple[str, str], str]:
    """What each level is called: its own name, with that of the role before it where two have the same."""
    count = Counter(search_key(level) for _role, level in levels)
    return {(role, level): level if count[search_key(level)] == 1 else f"{role}: {level}" for role, level in levels}


def _role(row: Row, title: str) -> dict[str, str]:
    """A role: what it is for is said of all levels, then of this one."""
    texts = [row.cells.get(name, "") for name in ("purpose", "level_purpose")]
    return {"title": title, "purpose": "\n\n".join(filter(None, texts))}


def _source(source: Source) -> Source:
    """The same file, where a cell of ours is named by the one it came from."""
    headings, letters = dict(source.headings), dict(source.letters)
    for ours, theirs in CAME_FROM.items():
        if theirs in headings:
            headings[ours], letters[ours] = headings[theirs], letters[theirs]
    return Source(source.file, headings, letters, source.sheet)
