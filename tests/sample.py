"""Read the sample organisation's two files as they are, without the import."""

import csv
import tomllib
from typing import Any

from roles.sample import POSITIONS_FILE, ROLES_FILE

CEO = "chief-executive-officer"
COO = "chief-operating-officer"
MANAGER = "operations-manager"
VICE_PRESIDENT = "vice-president-operations"

with POSITIONS_FILE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
SAMPLE: dict[str, Any] = tomllib.loads(ROLES_FILE.read_text(encoding="utf-8"))
ROLES: dict[str, dict[str, Any]] = {role["slug"]: role for role in SAMPLE["role"]}
POSITIONS = {row["position_id"]: row for row in ROWS}


def codes(cell: str) -> list[str]:
    """Split a cell that names several positions."""
    return [code for code in cell.split("; ") if code]


def line_of(code: str) -> list[str]:
    """Return the codes above a position, nearest first; raise when they go in a circle."""
    line: list[str] = []
    while code := POSITIONS[code]["reports_to"]:
        assert code not in line, f"{code} is above itself"
        line.append(code)
    return line


def direct_reports(code: str) -> list[str]:
    """Return the codes of those who report straight to a position."""
    return [each for each, row in POSITIONS.items() if row["reports_to"] == code]


def slug_of(row: dict[str, str]) -> str:
    """Return the role that a row names, by its slug or by a title that is the role's own."""
    own = (
        slug for slug, role in ROLES.items() if row["title"] and row["title"] in (role["title"], role["abbreviation"])
    )
    return row["role"] or next(own, "")
