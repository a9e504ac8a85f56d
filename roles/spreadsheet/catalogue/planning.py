"""Plan what the sheets of a catalogue do: rows and the present state in, changes and problems out; no query."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Model

from roles.models import Department, Role
from roles.recording_of import CATALOGUE
from roles.spreadsheet.catalogue.columns import DEPARTMENTS, KINDS, NEXT_STEPS, RESPONSIBILITIES, ROLES, SKILLS
from roles.spreadsheet.catalogue.departments import plan_departments
from roles.spreadsheet.catalogue.draft import Draft, parse_lines
from roles.spreadsheet.catalogue.framework import own_sheets
from roles.spreadsheet.catalogue.of_roles import plan_next_steps, plan_responsibilities, plan_skills
from roles.spreadsheet.catalogue.roles_sheet import known_roles, plan_roles
from roles.spreadsheet.catalogue.state import CatalogueState, Key, KnownRow, Values
from roles.spreadsheet.formats.kinds import OF_CATALOGUE
from roles.spreadsheet.problems import Problem, Problems
from roles.spreadsheet.recognising import Sheet
from roles.spreadsheet.state import State, same


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What differs in a row, before and after."""

    key: Key
    known: KnownRow
    before: Values
    after: Values


@dataclass(frozen=True)
class RowPlan:
    """What happens to the rows of a kind."""

    created: dict[Key, Values] = field(default_factory=dict)
    changed: tuple[RowEdit, ...] = ()
    removed: dict[Key, KnownRow] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True when nothing happens."""
        return not (self.created or self.changed or self.removed)


@dataclass(frozen=True)
class CataloguePlan:
    """All that the sheets of a catalogue would change; nothing at all while there is a problem."""

    problems: tuple[Problem, ...] = ()
    rows: Mapping[type[Model], RowPlan] = field(default_factory=dict)
    state: CatalogueState = field(default_factory=CatalogueState)
    # How many rows the sheets had.
    count: int = 0

    @property
    def is_empty(self) -> bool:
        """True when applying it would change nothing."""
        return all(plan.is_empty for plan in self.rows.values())

    def of(self, model: type[Model]) -> RowPlan:
        """What happens to the rows of a kind."""
        return self.rows.get(model, NOTHING)

    def values(self, model: type[Model]) -> Iterator[tuple[Key, Values]]:
        """What there will be of a kind that is never removed."""
        changed = {edit.key: edit.after for edit in self.of(model).changed}
        for key, known in self.state.of(model).items():
            yield key, {**known.values, **changed.get(key, {})}
        yield from self.of(model).created.items()

    def joined(self, state: State) -> State:
        """The state that positions of the same import find: with the roles and departments of these sheets."""
        if self.is_empty:
            return state
        departments = {values["code"]: values["name"] for _key, values in self.values(Department)}
        draft = Draft(self.state, Problems(), {Role: dict(self.values(Role))})
        return replace(state, departments=departments, roles=tuple(known_roles(draft)))


NOTHING = RowPlan()


def is_of_catalogue(sheet: Sheet) -> bool:
    """True for a sheet that tells what positions are for."""
    return sheet.kind in OF_CATALOGUE


def plan_catalogue(sheets: Iterable[Sheet], state: CatalogueState) -> CataloguePlan:
    """Judge all sheets of the catalogue together; those of other kinds say nothing here."""
    sheets = own_sheets(sheet for sheet in sheets if is_of_catalogue(sheet))
    problems = Problems([problem for sheet in sheets for problem in sheet.problems])
    draft = Draft(state, problems)
    lines = {kind: parse_lines(sheets, kind, problems) for kind in KINDS}
    plan_departments(draft, lines[DEPARTMENTS])
    roles = plan_roles(draft, lines[ROLES])
    plan_skills(draft, lines[SKILLS], roles)
    plan_responsibilities(draft, lines[RESPONSIBILITIES], roles)
    plan_next_steps(draft, lines[NEXT_STEPS], roles)
    count = sum(map(len, lines.values()))
    if problems.found:
        return CataloguePlan(problems.in_order_of(sheet.source for sheet in sheets), state=state, count=count)
    return CataloguePlan(rows={model: _compared(draft, model) for model in CATALOGUE}, state=state, count=count)


def _compared(draft: Draft, model: type[Model]) -> RowPlan:
    """What differs between what is wanted and what is there."""
    known = draft.state.of(model)
    wanted = draft.wanted[model]
    edits = [_edit(key, known[key], values) for key, values in wanted.items() if key in known]
    return RowPlan(
        {key: values for key, values in wanted.items() if key not in known},
        tuple(edit for edit in edits if edit.after),
        {key: known[key] for key in known if key in draft.removed[model]},
    )


def _edit(key: Key, known: KnownRow, wanted: Values) -> RowEdit:
    after = {name: value for name, value in wanted.items() if not same(value, known.values[name])}
    return RowEdit(key, known, {name: known.values[name] for name in after}, after)
