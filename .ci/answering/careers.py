"""Fill a database with 201 roles and next steps between them, and print what it costs to find ways there."""

import json
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from time import process_time

import django

ROLES, SKILLS, ASKED = 201, 60, 10
ROUNDS = 3
SOME_PAIRS = 200


def main() -> None:
    """Fill, and measure all pairs with the steps read already, and some with the statement."""
    django.setup()
    fill()
    from roles.models import NextStep, Role
    from roles.ways import NextSteps

    keys = list(Role.objects.order_by("pk").values_list("pk", flat=True))
    pairs = list(permutations(keys, 2))
    steps = NextSteps()
    found = [steps.ways(*pair) for pair in pairs]
    known = [milliseconds(partial(steps.ways, *pair)) for pair in pairs]
    read = [milliseconds(partial(read_and_find, *pair)) for pair in pairs[:: len(pairs) // SOME_PAIRS]]
    figures = {
        "roles": len(keys),
        "steps": NextStep.objects.count(),
        "moves": max(ways.moves for ways in found),
        "ways": max(ways.count for ways in found),
        "median": statistics.median(known),
        "worst": max(known),
        "median_read": statistics.median(read),
        "worst_read": max(read),
    }
    print(json.dumps(figures))


def read_and_find(start: int, goal: int) -> object:
    """Read all next steps, and find the ways."""
    from roles.ways import NextSteps

    return NextSteps().ways(start, goal)


def milliseconds(find: Callable[[], object]) -> float:
    """The CPU time of one search: the best of a few, since what else a machine does is no cost of ours."""
    best = float("inf")
    for _round in range(ROUNDS):
        start = process_time()
        find()
        best = min(best, process_time() - start)
    return best * 1000


def fill() -> None:
    """Make the tables, the roles, the skills that they ask for, and the next steps."""
    from django.core.management import call_command

    from roles.models import NextStep, Role, RoleSkill, Skill

    call_command("migrate", verbosity=0)
    roles = [Role.objects.create(slug=f"role-{number}", title=f"Role {number}") for number in range(ROLES)]
    skills = [Skill.objects.create(name=f"Skill {number}") for number in range(SKILLS)]
    RoleSkill.objects.bulk_create(
        RoleSkill(role=role, skill=skills[(number + 7 * each) % SKILLS], proficiency=1 + (number + each) % 4)
        for number, role in enumerate(roles)
        for each in range(ASKED)
    )
    advice = "Take the lead in something that several teams share, and learn to plan by the quarter."
    NextStep.objects.bulk_create(
        NextStep(role=roles[start], next_role=roles[end], advice=advice) for start, end in next_steps()
    )


def next_steps() -> Iterator[tuple[int, int]]:
    """Yield steps: up to the next two, one across and one back, so that there are long ways, many ways and cycles."""
    for start in range(ROLES):
        ends = (start + 1, start + 2, start + 3 + 7 * start % 5, start - 4)
        yield from ((start, end) for end in dict.fromkeys(ends) if 0 <= end < ROLES)


if __name__ == "__main__":
    main()
