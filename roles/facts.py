"""The structured facts of a role, each with what it means."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roles.models import Focus, ManagementLevel, PlanningHorizon, Proficiency, Role, Scope

Text = str | Promise

MEANINGS: dict[str, Text] = {
    ManagementLevel.EXECUTIVE: _("Answers for the organisation as a whole, at the top of it."),
    ManagementLevel.SENIOR: _("Leads a large part of the organisation, through other managers."),
    ManagementLevel.MIDDLE: _("Leads a department or an area, and turns strategy into work."),
    ManagementLevel.FIRST_LINE: _("Leads those who do the work, from one day to the next."),
    ManagementLevel.STAFF: _("Does the work itself, and leads nobody."),
    Scope.ORGANISATION: _("What is decided here touches every part."),
    Scope.DIVISION: _("Several departments that belong together."),
    Scope.DEPARTMENT: _("One department or area of operations."),
    Scope.TEAM: _("A group of people who work together each day."),
    Scope.OWN_WORK: _("One's own tasks and results."),
    Focus.STRATEGIC: _("Decides where to go, and why."),
    Focus.TACTICAL: _("Decides how to get there: plans, people and means."),
    Focus.OPERATIONAL: _("Gets done what is to be done now."),
    PlanningHorizon.YEARS: _("Plans for the years to come."),
    PlanningHorizon.QUARTERS: _("Plans from one quarter to the next."),
    PlanningHorizon.WEEKS: _("Plans the weeks ahead."),
    PlanningHorizon.DAYS: _("Plans today and the next days."),
}

PROFICIENCIES: dict[int, Text] = {
    Proficiency.AWARENESS: _("Knows what it is, and when to ask somebody."),
    Proficiency.WORKING: _("Does it with some help."),
    Proficiency.PRACTITIONER: _("Does it well without help, and helps others."),
    Proficiency.EXPERT: _("Sets how it is done, and teaches it."),
}


@dataclass(frozen=True)
class Fact:
    """A fact of a role: its name, what it is here, and what that means."""

    name: Text
    value: str
    meaning: Text


def proficiencies() -> list[Fact]:
    """Return the four steps of proficiency, and what each means."""
    return [Fact(_("Proficiency"), str(step.label), PROFICIENCIES[step]) for step in Proficiency]


def facts_of(role: Role) -> list[Fact]:
    """Return the facts that are known of a role."""
    facts = (
        Fact(_("Management level"), role.get_management_level_display(), meaning_of(role, "management_level")),
        Fact(_("Scope"), role.get_scope_display(), meaning_of(role, "scope")),
        Fact(_("Focus"), role.get_focus_display(), meaning_of(role, "focus")),
        Fact(_("Planning horizon"), role.get_planning_horizon_display(), meaning_of(role, "planning_horizon")),
    )
    return [fact for fact in facts if fact.value]


def meaning_of(role: Role, name: str) -> Text:
    """Return what a fact of a role means; empty where nobody wrote it down."""
    return MEANINGS.get(getattr(role, name), "")
