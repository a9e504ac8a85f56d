"""Empty tables, filled with a company and as tidy as a database that has been running."""

from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection

from bench.company import Company
from bench.contenders import CONTENDERS, Contender
from roles.models import Chart


def empty() -> None:
    """Empty every table."""
    call_command("flush", verbosity=0, interactive=False)
    Chart.current()


def fill(company: Company, kinds: Sequence[type[Contender]] = CONTENDERS) -> list[Contender]:
    """Fill the tables of these contenders, or of all."""
    contenders = [kind() for kind in kinds]
    for contender in contenders:
        contender.load(company)
    tidy()
    return contenders


def tidy() -> None:
    """Do at once what PostgreSQL's autovacuum would do in a while; SQLite is left as the product leaves it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
