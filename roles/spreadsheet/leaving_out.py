"""Leave out rows that stand for no position: people not in a post, and eliminated rows of one that stays."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.filling import Filling
from roles.spreadsheet.parsing import HEAD_WORDS
from roles.spreadsheet.problems import bare_name
from roles.spreadsheet.shortening import first_of
from roles.spreadsheet.state import State

# The code that the guidance gives to people who are paid and hold no post.
NOT_IN_POST = "0"
MOST_ROWS = 20


def leave_out_rows(groups: dict[str, Group], state: State, decisions: Decisions) -> tuple[str, ...]:
    """Leave such rows out; returns what to say of them."""
    return (*_leave_out_not_in_post(groups, state, decisions), *_leave_out_eliminated(groups, decisions))


def _leave_out_not_in_post(groups: dict[str, Group], state: State, decisions: Decisions) -> Iterator[str]:
    """Rows with the code 0, unless the organisation has such a position, or the file says that it is one."""
    group = groups.get(NOT_IN_POST)
    if group is None or NOT_IN_POST in state.positions or _is_position(group, groups):
        return
    entries = groups.pop(NOT_IN_POST).entries
    decisions.leave_out(entries)
    text = ngettext(
        "%(count)d row with the code 0 is left out, somebody who is not in a post: %(rows)s.",
        "%(count)d rows with the code 0 are left out, people who are not in a post: %(rows)s.",
        len(entries),
    )
    yield text % {"count": len(entries), "rows": _named(entries)}


def _named(entries: Iterable[Entry]) -> str:
    """Rows with their titles, and codes where they have one of their own, each file named once."""
    files: dict[str, list[str]] = {}
    for entry in entries:
        code, title = entry.values.get("code"), entry.values.get("title")
        words = " ".join(filter(None, ("" if code == NOT_IN_POST else code, f"“{title}”" if title else "")))
        row = _("row %(number)s") % {"number": entry.row.number}
        files.setdefault(bare_name(entry.row.source.file), []).append(f"{row} ({words})" if words else row)
    return "; ".join(f"{file}, {first_of(rows, MOST_ROWS)}" for file, rows in files.items())


def _is_position(group: Group, groups: dict[str, Group]) -> bool:
    """True for a head, and for what another row reports to."""
    if any((entry.values.get("reports_to") or "").casefold() in HEAD_WORDS for entry in group.entries):
        return True
    return any(_leads_to(entry, group.code) for other in groups.values() for entry in other.entries)


def _leads_to(entry: Entry, code: str) -> bool:
    return bool(entry.values.get("reports_to") == code) and entry.values.get("code") != code


def _leave_out_eliminated(groups: dict[str, Group], decisions: Decisions) -> Iterator[str]:
    """Rows that eliminate a position which another row of the file still has, filled or vacant."""
    found: list[Entry] = []
    count = 0
    for group in groups.values():
        if len(group.entries) == 1 or group.is_gone:
            continue
        gone = [entry for entry in group.entries if entry.filling is Filling.GONE]
        if gone:
            decisions.leave_out(gone)
            group.entries = [entry for entry in group.entries if entry.filling is not Filling.GONE]
            found += gone
            count += 1
    if found:
        text = ngettext(
            "%(count)d position is eliminated in one row and not in another, so it stays: %(rows)s.",
            "%(count)d positions are eliminated in one row and not in another, so they stay: %(rows)s.",
            count,
        )
        yield text % {"count": count, "rows": _named(found)}
