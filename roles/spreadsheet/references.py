"""Find the position of a person that a cell names in place of a code: by number, else by e-mail, else by name."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.filling import Filling
from roles.spreadsheet.state import State
from roles.text import clean_line, code_key, search_key

# Rows that leave the holders of a position as they are.
SILENT = frozenset((Filling.UNSAID, Filling.SOMEBODY))
Keys = dict[str, None]


@dataclass
class References:
    """Who holds what once the file is in: rows of the file first, then those whom no row replaces.

    A person is known by their number, one without by what the row says of them.
    """

    held: dict[str, Keys] = field(default_factory=dict)
    by_email: defaultdict[str, Keys] = field(default_factory=lambda: defaultdict(dict))
    by_name: defaultdict[str, Keys] = field(default_factory=lambda: defaultdict(dict))
    by_fold: defaultdict[str, Keys] = field(default_factory=lambda: defaultdict(dict))

    def find(self, text: str) -> list[str]:
        """The positions that somebody so called holds; several where that is not one person with one position."""
        number = code_key(text)
        if number in self.held:
            return list(self.held[number])
        return self._of(self.by_email.get(text.lower()) or self.by_name.get(text) or {})

    def near(self, text: str) -> str:
        """The one position of somebody whose name differs only in letter case, blanks or accents."""
        found = self._of(self.by_fold.get(_fold(text), {}))
        return found[0] if len(found) == 1 else ""

    def _of(self, people: Keys) -> list[str]:
        return list(dict.fromkeys(position for person in people for position in self.held[person]))

    def note(self, person: str, position: str, name: str, email: str) -> None:
        """Let a person hold a position."""
        self.held.setdefault(person, {})[position] = None
        if email:
            self.by_email[email.lower()][person] = None
        if name:
            self.by_name[clean_line(name)][person] = None
            self.by_fold[_fold(name)][person] = None


def read_references(groups: Mapping[str, Group], state: State, gone: set[str]) -> References:
    """Read who holds what, from the file and from the chart."""
    references = References()
    known_by_email = {known.email.lower(): key for key, known in state.people.items() if known.email}
    known_by_name: defaultdict[str, list[str]] = defaultdict(list)
    for key, known in state.people.items():
        known_by_name[clean_line(known.name)].append(key)
    for group in groups.values():
        for entry in group.entries if group.key not in gone else ():
            if entry.filling is Filling.PERSON and not _is_over(entry.values.get("end"), state.today):
                person = _person_of(entry, known_by_email, known_by_name)
                facts = state.people.get(person)
                name = entry.values.get("holder") or (facts.name if facts else "")
                email = entry.values.get("email") or (facts.email if facts else "")
                references.note(person, group.key, name, email)
    in_file = frozenset(references.held)
    for position, person in _kept(groups, state, gone):
        if person not in in_file:
            references.note(person, position, state.people[person].name, state.people[person].email)
    return references


def _person_of(entry: Entry, by_email: Mapping[str, str], by_name: Mapping[str, list[str]]) -> str:
    """Whom a row names, as far as that can be said."""
    number, email, name = (entry.values.get(column) or "" for column in ("person_number", "email", "holder"))
    if number:
        return code_key(number)
    if email:
        return by_email.get(email.lower()) or f"@{email.lower()}"
    people = by_name.get(name, ())
    return people[0] if len(people) == 1 else f" {name}"


def _kept(groups: Mapping[str, Group], state: State, gone: set[str]) -> Iterator[tuple[str, str]]:
    """Positions of the chart of whose holders no row says anything, each with whoever holds it."""
    for key, known in state.positions.items():
        group = groups.get(key)
        says = group is not None and any(entry.filling not in SILENT for entry in group.entries)
        if says or key in gone or not known.is_in_chart:
            continue
        for held in known.held:
            begins_later = held.start is not None and held.start > state.today
            if held.person and not begins_later and not _is_over(held.end, state.today):
                yield key, held.person


def _is_over(end: datetime.date | None, today: datetime.date) -> bool:
    return end is not None and end < today


def _fold(name: str) -> str:
    return "".join(search_key(name).split())
