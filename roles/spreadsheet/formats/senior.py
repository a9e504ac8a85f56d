"""Senior posts of an organogram: words that stand for nothing, contacts of nobody, and two texts that are one."""

import ast
import re
from collections import Counter, defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models.position import MOST_CHARACTERS
from roles.spreadsheet.formats.kinds import Rows
from roles.spreadsheet.guarding import bare
from roles.spreadsheet.parsing import FILLED, STATUS_WORDS, UNDISCLOSED
from roles.spreadsheet.problems import Problems, Row
from roles.text import search_key

# What the schema has people write where there is nothing to say.
NOTHING = ("n/a", "n/d")
MAY_SAY_NOTHING = ("grade", "organisation", "department", "phone", "email", "fte", "notes", "job_function")
CONTACT = ("phone", "email")
TEXTS = ("notes", "job_function")
# Texts that a program put together and wrote as it would for itself: [u'one', u"'other'"].
LIST_OF_TEXTS = re.compile(r"""\[u?['"](?:[^\\]|\\[\\'"nrtxu])*['"]\]""")
QUOTES = "'\"‘’“”` "  # noqa: RUF001 - files have them


def tidy_senior(rows: list[Row], problems: Problems) -> Rows:
    """Senior posts as rows of ours, and what was left out of them."""
    counts: Counter[str] = Counter()
    tidied = [_tidy(row, counts, problems) for row in rows]
    _leave_out_shared_addresses(tidied, counts)
    return tidied, _say(counts)


def _tidy(row: Row, counts: Counter[str], problems: Problems) -> Row:
    cells = dict(row.cells)
    for name in MAY_SAY_NOTHING:
        if cells.get(name, "").casefold() in NOTHING:
            cells[name] = ""
    for name in TEXTS:
        if cells.get(name, "").startswith("["):
            cells[name] = plain_text(cells[name])
    _join_notes(row, cells, problems)
    if "holder" in cells and not names_a_person(cells["holder"]):
        _empty_contact(cells, counts)
        if not cells["holder"]:
            cells["status"] = UNDISCLOSED
        if cells.get("fte") and not cells["fte"].strip("0.,"):
            cells["fte"] = ""
    return replace(row, cells=cells)


def _join_notes(row: Row, cells: dict[str, str], problems: Problems) -> None:
    """The function of the post, then its notes: neither is cut."""
    if "job_function" not in cells:
        return
    texts = [text for text in (cells.pop("job_function"), cells.get("notes", "")) if text]
    cells["notes"] = "\n\n".join(texts)
    # Each alone fits into a cell, as is judged elsewhere.
    if len(texts) > 1 and len(cells["notes"]) > MOST_CHARACTERS >= max(map(len, texts)):
        problems.add(
            row,
            "job_function",
            _("Together with the notes the text is too long: at most %(most)s characters can stand in one.")
            % {"most": MOST_CHARACTERS},
        )


def plain_text(text: str) -> str:
    """The texts of a list that a program wrote, one below the other; any other text as it is."""
    if len(text) > MOST_CHARACTERS or not LIST_OF_TEXTS.fullmatch(text):
        return text
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return text
    return "\n".join(filter(None, map(bare, found)))


def names_a_person(text: str) -> bool:
    """False for an empty name, and for a word that stands for none; files have such words in quotes."""
    word = text.strip(QUOTES).casefold()
    return bool(word) and word not in NOTHING and STATUS_WORDS.get(word, FILLED) == FILLED


def _empty_contact(cells: dict[str, str], counts: Counter[str]) -> None:
    if any(cells.get(name) for name in CONTACT):
        counts["team"] += 1
        cells.update((name, "") for name in CONTACT if name in cells)


def _leave_out_shared_addresses(rows: list[Row], counts: Counter[str]) -> None:
    """An address that several people have is that of their team."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if email := row.cells.get("email"):
            owners[email.lower()].add(search_key(row.cells.get("holder", "")))
    for row in rows:
        if len(owners.get(row.cells.get("email", "").lower(), ())) > 1:
            counts["shared"] += 1
            row.cells["email"] = ""


def _say(counts: Counter[str]) -> list[str]:
    team = ngettext(
        "E-mail address and phone number of %(count)d post without a named holder are left out: only people have them.",
        "E-mail addresses and phone numbers of %(count)d posts without a named holder are left out: only people "
        "have them.",
        counts["team"],
    )
    shared = ngettext(
        "The e-mail address of %(count)d row is left out: several people have it.",
        "The e-mail addresses of %(count)d rows are left out: several people have them.",
        counts["shared"],
    )
    return [text % {"count": counts[key]} for key, text in (("team", team), ("shared", shared)) if counts[key]]
