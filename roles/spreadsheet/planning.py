"""Plan what a file does to the organisation: rows and the present state in, changes and problems out; no query."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.apart import part_sheets, refuse_unknown_positions
from roles.spreadsheet.appointing import plan_appointments
from roles.spreadsheet.catalogue.planning import CataloguePlan, is_of_catalogue, plan_catalogue
from roles.spreadsheet.deciding import Asked, Decisions
from roles.spreadsheet.differences import put_together
from roles.spreadsheet.entries import Entry, Group, group_rows
from roles.spreadsheet.filling import Filling
from roles.spreadsheet.labels import Departments, Roles, find_labels
from roles.spreadsheet.leaving_out import leave_out_rows
from roles.spreadsheet.linking import plan_links
from roles.spreadsheet.managers import find_managers
from roles.spreadsheet.merging import merge_rows
from roles.spreadsheet.namesakes import note_namesakes
from roles.spreadsheet.noting import note_several_files, note_to_come
from roles.spreadsheet.people import People
from roles.spreadsheet.plan import AS_USUAL, Options, Plan
from roles.spreadsheet.problems import Problem, Problems, Source, order_in
from roles.spreadsheet.questions import note_unneeded
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.shape import check_shape
from roles.spreadsheet.state import State
from roles.spreadsheet.structure import Structure
from roles.spreadsheet.waiting import note_staying
from roles.text import code_key


def make_plan(sheets: Iterable[Sheet], state: State, options: Options = AS_USUAL) -> Plan:
    """Judge all files together by the end state."""
    sheets = tuple(sheets)
    # Positions of the same files may name roles and departments that these bring.
    catalogue = plan_catalogue(sheets, state.catalogue)
    sources = [sheet.source for sheet in sheets]
    sheets = tuple(sheet for sheet in sheets if not is_of_catalogue(sheet))
    if sources and not sheets and not options.replaces:
        return _of_catalogue_alone(catalogue, options)
    state = catalogue.joined(state)
    problems = Problems([*catalogue.problems, *(problem for sheet in sheets for problem in sheet.problems)])
    parts = part_sheets(sheets, state, problems, same_name_is_new=options.same_name_is_new)
    groups = group_rows(parts.positions, state, problems)
    refuse_unknown_positions(groups, parts, problems)
    _refuse_to_replace_by_nothing(groups, options, problems)
    decisions = Decisions(options.answers)
    notes = (*note_several_files(groups.values(), parts.appointments), *leave_out_rows(groups, state, decisions))
    merge_rows(groups, decisions)
    gone = _gone(groups, state, options, problems) - decisions.skipped.keys()
    structure = Structure(groups, state, problems, gone, decisions)
    find_managers(structure)
    left = {key: group for key, group in groups.items() if key not in gone}
    departments = Departments(state.departments)
    find_labels(left.values(), departments, Roles(state.roles), problems)
    check_shape(structure)
    people = People(state, problems, same_name_is_new=options.same_name_is_new)
    people.identify([parts.alone, *left.values()], [*parts.people, *_naming(left.values())])
    notes += tuple(note_namesakes(left.values(), people))
    appointments = plan_appointments(left.values(), people, state.today, problems)
    links = plan_links(structure, parts.links, parts.covered(groups))
    decisions.settle(problems)
    asked = _asked_in_order(decisions, sources)
    notes += (*note_to_come(appointments, state), *note_staying(decisions))
    notes += tuple(note_unneeded(options.answers, (question for question, _answer in asked)))
    told = Plan(asked=asked, about=decisions.about, notes=notes)
    if problems.found:
        return replace(told, problems=problems.in_order_of(sources))
    plan = put_together(told, structure, departments, people, appointments, links, parts)
    if options.ends is not None and options.ends != len(plan.ended):
        problems.add_beside_files(_refuse_number(len(plan.ended), options.ends))
        return replace(told, problems=tuple(problems.found))
    return replace(plan, catalogue=catalogue)


def _of_catalogue_alone(catalogue: CataloguePlan, options: Options) -> Plan:
    """The plan of files that say nothing of positions: none ends, and nothing is asked."""
    problems = catalogue.problems
    if options.ends and not problems:
        problems = (Problem("", None, "", _refuse_number(0, options.ends)),)
    return Plan(problems=problems, catalogue=catalogue, notes=tuple(note_unneeded(options.answers, ())))


def _refuse_number(count: int, said: int) -> str:
    text = ngettext(
        "%(count)d position would end, not %(said)d: look at the list again.",
        "%(count)d positions would end, not %(said)d: look at the list again.",
        count,
    )
    return text % {"count": count, "said": said}


def _asked_in_order(decisions: Decisions, sources: Iterable[Source]) -> tuple[Asked, ...]:
    """All questions in the order of the files, their sheets and their rows."""
    place = order_in(sources)
    return tuple(sorted(decisions.asked.values(), key=lambda asked: place(asked[0].problem)))


def _replaced(state: State, branch: str, problems: Problems) -> Iterator[str]:
    """The positions of the chart, or of a branch with its head, that may end."""
    top = code_key(branch)
    known = state.positions.get(top)
    if branch and (known is None or not known.is_in_chart):
        message = _("The branch of “%(code)s” can't be replaced: no position of the chart has that code.")
        problems.add_beside_files(message % {"code": branch[:60]})
        return
    inside = {top}
    for key, known in state.positions.items():
        if known.is_in_chart and (not branch or key in inside or known.manager in inside):
            inside.add(key)
            yield key


def _refuse_to_replace_by_nothing(groups: dict[str, Group], options: Options, problems: Problems) -> None:
    """Refuse to end all positions because no row is about any."""
    if options.replaces and not groups and not problems.found:
        text = _("The files name no position, so all would end: add a file of positions, or replace nothing.")
        problems.add_beside_files(text)


def _gone(groups: dict[str, Group], state: State, options: Options, problems: Problems) -> set[str]:
    """The positions that the files eliminate, and those that may end since no row names them."""
    gone = {key for key, group in groups.items() if group.is_gone}
    if options.replaces:
        gone.update(key for key in _replaced(state, options.branch, problems) if key not in groups)
    return gone


def _naming(groups: Iterable[Group]) -> list[Entry]:
    """The rows that name a person."""
    return [entry for group in groups for entry in group.entries if entry.filling is Filling.PERSON]
