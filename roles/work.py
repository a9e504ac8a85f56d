"""What still needs somebody's work, counted, each with the list in the admin that shows it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import Account, Appointment, Person, Position, Role
from roles.phrases import written
from roles.role_page.missing import LACKS_FACTS


@dataclass(frozen=True)
class Task:
    """Something to do, in a sentence, and where."""

    sentence: str
    url: str


def tasks_for(user: Account | AnonymousUser) -> list[Task]:
    """Say what there is to do for somebody with these permissions, most pressing first."""
    tasks: list[Task] = []
    if user.has_perm("roles.view_position"):
        is_empty = not Position.objects.filter(ended_on__isnull=True).exists()
        tasks += [first_position(user)] if is_empty else position_tasks()
    if user.has_perm("roles.view_role"):
        tasks += role_tasks()
    if user.has_perm("roles.view_person"):
        tasks += person_tasks()
    return tasks


def first_position(user: Account | AnonymousUser) -> Task:
    """Say that there is nothing yet, and lead who may begin to the form of a first position."""
    name = "add" if user.has_perm("roles.add_position") else "changelist"
    return Task(_("There are no positions yet"), reverse(f"admin:roles_position_{name}"))


def position_tasks() -> list[Task]:
    """Say which positions lack something."""
    counts = Position.objects.filter(ended_on__isnull=True).aggregate(
        not_placed=Count("pk", filter=Q(is_placed=False)),
        no_department=Count("pk", filter=Q(department__isnull=True)),
        no_role=Count("pk", filter=Q(role__isnull=True)),
    )
    not_placed, vacant = counts["not_placed"], Position.objects.vacant().count()
    no_department, no_role = counts["no_department"], counts["no_role"]
    tasks = (
        (
            not_placed,
            ngettext("%(number)s position is not placed yet", "%(number)s positions are not placed yet", not_placed),
            {"state": "unplaced"},
        ),
        (
            vacant,
            ngettext("%(number)s position is vacant", "%(number)s positions are vacant", vacant),
            {"holder": "vacant"},
        ),
        (
            no_department,
            ngettext("%(number)s position has no department", "%(number)s positions have no department", no_department),
            {"department__isnull": "True"},
        ),
        (
            no_role,
            ngettext("%(number)s position has no role", "%(number)s positions have no role", no_role),
            {"role__isnull": "True"},
        ),
    )
    return [
        Task(sentence % {"number": written(count)}, listed("position", query))
        for count, sentence, query in tasks
        if count
    ]


def role_tasks() -> list[Task]:
    """Say which roles lack facts."""
    count = Role.objects.filter(LACKS_FACTS).count()
    sentence = ngettext("%(number)s role lacks facts", "%(number)s roles lack facts", count)
    return [Task(sentence % {"number": written(count)}, listed("role", {"facts": "missing"}))] if count else []


def person_tasks() -> list[Task]:
    """Say who holds a position and can't sign in."""
    held = Appointment.objects.current().filter(person=OuterRef("pk"))
    count = Person.objects.filter(Exists(held), account__isnull=True).count()
    sentence = ngettext(
        "%(number)s person with a position has no account", "%(number)s people with a position have no account", count
    )
    return (
        [Task(sentence % {"number": written(count)}, listed("person", {"account": "none", "holds": "now"}))]
        if count
        else []
    )


def listed(model: str, query: dict[str, str]) -> str:
    """The address of a filtered list."""
    return f"{reverse(f'admin:roles_{model}_changelist')}?{urlencode(query)}"
