"""The positions that an address names, with everybody above them, read in one statement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roles.models import Position
from roles.text import code_key


@dataclass(frozen=True)
class Lines:
    """Positions by their keys, and the keys of those that have a code."""

    managers: dict[int, int | None]
    keys: dict[str, int]

    def key_of(self, code: str) -> int | None:
        """The key of the position of a code in whatever letter case; None where the chart has none."""
        return self.keys.get(code_key(code))

    def keys_of(self, codes: Iterable[str]) -> set[int]:
        """The keys of those codes that the chart has."""
        return {key for code in codes if (key := self.key_of(code)) is not None}

    def upwards(self, key: int) -> list[int]:
        """A position and its line, nearest manager first."""
        return list(self.walk(key))

    def above(self, code: str) -> list[int]:
        """The line above the position of a code."""
        key = self.key_of(code)
        return self.upwards(key)[1:] if key is not None else []

    def walk(self, key: int | None) -> Iterator[int]:
        """Go up; a loop that somebody wrote by hand ends where it began."""
        passed: set[int] = set()
        while key is not None and key in self.managers and key not in passed:
            passed.add(key)
            yield key
            key = self.managers[key]

    def path(self, start: int | None, end: int | None) -> list[int]:
        """From one position over the nearest that both lines share to the other; nothing where they share none."""
        up, down = list(self.walk(start)), list(self.walk(end))
        meeting = next((key for key in up if key in down), None)
        if meeting is None:
            return []
        return [*up[: up.index(meeting) + 1], *reversed(down[: down.index(meeting)])]


def lines_of(codes: Sequence[str]) -> Lines:
    """Read the positions of some codes and all above them; codes that the chart does not have are left out."""
    wanted = {code_key(code) for code in codes}
    if not wanted:
        return Lines({}, {})
    rows = Position.objects.in_chart().lines_from_codes(sorted(wanted)).values_list("pk", "reports_to_id", "code_key")
    managers, keys = {}, {}
    for key, manager, code in rows:
        managers[key], keys[code] = manager, key
    return Lines(managers, keys)
