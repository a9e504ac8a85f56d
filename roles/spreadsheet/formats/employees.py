"""A plain list of employees with a column for the manager, as systems of HR write it."""

from dataclasses import replace

from roles.spreadsheet.formats.kinds import EMPLOYEES, Format, Rows, folded, headings_of
from roles.spreadsheet.parsing import NO_CONTACT
from roles.spreadsheet.problems import Problems, Row

# The first of these that says something in a row is its manager.
MANAGERS = ("manager_code", "manager_number", "manager_email", "reports_to", "manager_name")
NAMES = ("first_name", "middle_name", "last_name")
WORDS_FOR_MANAGER = ("manager", "line manager", "supervisor", "direct manager", "people manager", "reports to")
OF_MANAGERS = {
    "manager_number": (
        "id",
        "number",
        "no",
        "employee id",
        "employee number",
        "worker id",
        "staff id",
        "person number",
    ),
    "manager_email": ("email", "mail", "e-mail address", "work email"),
    "manager_name": ("name", "full name"),
    "manager_code": ("position", "position id", "position code", "code"),
}
HEADINGS = (
    headings_of()
    | folded(
        {
            "role": "title",
            "position": "title",
            "first name": "first_name",
            "given name": "first_name",
            "forename": "first_name",
            "preferred first name": "first_name",
            "middle name": "middle_name",
            "last name": "last_name",
            "surname": "last_name",
            "family name": "last_name",
        }
    )
    | folded(dict.fromkeys(WORDS_FOR_MANAGER, "reports_to"))
    | folded(
        {
            f"{word} {ending}": cell
            for word in WORDS_FOR_MANAGER
            for cell, endings in OF_MANAGERS.items()
            for ending in endings
        }
    )
)


def tidy_employees(rows: list[Row], _problems: Problems) -> Rows:
    """Names in one cell, and one manager."""
    return [replace(row, cells=_tidy(row.cells)) for row in rows], []


def _tidy(cells: dict[str, str]) -> dict[str, str]:
    kept = {name: text for name, text in cells.items() if name not in MANAGERS and name not in NAMES}
    parts = [cells[name] for name in NAMES if cells.get(name)]
    if not kept.get("holder") and any(name in cells for name in NAMES):
        kept["holder"] = " ".join(parts)
    if kept.get("phone", "").casefold() in NO_CONTACT:
        kept["phone"] = ""
    if managers := [cells[name] for name in MANAGERS if name in cells]:
        kept["reports_to"] = next(filter(None, managers), "")
    return kept


LIST_OF_EMPLOYEES = Format(
    EMPLOYEES,
    HEADINGS,
    needed=(("title", "role"), ("holder", "first_name", "last_name", "person_number", "email")),
    shown=dict.fromkeys(NAMES, "holder") | dict.fromkeys(MANAGERS, "reports_to"),
    tidy=tidy_employees,
)


def is_list_of_employees(cells: set[str], headings: set[str]) -> bool:
    """True without a code of positions, but with somebody in each row, a title and a manager."""
    names = {HEADINGS.get(heading, "") for heading in headings} | cells
    has_code = "code" in cells
    has_person = names & {"holder", "first_name", "last_name", "person_number", "email"}
    has_manager = names & set(MANAGERS)
    return bool(not has_code and has_person and has_manager and names & {"title", "role"})
