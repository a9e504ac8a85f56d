"""What a write to the tree would do, foretold without writing: who reports to whom afterwards, and on which level."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Sum, Window
from django.utils.translation import gettext as _

from roles.models import Position
from roles.tree.spots import Spot, read_lines

# So many rows of an effect are shown, and the others counted.
MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One position before and afterwards; it has no level outside the chart."""

    position: Position
    manager_now: Position | None
    manager_after: Position | None
    level_now: int | None
    level_after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The first steps and how many others there are, in words too; or why it is refused.

    `ids` are those written, `seen` is another one as soon as anything shown here, or said, has changed.
    """

    ids: tuple[int, ...]
    steps: tuple[Step, ...]
    others: int
    sentences: tuple[str, ...]
    refusals: tuple[str, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Reports:
    """Direct reports that go to another manager: the first of them, their number, and with those below."""

    first: tuple[Position, ...] = ()
    count: int = 0
    size: int = 0


def read_spots(position_ids: Sequence[int], manager_id: int | None) -> dict[int, Spot]:
    """Read positions, a manager and all lines above; raises ValidationError where one of them is gone."""
    spots = read_lines([*position_ids, *(key for key in (manager_id,) if key is not None)])
    if not spots.keys() >= set(position_ids):
        raise ValidationError(_("A position chosen is no longer there: somebody deleted it meanwhile."))
    if manager_id is not None and manager_id not in spots:
        raise ValidationError(_("The manager chosen is no longer there: choose another."))
    return spots


def read_reports(position_ids: Sequence[int]) -> Reports:
    """Read who reports to these positions, these themselves left out, in one statement."""
    found = Position.objects.filter(reports_to__in=position_ids).exclude(pk__in=position_ids)
    counted = found.annotate(count=Window(Count("pk")), size=Window(Sum(F("reports_count") + 1)))
    first = tuple(counted.select_related("role").in_tree_order()[:MOST_STEPS])
    return Reports(first, first[0].count, first[0].size) if first else Reports()


def read_names(position_ids: Iterable[int | None]) -> dict[int | None, Position]:
    """Read positions with what names them, by their keys."""
    keys = {key for key in position_ids if key is not None}
    return {each.pk: each for each in Position.objects.filter(pk__in=keys).select_related("role")}


def level_of(spot: Spot) -> int | None:
    """The level on which a position stands now, none outside the chart."""
    return spot.level if spot.is_in_chart else None


def in_words(steps: Iterable[Step]) -> list[tuple[str, str, str, int | None, int]]:
    """Steps as they are shown."""
    return [
        (str(step.position), str(step.manager_now), str(step.manager_after), step.level_now, step.level_after)
        for step in steps
    ]


def fingerprint(*shown: Any) -> str:
    """A short text that is another one when what was shown is."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
