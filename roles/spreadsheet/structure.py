"""Who reports to whom once the file is in: every reference found, or refused with a guess at what was meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import HEAD_WORDS
from roles.spreadsheet.entries import Group
from roles.spreadsheet.problems import Problems, Row, place
from roles.spreadsheet.state import State
from roles.text import code_key

MOST_GUESSES = 50


@dataclass(slots=True)
class Structure:
    """The end state of the tree: the manager of every position in the chart, None for a head."""

    groups: dict[str, Group]
    state: State
    problems: Problems
    gone: set[str]
    managers: dict[str, str | None] = field(default_factory=dict)
    guesses: dict[str, list[str]] = field(default_factory=dict)
    guessed: int = 0

    def code_of(self, key: str) -> str:
        """A code as it is written."""
        return self.groups[key].code if key in self.groups else self.state.positions[key].code

    def has(self, code: str) -> bool:
        """True when the file or the organisation has that code: somebody may call a position XX."""
        return code_key(code) in self.groups or code_key(code) in self.state.positions

    def label(self, key: str) -> str:
        """A position in words: its title and its code."""
        group, known = self.groups.get(key), self.state.positions.get(key)
        title = group.said("title", "") if group else known.values.get("title", "") if known else ""
        return f"{title} ({self.code_of(key)})" if title else self.code_of(key)

    def find(self, row: Row, column: str, text: str) -> str | None:
        """The key of the position that a cell names; None after noting why it can't be."""
        key = code_key(text)
        group, known = self.groups.get(key), self.state.positions.get(key)
        written = group.code if group else known.code if known else None
        if written != text:
            self.problems.add(row, column, self._refuse_unknown(text, written))
        elif key in self.gone:
            self.problems.add(row, column, self.refuse_gone(row, key))
        elif group is None and known is not None and not known.is_in_chart:
            self.problems.add(
                row,
                column,
                _("%(position)s is not in the chart: it has ended, or is not placed yet.")
                % {"position": self.label(key)},
            )
        else:
            return key
        return None

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
                "code": text[:60],
                "near": near,
            }
        return _("“%(code)s” is in neither the file nor the chart.") % {"code": text[:60]}

    def _guess(self, text: str) -> str | None:
        """A code that differs only in blanks or leading zeros, else one that is close; few are looked for."""
        if not self.guesses:
            for key in [*self.groups, *(key for key in self.state.positions if key not in self.groups)]:
                self.guesses.setdefault(loose(key), []).append(self.code_of(key))
        if loose(text) in self.guesses:
            return self.guesses[loose(text)][0]
        self.guessed += 1
        if self.guessed > MOST_GUESSES:
            return None
        near = get_close_matches(loose(text)[:50], _alike(loose(text), self.guesses), n=1, cutoff=0.8)
        return self.guesses[near[0]][0] if near else None


def loose(code: str) -> str:
    """Fold letter case, blanks and leading zeros of a code away."""
    return "".join(code_key(code).split()).lstrip("0")


def _alike(text: str, codes: Iterable[str]) -> list[str]:
    """Codes of about that length which begin or end alike: only they are worth a closer look."""
    return [
        code for code in codes if abs(len(code) - len(text)) < 3 and (code[:2] == text[:2] or code[-2:] == text[-2:])
    ]


def find_managers(structure: Structure) -> None:
    """Fill in the end state's managers; a row whose manager can't be found is left as it is."""
    for key, known in structure.state.positions.items():
        if known.is_in_chart and key not in structure.gone:
            structure.managers[key] = known.manager
    for key, group in structure.groups.items():
        if key in structure.gone:
            continue
        text = group.values.get("reports_to")
        if text is None:
            _keep_manager(structure, group)
        elif text.casefold() in HEAD_WORDS and not structure.has(text):
            structure.managers[key] = None
        elif text == group.code:
            structure.problems.add(group.row, "reports_to", _("A position can't report to itself."))
        elif (manager := structure.find(group.row, "reports_to", text)) is not None:
            structure.managers[key] = manager
    _refuse_orphans(structure)


def _keep_manager(structure: Structure, group: Group) -> None:
    """A file without reports-to leaves positions where they are; a new one would be a head."""
    if "reports_to" in group.row.cells:
        return
    if group.known is None:
        structure.managers[group.key] = None
    elif group.known.is_ended:
        structure.problems.add(group.row, "code", _("The position has ended: say under reports_to where it is back."))


def _refuse_orphans(structure: Structure) -> None:
    """Nobody in the chart may be left with a manager who is taken out of it."""
    for key, manager in structure.managers.items():
        group = structure.groups.get(key)
        if manager not in structure.gone or (group is not None and "reports_to" in group.row.cells):
            continue
        if manager in structure.groups:
            structure.problems.add(
                structure.groups[manager].row,
                "status",
                _("%(position)s still reports to this position: give them another manager first.")
                % {"position": structure.label(key)},
            )
        elif group is not None:
            structure.problems.add(group.row, "reports_to", structure.refuse_gone(group.row, manager))
