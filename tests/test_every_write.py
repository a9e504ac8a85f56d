"""All ways to write the tree, in any order, against a plain dictionary of who reports to whom, in which order."""

import csv
import io
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from roles import tree
from roles.history.undoing import undo
from roles.models import Change, Position
from roles.soundness import check_tree
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options
from roles.spreadsheet.recognising import read_file
from roles.suggesting import keeping
from roles.suggesting.asking import suggest
from roles.suggesting.noting import MOST_WEIGHT, WEIGHT_OF_ENTRY
from tests.suggestions import is_kept
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

HEAD = "P0"
NUMBERS = st.integers(0, 10**6)


class EveryWrite(RuleBasedStateMachine):
    """The door, and beside it a dictionary of the direct reports of each position, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: dict[str, list[str]] = {}
        self.before: list[tuple[int, dict[str, list[str]]]] = []
        self.made = 0
        self.patch = pytest.MonkeyPatch()

    @initialize(most=st.sampled_from((MOST_WEIGHT, 6 * WEIGHT_OF_ENTRY, 0)))
    def begin(self, most: int) -> None:
        """Plant a head with two managers; what suggestions are looked up in is written now and then, or always."""
        self.patch.setattr(keeping, "MOST_WEIGHT", most)
        tree.remove_everything()
        plant(f"{HEAD}: Ada\n  P1: Bo\n    P2: Ada\n  P3")
        self.reports = {HEAD: ["P1", "P3"], "P1": ["P2"], "P2": [], "P3": []}
        self.made = 3

    def teardown(self) -> None:
        """Let others note as much as ever."""
        self.patch.undo()

    # The plain dictionary

    def any_of(self, number: int, *, head: bool = False) -> str:
        """One of the positions that are there."""
        codes = sorted(code for code in self.reports if head or code != HEAD)
        return codes[number % len(codes)]

    def manager_of(self, code: str) -> str:
        """Whom a position reports to."""
        return next(manager for manager, reports in self.reports.items() if code in reports)

    def below(self, code: str) -> set[str]:
        """A position and everybody below."""
        found, waiting = set[str](), [code]
        while waiting:
            found.add(waiting[-1])
            waiting.extend(self.reports[waiting.pop()])
        return found

    def take_out(self, code: str, *successors: str) -> None:
        """Let others stand in a position's place."""
        peers = self.reports[self.manager_of(code)]
        peers[peers.index(code) : peers.index(code) + 1] = successors

    def key(self, code: str) -> int:
        """The primary key of a position."""
        return Position.objects.values_list("pk", flat=True).get(code=code)

    def remember(self, before: dict[str, list[str]]) -> None:
        """Keep what was there before the last change, to be compared when that is taken back."""
        self.before.append((Change.objects.values_list("pk", flat=True)[0], before))

    # The writes

    @rule(manager=NUMBERS)
    def create(self, manager: int) -> None:
        """A new position comes last."""
        above, before = self.any_of(manager, head=True), deepcopy(self.reports)
        self.made += 1
        code = f"P{self.made}"
        tree.create_position(Position(code=code, title=code, reports_to_id=self.key(above)))
        self.reports[above].append(code)
        self.reports[code] = []
        self.remember(before)

    @precondition(lambda self: len(self.reports) > 1)
    @rule(moved=NUMBERS, manager=NUMBERS, alone=st.booleans())
    def move(self, moved: int, manager: int, alone: bool) -> None:
        """A branch moves, or a position whose reports take its place; never below itself."""
        code, above, before = self.any_of(moved), self.any_of(manager, head=True), deepcopy(self.reports)
        keys = self.key(code), self.key(above)
        if above == code or (not alone and above in self.below(code)):
            with pytest.raises(ValidationError, match=r"loop|itself"):
                tree.move_position(*keys, with_reports=not alone)
            return
        tree.move_position(*keys, with_reports=not alone)
        if alone:
            self.take_out(code, *self.reports[code])
            self.reports[code] = []
        else:
            self.take_out(code)
        self.reports[above].append(code)
        if before != self.reports:
            self.remember(before)

    @precondition(lambda self: len(self.reports) > 1)
    @rule(gone=NUMBERS, heir=NUMBERS, up=st.booleans())
    def delete(self, gone: int, heir: int, up: bool) -> None:
        """A position goes; its reports go to its manager, or to another outside its branch."""
        code, before = self.any_of(gone), deepcopy(self.reports)
        above = self.manager_of(code) if up else self.any_of(heir, head=True)
        if self.reports[code] and above in self.below(code):
            with pytest.raises(ValidationError):
                tree.delete_position(self.key(code), heir_id=self.key(above))
            return
        if self.reports[code]:
            with pytest.raises(ValidationError, match="report"):
                tree.delete_position(self.key(code))
        tree.delete_position(self.key(code), heir_id=self.key(above))
        reports = self.reports.pop(code)
        if above == self.manager_of(code):
            self.take_out(code, *reports)
        else:
            self.take_out(code)
            self.reports.get(above, []).extend(reports)
        self.remember(before)

    @precondition(lambda self: len(self.reports) > 1)
    @rule(moved=NUMBERS, place=NUMBERS)
    def order(self, moved: int, place: int) -> None:
        """A position goes before one of its peers, or behind the last."""
        code, before = self.any_of(moved), deepcopy(self.reports)
        peers = self.reports[self.manager_of(code)]
        others = [each for each in peers if each != code]
        at = place % (len(others) + 1)
        tree.order_position(self.key(code), self.key(others[at]) if at < len(others) else None)
        peers[:] = [*others[:at], code, *others[at:]]
        if before != self.reports:
            self.remember(before)

    @rule(rows=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5))
    def bring_in(self, rows: list[tuple[int, int]]) -> None:
        """A file makes a new position and moves others, or is refused as a whole."""
        before, after = deepcopy(self.reports), deepcopy(self.reports)
        self.made += 1
        managers = {self.any_of(one): self.any_of(other, head=True) for one, other in rows if len(self.reports) > 1}
        managers[f"P{self.made}"] = self.any_of(rows[0][1], head=True)
        for code, manager in managers.items():
            if code not in after:
                after[code] = []
            elif manager == self.manager_of(code):
                continue
            else:
                next(each for each in after.values() if code in each).remove(code)
        for code, manager in managers.items():
            if code not in before or manager != self.manager_of(code):
                after[manager].append(code)
        file = io.StringIO()
        csv.writer(file).writerows(
            [("code", "reports_to", "title"), *((code, above, code) for code, above in managers.items())]
        )
        plan = import_sheets(read_file("file.csv", file.getvalue().encode()), Options())
        self.reports = after
        if len(self.below(HEAD)) < len(after):
            self.reports = before
            assert plan.problems
            return
        assert plan.problems == ()
        self.remember(before)

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self) -> None:
        """The last change is taken back, which is a change as well."""
        key, before = self.before.pop()
        now = self.reports
        undo(Change.objects.get(pk=key))
        self.reports = before
        self.remember(now)

    @rule()
    def repair(self) -> None:
        """There is nothing to repair."""
        assert tree.repair() == 0

    @invariant()
    def both_are_the_same(self) -> None:
        """The database says what the dictionary says, and is sound, and so is what suggestions are looked up in."""
        if not self.reports:
            return
        lines, waiting = [], [(HEAD, 0)]
        while waiting:
            code, level = waiting.pop()
            lines.append("  " * level + code)
            waiting.extend((report, level + 1) for report in reversed(self.reports[code]))
        assert outline() == "\n".join(lines)
        assert check_tree() == []
        assert is_kept()
        assert suggest("p", 10) == list(Position.objects.search("p").order_by("level", "pk")[:10])


def test_every_write_does_what_the_same_does_to_a_dictionary() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        EveryWrite, settings=settings(max_examples=30, stateful_step_count=30, suppress_health_check=checks)
    )
