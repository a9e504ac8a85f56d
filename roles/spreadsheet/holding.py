"""Match what the rows want of a position's holders with who holds it now."""

import datetime
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain, filterfalse
from operator import itemgetter

from roles.spreadsheet.columns import OF_APPOINTMENT
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.filling import Filling, check_filling
from roles.spreadsheet.people import People
from roles.spreadsheet.problems import Problems
from roles.spreadsheet.state import Held

ONE_DAY = datetime.timedelta(days=1)
Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How somebody holds a position."""

    kind: str
    share: Decimal
    start: Day
    end: Day


def overlap(one: Terms | Held, other: Terms | Held) -> bool:
    """True when both hold on some day."""
    first, last = datetime.date.min, datetime.date.max
    return (one.start or first) <= (other.end or last) and (other.start or first) <= (one.end or last)


@dataclass(slots=True)
class Wanted:
    """An appointment as a row asks for it, and the one it continues."""

    entry: Entry
    person: str | None
    held: Held | None = None


class Pool:
    """Appointments that no row continues: most positions have one, and of thousands few are looked at."""

    def __init__(self, held: Iterable[Held]) -> None:
        """Keep their order."""
        self.left = {each.key: each for each in held}

    def take(self, person: str | None, start: Day, fits: Callable[[Held], bool] = bool) -> Held | None:
        """Take out the first of that person that begins so and fits, else the last that fits."""
        if len(self.left) > 1:
            taken = self._find(person, start, fits)
        else:
            taken = next((each for each in self.left.values() if each.person == person and fits(each)), None)
        return self.left.pop(taken.key) if taken else None

    def _find(self, person: str | None, start: Day, fits: Callable[[Held], bool]) -> Held | None:
        """Look among those of the person, without those that were taken before."""
        alike, others = self._by_start[person, start], self._by_person[person]
        while alike and alike[0].key not in self.left:
            alike.popleft()
        while others and others[-1].key not in self.left:
            others.pop()
        return next((each for each in chain(alike, reversed(others)) if each.key in self.left and fits(each)), None)

    @cached_property
    def _by_person(self) -> defaultdict[str | None, list[Held]]:
        found: defaultdict[str | None, list[Held]] = defaultdict(list)
        for each in self.left.values():
            found[each.person].append(each)
        return found

    @cached_property
    def _by_start(self) -> defaultdict[tuple[str | None, Day], deque[Held]]:
        found: defaultdict[tuple[str | None, Day], deque[Held]] = defaultdict(deque)
        for each in self.left.values():
            found[each.person, each.start].append(each)
        return found


class Holding:
    """The appointments of one position: those the rows want, and those that no row continues."""

    def __init__(self, group: Group, people: People, today: datetime.date, problems: Problems) -> None:
        """Read what the rows want, and match it with what is there."""
        self.group, self.today = group, today
        held = group.known.held if group.known else ()
        self.history = Pool(filter(self.is_over, held))
        self.present = Pool(filterfalse(self.is_over, held))
        self.wanted: list[Wanted] = []
        self.is_said = any(entry.filling is not Filling.UNSAID for entry in group.entries)
        for entry in group.entries:
            check_filling(entry.row, entry.values, entry.filling, problems)
            self._read(entry, entry.filling, people)
        self._keep([entry for entry in group.entries if entry.filling is Filling.SOMEBODY])
        for wanted in self.wanted:
            wanted.held = self._take(wanted)

    def past(self) -> list[Held]:
        """Those who have left, and whom no row continues."""
        return [*self.history.left.values()]

    def running(self) -> list[Held]:
        """Those who hold the position today and whom no row continues."""
        return [each for each in self.present.left.values() if each.start is None or each.start <= self.today]

    def later(self) -> list[Held]:
        """Those who will hold the position, and whom no row continues."""
        return [each for each in self.present.left.values() if each.start is not None and each.start > self.today]

    def is_over(self, held: Held) -> bool:
        """True once the last day of an appointment is past."""
        return held.end is not None and held.end < self.today

    def is_group(self) -> bool:
        """True for a group of like posts."""
        return bool(self.group.said("posts", 1) > 1)

    def shares(self, wanted: Wanted) -> bool:
        """True for one of several who have not left and hold one post at the same time, by the rows."""
        return id(wanted) in self._sharing

    @cached_property
    def _sharing(self) -> set[int]:
        """Those whose days overlap, by their identity: sorted by their first days, each is held beside the longest."""
        found: set[int] = set()
        days = sorted(((*self._days_of(wanted), id(wanted)) for wanted in self.wanted), key=itemgetter(0))
        longest: tuple[datetime.date, int] | None = None
        for start, end, each in days if not self.is_group() else ():
            if end >= self.today:
                if longest and start <= longest[0]:
                    found |= {each, longest[1]}
                longest = max(longest or (end, each), (end, each))
        return found

    def last_day_of(self, wanted: Wanted) -> Day:
        """The last day by the row of an appointment, else of what it continues, unless that is past."""
        held = wanted.held
        end: Day = wanted.entry.values.get("end", held.end if held and not self.is_over(held) else None)
        return end

    def _days_of(self, wanted: Wanted) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of an appointment, by its row, else by what it continues."""
        start = wanted.entry.values.get("start") or (wanted.held.start if wanted.held else None)
        return start or datetime.date.min, self.last_day_of(wanted) or datetime.date.max

    def _read(self, entry: Entry, filling: Filling, people: People) -> None:
        """Add what a row wants; whom nobody could identify is a problem already."""
        if filling is Filling.PERSON:
            self.is_said &= id(entry) in people.named
            self.wanted.append(Wanted(entry, people.named.get(id(entry))))
        elif filling is Filling.NAMELESS or (filling is Filling.UNNAMED and self._needs_appointment(entry)):
            self.wanted.append(Wanted(entry, None))

    def _needs_appointment(self, entry: Entry) -> bool:
        """True for a filled row without a name; a group of posts needs one only to keep what the row says of it."""
        cells = entry.row.cells
        is_kept = "fte" not in cells and self._is_held_namelessly
        return is_kept or not self.is_group() or any(cells.get(name) for name in OF_APPOINTMENT)

    @cached_property
    def _is_held_namelessly(self) -> bool:
        """True when somebody whose name is not published holds the position, before a row continues that."""
        return any(each.person is None for each in self.running())

    def _keep(self, entries: list[Entry]) -> None:
        """Let rows that say filled, and not by whom, each keep a holder, the last one all that are left."""
        running = self.running()
        for at, entry in enumerate(entries):
            kept = running[at:] if entry is entries[-1] else running[at : at + 1]
            self.wanted.extend(Wanted(entry, each.person) for each in kept)
            if not kept and self._needs_appointment(entry):
                self.wanted.append(Wanted(entry, None))

    def _take(self, wanted: Wanted) -> Held | None:
        """The present appointment of the same person, one that begins as the row says if there is any."""
        start = wanted.entry.values.get("start")
        return self.present.take(wanted.person, start) or self.history.take(
            wanted.person, start, lambda held: self._goes_on(held, wanted.entry)
        )

    def _goes_on(self, held: Held, entry: Entry) -> bool:
        """True when a row means an appointment that has ended: it says the same end, or that it never ended.

        So an import that ended too much is taken back by the right one.
        """
        start, end, last = entry.values.get("start"), entry.values.get("end"), held.end or self.today
        if end is not None and end < self.today:
            return bool(end == last)
        return bool(last == self.today - ONE_DAY if start is None else start <= last)
