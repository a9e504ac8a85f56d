"""Say in which state the chart is, for pages that show its name and remember what was counted in that state."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from roles.models import Chart

# A version is not enough: whoever brings back yesterday's copy of the database counts it a second time.
COLUMNS = {
    "chart_name": "SELECT name FROM roles_chart WHERE id = 1",
    "chart_has_heads": "SELECT allows_several_heads FROM roles_chart WHERE id = 1",
    "chart_version": "SELECT version FROM roles_chart WHERE id = 1",
    "chart_changed": 'SELECT "at" FROM roles_change ORDER BY id DESC LIMIT 1',
}


@dataclass(frozen=True, slots=True)
class State:
    """The organisation as pages show it; no two states that differ in who holds what, or where, have the same mark."""

    chart: Chart
    mark: str
    day: datetime.date


def present_state() -> State:
    """Read the state in one statement; who asks for anything else of it does so in the same snapshot."""
    return state_of(with_state(Chart.objects.filter(pk=1)).first())


def with_state(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Read the state beside some rows, which saves a statement."""
    beside: QuerySet[Any] = rows.annotate(
        **{name: RawSQL(sql, (), output_field=CharField()) for name, sql in COLUMNS.items()}  # noqa: S611 - constants
    )
    return beside


def state_of(row: Model | None) -> State:
    """The state that was read beside a row; without one there is no chart yet."""
    name, has_heads, version, changed = (getattr(row, column, None) for column in COLUMNS)
    chart = Chart(pk=1) if name is None else Chart(pk=1, name=name, allows_several_heads=bool(has_heads))
    day = timezone.localdate()
    return State(chart, f"{version} {changed} {day}", day)
