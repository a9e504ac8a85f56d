"""What a move would do to the positions that move, and to those who report to one that moves alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.effects import (
    MOST_STEPS,
    Effect,
    Reports,
    Step,
    fingerprint,
    in_words,
    level_of,
    read_names,
    read_reports,
    read_spots,
)
from roles.models import Position
from roles.models.position import MOST_IN_LOOP, MOST_LEVELS, loop_in_words, outside_in_words, too_deep_in_words
from roles.tree.handing_over import require_heir
from roles.tree.moving import Goal, check_move
from roles.tree.placing import reaches
from roles.tree.spots import Spot, line_above

Names = dict[int | None, Position]


@dataclass(frozen=True, slots=True)
class Move:
    """Which branches go where, as the database has it: those that stay where they are told apart."""

    tops: tuple[Spot, ...]
    staying: tuple[Spot, ...]
    within: int
    manager: Spot | None
    spots: dict[int, Spot]
    alone: bool
    reports: Reports
    reach: dict[int, int]

    @property
    def manager_id(self) -> int | None:
        """Whom they report to afterwards."""
        return self.manager.id if self.manager else None

    @property
    def loop(self) -> list[int]:
        """From one that would report to itself by way of others up to itself again; empty where none would."""
        line = [spot.id for spot in line_above(self.manager_id, self.spots)]
        return next(([top.id, *line[: line.index(top.id) + 1]] for top in self.tops if top.id in line), [])

    @property
    def level(self) -> int:
        """The level on which they stand afterwards."""
        return self.manager.level + 1 if self.manager else 0

    def is_too_deep(self, top: Spot) -> bool:
        """True for a branch that goes down and reaches too deep; one that is too deep already may go up."""
        return self.level > top.level and self.level + self.reach.get(top.id, 0) >= MOST_LEVELS


def effect_of_move(position_ids: Sequence[int], manager_id: int | None, *, alone: bool = False) -> Effect:
    """Foretell what becomes of positions that move with their branches, or of one that moves alone.

    What stands in the branch of another one moves with it. Raises ValidationError when one of them is gone.
    """
    move = read_move(position_ids, manager_id, alone=alone)
    shown = move.tops[:MOST_STEPS] or move.staying[:1]
    named = [manager_id, *(key for top in shown for key in (top.id, top.reports_to_id)), *told(move.loop)]
    names = read_names(named)
    steps = steps_of(move, names)
    sentences = tuple(say_move(move, names)) if move.tops else ()
    return Effect(
        ids=tuple(top.id for top in move.tops),
        steps=tuple(steps),
        others=len(move.tops) + move.reports.count - len(steps),
        sentences=sentences,
        refusals=tuple(refusals_of(move, names)),
        seen=fingerprint(
            sentences,
            in_words(steps),
            [(top.id, top.version, top.reports_to_id, top.level, top.reports_count) for top in move.tops],
            move.manager and (move.manager.id, move.manager.reports_to_id, move.manager.level),
            (move.alone, move.reports.count, [each.pk for each in move.reports.first]),
        ),
    )


def read_move(position_ids: Sequence[int], manager_id: int | None, *, alone: bool) -> Move:
    """Read what a move needs to know, in three statements."""
    spots = read_spots(position_ids, manager_id)
    chosen = outermost(position_ids, spots)
    staying = () if alone else tuple(spot for spot in chosen if spot.is_in_chart and spot.reports_to_id == manager_id)
    tops = tuple(spot for spot in chosen if spot not in staying)
    reports = read_reports(position_ids) if alone else Reports()
    reach = {} if alone else reaches(tops)
    if alone:
        spots = spots_handed_up(spots, tops[0], manager_id)
    manager = None if manager_id is None else spots[manager_id]
    within = len(set(position_ids)) - len(chosen)
    return Move(tops, staying, within, manager, spots, alone, reports, reach)


def outermost(position_ids: Sequence[int], spots: dict[int, Spot]) -> list[Spot]:
    """Those that stand in no other one's branch, in tree order."""
    chosen = set(position_ids)
    tops = [spots[key] for key in chosen if chosen.isdisjoint(each.id for each in line_above(key, spots)[1:])]
    return sorted(tops, key=lambda spot: (spot.tree_id, spot.lft))


def spots_handed_up(spots: dict[int, Spot], top: Spot, manager_id: int | None) -> dict[int, Spot]:
    """The line above a manager as it is once those who report to a position report to its manager."""
    line = line_above(manager_id, spots)
    after = dict(spots)
    for spot in line[: line.index(top)] if top in line else []:
        manager = top.reports_to_id if spot.reports_to_id == top.id else spot.reports_to_id
        after[spot.id] = spot._replace(level=spot.level - 1, reports_to_id=manager)
    return after


