"""A company whose roles say what they are, some of them at odds with the tree, and fill a database with it."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import organisation

HEADINGS = (*organisation.HEADINGS, "assistant")
# Of each role: management level, scope, focus, planning horizon.
ROLES = {
    "Chief Executive Officer": ("executive", "organisation", "strategic", "years"),
    organisation.ROLE: ("middle", "department", "tactical", "quarters"),
    "Team Lead": ("first_line", "team", "operational", "weeks"),
    "Programme Director": ("senior", "organisation", "strategic", "years"),
    "Expert": ("staff", "division", "tactical", "weeks"),
    "Specialist": ("staff", "own_work", "operational", "days"),
}
# Every so many positions one has another role than its place in the tree would let one expect.
ODD = {37: "Programme Director", 41: "Expert", 53: "Team Lead"}
ASSISTANTS = 19
FACTS = ("management_level", "scope", "focus", "planning_horizon")
# Of each role; the first few responsibilities are those of all.
RESPONSIBILITIES, SHARED, SKILLS = 9, 3, 12


def write(file: Path, size: int) -> None:
    """Write so many positions as a file that the import reads."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        writer.writerows(rows(size))


def rows(size: int) -> Iterator[tuple[str, ...]]:
    """Yield a row a position: ours, with roles, and an assistant now and then."""
    for number, (code, manager, title, *others) in enumerate(organisation.rows(size), 1):
        role = next((role for every, role in ODD.items() if manager and number % every == 0), title)
        yield (code, manager, role, *others, "yes" if manager and number % ASSISTANTS == 0 else "")


def fill(file: str) -> None:
    """Make the tables and the roles, and import a file."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    describe_roles()
    call_command("import_positions", file, stdout=io.StringIO(), stderr=io.StringIO())


def describe_roles() -> None:
    """Write down as much of every role as HR would: a purpose, facts, responsibilities, skills and next steps."""
    from roles.models import NextStep, Responsibility, Role, RoleSkill, Skill

    skills = [Skill.objects.create(name=f"Skill {number}") for number in range(SKILLS + len(ROLES))]
    former = None
    for place, (title, values) in enumerate(ROLES.items()):
        slug, facts = title.lower().replace(" ", "-"), dict(zip(FACTS, values, strict=True))
        role = Role.objects.create(slug=slug, title=title, purpose=f"What a {title} is for. " * 8, **facts)
        for order in range(RESPONSIBILITIES):
            text = f"Answer for part {order if order < SHARED else order + place * 100} of the work."
            Responsibility.objects.create(role=role, text=text, order=order)
        for order, skill in enumerate(skills[place : place + SKILLS]):
            RoleSkill.objects.create(role=role, skill=skill, proficiency=(order + place) % 4 + 1, order=order)
        if former:
            NextStep.objects.create(role=role, next_role=former, advice="Show it on a broader scale.")
            role.works_with.add(former)
        former = role


if __name__ == "__main__":
    fill(sys.argv[1])
