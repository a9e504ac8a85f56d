"""Put a plan together: what differs between what the files say of the organisation and what is there."""

from collections import Counter
from dataclasses import replace

from roles.numbering import ORDER_STEP
from roles.spreadsheet.apart import Parts
from roles.spreadsheet.appointing import Appointments
from roles.spreadsheet.columns import BY_NAME, FIELDS
from roles.spreadsheet.entries import Group
from roles.spreadsheet.labels import Departments
from roles.spreadsheet.linking import Links
from roles.spreadsheet.people import People, Someone
from roles.spreadsheet.plan import Edit, Plan
from roles.spreadsheet.questions import Answer
from roles.spreadsheet.state import KnownPosition, State, same
from roles.spreadsheet.structure import Structure
from roles.text import code_key


def put_together(
    told: Plan,
    structure: Structure,
    departments: Departments,
    people: People,
    appointments: Appointments,
    links: Links,
    parts: Parts,
) -> Plan:
    """The plan of files without problems, from what is told of them already."""
    last = _last_orders(structure.state)
    edits = [edit_of(structure, group, last) for key, group in structure.groups.items() if key not in structure.gone]
    edits += _taken_off(structure)
    touched = appointments.positions | links.positions | _of_changed_people(structure, people)
    created = tuple(edit.code for edit in edits if edit.known is None)
    changed = tuple(edit.code for edit in edits if edit.known and (edit.after or edit.key in touched))
    linked = _only_linked(structure, links)
    moved = tuple(edit.code for edit in edits if edit.known and edit.moves)
    endings, left_out, already_gone = _sort_gone(structure)
    alone = _people_alone(structure, people, parts)
    unplaced, skipped = _as_decided(told)
    return replace(
        told,
        unplaced=unplaced,
        skipped=skipped,
        created=created,
        changed=changed + linked,
        moved=moved,
        ended=tuple(known.code for known in endings),
        left_out=left_out,
        titles={code: structure.title(code_key(code)) for code in left_out},
        unchanged=len(edits) - len(created) - len({*changed, *moved}) + already_gone,
        edits=tuple(edit for edit in edits if edit.known is None or edit.after or edit.moves),
        endings=endings,
        departments=departments.new,
        people=people.found,
        new_people=tuple(each.number for each in alone if each.known is None),
        changed_people=tuple(each.number for each in alone if each.changes),
        appointments=appointments,
        links=links,
    )


def _as_decided(told: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that were answered to be not placed yet, and those that were answered to be left out."""
    unplaced, skipped = (
        dict.fromkeys(question.code for question, answer in told.asked if answer == which)
        for which in (Answer.UNPLACED, Answer.SKIP)
    )
    # What was left as it was may have lost its manager afterwards.
    return tuple(unplaced), tuple(code for code in skipped if code not in unplaced)


def _only_linked(structure: Structure, links: Links) -> tuple[str, ...]:
    """The codes of positions that no row is about, and whose links differ all the same."""
    positions = structure.state.positions
    keys = links.positions - structure.groups.keys() - structure.gone - structure.decisions.unplaced.keys()
    return tuple(positions[key].code for key in sorted(keys))


def _of_changed_people(structure: Structure, people: People) -> set[str]:
    """The positions whose rows name somebody of whom they say something new."""
    changed = {key for key, someone in people.found.items() if someone.changes}
    return {
        key
        for key, group in structure.groups.items()
        if any(people.named.get(id(entry)) in changed for entry in group.entries)
    }


def _people_alone(structure: Structure, people: People, parts: Parts) -> list[Someone]:
    """Whom only rows of people name."""
    if not parts.people:
        return []
    holding = {
        people.named.get(id(entry))
        for key, group in structure.groups.items()
        if key not in structure.gone
        for entry in group.entries
    }
    named = dict.fromkeys(people.named.get(id(entry)) for entry in parts.people)
    return [people.found[key] for key in named if key is not None and key not in holding]


def _sort_gone(structure: Structure) -> tuple[tuple[KnownPosition, ...], tuple[str, ...], int]:
    """Of the positions that are gone: those that end, the codes of those we never had, and how many had ended."""
    positions = structure.state.positions
    endings = tuple(known for key, known in positions.items() if key in structure.gone and not known.is_ended)
    left_out = tuple(
        group.code for key, group in structure.groups.items() if key in structure.gone and key not in positions
    )
    return endings, left_out, len(structure.gone) - len(endings) - len(left_out)


def _last_orders(state: State) -> Counter[str | None]:
    """The order of the last of each manager's direct reports."""
    last: Counter[str | None] = Counter()
    for known in state.positions.values():
        if known.is_in_chart:
            last[known.manager] = max(last[known.manager], known.order)
    return last


def edit_of(structure: Structure, group: Group, last: Counter[str | None]) -> Edit:
    """What differs between what the rows say of a position and what is there; who is new comes last among the peers."""
    known = group.known
    present = known.values if known else {name: BY_NAME[name].empty for name in FIELDS}
    after = {
        name: value for name, value in group.values.items() if name in FIELDS and not same(value, present.get(name))
    }
    manager = structure.managers.get(group.key)
    is_placed = group.key not in structure.decisions.unplaced
    moves = known is not None and (
        known.manager != manager
        or (not known.is_in_chart and group.key in structure.managers)
        or (not is_placed and (known.is_ended or known.is_placed))
    )
    if is_placed and (known is None or moves):
        last[manager] += ORDER_STEP
    order = last[manager] if is_placed and (known is None or moves) else None
    before = {name: present[name] for name in after}
    return Edit(group.key, group.code, known, before, after, moves, manager, order, is_placed)


def _taken_off(structure: Structure) -> list[Edit]:
    """What is taken off the chart though no row names it: its manager is gone."""
    positions, unplaced = structure.state.positions, structure.decisions.unplaced
    keys = [key for key in unplaced if key not in structure.groups]
    return [
        Edit(key, positions[key].code, positions[key], {}, {}, moves=True, manager=None, is_placed=False)
        for key in keys
    ]
