"""Put together what the rows of one code say of the position; where they differ, HR decides."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import BY_NAME, FIELDS
from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.parsing import HEAD_WORDS, LINKS
from roles.spreadsheet.problems import Problem, place, problem_of
from roles.spreadsheet.questions import Answer, Cause
from roles.spreadsheet.state import same
from roles.text import search_key

OF_POSITION = ("reports_to", *FIELDS, *LINKS)
ANSWERS = {
    Cause.COLLISION: (Answer.FIRST, Answer.SHARE, Answer.SKIP),
    Cause.TWO_MANAGERS: (Answer.FIRST, Answer.SHARE, Answer.UNPLACED, Answer.SKIP),
}
LONGEST_SHOWN = 80


def merge_rows(groups: dict[str, Group], decisions: Decisions) -> None:
    """Fill in what the rows of each position say of it."""
    several = []
    for group in groups.values():
        group.values = _values(group.entries[0])
        if len(group.entries) > 1 and not group.is_gone:
            several.append(group)
    for group in several:
        differences = list(_merge(group))
        if differences:
            _decide(groups, group, differences, decisions)


def _values(entry: Entry) -> dict[str, Any]:
    """What a row says of the position."""
    values = entry.values
    return {name: values[name] for name in OF_POSITION if name in values}


def _merge(group: Group) -> Iterator[tuple[str, Problem]]:
    """Gather what all rows say, and what of it differs; an empty cell agrees with all but a manager."""
    for entry in group.entries[1:]:
        if _is_plain_repetition(entry, group):
            where = {"place": place(group.row, entry.row)}
            problem = problem_of(entry.row, "code", _("This code stands in %(place)s already.") % where)
            yield "code", problem
            continue
        for name in OF_POSITION:
            if name not in entry.values:
                continue
            value, before = entry.values[name], group.values.get(name)
            empty = None if name == "reports_to" else BY_NAME[name].empty
            if before in (None, empty):
                group.values[name] = value
            elif value != empty and not agree(name, value, before):
                yield name, problem_of(entry.row, name, _refuse_difference(name, entry, group))


def agree(name: str, one: Any, other: Any) -> bool:
    """True when two cells say the same; titles may differ in letter case, and a head has no manager or XX."""
    if name == "reports_to":
        return bool(one == other or {one.casefold(), other.casefold()} <= set(HEAD_WORDS))
    return search_key(one) == search_key(other) if name == "title" else same(one, other)


def _is_plain_repetition(entry: Entry, group: Group) -> bool:
    """True for a second row of the same file that names no holder: it can't be a job share."""
    is_same_code = entry.values["code"] == group.code
    return is_same_code and not entry.names_somebody and entry.row.source is group.row.source


def _refuse_difference(name: str, entry: Entry, group: Group) -> str:
    one, other = (str(values.get(name) or _("nobody"))[:LONGEST_SHOWN] for values in (group.values, entry.values))
    words = {"place": place(group.row, entry.row), "one": one, "other": other}
    if name == "title":
        text = _("The same code stands in %(place)s as “%(one)s”, here as “%(other)s”: give one of them a new code.")
    elif name == "reports_to":
        text = _("The same code reports to “%(one)s” in %(place)s, here to “%(other)s”: it can have only one manager.")
    else:
        text = _("The same code stands in %(place)s, which says something else here.")
    return text % words


def _decide(
    groups: dict[str, Group], group: Group, differences: list[tuple[str, Problem]], decisions: Decisions
) -> None:
    """Do with rows that differ what HR says."""
    is_about_managers = all(name == "reports_to" for name, _problem in differences)
    cause = Cause.TWO_MANAGERS if is_about_managers else Cause.COLLISION
    title, problems = str(group.said("title", "") or ""), [problem for _name, problem in differences]
    answer = decisions.ask(cause, group.code, problems, ANSWERS[cause], title=title)
    if answer == Answer.FIRST:
        decisions.leave_out(group.entries[1:])
        del group.entries[1:]
        group.values = _values(group.entries[0])
    elif answer == Answer.UNPLACED:
        decisions.unplaced[group.key] = group.row
    elif answer == Answer.SKIP:
        decisions.skip(groups, group)
