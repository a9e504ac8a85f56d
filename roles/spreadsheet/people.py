"""Find out whom each row names: by number, else by e-mail, else by name."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.names import Names
from roles.spreadsheet.problems import Problems, place
from roles.spreadsheet.state import Known, State, same
from roles.text import clean_line, code_key

FACTS = {"name": "holder", "email": "email", "phone": "phone", "location": "person_location"}
OWN_NUMBER = re.compile("[Pp]([0-9]{5,9})")


@dataclass(slots=True)
class Someone:
    """A person that the file names, with what its rows say of them."""

    number: str
    known: Known | None = None
    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def fact(self, name: str) -> str:
        """What is true of them once the file is in."""
        present: str = getattr(self.known, name) if self.known else ""
        return self.facts.get(name, present)

    @property
    def changes(self) -> dict[str, str]:
        """The facts that differ from those we know."""
        if self.known is None:
            return {}
        return {name: fact for name, fact in self.facts.items() if not same(fact, getattr(self.known, name))}


class People:
    """The people of a file; `named` finds them by the identity of their rows."""

    def __init__(self, state: State, problems: Problems, *, same_name_is_new: bool = False) -> None:
        """Take whom we know, and whether each row with a name alone is a person of its own."""
        self.state, self.problems, self.same_name_is_new = state, problems, same_name_is_new
        self.found: dict[str, Someone] = {}
        self.named: dict[int, str] = {}
        self.by_email = {known.email.lower(): key for key, known in state.people.items() if known.email}
        # Read once a row says no more than a name.
        self.names: Names | None = None
        # Those of whom a row says an address.
        self.said_emails: set[str] = set()
        self.numbers: Iterator[str] = iter(())

    def identify(self, groups: Iterable[Group], entries: Iterable[Entry]) -> None:
        """Find whom each of these rows names: those with a number first, since others may mean the same person."""
        entries = list(entries)
        self.numbers = free_numbers(
            [*self.state.people, *(code_key(n) for e in entries if (n := _said(e, "person_number")))]
        )
        for entry in entries:
            if number := _said(entry, "person_number"):
                self._note(code_key(number), entry, number)
        waiting = {
            id(entry) for entry in entries if not _said(entry, "person_number") and not self._note_by_email(entry)
        }
        # Who holds a position is known by it before anybody is new, whatever the order of the rows.
        left = [
            entry
            for group in (groups if waiting else ())
            for entry in self._note_holders(group, [each for each in group.entries if id(each) in waiting])
        ]
        self._note_by_name(left)
        for someone in self.found.values():
            self._gather_facts(someone)
        self._refuse_shared_emails()

    def _note(self, key: str, entry: Entry, number: str) -> None:
        """Let a row name that person."""
        someone = self.found.get(key)
        if someone is None:
            someone = self.found[key] = Someone(number, self.state.people.get(key))
        someone.entries.append(entry)
        self.named[id(entry)] = key
        if email := _said(entry, "email"):
            self.by_email.setdefault(email.lower(), key)
            self.said_emails.add(key)
        if self.names:
            self.names.add(_said(entry, "holder"), key, has_email=key in self.said_emails)

    def _note_by_email(self, entry: Entry) -> bool:
        """Let a row name the person of its address, who must have that name; false where nobody has the address."""
        key = self.by_email.get(_said(entry, "email").lower())
        if not key:
            return False
        known = self.state.people.get(key)
        name = _said(entry, "holder")
        if known and name and not same(known.name, name):
            self.problems.add(
                entry.row,
                "email",
                _("This address belongs to %(name)s (%(number)s): give the person's number too, or another address.")
                % {"name": known.name, "number": known.number},
            )
        else:
            self._note(key, entry, self._number_of(key))
        return True

    def _note_new(self, entry: Entry) -> None:
        number = next(self.numbers)
        self._note(code_key(number), entry, number)

    def _note_holders(self, group: Group, entries: list[Entry]) -> list[Entry]:
        """Let rows name the present holders of that name; returns the others."""
        if not entries:
            return []
        holders, others = self._present_holders(group), []
        for entry in entries:
            present = holders.get(clean_line(_said(entry, "holder")))
            # Whom a row gives another address is somebody else of that name.
            if not present or (_said(entry, "email") and present[0] in self.said_emails):
                others.append(entry)
            else:
                self._note(present[0], entry, self._number_of(present.popleft()))
        return others

    def _note_by_name(self, entries: list[Entry]) -> None:
        """Let rows name the one person of that name, else somebody new."""
        for entry in entries:
            name, email = _said(entry, "holder"), _said(entry, "email")
            # A row before this one may have been the first of somebody with this address.
            if email and self._note_by_email(entry):
                continue
            candidates = [] if self.same_name_is_new or not name else self._of_name(name, without_email=bool(email))
            if len(candidates) > 1:
                self._refuse_ambiguous(entry, candidates)
            elif candidates:
                self._note(candidates[0], entry, self._number_of(candidates[0]))
            else:
                self._note_new(entry)

    def _present_holders(self, group: Group) -> dict[str, deque[str]]:
        """By name who holds the position, will, or left on a day a row says, and is not named otherwise."""
        holders: defaultdict[str, deque[str]] = defaultdict(deque)
        if group.known is None:
            return holders
        today, named = self.state.today, {self.named.get(id(entry)) for entry in group.entries}
        ends = {entry.values.get("end") for entry in group.entries}
        held = (each for each in group.known.held if each.end is None or each.end >= today or each.end in ends)
        for each in held:
            if each.person and each.person not in named:
                holders[clean_line(self.state.people[each.person].name)].append(each.person)
        return holders

    def _of_name(self, name: str, *, without_email: bool) -> list[str]:
        """The first of that name: whom we know, and whom rows before this one named; of all, or who have no address."""
        if self.names is None:
            self.names = Names(self.state.people)
            for key, someone in self.found.items():
                for entry in someone.entries:
                    self.names.add(_said(entry, "holder"), key, has_email=key in self.said_emails)
        return self.names.first(name, without_email=without_email)

    def _number_of(self, key: str) -> str:
        return self.found[key].number if key in self.found else self.state.people[key].number

    def _refuse_ambiguous(self, entry: Entry, candidates: list[str]) -> None:
        numbers = ", ".join(self._number_of(key) for key in candidates)
        self.problems.add(
            entry.row,
            "holder",
            _("Several people have this name (%(numbers)s): give the person's number.") % {"numbers": numbers},
        )

    def _gather_facts(self, someone: Someone) -> None:
        """Put together what the rows say of a person; an empty cell counts when no row says anything."""
        if len(someone.entries) == 1:
            values = someone.entries[0].values
            said_once = {fact: values[column] for fact, column in FACTS.items() if column in values}
            someone.facts = {fact: text for fact, text in said_once.items() if text or fact != "name"}
        for fact, column in FACTS.items() if len(someone.entries) > 1 else ():
            said: dict[str, Entry] = {}
            for entry in someone.entries:
                if column in entry.values:
                    said.setdefault(entry.values[column], entry)
            text = next(filter(None, said), "")
            if said and (text or fact != "name"):
                someone.facts[fact] = text
            for other, entry in said.items():
                if other and other != text and (fact != "email" or other.lower() != text.lower()):
                    self._refuse_difference(entry, column, someone.number, text, said[text])
        if not someone.fact("name"):
            entry = someone.entries[0]
            message = _("We know nobody with the number %(number)s: name the holder.") % {"number": someone.number}
            if not _said(entry, "person_number"):
                message = _("We know nobody with this address: name the holder.")
            self.problems.add(entry.row, "holder", message)

    def _refuse_difference(self, entry: Entry, column: str, number: str, text: str, other: Entry) -> None:
        message = _("Of the same person (%(number)s), %(place)s says %(text)s: people have one name, e-mail and phone.")
        names = {"number": number, "place": place(other.row, entry.row), "text": text}
        self.problems.add(entry.row, column, message % names)

    def _refuse_shared_emails(self) -> None:
        """An address belongs to one person, once the file is in."""
        owners = {
            known.email.lower(): known
            for key, known in self.state.people.items()
            if known.email and key not in self.found
        }
        taken = {email: f"{known.name} ({known.number})" for email, known in owners.items()}
        for someone in self.found.values():
            email = someone.fact("email").lower()
            if email and email in taken:
                self.problems.add(
                    someone.entries[0].row,
                    "email",
                    _("This address is that of %(person)s: two people can't share one.") % {"person": taken[email]},
                )
            elif email:
                taken[email] = f"{someone.fact('name')} ({someone.number})"


def _said(entry: Entry, column: str) -> str:
    """What a row says under a column, nothing when it is not there."""
    text: str = entry.values.get(column) or ""
    return text


def free_numbers(taken: Iterable[str]) -> Iterator[str]:
    """Numbers for people whom nobody numbered, above all that look like ours."""
    last = max((int(match[1]) for key in taken if (match := OWN_NUMBER.fullmatch(key))), default=0)
    while True:
        last += 1
        yield f"P{last:05}"
