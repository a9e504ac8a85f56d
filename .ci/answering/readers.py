"""Ask, as somebody who reads, whom positions report to, in this process; print what each page costs."""

import json
import statistics
import sys
from time import process_time
from typing import Any

import django

ROUNDS = 15


def main(size: int) -> None:
    """Ask for the page of a position of each kind and for the reader's own; print a row of JSON for each."""
    django.setup()
    from django.core.cache import caches
    from django.test import Client

    from roles.models import Account, Person

    reader, _is_new = Account.objects.get_or_create(username="reader")
    Person.objects.filter(number=f"N{size - 1 if size % 17 == 0 else size}").update(account=reader)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader, "roles.accounts.backends.PasswordSignIn")
    for name, address in addresses(size).items():
        print(json.dumps({"name": name, "address": address, **cost(client, address)}), flush=True)
    first = []
    for _round in range(3):
        caches["below"].clear()
        first.append(seconds(client, "/positions/P1/"))
    print(json.dumps({"name": "the head, first after a write", "cpu": statistics.median(first) * 1000}))


def addresses(size: int) -> dict[str, str]:
    """The reader's own page, and positions with all, with hundreds, with dozens, with few and with none below them."""
    places = {
        "the head": 1,
        "one of the second level": 2,
        "a manager of hundreds": min(size // 20, 40),
        "a manager of few": size // 10,
        "at the bottom": size,
    }
    return {"me": "/me/", **{name: f"/positions/P{number}/" for name, number in places.items()}}


def cost(client: Any, address: str) -> dict[str, Any]:
    """The median of CPU milliseconds, and all statements that one answer asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seconds(client, address)
    with CaptureQueriesContext(connection) as queries:
        seconds(client, address)
        statements = len(queries)
    rounds = [seconds(client, address) for _round in range(ROUNDS)]
    return {"cpu": statistics.median(rounds) * 1000, "statements": statements}


def seconds(client: Any, address: str) -> float:
    """Ask a page, and return the CPU seconds that it took."""
    start = process_time()
    response = client.get(address)
    taken = process_time() - start
    if response.status_code != 200:
        raise AssertionError(f"{address} answers {response.status_code}")
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]))
