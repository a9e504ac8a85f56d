"""Say how two positions stand to each other in the chart, from their reporting lines alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roles.models import Position
from roles.text import code_key

PAIRS_AT_ONCE = 500
LONGEST_CODE = 60


class Relation(StrEnum):
    """What the left position is to the right one."""

    SAME = "same"
    ABOVE = "above"
    BELOW = "below"
    PEERS = "peers"
    NEITHER = "neither"


@dataclass(frozen=True)
class Placed:
    """A position by its code, and what its place in the chart says of it; the line begins with its manager."""

    code: str
    level: int
    reporting_line: tuple[str, ...]
    span_of_control: int
    reports: int


@dataclass(frozen=True)
class Comparison:
    """Two positions of the chart: what left is to right, and where their lines meet.

    The nearest common manager is the lowest position strictly above both: none under different heads, or where one of
    the two is the head. `levels_between` is known when one is above the other, `distance` under the same head.
    """

    relation: Relation
    levels_between: int | None
    nearest_common_manager: str | None
    distance: int | None
    left: Placed
    right: Placed


@dataclass(frozen=True)
class Refusal:
    """Why two positions can't be compared."""

    error: str


def compare(left: Placed, right: Placed) -> Comparison:
    """Say how two positions of the chart stand to each other."""
    steps_up = {code: steps for steps, code in enumerate([left.code, *left.reporting_line])}
    for from_right, code in enumerate([right.code, *right.reporting_line]):
        from_left = steps_up.get(code)
        if from_left is not None:
            return meeting_at(from_left, from_right, left, right)
    return Comparison(Relation.NEITHER, None, None, None, left, right)


def meeting_at(from_left: int, from_right: int, left: Placed, right: Placed) -> Comparison:
    """Say how two positions stand to each other whose lines meet so many steps up, counted from themselves."""
    relation = relation_of(from_left, from_right)
    is_one_above = relation in (Relation.ABOVE, Relation.BELOW)
    line = (left.code, *left.reporting_line)
    common_at = from_left if from_left and from_right else from_left + 1
    return Comparison(
        relation=relation,
        levels_between=from_left + from_right if is_one_above else None,
        nearest_common_manager=line[common_at] if common_at < len(line) else None,
        distance=from_left + from_right,
        left=left,
        right=right,
    )


def relation_of(from_left: int, from_right: int) -> Relation:
    """Name the relation of two positions whose lines meet so many steps up."""
    if from_left == from_right == 0:
        return Relation.SAME
    if from_left == 0:
        return Relation.ABOVE
    if from_right == 0:
        return Relation.BELOW
    return Relation.PEERS if from_left == from_right == 1 else Relation.NEITHER


def compare_codes(pairs: Iterable[tuple[str, str]]) -> Iterator[Comparison | Refusal]:
    """Compare pairs of codes in their order, in whatever letter case, with two statements for every 500 pairs."""
    waiting = iter(pairs)
    while chunk := list(islice(waiting, PAIRS_AT_ONCE)):
        found = placed_by_code(code for pair in chunk for code in pair)
        for left, right in chunk:
            yield compare_or_refuse(find(left, found), find(right, found))


def compare_or_refuse(left: Placed | Refusal, right: Placed | Refusal) -> Comparison | Refusal:
    """Compare two positions if both were found."""
    if isinstance(left, Placed) and isinstance(right, Placed):
        return compare(left, right)
    errors = [each.error for each in (left, right) if isinstance(each, Refusal)]
    return Refusal(" ".join(dict.fromkeys(errors)))


def find(code: str, found: Mapping[str, Placed | Refusal]) -> Placed | Refusal:
    """Return the position of a code, or say that there is none."""
    return found.get(code_key(code)) or unknown(code)


def unknown(code: str) -> Refusal:
    """Say that no position has a code."""
    if not code:
        return Refusal(_("A code is missing."))
    return Refusal(_("No position has the code %(code)s.") % {"code": code[:LONGEST_CODE]})


def placed_by_code(codes: Iterable[str]) -> dict[str, Placed | Refusal]:
    """Return the positions of these codes by the key of the code; those outside the chart with the reason."""
    keys = {code_key(code) for code in codes if code.isprintable()}
    wanted = list(Position.objects.filter(code_key__in=keys).with_span())
    lines = Position.objects.lines_from([position.pk for position in wanted]).order_by()
    above = {pk: (code, manager) for pk, code, manager in lines.values_list("pk", "code", "reports_to_id")}
    managers = {pk: manager for pk, (_code, manager) in above.items()}
    found: dict[str, Placed | Refusal] = {}
    for position in wanted:
        line = tuple(above[pk][0] for pk in line_above(position.pk, managers))
        found[position.code_key] = refusal_of(position) or placed(position, line)
    return found


def line_above(key: int, managers: Mapping[int, int | None]) -> list[int]:
    """Return the keys above one, nearest first; a loop or a gap in a broken database ends the line."""
    line: dict[int, None] = {}
    above = managers.get(key)
    while above is not None and above in managers and above not in line and above != key:
        line[above] = None
        above = managers.get(above)
    return list(line)


def placed(position: Position, line: tuple[str, ...]) -> Placed:
    """Return what the place of a position says of it; the position comes with its span."""
    return Placed(position.code, len(line), line, position.span, position.reports_count)


def refusal_of(position: Position) -> Refusal | None:
    """Say why a position is not in the chart."""
    if position.ended_on:
        ended = _("%(code)s ended on %(day)s and is no longer in the chart.")
        return Refusal(ended % {"code": position.code, "day": date_format(position.ended_on)})
    if not position.is_placed:
        return Refusal(_("%(code)s is not in the chart yet: it waits for a manager.") % {"code": position.code})
    return None
