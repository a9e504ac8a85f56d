"""Fill a database of its own with a company, in a process whose settings name it; print what a measurer needs."""

import io
import json
import sys
from typing import Any

import django

# How many direct reports the branch has that is opened.
BRANCH = 50


def main(file: str) -> None:
    """Import the file, unless a run before has; then say who reads, and where things stand."""
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from roles.models import Account, Position, Role

    call_command("migrate", verbosity=0)
    if not Position.objects.exists():
        import organisation

        Role.objects.create(slug="operations-manager", title=organisation.ROLE)
        call_command("import_positions", file, stdout=io.StringIO())
    client = Client(SERVER_NAME="localhost")
    reader, _is_new = Account.objects.get_or_create(username="reader")
    client.force_login(reader, "roles.accounts.backends.PasswordSignIn")
    print(json.dumps({"session": client.cookies["sessionid"].value, **places()}))


def places() -> dict[str, Any]:
    """Name a closed branch of about fifty with the position above it, and the last position."""
    from django.db.models import Count

    from roles.models import Position

    below = Position.objects.filter(reports_to__reports_to__isnull=False)
    spans = below.values_list("reports_to", "reports_to__level").annotate(Count("pk")).order_by()
    key, _level, span = min(spans, key=lambda each: (abs(each[2] - BRANCH), each[1]), default=(0, 0, 0))
    branch = Position.objects.filter(pk=key).select_related("reports_to").first()
    last = Position.objects.order_by("-pk").first()
    return {
        "branch_key": branch and branch.pk,
        "above_branch": branch and branch.reports_to and branch.reports_to.code,
        "span": span,
        "last": last and last.code,
    }


if __name__ == "__main__":
    main(sys.argv[1])
