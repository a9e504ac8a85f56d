"""Who reports to whom once the file is in; where a manager is not there, HR decides, step by step down the line."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from roles.spreadsheet.entries import Group
from roles.spreadsheet.following import count_followers
from roles.spreadsheet.parsing import HEAD_WORDS
from roles.spreadsheet.problems import Row, problem_of
from roles.spreadsheet.questions import Answer, Cause
from roles.spreadsheet.structure import Structure
from roles.text import code_key


def find_managers(structure: Structure) -> None:
    """Fill in the end state's managers; a row whose manager can't be found is left as it is."""
    for key, known in structure.state.positions.items():
        if known.is_in_chart and key not in structure.gone:
            structure.managers[key] = known.manager
    lines = ManagerLines(structure)
    for key, group in [*structure.groups.items()]:
        if key not in structure.gone:
            lines.settle(group)
    lines.ask_orphans()
    lines.ask_on()
    count_followers(structure.decisions, structure.managers)


class ManagerLines:
    """The references of a file, each settled once, and again where the manager it leads to leaves the chart."""

    def __init__(self, structure: Structure) -> None:
        self.structure, self.decisions = structure, structure.decisions
        # The rows that lead to a position, and the positions that rows can lead to no more.
        self.leading: dict[str, list[Group]] = {}
        self.waiting: list[str] = []

    def settle(self, group: Group) -> None:
        """Find the manager of a position that has rows."""
        structure, text = self.structure, group.values.get("reports_to")
        if group.key in self.decisions.unplaced:
            self._take_off(group.key, group.row)
        elif text is None:
            _keep_manager(structure, group)
        elif text.casefold() in HEAD_WORDS and not structure.has(text):
            structure.managers[group.key] = None
        elif (manager := structure.meant(text)) == group.key:
            structure.problems.add(group.row, "reports_to", _("A position can't report to itself."))
        elif fault := structure.fault(group, text, manager):
            self._ask(group, text, *fault)
        else:
            self._lead(group, str(manager))

    def ask_orphans(self) -> None:
        """Nobody in the chart may be left with a manager who is taken out of it."""
        structure = self.structure
        orphans = [key for key, manager in structure.managers.items() if manager in structure.gone]
        for key in orphans:
            group, manager = structure.groups.get(key), str(structure.managers[key])
            if group is not None and "reports_to" in group.row.cells:
                continue
            row, column, message = self._refuse_orphan(key, manager)
            answers = [Answer.UNPLACED]
            problem = problem_of(row, column, message)
            title, wanted = structure.title(key), structure.code_of(manager)
            cause, code = Cause.GONE_MANAGER, structure.code_of(key)
            if self.decisions.ask(cause, code, [problem], answers, title=title, wanted=wanted):
                self._take_off(key, row)

    def ask_on(self) -> None:
        """Ask of those whose manager was left out, or taken off the chart; then of those below them."""
        for key in self.waiting:
            for group in self.leading.pop(key, ()):
                text = self.structure.code_of(key)
                fault = self.structure.fault(group, text, key)
                if group.key in self.structure.groups and fault and self._leads_to(group, key):
                    self._ask(group, text, *fault)
            if key in self.decisions.unplaced:
                for report in self._silent.pop(key, ()):
                    self._ask_of_silent(report, key)

    @cached_property
    def _silent(self) -> dict[str, list[str]]:
        """Of each position who reports to it in the chart, and by no row."""
        groups, found = self.structure.groups, dict[str, list[str]]()
        for key, manager in self.structure.managers.items():
            if manager and (key not in groups or groups[key].values.get("reports_to") is None):
                found.setdefault(manager, []).append(key)
        return found

    def _ask_of_silent(self, key: str, manager: str) -> None:
        """Ask of somebody in the chart whose manager is taken off it; nothing else can be decided than to go along."""
        structure, row = self.structure, self.decisions.unplaced[manager]
        problem = problem_of(row, "reports_to", structure.refuse_unplaced(key, manager))
        title, wanted = structure.title(key), structure.code_of(manager)
        cause, code = Cause.UNKNOWN_MANAGER, structure.code_of(key)
        if self.decisions.ask(cause, code, [problem], [Answer.UNPLACED], title=title, wanted=wanted):
            self._take_off(key, row)

    def _leads_to(self, group: Group, key: str) -> bool:
        return self.structure.managers.get(group.key) == key

    def _refuse_orphan(self, key: str, manager: str) -> tuple[Row, str, str]:
        """Where and how to say that the manager of somebody in the chart is gone."""
        structure = self.structure
        if manager in structure.groups:
            text = _("%(position)s still reports to this position: give them another manager first.")
            return structure.groups[manager].row, "status", text % {"position": structure.label(key)}
        row = (structure.groups.get(key) or self.decisions.skipped[key]).row
        return row, "reports_to", structure.refuse_gone(row, manager)

    def _lead(self, group: Group, manager: str) -> None:
        self.structure.managers[group.key] = manager
        self.leading.setdefault(manager, []).append(group)

    def _ask(self, group: Group, text: str, cause: Cause, message: str) -> None:
        """Do what HR says with a position whose manager is not there."""
        proposal = self.structure.proposal(group, text) if cause == Cause.UNKNOWN_MANAGER else ""
        problem = problem_of(group.row, "reports_to", message)
        answers = self._possible(group, proposal)
        title = self.structure.title(group.key)
        stays = group.known is not None and not group.known.is_placed and not group.known.is_ended
        answer = self.decisions.ask(
            cause, group.code, [problem], answers, proposal=proposal, title=title, wanted=text, stays=stays
        )
        if answer == Answer.NEAR:
            self._lead(group, code_key(proposal))
        elif answer == Answer.UNPLACED:
            self._take_off(group.key, group.row)
        elif answer == Answer.SKIP:
            self._skip(group)
        else:
            self._leave(group)

    def _possible(self, group: Group, proposal: str) -> Iterable[Answer]:
        """The answers about a manager; what is left as it is must have one that stays."""
        known = group.known
        if proposal:
            yield Answer.NEAR
        yield Answer.UNPLACED
        stays = known is None or not known.is_in_chart or known.manager is None
        if stays or not (known and (known.manager in self.structure.gone | self.decisions.unplaced.keys())):
            yield Answer.SKIP

    def _leave(self, group: Group) -> None:
        """Leave a position where it stands now, if it does."""
        managers = self.structure.managers
        managers.pop(group.key, None)
        if group.known and group.known.is_in_chart:
            managers[group.key] = group.known.manager

    def _skip(self, group: Group) -> None:
        self.decisions.skip(self.structure.groups, group)
        self._leave(group)
        if group.key not in self.structure.managers:
            self.waiting.append(group.key)

    def _take_off(self, key: str, row: Row) -> None:
        """Put a position on the list of those that are not placed yet."""
        self.decisions.unplaced[key] = row
        self.structure.managers.pop(key, None)
        self.waiting.append(key)


def _keep_manager(structure: Structure, group: Group) -> None:
    """A file without reports-to leaves positions where they are; a new one would be a head."""
    if "reports_to" in group.row.cells:
        return
    if group.known is None:
        structure.managers[group.key] = None
    elif group.known.is_ended:
        structure.problems.add(group.row, "code", _("The position has ended: say under reports_to where it is back."))
