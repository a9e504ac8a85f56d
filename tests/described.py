"""A role with all that a role can have."""

from roles.models import NextStep, OutsideBody, Proficiency, Responsibility, Role, RoleSkill, Skill


def describe_manager() -> Role:
    """Create an Operations Manager with all that a role can have."""
    role = Role.objects.create(
        slug="operations-manager",
        title="Operations Manager",
        abbreviation="OM",
        also_called="Head of Operations",
        purpose="Runs one department.\n\nGrowing organisations grow complex.",
        management_level="middle",
        scope="department",
        focus="tactical",
        planning_horizon="days",
        also_works_with="other departments",
    )
    coo = Role.objects.create(slug="coo", title="Chief Operating Officer")
    lead = Role.objects.create(slug="lead", title="Team Lead")
    role.works_with.add(coo)
    role.outside_bodies.add(OutsideBody.objects.create(name="suppliers"))
    for order, text in enumerate(("Plan operations.", "Find bottlenecks.")):
        Responsibility.objects.create(role=role, text=text, order=order)
    skill = Skill.objects.create(name="Leadership", description="Gives direction.")
    RoleSkill.objects.create(role=role, skill=skill, proficiency=Proficiency.PRACTITIONER)
    NextStep.objects.create(role=role, next_role=coo, advice="Show it on a broader scale.")
    NextStep.objects.create(role=lead, next_role=role, advice="Take on a budget.")
    return role
