"""The columns of the sheets of the catalogue: headings, what their cells mean, and what each is for."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from roles.facts import MEANINGS
from roles.models import (
    Department,
    Focus,
    ManagementLevel,
    OutsideBody,
    PlanningHorizon,
    Proficiency,
    Responsibility,
    Role,
    Scope,
    Skill,
)
from roles.spreadsheet.catalogue.parsing import choice_of, names_for, parse_paragraphs
from roles.spreadsheet.columns import Column
from roles.spreadsheet.explanations import Text
from roles.spreadsheet.formats.kinds import headings_of
from roles.spreadsheet.lists import split_names
from roles.spreadsheet.parsing import line_for
from roles.text import clean_line

ROLES, RESPONSIBILITIES, SKILLS, NEXT_STEPS, DEPARTMENTS = KINDS = (
    "roles",
    "responsibilities",
    "skills",
    "next_steps",
    "departments",
)


def _line(name: str, explanation: Text, *aliases: str) -> Column:
    """A column of one line that a role has."""
    return Column(name, aliases, line_for(Role, name), explanation=explanation)


def _one_of(explanation: Text, choices: type[TextChoices]) -> Text:
    """What a column says, and each of its choices with what that means."""
    pattern = " ".join(["{}", *["{}: {}"] * len(choices)])
    return format_lazy(pattern, explanation, *(word for each in choices for word in (each.value, MEANINGS[each])))


ROLE_COLUMNS = (
    _line("slug", _("The short name of the role, as in its address; empty: made from the title."), "short name"),
    _line("title", _("What the role is called; no two roles may have the same title."), "role", "role title", "name"),
    _line("abbreviation", _("What the role is called for short, such as CFO.")),
    _line("also_called", _("Other names of the role."), "other names"),
    Column("purpose", ("description",), parse_paragraphs, explanation=_("What the role is for, in paragraphs.")),
    Column(
        "management_level",
        (),
        choice_of(ManagementLevel),
        explanation=_one_of(_("How high the role stands."), ManagementLevel),
    ),
    Column("scope", (), choice_of(Scope), explanation=_one_of(_("How far the role reaches."), Scope)),
    Column("focus", (), choice_of(Focus), explanation=_one_of(_("What kind of decisions the role takes."), Focus)),
    Column(
        "planning_horizon",
        (),
        choice_of(PlanningHorizon),
        explanation=_one_of(_("How far ahead the role plans."), PlanningHorizon),
    ),
    Column(
        "works_with",
        ("works closely with",),
        split_names,
        empty=(),
        explanation=_("The short names of roles that it works with; one of the two rows is enough."),
    ),
    _line("also_works_with", _("Whom it also works with, in words: those that are no role here.")),
    Column(
        "outside_bodies",
        ("outside body",),
        names_for(line_for(OutsideBody, "name")),
        empty=(),
        explanation=_("Whom it deals with outside the organisation, with semicolons between them; new ones are made."),
    ),
)
ROLE = Column("role", ("role slug", "role title"), clean_line, explanation=_("The short name or title of the role."))
RESPONSIBILITY_COLUMNS = (
    ROLE,
    Column(
        "responsibility",
        ("text", "responsibilities"),
        line_for(Responsibility, "text"),
        explanation=_("One thing that the role answers for; the order of the rows is theirs."),
    ),
)
SKILL_COLUMNS = (
    Column(
        "role",
        ROLE.aliases,
        clean_line,
        explanation=_("The short name or title of the role; empty in a row that only describes the skill."),
    ),
    Column(
        "skill",
        ("skill name", "name"),
        line_for(Skill, "name"),
        explanation=_("What the skill is called; a new one is made."),
    ),
    Column(
        "proficiency",
        ("skill level", "level"),
        choice_of(Proficiency),
        empty=Proficiency.WORKING.value,
        explanation=_("How well the role asks for it: awareness, working, practitioner or expert."),
    ),
    Column(
        "description", ("skill description",), parse_paragraphs, explanation=_("What the skill is; once is enough.")
    ),
)
NEXT_STEP_COLUMNS = (
    ROLE,
    Column(
        "next_role",
        ("next role", "next step"),
        clean_line,
        explanation=_("The short name or title of a role that its holders usually move on to."),
    ),
    Column("advice", ("what it takes",), parse_paragraphs, explanation=_("What that takes, in paragraphs.")),
)
DEPARTMENT_COLUMNS = (
    Column(
        "code",
        ("department code",),
        line_for(Department, "code"),
        explanation=_("Your own key of the department; empty: made from the name."),
    ),
    Column(
        "name", ("department", "department name"), line_for(Department, "name"), explanation=_("What it is called.")
    ),
    Column(
        "colour",
        ("color",),
        line_for(Department, "colour"),
        explanation=_("Its colour as # and six digits; empty: as it is, or the next that is free."),
    ),
)
CATALOGUE_SHEETS: dict[str, tuple[Column, ...]] = {
    ROLES: ROLE_COLUMNS,
    RESPONSIBILITIES: RESPONSIBILITY_COLUMNS,
    SKILLS: SKILL_COLUMNS,
    NEXT_STEPS: NEXT_STEP_COLUMNS,
    DEPARTMENTS: DEPARTMENT_COLUMNS,
}
# Of each group one must be there.
NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    ROLES: (("slug", "title"),),
    RESPONSIBILITIES: (("role",), ("responsibility",)),
    SKILLS: (("skill",),),
    NEXT_STEPS: (("role",), ("next_role",)),
    DEPARTMENTS: (("code", "name"),),
}
# By which headings a table without a name is known: no other table has them.
TELLING: dict[str, tuple[frozenset[str], ...]] = {
    RESPONSIBILITIES: (frozenset(("role", "responsibility")),),
    NEXT_STEPS: (frozenset(("role", "next_role")),),
    SKILLS: (frozenset(("skill",)),),
    DEPARTMENTS: (frozenset(("name", "colour")), frozenset(("code", "name"))),
    ROLES: (
        frozenset(("slug",)),
        *(frozenset(("title", name)) for name in ("purpose", "abbreviation", "management_level", "scope", "focus")),
    ),
}


def kind_of(headings: Iterable[str]) -> str | None:
    """The sheet that a table without a name is, by its folded headings; none where most are not of that sheet."""
    folded = {heading for heading in headings if heading}
    for kind, groups in TELLING.items():
        known = headings_of(CATALOGUE_SHEETS[kind])
        cells = {known[heading] for heading in folded if heading in known}
        if kind == DEPARTMENTS and _may_be_positions(folded, cells):
            continue
        if any(group <= cells for group in groups) and 2 * len(cells) > len(folded):
            return kind
    return None


def _may_be_positions(folded: set[str], cells: set[str]) -> bool:
    """True unless all headings are those of departments, and their colours or names are called so."""
    return len(cells) < len(folded) or ("colour" not in cells and "name" not in folded)
