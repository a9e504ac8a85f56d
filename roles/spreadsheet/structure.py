"""Find the positions that cells name, or say why they can't be named, with a guess at what was meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.entries import Group
from roles.spreadsheet.problems import Problems, Row, place
from roles.spreadsheet.questions import Cause
from roles.spreadsheet.references import References, read_references
from roles.spreadsheet.state import State
from roles.text import code_key, shown

MOST_GUESSES = 50
MOST_CODES = 10


@dataclass(slots=True)
class Structure:
    """The end state of the tree: the manager of every position in the chart, None for a head."""

    groups: dict[str, Group]
    state: State
    problems: Problems
    gone: set[str]
    decisions: Decisions
    managers: dict[str, str | None] = field(default_factory=dict)
    holders: References | None = None
    guesses: dict[str, list[str]] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)

    def code_of(self, key: str) -> str:
        """A code as it is written."""
        return self.written(key) or self.decisions.skipped[key].code

    def has(self, code: str) -> bool:
        """True when the file or the organisation has that code: somebody may call a position XX."""
        return code_key(code) in self.groups or code_key(code) in self.state.positions

    def title(self, key: str) -> str:
        """What a position is called, nothing where only its role says it."""
        group, known = self.groups.get(key), self.state.positions.get(key)
        return str((group.said("title", "") if group else known.values.get("title", "") if known else "") or "")

    def label(self, key: str) -> str:
        """A position in words: its title and its code."""
        title = self.title(key)
        return f"{title} ({self.code_of(key)})" if title else self.code_of(key)

    def find(self, row: Row, column: str, text: str) -> str | None:
        """The key of the position that a cell names; None after noting why it can't be."""
        key = code_key(text)
        written = self.written(key)
        if written is None and key in self.decisions.skipped:
            message = _("%(code)s is left out as decided, and is not in the chart: name another position.")
            self.problems.add(row, column, message % {"code": self.code_of(key)})
        elif written != text:
            self.problems.add(row, column, self._refuse_unknown(text, written))
        elif key in self.gone:
            self.problems.add(row, column, self.refuse_gone(row, key))
        elif key not in self.groups and self.state.positions[key].is_ended:
            self.problems.add(row, column, self._refuse_outside(key))
        else:
            return key
        return None

    def written(self, key: str) -> str | None:
        """The code of that key, None if neither the file nor the organisation has it."""
        if key in self.groups:
            return self.groups[key].code
        return self.state.positions[key].code if key in self.state.positions else None

    def meant(self, text: str) -> str | None:
        """The key of the position that a row reports to: of that code, else held by somebody of that number or name."""
        key = code_key(text)
        if self.written(key) == text:
            return key
        found = self.held_by(text)
        return found[0] if len(found) == 1 else None

    def held_by(self, text: str) -> list[str]:
        """The positions that somebody holds who is called so."""
        return [] if code_key(text) in self.decisions.skipped else self.references.find(text)

    @property
    def references(self) -> References:
        """Who holds what, read once a cell names somebody in place of a code."""
        if self.holders is None:
            self.holders = read_references(self.groups, self.state, self.gone)
        return self.holders

    def fault(self, group: Group, text: str, key: str | None) -> tuple[Cause, str] | None:
        """Why a position can't report to the one that its row means, if it can't."""
        if key is None or not self.written(key):
            return Cause.UNKNOWN_MANAGER, self._refuse_unknown_manager(group, text)
        if key in self.gone:
            return Cause.GONE_MANAGER, self.refuse_gone(group.row, key)
        if key in self.decisions.unplaced:
            return Cause.UNKNOWN_MANAGER, self.refuse_unplaced(group.key, key)
        if key not in self.groups and not self.state.positions[key].is_in_chart:
            return Cause.UNKNOWN_MANAGER, self._refuse_outside(key)
        return None

    def proposal(self, group: Group, text: str) -> str:
        """The code that a reference is likely to mean, of a position that can be reported to."""
        near = self._near(text)
        if not near or code_key(near) == group.key or code_key(near) in self.gone | self.decisions.unplaced.keys():
            return ""
        is_there = code_key(near) in self.groups or self.state.positions[code_key(near)].is_in_chart
        return near if is_there else ""

    def _refuse_unknown_manager(self, group: Group, text: str) -> str:
        names = {"position": self.label(group.key), "code": shown(text[:60]), "near": self._near(text)}
        if len(held := self.held_by(text)) > 1:
            message = _("%(position)s reports to %(code)s, and more than one position is held by that name: %(codes)s.")
            codes = ", ".join(map(self.code_of, held[:MOST_CODES])) + (" …" if len(held) > MOST_CODES else "")
            return message % (names | {"codes": codes})
        if held or code_key(text) in self.decisions.skipped:
            return _("%(position)s reports to %(code)s, which is left out as decided.") % names
        if not names["near"]:
            return _("%(position)s reports to %(code)s, which is not in the file and not in the chart.") % names
        message = _(
            "%(position)s reports to %(code)s, which is not in the file and not in the chart: did you mean %(near)s?"
        )
        return message % names

    def _refuse_outside(self, key: str) -> str:
        return _("%(position)s is not in the chart: it has ended, or is not placed yet.") % {
            "position": self.label(key)
        }

    def _near(self, text: str) -> str:
        """The code of a position that is still there which that text is likely to mean."""
        if code_key(text) in self.decisions.skipped:
            return ""
        if len(self.held_by(text)) > 1:
            return ""
        held = self.references.near(text)
        near = self.written(code_key(text)) or (self.code_of(held) if held else self._guess(text))
        return near if near and self.written(code_key(near)) else ""

    def refuse_unplaced(self, key: str, manager: str) -> str:
        """Why a position can't go on reporting to one that is taken off the chart."""
        names = {"position": self.label(key), "manager": self.label(manager)}
        return _("%(position)s reports to %(manager)s, which is not placed then.") % names

    def refuse_gone(self, row: Row, key: str) -> str:
        """Why a position that is taken out of the chart can't be named in that row."""
        names = {"position": self.label(key)}
        if key in self.groups:
            names["place"] = place(self.groups[key].row, row)
            return _("%(position)s is eliminated in %(place)s: name another position.") % names
        return _("%(position)s is missing from the file and would end: name another position.") % names

    def _refuse_unknown(self, text: str, written: str | None) -> str:
        near = written or self._guess(text)
        if near:
            return _("“%(code)s” is in neither the file nor the chart: did you mean %(near)s?") % {
                "code": shown(text[:60]),
                "near": near,
            }
        return _("“%(code)s” is in neither the file nor the chart.") % {"code": shown(text[:60])}

    def _guess(self, text: str) -> str:
        """A code that differs only in blanks or leading zeros, else one that is close; few are looked for."""
        if not self.guesses:
            for key in [*self.groups, *(key for key in self.state.positions if key not in self.groups)]:
                self.guesses.setdefault(loose(key), []).append(self.code_of(key))
        if loose(text) in self.guesses:
            return self.guesses[loose(text)][0]
        if text not in self.guessed and len(self.guessed) < MOST_GUESSES:
            near = get_close_matches(loose(text)[:50], _alike(loose(text), self.guesses), n=1, cutoff=0.8)
            self.guessed[text] = self.guesses[near[0]][0] if near else ""
        return self.guessed.get(text, "")


def loose(code: str) -> str:
    """Fold letter case, blanks and leading zeros of a code away."""
    return "".join(code_key(code).split()).lstrip("0")


def _alike(text: str, codes: Iterable[str]) -> list[str]:
    """Codes of about that length which begin or end alike: only they are worth a closer look."""
    return [
        code for code in codes if abs(len(code) - len(text)) < 3 and (code[:2] == text[:2] or code[-2:] == text[-2:])
    ]