def steps_of(move: Move, names: Names) -> list[Step]:
    """The first of those that move, and of those handed over."""
    tops = move.tops[:MOST_STEPS]
    steps = [
        Step(names[top.id], names.get(top.reports_to_id), names.get(move.manager_id), level_of(top), move.level)
        for top in tops
    ]
    for each in move.reports.first:
        mover = move.tops[0]
        steps.append(Step(each, names[mover.id], names.get(mover.reports_to_id), each.level, each.level - 1))
    return steps


def told(loop: list[int]) -> list[int]:
    """Those of a loop that are named: the first ones, and where it ends."""
    return loop if len(loop) <= MOST_IN_LOOP + 2 else [*loop[: MOST_IN_LOOP + 1], loop[-1]]


def refusals_of(move: Move, names: Names) -> list[str]:
    """Why the first one that can't move is refused; nothing where all can."""
    try:
        if not move.tops:
            raise ValidationError(say_all_stay(move, names))
        if move.reports.count:
            require_heir(move.tops[0].reports_to_id)
        if move.loop:
            in_words = [str(names.get(key, "")) for key in told(move.loop)]
            raise ValidationError(loop_in_words(in_words, len(move.loop) - len(in_words)))
        if move.manager and not move.manager.is_in_chart:
            raise ValidationError(outside_in_words(names[move.manager.id]))
        if any(map(move.is_too_deep, move.tops)):
            raise ValidationError(too_deep_in_words())
        for top in move.tops:
            line = line_above(move.manager_id, move.spots)
            check_move(top, Goal(move.manager_id), line, alone=move.alone, reach=move.reach.get(top.id, 0))
    except ValidationError as refusal:
        return refusal.messages
    return []


# In words


def say_all_stay(move: Move, names: Names) -> str:
    """Say that nothing would move."""
    if move.manager is None:
        return _("This is a head already: choose a manager.")
    return _("Nothing would move: whoever was chosen reports to %(manager)s already. Choose another manager.") % {
        "manager": names[move.manager.id]
    }


def say_move(move: Move, names: Names) -> list[str]:
    """Say who moves, between which levels, and who is handed over."""
    said = [say_who_moves(move, names), *(say_levels(move) if len(move.tops) == 1 else ())]
    if move.reports.count:
        handed = ngettext(
            "%(count)d position that reports to it now will report to %(manager)s.",
            "%(count)d positions that report to it now will report to %(manager)s.",
            move.reports.count,
        )
        above = names.get(move.tops[0].reports_to_id, _("nobody"))
        said.append(handed % {"count": move.reports.count, "manager": above})
    if move.reports.size > move.reports.count:
        said.append(_("With those below them, %(count)d positions go up one level.") % {"count": move.reports.size})
    if move.within:
        said.append(
            ngettext(
                "%(count)d of those chosen stands below another of them, and moves with it.",
                "%(count)d of those chosen stand below others of them, and move with these.",
                move.within,
            )
            % {"count": move.within}
        )
    if move.staying:
        said.append(
            ngettext(
                "%(count)d of those chosen reports to %(manager)s already, and stays.",
                "%(count)d of those chosen report to %(manager)s already, and stay.",
                len(move.staying),
            )
            % {"count": len(move.staying), "manager": names.get(move.manager_id, "")}
        )
    return said


def say_who_moves(move: Move, names: Names) -> str:
    """Say how many positions move, and which."""
    first = names[move.tops[0].id]
    size = 1 if move.alone else sum(top.size for top in move.tops)
    if move.alone:
        return _("%(position)s moves alone.") % {"position": first}
    if size == 1:
        return _("%(position)s moves.") % {"position": first}
    values = {"count": size, "position": first, "tops": len(move.tops), "below": size - len(move.tops)}
    if len(move.tops) == 1:
        return _("%(count)d positions move: %(position)s and %(below)d below.") % values
    if size == len(move.tops):
        return _("%(count)d positions move.") % values
    return _("%(count)d positions move: %(tops)d of those chosen and %(below)d below them.") % values


def say_levels(move: Move) -> list[str]:
    """Say between which levels one position moves, and how deep its branch reaches then."""
    (top,) = move.tops
    now, after = level_of(top), move.level
    if now is None:
        return [_("It comes into the chart, on level %(after)d.") % {"after": after}]
    reach = move.reach.get(top.id, 0)
    values = {"now": now, "after": after, "deepest": after + reach}
    if now == after:
        return [_("It stays on level %(after)d.") % values]
    if reach == 0:
        return [_("It goes from level %(now)d to level %(after)d.") % values]
    return [
        _("It goes from level %(now)d to level %(after)d, and the lowest of those below to level %(deepest)d.") % values
    ]
