"""Give the rows of a list of employees the codes of their positions: the one somebody holds now, else a new one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from django.core.exceptions import ValidationError

from roles.spreadsheet.columns import BY_NAME
from roles.spreadsheet.entries import Entry
from roles.spreadsheet.formats.codes import MOST, code_from, stem_of
from roles.spreadsheet.parsing import FILLED, STATUS_WORDS
from roles.spreadsheet.state import KnownPosition, State
from roles.text import clean_line, code_key, search_key

Rows = list[Entry]
# How much room a number behind a code may need.
SUFFIX = 6


def give_codes(entries: Rows, others: Iterable[Entry], state: State, *, same_name_is_new: bool = False) -> None:
    """Give each of these rows that names somebody a code; rows of one person with one title have the same.

    `others` are rows that have codes of their own.
    """
    if not entries:
        return
    coding = Coding(state, same_name_is_new=same_name_is_new)
    coding.taken.update(code_key(code) for entry in others if (code := entry.values.get("code")))
    for someone, rows in coding.by_person(entries).items():
        coding.give(someone, rows)


class Coding:
    """The codes that are given, and who holds what now."""

    def __init__(self, state: State, *, same_name_is_new: bool) -> None:
        """Take whom and what we know, and whether each row with a name alone is a person of its own."""
        self.state, self.same_name_is_new = state, same_name_is_new
        self.taken = set(state.positions)
        # What the codes of each person begin with.
        self.given: dict[str, str] = {}
        # The addresses of all rows.
        self.said: set[str] = set()
        self.numbered: dict[str, Iterator[str]] = {}
        self.by_email = {known.email.lower(): key for key, known in state.people.items() if known.email}
        self.by_name: defaultdict[str, list[str]] = defaultdict(list)
        for key, known in state.people.items():
            self.by_name[clean_line(known.name)].append(key)
        self.titles = {role.slug: role.title for role in state.roles}
        self.held: defaultdict[str, list[KnownPosition]] = defaultdict(list)
        self.left: defaultdict[str, list[KnownPosition]] = defaultdict(list)
        for position in state.positions.values():
            self._note_holders(position)

    def by_person(self, entries: Iterable[Entry]) -> dict[str, Rows]:
        """The rows of each person, by the key of their number if we know them; those that name nobody are left out."""
        people: defaultdict[str, Rows] = defaultdict(list)
        entries = list(entries)
        self.said = {(entry.values.get("email") or "").lower() for entry in entries}
        for at, entry in enumerate(entries):
            if someone := self._person(entry, at):
                people[someone].append(entry)
        return people

    def give(self, someone: str, rows: Rows) -> None:
        """Give the rows of one person their codes, those with the same title the same one."""
        by_title: defaultdict[str, Rows] = defaultdict(list)
        for entry in rows:
            by_title[search_key(clean_line(entry.values.get("title") or ""))].append(entry)
        seats = {position.code: search_key(self._title(position)) for position in self.held.get(someone, ())}
        codes: dict[str, str] = {}
        for title in by_title:
            if code := next((code for code, its in seats.items() if its == title), ""):
                codes[title] = code
                del seats[code]
        # Whoever has another title than before holds the same position under a new title.
        codes |= zip((title for title in by_title if title not in codes), seats, strict=False)
        for title, alike in by_title.items():
            code = codes.get(title) or self._new_code(someone, alike[0])
            for entry in alike:
                entry.values["code"] = code

    def _note_holders(self, position: KnownPosition) -> None:
        """Note who holds a position, or will, and who did where nobody does."""
        today = self.state.today
        now = {each.person for each in position.held if each.end is None or each.end >= today}
        for person in dict.fromkeys(each.person for each in position.held if each.person):
            if person in now and position.is_in_chart:
                self.held[person].append(position)
            elif not now:
                self.left[person].append(position)

    def _person(self, entry: Entry, at: int) -> str:
        """What tells the person of a row from others: the key of a number we know, else what the row says."""
        number, email, name = (entry.values.get(column) or "" for column in ("person_number", "email", "holder"))
        if number:
            return code_key(number)
        if email:
            return self.by_email.get(email.lower()) or self._of_name(entry, name) or f"email {email.lower()}"
        if not name or STATUS_WORDS.get(name.casefold(), FILLED) != FILLED:
            return ""
        known = self.by_name.get(name, [])
        if self.same_name_is_new:
            return known.pop(0) if known else f"row {at}"
        return known[0] if len(known) == 1 else f"name {name}"

    def _of_name(self, entry: Entry, name: str) -> str:
        """The one person of a name who may have got the address of a row: who had none, or has that very title."""
        found = [key for key in self.by_name.get(name, ()) if self._may_have_got_address(entry, key)]
        return found[0] if len(found) == 1 and not self.same_name_is_new else ""

    def _may_have_got_address(self, entry: Entry, key: str) -> bool:
        email = self.state.people[key].email.lower()
        title = search_key(clean_line(entry.values.get("title") or ""))
        is_titled = any(search_key(self._title(position)) == title for position in self.held.get(key, ()))
        return not email or (email not in self.said and is_titled)

    def _title(self, position: KnownPosition) -> str:
        """The title that a position shows."""
        return position.values.get("title") or self.titles.get(position.values.get("role", ""), "")

    def _new_code(self, someone: str, entry: Entry) -> str:
        """A code that nothing else has, but for a position they had and nobody holds now: the number, else from words.

        A second position of the same person has the same code with a 2.
        """
        former = {position.code: position for position in self.left.get(someone, ())}

        def is_free(code: str) -> bool:
            return code_key(code) not in self.taken or code in former

        if someone not in self.given:
            number = entry.values.get("person_number") or ""
            self.given[someone] = number if number and is_free(number) else code_of_words(entry)
        stem = self.given[someone]
        # What is taken stays so: who comes later goes on where the last one found a code.
        codes = _numbered(stem) if former else self.numbered.setdefault(code_key(stem), _numbered(stem))
        code = next(filter(is_free, codes))
        self.taken.add(code_key(code))
        if code in former:
            self.left[someone].remove(former[code])
        return code


def code_of_words(entry: Entry) -> str:
    """A code from what stands before the @, else from the name; a check sum where that has other than Latin letters."""
    email, name = entry.values.get("email") or "", entry.values.get("holder") or entry.values.get("person_number") or ""
    words = email.partition("@")[0].lower() or name
    stem = re.sub("[^a-z0-9._-]+", "-", words).strip("-.") if email else stem_of(words)
    try:
        is_code = bool(stem) and search_key(words).isascii() and len(stem) <= MOST - SUFFIX
        return BY_NAME["code"].parse(stem) if is_code else code_from(words, search_key(words))
    except ValidationError:
        return code_from(words, search_key(words))


def _numbered(stem: str) -> Iterator[str]:
    """The stem, then with 2, 3 …"""
    yield stem
    yield from (f"{stem[: MOST - SUFFIX]}-{number}" for number in count(2))
