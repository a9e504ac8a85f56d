"""Which fields are recorded of a row of each kind, and what that kind is called in the record."""

from django.db.models import Model

from roles.models import (
    Appointment,
    Department,
    Link,
    NextStep,
    OutsideBody,
    Person,
    Position,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
    Subject,
)

WorksWith: type[Model] = Role.works_with.through
DealsWith: type[Model] = Role.outside_bodies.through
RECORDED: dict[type[Model], tuple[str, ...]] = {
    Position: (
        "code", "title", "role_id", "department_id", "organisation", "location", "grade", "reports_to_id", "peer_order",
        "is_assistant", "posts", "is_placed", "ended_on", "notes",
    ),
    Appointment: ("position_id", "person_id", "kind", "share", "start", "end", "closes_account"),
    Link: ("from_position_id", "to_position_id", "kind"),
    Person: ("number", "name", "email", "phone", "location"),
    Department: ("code", "name", "colour"),
    Skill: ("name", "description"),
    OutsideBody: ("name",),
    Role: (
        "slug", "title", "abbreviation", "also_called", "purpose", "management_level", "scope", "focus",
        "planning_horizon", "also_works_with",
    ),
    Responsibility: ("role_id", "text", "order"),
    RoleSkill: ("role_id", "skill_id", "proficiency", "order"),
    NextStep: ("role_id", "next_role_id", "advice"),
    WorksWith: ("from_role_id", "to_role_id"),
    DealsWith: ("role_id", "outsidebody_id"),
}  # fmt: skip
SUBJECTS: dict[type[Model], Subject] = {
    Position: Subject.POSITION,
    Appointment: Subject.APPOINTMENT,
    Link: Subject.LINK,
    Person: Subject.PERSON,
    Department: Subject.DEPARTMENT,
    Skill: Subject.SKILL,
    OutsideBody: Subject.OUTSIDE_BODY,
    Role: Subject.ROLE,
    Responsibility: Subject.RESPONSIBILITY,
    RoleSkill: Subject.ROLE_SKILL,
    NextStep: Subject.NEXT_STEP,
    WorksWith: Subject.WORKS_WITH,
    DealsWith: Subject.DEALS_WITH,
}
MODELS: dict[str, type[Model]] = {subject: model for model, subject in SUBJECTS.items()}
# What rows of the catalogue name, in the order in which they can come; then what belongs to a role.
NAMED_ROWS: tuple[type[Model], ...] = (Department, Skill, OutsideBody, Role)
OF_ROLES: tuple[type[Model], ...] = (Responsibility, RoleSkill, NextStep, WorksWith, DealsWith)
CATALOGUE = (*NAMED_ROWS, *OF_ROLES)
# What an entry says of a row that was changed, though it is as it was: whose it is.
SAID_ANYWAY: dict[type[Model], tuple[str, ...]] = {
    Appointment: ("person_id",),
    Responsibility: ("role_id", "text"),
    RoleSkill: ("role_id", "skill_id"),
    NextStep: ("role_id", "next_role_id"),
}
NAME_FIELDS: dict[type[Model], str] = {Department: "name", Skill: "name", OutsideBody: "name", Role: "title"}


def role_field(model: type[Model]) -> str:
    """The field that says to which role a row belongs."""
    return RECORDED[model][0]


def owner_of(model: type[Model]) -> type[Model]:
    """The model whose part a row is: that of the role, for what Django made to bring roles together with others."""
    return Role if model in (WorksWith, DealsWith) else model
