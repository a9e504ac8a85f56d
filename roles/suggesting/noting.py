"""Tell from the record alone whose words and levels may be others than what is kept: noting it writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roles.models import Chart, Entry, Subject

# What a query can look up beside the bits: so many entries, or sixteen times as many who only moved along.
WEIGHT_OF_ENTRY = 16
MOST_ENTRIES = 128
MOST_WEIGHT = MOST_ENTRIES * WEIGHT_OF_ENTRY
# Whatever else is written of a position is no matter to suggestions.
MATTERS = frozenset(("code", "title", "role_id", "reports_to_id", "is_placed", "ended_on"))
Values = Mapping[str, Any]


@dataclass(slots=True)
class Touched:
    """Of whom something was written; who is below one of the `tops` may stand on another level, and nothing else."""

    keys: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    tops: set[int] = field(default_factory=set)
    entries: int = 0
    moved_along: int = 0

    @property
    def weight(self) -> int:
        """How much more a query has to look up until what is kept is written anew."""
        return self.entries * WEIGHT_OF_ENTRY + self.moved_along

    def note(self, subject: str, key: int, position: int | None, before: Values | None, after: Values | None) -> None:
        """Note what an entry tells of."""
        self.entries += 1
        is_change = before is not None and after is not None
        values = {**(before or {}), **(after or {})}
        if subject == Subject.POSITION:
            self._note_position(key, values if is_change else None)
        elif subject == Subject.APPOINTMENT and position is not None:
            self.keys.update({position, (before or {}).get("position_id", position)})
        elif subject == Subject.PERSON and is_change and "name" in values["fields"]:
            self.people.add(key)

    def _note_position(self, key: int, changed: Values | None) -> None:
        """Note a position that came or went, or that was changed."""
        if changed is None or not MATTERS.isdisjoint(changed):
            self.keys.add(key)
        if changed is not None and "reports_to_id" in changed:
            self.tops.add(key)

    def add(self, other: "Touched") -> None:
        """Take in what others touched."""
        self.keys |= other.keys
        self.people |= other.people
        self.tops |= other.tops


def read_noted(before: int | None = None) -> Touched:
    """What was touched since what is kept was last written, by all changes or by those before one."""
    last = Chart.objects.filter(pk=1).values_list("kept_until", flat=True).first() or 0
    rows = Entry.objects.filter(change__gt=last, **({} if before is None else {"change__lt": before}))
    touched = Touched()
    # There are no more of them: a database without statistics sees by it that the index will do.
    few = rows.order_by("-change", "-pk").values_list("subject", "key", "position", "before", "after")[:MOST_ENTRIES]
    for values in few:
        touched.note(*values)
    return touched
