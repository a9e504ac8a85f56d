"""Find the way from one role to another over next steps, and what is missing on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from django.utils.functional import cached_property

from roles.addresses import address_of
from roles.models import NextStep

MOST_WAYS = 3


class Step(NamedTuple):
    """A next step: from a role to the next one, and what it takes."""

    role: int
    next_role: int
    title: str
    slug: str
    advice: str

    @property
    def url(self) -> str:
        """Return the page of the next role."""
        return address_of("roles:role", self.slug)


Way = tuple[Step, ...]
StepsByRole = Mapping[int, Sequence[Step]]


@dataclass(frozen=True)
class Ways:
    """The ways with the fewest steps from one role to another: the first few, and how many they are."""

    first: tuple[Way, ...] = ()
    count: int = 0

    def __bool__(self) -> bool:
        return bool(self.first)

    @property
    def moves(self) -> int:
        """Return the steps that each of them has."""
        return len(self.first[0]) if self.first else 0

    @property
    def others(self) -> int:
        """Return how many are not among the first."""
        return self.count - len(self.first)


@dataclass(frozen=True)
class Reach:
    """The roles within so many moves from one: how many moves each is away, and the steps that lead there.

    Roles come nearest first. Of the steps to a role the first is on a shortest way; steps back to the start, and those
    that only a further move would take, are left out.
    """

    start: int
    moves: Mapping[int, int]
    arrivals: Mapping[int, tuple[Step, ...]]

    def at(self, moves: int) -> int:
        """Return how many roles are exactly so many moves away."""
        return sum(1 for each in self.moves.values() if each == moves)


class NextSteps:
    """All next steps there are; they are read when the first way is looked for."""

    @cached_property
    def by_role(self) -> dict[int, list[Step]]:
        """Return the steps from each role, in the order they were written down."""
        rows = NextStep.objects.values_list("role", "next_role", "next_role__title", "next_role__slug", "advice")
        steps: defaultdict[int, list[Step]] = defaultdict(list)
        for row in rows:
            steps[row[0]].append(Step._make(row))
        return dict(steps)

    def ways(self, start: int, goal: int, most: int = MOST_WAYS) -> Ways:
        """Return all ways with the fewest steps from one role to another, the first few of them in full."""
        return shortest_ways(self.by_role, start, goal, most)

    def reach(self, start: int, moves: int) -> Reach:
        """Return the roles that can be reached from one within so many moves."""
        return reach_of(self.by_role, start, moves)


def shortest_ways(steps: StepsByRole, start: int, goal: int, most: int = MOST_WAYS) -> Ways:
    """Return all ways with the fewest steps, in the order in which steps were written down; none to the start itself.

    They are counted without being walked: there may be more of them than anybody could list.
    """
    moves, before, counts = {start: 0}, dict[int, list[Step]](), {start: 1}
    row = [start] if goal != start else []
    while row and goal not in moves:
        row = next_row(steps, row, moves, before, counts)
    if goal not in moves or goal == start:
        return Ways()
    onward = those_that_lead(steps, before, goal)
    return Ways(tuple(islice(walk(onward, start, goal), most)), counts[goal])


def next_row(
    steps: StepsByRole,
    row: Sequence[int],
    moves: dict[int, int],
    before: dict[int, list[Step]],
    counts: dict[int, int],
) -> list[int]:
    """Take one move from a row of roles: note who is reached, by which steps, and over how many ways."""
    reached: list[int] = []
    away = moves[row[0]] + 1
    for role in row:
        for step in steps.get(role, ()):
            key = step.next_role
            if key not in moves:
                moves[key], before[key], counts[key] = away, [], 0
                reached.append(key)
            if moves[key] == away:
                before[key].append(step)
                counts[key] += counts[role]
    return reached


def those_that_lead(steps: StepsByRole, before: Mapping[int, Sequence[Step]], goal: int) -> dict[int, list[Step]]:
    """Return, role by role, the steps on the shortest ways to a goal; of a role in the order they were written."""
    leading: dict[int, set[int]] = {}
    seen, waiting = {goal}, [goal]
    while waiting:
        at = waiting.pop()
        for step in before.get(at, ()):
            leading.setdefault(step.role, set()).add(at)
            if step.role not in seen:
                seen.add(step.role)
                waiting.append(step.role)
    return {
        role: [step for step in steps[role] if step.next_role in next_roles] for role, next_roles in leading.items()
    }


def walk(onward: StepsByRole, start: int, goal: int) -> Iterator[Way]:
    """Yield one way after the other, over steps each of which leads to the goal."""
    way: list[Step] = []
    crossings = [iter(onward[start])]
    while crossings:
        step = next(crossings[-1], None)
        if step is None:
            crossings.pop()
            del way[-1:]
        elif step.next_role == goal:
            yield (*way, step)
        else:
            way.append(step)
            crossings.append(iter(onward[step.next_role]))


def reach_of(steps: StepsByRole, start: int, moves: int) -> Reach:
    """Return the roles within so many moves, nearest first, each with the steps that lead there from nearer ones."""
    away = {start: 0}
    arrivals: dict[int, list[Step]] = {}
    row = [start]
    for number in range(1, moves + 1):
        reached: list[int] = []
        for step in (step for role in row for step in steps.get(role, ())):
            if step.next_role not in away:
                away[step.next_role] = number
                reached.append(step.next_role)
            if step.next_role != start:
                arrivals.setdefault(step.next_role, []).append(step)
        row = reached
    del away[start]
    return Reach(start, away, {role: tuple(arrivals[role]) for role in away})


class SkillAsked(Protocol):
    """How well a role asks for a skill."""

    @property
    def proficiency(self) -> int:
        """The steps of proficiency."""

    @property
    def step(self) -> str:
        """What the proficiency is called."""


class SkillGap(NamedTuple):
    """A skill, how well one role asks for it and how well another does; None where a role does not ask for it."""

    name: str
    has: SkillAsked | None
    needs: SkillAsked | None

    @property
    def steps(self) -> int:
        """Return the steps of proficiency from one to the other, below zero where the first asks for more."""
        return (self.needs.proficiency if self.needs else 0) - (self.has.proficiency if self.has else 0)


def missing_between(has: Mapping[str, SkillAsked], needs: Mapping[str, SkillAsked]) -> list[SkillGap]:
    """Return the skills that are asked for better there than here, in the order of there; both by their names."""
    gaps = (SkillGap(name, has.get(name), asked) for name, asked in needs.items())
    return [gap for gap in gaps if gap.steps > 0]
