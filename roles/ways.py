"""Find the way from one role to another over next steps, and what is missing on it."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property

from roles.models import NextStep, RoleSkill


@dataclass(frozen=True)
class Step:
    """A next step: from a role to the next one, and what it takes."""

    role: int
    next_role: int
    title: str
    slug: str
    advice: str

    @property
    def url(self) -> str:
        """Return the page of the next role."""
        return reverse("roles:role", args=[self.slug])


class NextSteps:
    """All next steps there are; they are read when the first way is looked for."""

    @cached_property
    def by_role(self) -> dict[int, list[Step]]:
        """Return the steps from each role, in the order they were written down."""
        rows = NextStep.objects.values_list("role", "next_role", "next_role__title", "next_role__slug", "advice")
        steps: defaultdict[int, list[Step]] = defaultdict(list)
        for row in rows:
            step = Step(*row)
            steps[step.role].append(step)
        return dict(steps)

    def way(self, start: int, goal: int) -> list[Step]:
        """Return the fewest steps from one role to another, none where no way leads there."""
        return shortest_way(self.by_role, start, goal)


def shortest_way(steps: dict[int, list[Step]], start: int, goal: int) -> list[Step]:
    """Return the fewest steps from one role to another, none where no way leads there."""
    reached: dict[int, Step] = {}
    waiting = deque([start])
    while waiting and goal not in reached:
        for step in steps.get(waiting.popleft(), ()):
            if step.next_role not in reached and step.next_role != start:
                reached[step.next_role] = step
                waiting.append(step.next_role)
    way: list[Step] = []
    at = goal
    while at in reached:
        way.append(reached[at])
        at = reached[at].role
    return way[::-1]


@dataclass(frozen=True)
class SkillGap:
    """A skill, how well one role asks for it and how well another does; None where a role does not ask for it."""

    name: str
    has: RoleSkill | None
    needs: RoleSkill | None

    @property
    def steps(self) -> int:
        """Return the steps of proficiency from one to the other, below zero where the first asks for more."""
        return (self.needs.proficiency if self.needs else 0) - (self.has.proficiency if self.has else 0)


def missing_between(has: Mapping[str, RoleSkill], needs: Mapping[str, RoleSkill]) -> list[SkillGap]:
    """Return the skills that are asked for better there than here, in the order of there; both by their names."""
    gaps = (SkillGap(name, has.get(name), asked) for name, asked in needs.items())
    return [gap for gap in gaps if gap.steps > 0]
