"""Ask the product in this process, on the database that the settings name, and print what its answers cost."""

import gzip
import json
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import django
from bench.clock import cpu_seconds

ROUNDS = 7
COMPRESSED = {"Accept-Encoding": "gzip"}
MOST_LETTERS = 100


def main(part: str) -> None:
    """Measure one part as somebody who may read."""
    django.setup()
    from django.test import Client

    from roles.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="reader"), "roles.accounts.backends.PasswordSignIn")
    print(json.dumps({"chart": chart, "suggestions": suggestions}[part](client)))


def chart(client: Any) -> dict[str, Any]:
    """What the chart of three levels costs: CPU, queries and bytes on the wire."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = "/chart/?levels=3"
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=COMPRESSED)
    # Counted at once, as each further request forgets them.
    number = len(queries)
    boxes = gzip.decompress(response.content).count(b'class="box')
    cpu = median_ms(lambda: client.get(address, headers=COMPRESSED))
    return {"cpu_ms": cpu, "queries": number, "kb": len(response.content) / 1000, "boxes": boxes}


def suggestions(client: Any) -> dict[str, float]:
    """CPU milliseconds for each of the questions, of this process and of the database's server."""
    return {
        query: median_ms(lambda query=query: client.get("/suggestions/", {"q": query}))  # type: ignore[misc]
        for query in questions()
    }


def questions() -> list[str]:
    """What readers type: common and rare, alone and together, and what nobody is called."""
    from roles.models import Person, Position

    names = list(Person.objects.values_list("name", flat=True)[:5000])
    titles = list(Position.objects.values_list("title", flat=True)[:5000])
    first = common(name.split()[0] for name in names)
    words = common(word for title in titles for word in title.split())
    last = Position.objects.order_by("-pk")[0].code
    rare = [words[0][:1], first[0], names[-1], last, f"{first[0]} {words[0]}", f"{words[0]} {words[1]}"]
    return [*rare, "specialist executive", "zzzz", "e" * MOST_LETTERS]


def common(words: Iterable[str]) -> list[str]:
    """The words, the most frequent first."""
    return [word for word, _times in Counter(words).most_common()]


def median_ms(act: Callable[[], Any]) -> float:
    """The median of some rounds after one that is not counted."""
    act()
    return statistics.median(took(act) for _ in range(ROUNDS))


def took(act: Callable[[], Any]) -> float:
    """CPU milliseconds of this process and of the database's server."""
    start = cpu_seconds()
    act()
    return (cpu_seconds() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1])
