"""Write a plan to the database: one transaction, through the tree's door."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles import tree
from roles.batches import batches
from roles.collector import collector_paused
from roles.models import Appointment, ChangeKind, Department, Link, Person, Position, Role
from roles.palette import next_colours
from roles.record import Record, present_values
from roles.spreadsheet.catalogue.writing import write_catalogue
from roles.spreadsheet.columns import FIELDS
from roles.spreadsheet.holding import ONE_DAY
from roles.spreadsheet.people import FACTS
from roles.spreadsheet.plan import Edit, Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.state import State, read_state
from roles.suggesting.keeping import keep_positions_of
from roles.tree import beside


class NothingToWriteError(Exception):
    """The plan has problems, or changes nothing: the transaction is given up."""


def preview_sheets(sheets: Sequence[Sheet], options: Options) -> Plan:
    """Plan without writing."""
    with collector_paused():
        return make_plan(sheets, read_state({sheet.kind for sheet in sheets}), options)


def import_sheets(sheets: Sequence[Sheet], options: Options) -> Plan:
    """Plan and write in one transaction that nobody else writes the tree in; nothing when there is a problem."""
    plan = Plan()
    try:
        with collector_paused(), tree.writing(ChangeKind.IMPORTED) as record:
            state = read_state({sheet.kind for sheet in sheets})
            plan = make_plan(sheets, state, options)
            if plan.problems or plan.is_empty:
                raise NothingToWriteError
            write_plan(record, plan, state)
    except NothingToWriteError:
        return plan
    return plan


def write_plan(record: Record, plan: Plan, state: State) -> None:
    """Write a plan; call it inside `roles.tree.writing`, with the state read there."""
    changed_roles = write_catalogue(record, plan.catalogue)
    colours = next_colours(Department.objects.values_list("colour", flat=True))
    new = zip(plan.departments.items(), colours, strict=False)
    departments = [Department(code=code, name=name, colour=colour) for (code, name), colour in new]
    beside.write(record, Department, departments)
    positions = _write_positions(plan, state)
    record.codes.update((known.key, known.code) for known in state.positions.values())
    people = _write_people(record, plan)
    _write_appointments(record, plan, positions, people)
    links = [
        Link(from_position_id=positions[origin], to_position_id=positions[target], kind=kind)
        for origin, target, kind in plan.links.new
    ]
    beside.write(record, Link, links, removed=plan.links.removed)
    keep_positions_of(changed_roles)
    written = {edit.key for edit in plan.edits}
    beside.touch([positions[key] for key in (plan.appointments.positions | plan.links.positions) - written])


def _write_positions(plan: Plan, state: State) -> dict[str, int]:
    """Create, change, move and end positions; returns the primary key of every one by the key of its code."""
    ids = {key: known.key for key, known in state.positions.items()}
    stored = Position.objects.in_bulk([edit.known.key for edit in plan.edits if edit.known])
    positions = {edit.key: stored[edit.known.key] if edit.known else Position(code=edit.code) for edit in plan.edits}
    references = {
        "role": dict(Role.objects.values_list("slug", "pk")),
        "department": dict(Department.objects.values_list("code", "pk")),
    }
    for edit in plan.edits:
        _set_fields(positions[edit.key], edit, references)
        if edit.known is None or edit.moves:
            _set_manager(positions[edit.key], edit, positions, ids)
    new = [positions[edit.key] for edit in plan.edits if edit.known is None]
    changed = [positions[edit.key] for edit in plan.edits if edit.known]
    # The last day is yesterday, since today's chart shows what the file says.
    ended = dict.fromkeys((known.key for known in plan.endings), state.today - ONE_DAY)
    tree.apply(tree.Changes(new, changed, ended))
    return ids | {key: position.pk for key, position in positions.items()}


def _set_fields(position: Position, edit: Edit, references: dict[str, dict[str, int]]) -> None:
    """Put what the file says on a position."""
    for name, value in edit.after.items():
        if name in references:
            if value and value not in references[name]:
                # Roles and departments are deleted beside the tree's lock.
                raise ValidationError(
                    _("%(name)s was deleted by somebody else meanwhile: nothing was written. Look at the plan again.")
                    % {"name": value}
                )
            setattr(position, f"{FIELDS[name]}_id", references[name][value] if value else None)
        else:
            setattr(position, FIELDS[name], value)


def _set_manager(position: Position, edit: Edit, positions: dict[str, Position], ids: dict[str, int]) -> None:
    """Place a position in the chart, below a manager who may be new as well, or take it off."""
    position.is_placed, position.ended_on = edit.is_placed, None
    position.peer_order = edit.order or 0
    if edit.manager is None:
        position.reports_to = None
    elif edit.manager in ids:
        position.reports_to_id = ids[edit.manager]
    else:
        position.reports_to = positions[edit.manager]


def _write_people(record: Record, plan: Plan) -> dict[str, int]:
    """Create and change people; returns the primary key of each that the file names, by the key of their number."""
    new = {
        key: Person(number=someone.number, **{name: someone.fact(name) for name in FACTS})
        for key, someone in plan.people.items()
        if someone.known is None
    }
    changes = {someone.known.key: someone.changes for someone in plan.people.values() if someone.known}
    changes = {key: facts for key, facts in changes.items() if facts}
    before = present_values(Person, list(changes))
    # Addresses are unique at every moment: two people who swap theirs give them up first.
    for keys in batches([key for key, facts in changes.items() if "email" in facts]):
        Person.objects.filter(pk__in=keys).update(email="")
    changed = Person.objects.in_bulk(list(changes))
    for key, person in changed.items():
        _set(person, changes[key])
    beside.write(record, Person, list(new.values()), list(changed.values()), before=before)
    known = {key: someone.known.key for key, someone in plan.people.items() if someone.known}
    return known | {key: person.pk for key, person in new.items()}


def _write_appointments(record: Record, plan: Plan, positions: dict[str, int], people: dict[str, int]) -> None:
    """Create, change and delete appointments."""
    appointments = plan.appointments
    changed = Appointment.objects.in_bulk(list(appointments.changed))
    for key, appointment in changed.items():
        _set(appointment, appointments.changed[key])
    new = [
        Appointment(
            position_id=positions[each.position],
            person_id=None if each.person is None else people[each.person],
            kind=each.terms.kind,
            share=each.terms.share,
            start=each.terms.start,
            end=each.terms.end,
        )
        for each in appointments.new
    ]
    beside.write(record, Appointment, new, list(changed.values()), appointments.removed)


def _set(instance: Person | Appointment, values: dict[str, Any]) -> None:
    """Put values on a row."""
    for name, value in values.items():
        setattr(instance, name, value)
