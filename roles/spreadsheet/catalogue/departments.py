"""Plan the sheet of departments: found by code, else by name; made where there is none."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from roles.models import Department
from roles.spreadsheet.catalogue.draft import Draft, Line
from roles.spreadsheet.labels import AmbiguousError, Departments
from roles.text import code_key


def plan_departments(draft: Draft, lines: Iterable[Line]) -> None:
    """Let there be what each row says."""
    known = draft.state.of(Department)
    named = Departments({each.values["code"]: each.values["name"] for each in known.values()})
    for line in lines:
        code = _code(draft, line, named)
        if code is None:
            continue
        key = (code_key(code),)
        values = {name: line.values[name] for name in ("name", "colour") if line.said(name)}
        if key not in known and "name" not in values:
            if "name" not in line.row.cells or "name" in line.values:
                draft.problems.add(line.row, "code", _("This department is new: give it a name."))
        elif line.values.get("name") == "":
            draft.problems.add(line.row, "name", _("A department needs a name."))
        elif draft.is_first(line, "code", (Department, key), _("This department stands in %(place)s already.")):
            draft.want(Department, key, {"code": code, **values})


def _code(draft: Draft, line: Line, named: Departments) -> str | None:
    """The code of the cell, else of the department of that name, else a new one."""
    code: str | None = line.said("code")
    if code is None and ("code" not in line.row.cells or "code" in line.values):
        name = line.said("name")
        if name is None and line.row.cells.get("name", "") == "":
            draft.problems.add(line.row, "name", _("The row names no department."))
        try:
            return named.code_for(name) if name else None
        except AmbiguousError as error:
            draft.problems.add(line.row, "name", str(error))
            return None
    known = draft.state.of(Department).get((code_key(code),)) if code else None
    if known and known.values["code"] != code:
        message = _("In the chart the code is written %(code)s: write it so here too.")
        draft.problems.add(line.row, "code", message % {"code": known.values["code"]})
        return None
    return code
