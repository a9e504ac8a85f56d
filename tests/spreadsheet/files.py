"""Files and organisations as text, for tests of reading and planning that need no database."""

import datetime
from dataclasses import replace
from decimal import Decimal
from textwrap import dedent
from typing import Any

from roles.spreadsheet.plan import AS_USUAL, Options, Plan
from roles.spreadsheet.planning import make_plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.state import Held, Known, KnownPosition, State
from roles.text import code_key

TODAY = datetime.date(2026, 6, 15)
NOTHING = {
    "role": "",
    "department": "",
    "organisation": "",
    "location": "",
    "grade": "",
    "assistant": False,
    "posts": 1,
    "notes": "",
}


def sheet(text: str, name: str = "positions.csv") -> Sheet:
    """A file, read from text."""
    return read_file(name, dedent(text).lstrip("\n").encode())[0]


def standing(text: str = "", **values: object) -> State:
    """An organisation given as indented text: a code, its title, perhaps a holder behind a colon.

    The holders' numbers are N1, N2 … in the order of the lines; the same name is the same person.
    """
    positions: dict[str, KnownPosition] = {}
    people: dict[str, Known] = {}
    line: list[tuple[int, str]] = []
    for number, row in enumerate(filter(str.strip, dedent(text).splitlines()), 1):
        depth = len(row) - len(row.lstrip())
        line = [(level, key) for level, key in line if level < depth]
        words, _colon, holder = row.strip().partition(":")
        code, _blank, title = words.strip().partition(" ")
        held: tuple[Held, ...] = ()
        if name := holder.strip():
            person = next((key for key, known in people.items() if known.name == name), f"n{len(people) + 1}")
            people.setdefault(person, Known(len(people) + 1, person.upper(), name))
            held = (Held(number, person, "substantive", Decimal(1), None, None),)
        manager = line[-1][1] if line else None
        key = code_key(code)
        positions[key] = KnownPosition(
            number, code, manager, order=number, values={"title": title or code, **NOTHING}, held=held
        )
        line.append((depth, key))
    return replace(State(TODAY, positions=positions, people=people), **values)  # type: ignore[arg-type] # any field of State


def planned(text: str, state: State | None = None, options: Options = AS_USUAL) -> Plan:
    """The plan of one file."""
    return make_plan([sheet(text)], state or standing(), options)


def refused(text: str, state: State | None = None, options: Options = AS_USUAL) -> list[str]:
    """The problems of one file."""
    return [told(problem) for problem in planned(text, state, options).problems]


def told(problem: Problem) -> str:
    """A problem with its row and heading, without file and cell."""
    return str(replace(problem, file="", cell=""))


def notes_of(printed: dict[str, Any]) -> list[str]:
    """The notes of a printed plan that are about all its tables together."""
    return [note["message"] for note in printed["notes"] if not note["file"]]
