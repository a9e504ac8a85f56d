"""Judge appointments and links that would come back beside those there are by now."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from roles.batches import batches
from roles.history.judging import Undoing, keys_there
from roles.history.recorded import RowChange
from roles.models import Appointment, AppointmentKind, Link, LinkKind, Position
from roles.record import Values, defaults_of, present_values
from roles.tree import beside


def end_values(undoing: Undoing, effect: RowChange) -> Values:
    """All that a row would say."""
    now = undoing.present[effect.model].get(effect.key)
    return {**(now or defaults_of(effect.model)), **(effect.before or {})}


def judge_appointments(undoing: Undoing) -> None:
    """Refuse one person twice, two substantive holders of one post, and holders of what has ended."""
    coming = {each.key: end_values(undoing, each) for each in undoing.of(Appointment) if each.before is not None}
    fewer = {key for key, effect in undoing.positions.items() if effect.after and "posts" in (effect.before or {})}
    touched = {values["position_id"] for values in coming.values()} | fewer
    going = {effect.key for effect in undoing.of(Appointment)}
    held: defaultdict[int, list[tuple[int, Values]]] = defaultdict(list)
    keys = [key for key in beside.keys_of(Appointment, touched) if key not in going]
    for key, values in [*present_values(Appointment, keys).items(), *coming.items()]:
        held[values["position_id"]].append((key, values))
    states = states_of(undoing, touched)
    for position, rows in held.items():
        undoing.refusals += dict.fromkeys(clashes(states.get(position), rows, coming, position in fewer))


def states_of(undoing: Undoing, keys: set[int]) -> dict[int, Values]:
    """What positions would say: code, number of posts and the day of their end."""
    states = present_values(Position, list(keys))
    for key in keys & undoing.positions.keys():
        before = undoing.positions[key].before
        if before is not None:
            states[key] = {**(states.get(key) or defaults_of(Position)), **before}
    return states


def clashes(
    state: Values | None, rows: list[tuple[int, Values]], coming: dict[int, Values], judges_all: bool
) -> Iterator[str]:
    """Say what is wrong between the appointments of one position, where one of them comes back."""
    if state is None:
        yield _("A position whose appointment would come back was deleted since.")
        return
    names = {"code": state["code"]}
    for at, (key, one) in enumerate(rows):
        if key in coming and state["ended_on"] and (one["end"] is None or one["end"] > state["ended_on"]):
            yield _("%(code)s has ended: nobody can hold it after that.") % names
        for other_key, other in rows[:at]:
            if not (judges_all or key in coming or other_key in coming) or not share_a_day(one, other):
                continue
            if one["person_id"] is not None and one["person_id"] == other["person_id"]:
                yield _("%(code)s: the same person holds the position in these days already.") % names
            elif state["posts"] == 1 and {one["kind"], other["kind"]} == {AppointmentKind.SUBSTANTIVE.value}:
                yield _("%(code)s: somebody holds the position in these days: end that appointment first.") % names


def share_a_day(one: Values, other: Values) -> bool:
    """True when both run on some day; days are texts that sort as days do, and none is open."""
    first, last = "0000", "9999-99"
    return bool((one["start"] or first) <= (other["end"] or last) and (other["start"] or first) <= (one["end"] or last))


def judge_links(undoing: Undoing) -> None:
    """Refuse links to what is gone, and those that somebody made again."""
    coming = {each.key: (each.code, end_values(undoing, each)) for each in undoing.of(Link) if each.before is not None}
    ends = {values[name] for _code, values in coming.values() for name in beside.ENDS[Link]}
    back = {key for key, effect in undoing.positions.items() if effect.before is not None}
    gone = {key for key, effect in undoing.positions.items() if effect.before is None}
    there = (keys_there(Position, ends) | back) - gone
    going = {effect.key for effect in undoing.of(Link)}
    known = {relation(values) for key, values in links_at(ends).items() if key not in going}
    for code, values in coming.values():
        names = {"code": code, "other": values.get("to_position", "")}
        if not {values[name] for name in beside.ENDS[Link]} <= there:
            undoing.refusals.append(_("%(code)s was linked with %(other)s, which was deleted since.") % names)
        elif relation(values) in known:
            undoing.refusals.append(
                _("%(code)s was linked with %(other)s again since: delete that link first.") % names
            )


def links_at(ends: set[int]) -> dict[int, Values]:
    """All links at these positions."""
    found: dict[int, Values] = {}
    for batch in batches(beside.keys_of(Link, ends)):
        found.update(present_values(Link, batch))
    return found


def relation(values: Values) -> tuple[Any, ...]:
    """What may be there once: the same for both directions of works-with."""
    pair = [values[name] for name in beside.ENDS[Link]]
    return (values["kind"], *(sorted(pair) if values["kind"] == LinkKind.WORKS_WITH else pair))
