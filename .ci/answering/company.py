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

    from roles.models import Role

    call_command("migrate", verbosity=0)
    facts = ("management_level", "scope", "focus", "planning_horizon")
    for title, values in ROLES.items():
        slug = title.lower().replace(" ", "-")
        Role.objects.create(slug=slug, title=title, **dict(zip(facts, values, strict=True)))
    call_command("import_positions", file, stdout=io.StringIO(), stderr=io.StringIO())


if __name__ == "__main__":
    fill(sys.argv[1])
