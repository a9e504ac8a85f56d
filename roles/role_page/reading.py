"""Read what the page of a role tells, in a fixed number of statements however many positions have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from roles.chart import Drawing
from roles.facts import Fact, facts_of, proficiencies
from roles.models import NextStep, Position, Role, RoleSkill
from roles.role_page.missing import Missing, missing_of
from roles.role_page.neighbours import neighbours_of
from roles.role_page.telling import Beside, in_place_of_purpose, told
from roles.sides.details import Details, details_of
from roles.sides.reading import read_lines
from roles.small_charts import draw_holders
from roles.state import State
from roles.surroundings import attach_holders

MOST_DRAWN = 8


@dataclass(frozen=True)
class Steps:
    """The next steps from a role, and those that lead to it."""

    onwards: tuple[NextStep, ...] = ()
    here: tuple[NextStep, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where the first positions of a role stand, drawn, and how many are not; nothing for a role without positions."""

    drawing: Drawing | None = None
    left_out: int = 0


@dataclass(frozen=True)
class RoleInContext:
    """A role with all that its page tells beside the list of its positions."""

    role: Role
    details: Details
    steps: Steps
    beside: tuple[Beside, ...]
    standing: Standing
    missing: Missing

    @property
    def facts(self) -> list[Fact]:
        """Return the facts that are known, each with what it means."""
        return facts_of(self.role)

    @property
    def skills(self) -> list[RoleSkill]:
        """Return the skills it asks for, and how well."""
        return list(self.details.skills.values())

    @property
    def proficiencies(self) -> list[Fact]:
        """Return the steps in which skills are asked for, and what each means."""
        return proficiencies()

    @property
    def summary(self) -> str:
        """Say what it is, where nobody wrote down what it is for."""
        return "" if self.role.purpose else in_place_of_purpose(self.role)


def in_context(
    role: Role, count: int, state: State, first: Sequence[Position], listed: Sequence[Position]
) -> RoleInContext:
    """Read all there is of a role with so many positions; the first few are drawn, those listed get their holders."""
    details = details_of([role.pk])[role.pk]
    return put_together(role, details, steps_of(role), count, state, standing_of(first, listed, count))


def put_together(
    role: Role, details: Details, steps: Steps, count: int, state: State, standing: Standing
) -> RoleInContext:
    """Tell of a role what was read of it, or typed."""
    beside = told(role, count, neighbours_of(role, count, state))
    return RoleInContext(role, details, steps, beside, standing, missing_of(role, details))


def positions_of(role: Role) -> "QuerySet[Position]":
    """The positions of the chart that have a role, in tree order, with their departments."""
    held = Position.objects.in_chart().filter(role=role.pk) if role.pk else Position.objects.none()
    return held.select_related("role", "department").in_tree_order()


def steps_of(role: Role) -> Steps:
    """Read the steps from a role, and those to it."""
    steps = NextStep.objects.filter(Q(role=role) | Q(next_role=role)).select_related("role", "next_role")
    return Steps(
        onwards=tuple(step for step in steps if step.role_id == role.pk),
        here=tuple(step for step in steps if step.next_role_id == role.pk),
    )


def standing_of(first: Sequence[Position], listed: Sequence[Position], count: int) -> Standing:
    """Draw the first positions below the lines above them, and let all that were read have their holders."""
    drawn = list(first[:MOST_DRAWN])
    lines = read_lines(drawn, [])
    attach_holders([*lines.known.values(), *listed])
    return Standing(draw_holders(drawn, lines), count - len(drawn)) if drawn else Standing()
