"""Tell a load balancer whether the process lives and whether it can serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from roles.models import Chart


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process can answer at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 only when the database is there and migrated, and the last check found the tree sound."""
    problem = _what_is_missing()
    return HttpResponse(f"{problem or 'ok'}\n", content_type="text/plain", status=503 if problem else 200)


def _what_is_missing() -> str:
    try:
        executor = MigrationExecutor(connection)
        unapplied = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return "migrations not applied" if unapplied else _what_the_check_found()
    except DatabaseError:
        return "database not available"


def _what_the_check_found() -> str:
    """Say what the last run of check_tree found; it is not run here, since it reads the whole tree."""
    chart = Chart.objects.filter(findings__gt=0).first()
    if chart is None or chart.checked_at is None:
        return ""
    return f"tree not sound: check_tree found {chart.findings} wrong at {chart.checked_at:%Y-%m-%d %H:%M} UTC"
