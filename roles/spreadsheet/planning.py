"""Plan what a file does to the organisation: rows and the present state in, changes and problems out; no query."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.numbering import ORDER_STEP
from roles.spreadsheet.apart import Parts, part_sheets, refuse_unknown_positions
from roles.spreadsheet.appointing import Appointments, plan_appointments
from roles.spreadsheet.catalogue.planning import CataloguePlan, is_of_catalogue, plan_catalogue
from roles.spreadsheet.columns import BY_NAME, FIELDS
from roles.spreadsheet.deciding import Asked, Decisions
from roles.spreadsheet.entries import Entry, Group, group_rows
from roles.spreadsheet.filling import Filling
from roles.spreadsheet.labels import Departments, Roles, find_labels
from roles.spreadsheet.leaving_out import leave_out_rows
from roles.spreadsheet.linking import Links, plan_links
from roles.spreadsheet.managers import find_managers
from roles.spreadsheet.merging import merge_rows
from roles.spreadsheet.people import People, Someone
from roles.spreadsheet.problems import Problem, Problems, order_in
from roles.spreadsheet.questions import Answer, Answers
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.shape import check_shape
from roles.spreadsheet.state import KnownPosition, State, same
from roles.spreadsheet.structure import Structure
from roles.text import code_key


@dataclass(frozen=True)
class Options:
    """How to judge a file: may what it leaves out end, and is every name without number a person of its own?

    What it leaves out ends in the branch of that code alone, if one is given; `answers` are HR's to what it may decide;
    `ends` is how many positions may end, if that was said.
    """

    replaces: bool = False
    same_name_is_new: bool = False
    branch: str = ""
    answers: Answers = field(default_factory=Answers)
    ends: int | None = None


AS_USUAL = Options()


@dataclass(frozen=True, slots=True)
class Edit:
    """What happens to a position, by the names of our columns: what differs, before and after."""

    key: str
    code: str
    known: KnownPosition | None
    before: dict[str, Any]
    after: dict[str, Any]
    moves: bool
    manager: str | None
    order: int | None = None
    is_placed: bool = True


@dataclass(frozen=True)
class Plan:
    """All that a file would change; nothing at all while there is a problem, or a question without an answer.

    Codes are in the order of the file. Of questions, `asked` has all, each with the answer that was given.
    """

    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()
    # Codes that were put on the list of those not placed yet, and those whose rows an answer left out.
    unplaced: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    # What was left out without a question, in words.
    notes: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unchanged: int = 0
    edits: tuple[Edit, ...] = ()
    endings: tuple[KnownPosition, ...] = ()
    departments: dict[str, str] = field(default_factory=dict)
    people: dict[str, Someone] = field(default_factory=dict)
    # The numbers of those whom rows of people name and no row of a position does.
    new_people: tuple[str, ...] = ()
    changed_people: tuple[str, ...] = ()
    appointments: Appointments = field(default_factory=Appointments)
    links: Links = field(default_factory=Links)
    catalogue: CataloguePlan = field(default_factory=CataloguePlan)

    @property
    def is_empty(self) -> bool:
        """True when applying it would change nothing."""
        return self.catalogue.is_empty and self.leaves_positions

    @property
    def is_of_nobody(self) -> bool:
        """True when no row named a position or a person."""
        return self.leaves_positions and not self.unchanged

    @property
    def leaves_positions(self) -> bool:
        """True when it would change nothing of positions and people."""
        # Whose links alone differ, is among the changed.
        return not (self.created or self.changed or self.moved or self.ended or self.new_people or self.changed_people)


def make_plan(sheets: Iterable[Sheet], state: State, options: Options = AS_USUAL) -> Plan:
    """Judge all files together by the end state."""
    sheets = tuple(sheets)
    # Positions of the same files may name roles and departments that these bring.
    catalogue = plan_catalogue(sheets, state.catalogue)
    files = [sheet.source.file for sheet in sheets]
    sheets = tuple(sheet for sheet in sheets if not is_of_catalogue(sheet))
    if files and not sheets and not options.replaces:
        return Plan(problems=catalogue.problems, catalogue=catalogue)
    state = catalogue.joined(state)
    problems = Problems([*catalogue.problems, *(problem for sheet in sheets for problem in sheet.problems)])
    parts = part_sheets(sheets, state, problems, same_name_is_new=options.same_name_is_new)
    groups = group_rows(parts.positions, state, problems)
    refuse_unknown_positions(groups, parts, problems)
    if options.replaces and not groups and not problems.found:
        text = _("The files name no position, so all would end: add a file of positions, or replace nothing.")
        problems.add_beside_files(text)
    decisions = Decisions(options.answers)
    notes = leave_out_rows(groups, state, decisions)
    merge_rows(groups, decisions)
    gone = {key for key, group in groups.items() if group.is_gone}
    if options.replaces:
        gone |= _missing(groups, _replaced(state, options.branch, problems)) - decisions.skipped.keys()
    structure = Structure(groups, state, problems, gone, decisions)
    find_managers(structure)
    left = {key: group for key, group in groups.items() if key not in gone}
    departments = Departments(state.departments)
    find_labels(left.values(), departments, Roles(state.roles), problems)
    check_shape(structure)
    people = People(state, problems, same_name_is_new=options.same_name_is_new)
    people.identify([parts.alone, *left.values()], [*parts.people, *_naming(left.values())])
    appointments = plan_appointments(left.values(), people, state.today, problems)
    links = plan_links(structure, parts.links, parts.covered(groups))
    decisions.settle(problems)
    asked = _asked_in_order(decisions, files)
    if problems.found:
        return Plan(problems=problems.in_order_of(files), asked=asked, notes=notes)
    plan = _put_together(structure, departments, people, appointments, links, parts)
    if options.ends is not None and options.ends != len(plan.ended):
        problems.add_beside_files(_refuse_number(len(plan.ended), options.ends))
        return Plan(problems=tuple(problems.found), asked=asked, notes=notes)
    unplaced, skipped = (
        dict.fromkeys(question.code for question, answer in asked if answer == which)
        for which in (Answer.UNPLACED, Answer.SKIP)
    )
    # What was left as it was may have lost its manager afterwards.
    still = tuple(code for code in skipped if code not in unplaced)
    return replace(plan, asked=asked, notes=notes, unplaced=tuple(unplaced), skipped=still, catalogue=catalogue)


def _refuse_number(count: int, said: int) -> str:
    text = ngettext(
        "%(count)d position would end, not %(said)d: look at the list again.",
        "%(count)d positions would end, not %(said)d: look at the list again.",
        count,
    )
    return text % {"count": count, "said": said}


def _asked_in_order(decisions: Decisions, files: list[str]) -> tuple[Asked, ...]:
    """All questions in the order of the files and their rows."""
    place = order_in(files)
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


def _missing(groups: dict[str, Group], replaced: Iterable[str]) -> set[str]:
    """Those that no row names."""
    return {key for key in replaced if key not in groups}


def _naming(groups: Iterable[Group]) -> list[Entry]:
    """The rows that name a person."""
    return [entry for group in groups for entry in group.entries if entry.filling is Filling.PERSON]


def _put_together(
    structure: Structure,
    departments: Departments,
    people: People,
    appointments: Appointments,
    links: Links,
    parts: Parts,
) -> Plan:
    """The plan of a file without problems."""
    last = last_orders(structure.state)
    edits = [_edit(structure, group, last) for key, group in structure.groups.items() if key not in structure.gone]
    edits += _taken_off(structure)
    touched = appointments.positions | links.positions | _of_changed_people(structure, people)
    created = tuple(edit.code for edit in edits if edit.known is None)
    changed = tuple(edit.code for edit in edits if edit.known and (edit.after or edit.key in touched))
    linked = _only_linked(structure, links)
    moved = tuple(edit.code for edit in edits if edit.known and edit.moves)
    endings, left_out, already_gone = _sort_gone(structure)
    alone = _people_alone(structure, people, parts)
    return Plan(
        created=created,
        changed=changed + linked,
        moved=moved,
        ended=tuple(known.code for known in endings),
        left_out=left_out,
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
    endings = tuple(known for key, known in positions.items() if key in structure.gone and known.is_in_chart)
    left_out = tuple(
        group.code for key, group in structure.groups.items() if key in structure.gone and key not in positions
    )
    return endings, left_out, len(structure.gone) - len(endings) - len(left_out)


def last_orders(state: State) -> Counter[str | None]:
    """The order of the last of each manager's direct reports."""
    last: Counter[str | None] = Counter()
    for known in state.positions.values():
        if known.is_in_chart:
            last[known.manager] = max(last[known.manager], known.order)
    return last


def _edit(structure: Structure, group: Group, last: Counter[str | None]) -> Edit:
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
