"""Judge the tree as it would be: one head, no loops, not too many levels; all without recursion."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from roles.models import MOST_LEVELS
from roles.models.position import loop_in_words
from roles.spreadsheet.problems import Row
from roles.spreadsheet.structure import Structure

Managers = Mapping[str, str | None]


def check_shape(structure: Structure) -> None:
    """Refuse a second head, loops and too many levels."""
    _check_heads(structure)
    levels = find_levels(structure.managers)
    for loop in find_loops(structure.managers, levels):
        _refuse_loop(structure, loop)
    _check_depth(structure, levels)


def find_levels(managers: Managers) -> dict[str, int]:
    """The level of every position that a head is above; those in a loop, or below one, have none."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for key, manager in managers.items():
        below[manager if manager in managers else None].append(key)
    levels = dict.fromkeys(below[None], 0)
    waiting = list(levels)
    for key in waiting:
        for report in below.get(key, ()):
            levels[report] = levels[key] + 1
            waiting.append(report)
    return levels


def find_loops(managers: Managers, levels: Mapping[str, int]) -> list[list[str]]:
    """Each reporting loop once, from its first position in the order of the file."""
    loops: list[list[str]] = []
    walked: set[str] = set()
    for start in managers:
        line: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in levels and at not in walked:
            walked.add(at)
            line[at] = len(line)
            at = managers[at]
        if at in line:
            loops.append(list(line)[line[at] :])
    return loops


def _check_heads(structure: Structure) -> None:
    """One head, unless several are allowed or there were several before."""
    heads = [key for key, manager in structure.managers.items() if manager is None]
    positions = structure.state.positions
    present = {key for key, known in positions.items() if known.is_in_chart and known.manager is None}
    if structure.state.allows_several_heads or len(heads) <= max(len(present), 1):
        return
    first = next((key for key in heads if key in present), heads[0])
    for key in heads:
        if key != first and key not in present:
            structure.problems.add(
                structure.groups[key].row,
                "reports_to",
                _("%(head)s is the head already: say whom this position reports to.")
                % {"head": structure.label(first)},
            )


def _refuse_loop(structure: Structure, loop: list[str]) -> None:
    """Spell a loop out at the first row of the file that is part of it; a long one in part."""
    start = next((at for at, key in enumerate(loop) if key in structure.groups), None)
    if start is None:
        _refuse_broken_chart(structure, loop[0])
        return
    names = [structure.label(key) for key in [*loop[start:], *loop[:start]]]
    structure.problems.add(structure.groups[loop[start]].row, "reports_to", loop_in_words([*names, names[0]]))


def _check_depth(structure: Structure, levels: Mapping[str, int]) -> None:
    """Refuse what would stand on the first level too deep, at its row or that of the nearest manager that has one."""
    rows: dict[tuple[str, int], tuple[Row, str]] = {}
    for key, level in levels.items():
        if level == MOST_LEVELS:
            at: str | None = key
            while at is not None and at not in structure.groups:
                at = structure.managers[at]
            if at is None:
                _refuse_broken_chart(structure, key)
                continue
            row = structure.groups[at].row
            rows.setdefault((row.source.file, row.number), (row, key))
    for row, key in rows.values():
        structure.problems.add(
            row,
            "reports_to",
            _("%(position)s would stand on level %(level)s: a chart has at most %(most)s, so let it report further up.")
            % {"position": structure.label(key), "level": MOST_LEVELS + 1, "most": MOST_LEVELS},
        )


def _refuse_broken_chart(structure: Structure, key: str) -> None:
    """No row of the file has to do with it: the chart in the database is no tree."""
    message = _(
        "The chart itself is broken at %(position)s, whatever the file says: manage.py check_tree says what is wrong."
    )
    structure.problems.add_beside_files(message % {"position": structure.label(key)})
