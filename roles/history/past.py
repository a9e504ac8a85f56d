"""Compute the chart as it stood at the end of a past day, from what is there now and what was recorded since."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone

from roles.models import Appointment, Entry, Position, Subject
from roles.record import Values, defaults_of, plain
from roles.recording_of import RECORDED

MODELS: dict[str, type[Model]] = {Subject.POSITION: Position, Subject.APPOINTMENT: Appointment}


@dataclass(frozen=True, slots=True)
class PastHolder:
    """Who held a position: the key of a person, who may be gone by now, or none where the name was not published."""

    person_id: int | None
    kind: str
    share: str


@dataclass(frozen=True, slots=True)
class PastPosition:
    """A position as it stood, with the key of whom it reported to; `values` are all that is recorded of it."""

    key: int
    code: str
    title: str
    reports_to_id: int | None
    level: int
    holders: tuple[PastHolder, ...]
    values: Values


def chart_on(day: datetime.date) -> list[PastPosition]:
    """The chart as it was recorded at the end of a day, in tree order: who reported to whom, and who held what.

    What was entered later is not in it, even where it tells of that day. Three statements, whatever the size; under
    heads that were left without one by hand nobody is listed.
    """
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
    rows = {model: _rows_now(model) for model in MODELS.values()}
    # Backwards in time, each entry says what was there before it.
    for entry in Entry.objects.filter(change__at__gt=moment, subject__in=MODELS).order_by("-pk").iterator():
        _take_back(rows[MODELS[entry.subject]], MODELS[entry.subject], entry)
    return _in_tree_order(rows[Position], _holders(rows[Appointment].values(), day.isoformat()))


def _rows_now(model: type[Model]) -> dict[int, Values]:
    """What is recorded of all rows, as the database has it."""
    names = RECORDED[model]
    rows = model._default_manager.order_by().values_list("pk", *names)
    return {key: dict(zip(names, map(plain, values), strict=True)) for key, *values in rows.iterator()}


def _take_back(rows: dict[int, Values], model: type[Model], entry: Entry) -> None:
    """Let a row be what it was before an entry."""
    if entry.before is None:
        rows.pop(entry.key, None)
        return
    known = {name: value for name, value in entry.before.items() if name in RECORDED[model]}
    present = defaults_of(model) if entry.after is None else rows.get(entry.key, defaults_of(model))
    rows[entry.key] = {**present, **known}


def _holders(appointments: Iterable[Values], day: str) -> dict[int, tuple[PastHolder, ...]]:
    """Who held each position that day."""
    held: defaultdict[int, list[PastHolder]] = defaultdict(list)
    for each in appointments:
        if (each["start"] or day) <= day <= (each["end"] or day):
            held[each["position_id"]].append(PastHolder(each["person_id"], each["kind"], each["share"]))
    return {key: tuple(holders) for key, holders in held.items()}


def _in_tree_order(positions: dict[int, Values], holders: dict[int, tuple[PastHolder, ...]]) -> list[PastPosition]:
    """Walk down from the heads without recursion, peers in their order; who was not in the chart is left out."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    in_chart = (key for key, values in positions.items() if values["is_placed"] and values["ended_on"] is None)
    for key in sorted(in_chart, key=lambda key: (positions[key]["peer_order"], key), reverse=True):
        below[positions[key]["reports_to_id"]].append(key)
    chart: list[PastPosition] = []
    waiting = [(key, 0) for key in below[None]]
    while waiting:
        key, level = waiting.pop()
        values = positions[key]
        held = holders.get(key, ())
        chart.append(PastPosition(key, values["code"], values["title"], values["reports_to_id"], level, held, values))
        waiting.extend((report, level + 1) for report in below.get(key, ()))
    return chart
