"""What becomes of those who report to positions that are deleted or end."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.effects import Effect, Step, fingerprint, in_words, read_names, read_reports, read_spots
from roles.tree.handing_over import check_heir, require_heir
from roles.tree.placing import reaches
from roles.tree.spots import Spot, line_above


def effect_of_leaving(position_ids: Sequence[int], heir_id: int | None = None) -> Effect:
    """Foretell what becomes of the reports of positions that go: they report to the manager above, or to an heir.

    Raises ValidationError when one of them is gone.
    """
    spots = read_spots(position_ids, heir_id)
    going = set(position_ids)
    reports = read_reports(position_ids)
    afters = {each.pk: manager_after(each.reports_to_id, heir_id, going, spots) for each in reports.first}
    names = read_names([*position_ids, *afters.values()])
    steps = []
    for each in reports.first:
        key = afters[each.pk]
        line = [spot for spot in line_above(key, spots) if spot.id not in going]
        steps.append(Step(each, names.get(each.reports_to_id), names.get(key), each.level, len(line)))
    leaving = [spots[key] for key in position_ids]
    sentences = tuple(say_handed(reports.count, reports.size))
    return Effect(
        ids=tuple(position_ids),
        steps=tuple(steps),
        others=reports.count - len(steps),
        sentences=sentences,
        refusals=tuple(refusals_of(leaving, heir_id, spots)) if reports.count else (),
        seen=fingerprint(
            sentences,
            in_words(steps),
            [(spot.id, spot.version, spot.reports_to_id, spot.reports_count) for spot in leaving],
            heir_id and (heir_id, spots[heir_id].reports_to_id, spots[heir_id].level),
            (reports.count, reports.size, sorted(afters.items(), key=repr)),
        ),
    )


def manager_after(
    manager_id: int | None, heir_id: int | None, going: Collection[int], spots: dict[int, Spot]
) -> int | None:
    """Whom the reports of a position that goes report to: the heir, else the nearest above who stays."""
    if heir_id is not None:
        return heir_id
    return next((spot.id for spot in line_above(manager_id, spots) if spot.id not in going), None)


def refusals_of(leaving: Sequence[Spot], heir_id: int | None, spots: dict[int, Spot]) -> list[str]:
    """Why the first one that can't hand over its reports is refused; nothing where all can."""
    going = {spot.id for spot in leaving}
    managers = [spot for spot in leaving if spot.reports_count > reports_that_go(spot, leaving)]
    try:
        if heir_id is None:
            for spot in managers:
                require_heir(manager_after(spot.id, None, going, spots))
            return []
        if heir_id in going:
            raise ValidationError(_("The manager chosen would go as well: choose somebody who stays."))
        reach = reaches(managers) if any(spots[heir_id].level > spot.level for spot in managers) else {}
        for spot in managers:
            check_heir(spot, line_above(heir_id, spots), lambda key=spot.id: reach[key])  # type: ignore[misc] # bound now
    except ValidationError as refusal:
        return refusal.messages
    return []


def reports_that_go(spot: Spot, leaving: Sequence[Spot]) -> int:
    """How many of those below a position go as well."""
    return sum(each.tree_id == spot.tree_id and spot.lft < each.lft < spot.rght for each in leaving)


def say_handed(count: int, size: int) -> list[str]:
    """Say how many get another manager, and how many move with them."""
    if not count:
        return []
    text = ngettext("%(count)d position gets another manager.", "%(count)d positions get another manager.", count)
    said = [text % {"count": count}]
    if size > count:
        below = size - count
        text = ngettext("%(below)d position below moves with it.", "%(below)d positions below move with these.", below)
        said.append(text % {"below": below})
    return said
