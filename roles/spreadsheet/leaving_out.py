"""Leave out rows that stand for no position: people not in a post, and eliminated rows of one that is filled."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.filling import Filling
from roles.spreadsheet.parsing import HEAD_WORDS
from roles.spreadsheet.state import State

# The code that the guidance gives to people who are paid and hold no post.
NOT_IN_POST = "0"
MOST_CODES = 20


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
        "%(count)d row with the code 0 is left out: somebody who is not in a post.",
        "%(count)d rows with the code 0 are left out: people who are not in a post.",
        len(entries),
    )
    yield text % {"count": len(entries)}


def _is_position(group: Group, groups: dict[str, Group]) -> bool:
    """True for a head, and for what another row reports to."""
    if any((entry.values.get("reports_to") or "").casefold() in HEAD_WORDS for entry in group.entries):
        return True
    return any(_leads_to(entry, group.code) for other in groups.values() for entry in other.entries)


def _leads_to(entry: Entry, code: str) -> bool:
    return bool(entry.values.get("reports_to") == code) and entry.values.get("code") != code


def _leave_out_eliminated(groups: dict[str, Group], decisions: Decisions) -> Iterator[str]:
    """Rows that eliminate a position which another row of the file still fills."""
    codes = []
    for group in groups.values():
        if len(group.entries) == 1 or group.is_gone:
            continue
        gone = [entry for entry in group.entries if entry.filling is Filling.GONE]
        if gone:
            decisions.leave_out(gone)
            group.entries = [entry for entry in group.entries if entry.filling is not Filling.GONE]
            codes.append(group.code)
    if codes:
        text = ngettext(
            "%(count)d position is eliminated in one row and filled in another, so it stays: %(codes)s.",
            "%(count)d positions are eliminated in one row and filled in another, so they stay: %(codes)s.",
            len(codes),
        )
        more = " …" if len(codes) > MOST_CODES else ""
        yield text % {"count": len(codes), "codes": ", ".join(codes[:MOST_CODES]) + more}
