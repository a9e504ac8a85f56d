"""Measure in this process, on a database of its own, what each page costs the server; print it as JSON."""

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import organisation

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7


def main(size: int, file: str) -> None:
    """Import the file into an empty database and ask for each page as somebody who may read."""
    from django.core.management import call_command
    from django.test import Client

    from roles.models import Account, Role

    call_command("migrate", verbosity=0)
    Role.objects.create(slug="operations-manager", title=organisation.ROLE)
    imported = clocked(lambda: call_command("import_positions", file, stdout=io.StringIO()))
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.create_user("reader"))
    pages = [{"page": name, **measure(client, url)} for name, url in addresses(size).items()]
    print(json.dumps({"positions": size, "import": imported, "pages": pages}))


def addresses(size: int) -> dict[str, str]:
    """Return what is measured: the pages, where they differ by place near the top and at the bottom of the tree."""
    from django.urls import reverse

    middle, last = f"P{min(9, size)}", f"P{size}"
    return {
        "start": reverse("roles:start"),
        "chart, 3 levels": reverse("roles:chart") + "?levels=3",
        "chart, all levels": reverse("roles:chart") + "?levels=64",
        "chart of a manager": reverse("roles:chart", args=[middle]),
        "position of the head": reverse("roles:position", args=["P1"]),
        "position at the bottom": reverse("roles:position", args=[last]),
        "compare": reverse("roles:compare") + f"?left={middle}&right={last}",
        "people": reverse("roles:people"),
        "people, searched": reverse("roles:people") + "?q=jonsdottir",
        "roles": reverse("roles:roles"),
        "role": reverse("roles:role", args=["operations-manager"]),
        "person": reverse("roles:person", args=["N1"]),
    }


def measure(client: Any, url: str) -> dict[str, Any]:
    """Return the medians of some rounds after a first that is not counted, the number of queries and the size."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    # Counted at once, as each further request forgets them.
    number = len(queries)
    rounds = [clocked(lambda: client.get(url)) for _ in range(ROUNDS)]
    medians = {key: round(statistics.median(entry[key] for entry in rounds), 1) for key in rounds[0]}
    return {
        "status": response.status_code,
        **medians,
        "queries": number,
        "kb": round(len(response.content) / 1000),
    }


def clocked(act: Callable[[], Any]) -> dict[str, float]:
    """Return the milliseconds that something took, of this process and by the clock on the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return {
        "cpu_ms": round((time.process_time() - cpu) * 1000, 1),
        "wall_ms": round((time.perf_counter() - wall) * 1000, 1),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "orgchart.settings"
    django.setup()
    main(int(sys.argv[1]), sys.argv[2])
