"""Ask pages as an HR editor, in this process, and print what they cost."""

import json
import statistics
import sys
from time import process_time
from typing import Any

import django
from bench.bulk import megabytes

ROUNDS = 7


def main(addresses: list[str]) -> None:
    """Ask each page several times, once before the clock runs; print a row of JSON for each."""
    django.setup()
    from django.test import Client

    from roles.access import make_hr_editor
    from roles.models import Account

    account, _is_new = Account.objects.get_or_create(username="editor")
    make_hr_editor(account)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, "roles.accounts.backends.PasswordSignIn")
    for address in addresses:
        print(json.dumps(cost(client, address)), flush=True)


def cost(client: Any, address: str) -> dict[str, Any]:
    """The median of CPU seconds, all statements that one answer asks, and its size."""
    ask(client, address)
    seconds = []
    for _round in range(ROUNDS):
        start = process_time()
        status, size = ask(client, address)
        seconds.append(process_time() - start)
        if status != 200:
            raise AssertionError(f"{address} answers {status}")
    return {
        "cpu": statistics.median(seconds),
        "statements": statements(client, address),
        "size": size,
        "memory": megabytes(),
    }


def ask(client: Any, address: str) -> tuple[int, int]:
    """Ask a page, and read all of its answer."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return response.status_code, len(body)


def statements(client: Any, address: str) -> int:
    """How many statements one answer asks, those that begin and end a transaction too."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        ask(client, address)
    return len(queries)


if __name__ == "__main__":
    main(sys.argv[1:])
