"""Judge the tree as it would stand after a write: loops, levels, heads, and managers outside the chart."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.models import MOST_LEVELS, Chart, Position
from roles.models.position import loop_in_words
from roles.numbering import Numbers, Place, UnreachableError, number
from roles.soundness import REPORTS_OUTSIDE_CHART, lacks_manager


def manager_key(position: Position, keys: dict[int, int]) -> int | None:
    """The manager's primary key, or the negative key of one that is not written yet."""
    if position.reports_to_id is None and position.reports_to is not None:
        return position.reports_to.pk or keys[id(position.reports_to)]
    return position.reports_to_id


def number_end_state(places: dict[int, Place], new: dict[int, Position]) -> dict[int, Numbers]:
    """Number the end state; a loop or too many levels become a ValidationError."""
    try:
        numbers = number(places.values())
    except UnreachableError as error:
        refuse_missing_managers(places, new)
        raise ValidationError(loop_in_words(names_of(loop_among(error.keys, places), new))) from error
    too_deep = [key for key, own in numbers.items() if own.level >= MOST_LEVELS and is_deeper(own, places[key])]
    if too_deep:
        deepest = max(too_deep, key=lambda key: numbers[key].level)
        raise ValidationError(
            _("The chart would have more than %(most)s levels, down to %(position)s: let it report further up.")
            % {"most": MOST_LEVELS, "position": names_of([deepest], new)[0]}
        )
    return numbers


def is_deeper(own: Numbers, place: Place) -> bool:
    """True for what is new or goes down: a chart that came in too deep may stay so."""
    return place.numbers is None or own.level > place.numbers.level


def refuse_missing_managers(places: dict[int, Place], new: dict[int, Position]) -> None:
    """Name a position whose manager is not there: somebody wrote past us, without the database's own checks."""
    lost = next((place.key for place in places.values() if lacks_manager(place, places)), None)
    if lost is not None:
        raise ValidationError(
            _("%(position)s reports to a position that is not there: give it another manager first.")
            % {"position": names_of([lost], new)[0]}
        )


def loop_among(keys: set[int], places: dict[int, Place]) -> list[int]:
    """One reporting loop among positions that no head is above, its first position named again at the end."""
    key: int | None = min(keys)
    line: list[int] = []
    seen: dict[int, int] = {}
    while key is not None and key in places and key not in seen:
        seen[key] = len(line)
        line.append(key)
        key = places[key].manager
    return [*line[seen.get(key or 0, 0) :], key or line[0]]


def names_of(keys: Sequence[int], new: dict[int, Position]) -> list[str]:
    """The positions of those keys in words."""
    stored = Position.objects.select_related("role").in_bulk([key for key in keys if key > 0])
    return [str(stored[key] if key in stored else new[key]) for key in keys]


def refuse_more_heads(before: int) -> None:
    """Refuse one head more than there were, unless several are switched on."""
    heads = Position.objects.heads().in_tree_order().select_related("role")
    if heads.count() > max(before, 1) and not Chart.current().allows_several_heads:
        raise ValidationError(
            _("%(heads)s would all be heads: let all but one report to somebody, or allow several heads.")
            % {"heads": ", ".join(str(head) for head in heads[:5])}
        )


def refuse_managers_outside_chart() -> None:
    """Refuse a manager who left the chart while somebody still reports to it."""
    left = Position.objects.filter(REPORTS_OUTSIDE_CHART).select_related("role", "reports_to__role").first()
    if left is not None:
        raise ValidationError(
            _("%(position)s would report to %(manager)s, which is not in the chart: choose another manager.")
            % {"position": left, "manager": left.reports_to}
        )
