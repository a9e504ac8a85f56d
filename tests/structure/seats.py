"""Seats of a small structure from indented text, without a database."""

from roles.structure.reading import Seat
from roles.structure.summing import Structure, put_together

FACTS = {"level": "management_level", "scope": "scope", "focus": "focus"}


def seats_of(text: str) -> list[Seat]:
    """One a line: the code, then perhaps "assistant", "vacant", "posts=12" and facts such as "level=staff"."""
    seats: list[Seat] = []
    line: list[tuple[int, Seat]] = []
    for key, row in enumerate((row for row in text.splitlines() if row.strip()), 1):
        depth = len(row) - len(row.lstrip())
        line = [(at, seat) for at, seat in line if at < depth]
        code, *words = row.split()
        facts = dict(word.split("=") for word in words if "=" in word)
        seat = seat_of(
            key,
            line[-1][1].key if line else None,
            code=code,
            level=len(line),
            posts=int(facts.get("posts", 1)),
            is_assistant="assistant" in words,
            is_filled="vacant" not in words,
            **{FACTS[name]: fact for name, fact in facts.items() if name in FACTS},
        )
        line.append((depth, seat))
        seats.append(seat)
    return seats


def seat_of(key: int, reports_to: int | None, **values: object) -> Seat:
    """A seat that somebody holds, with no facts but those given."""
    usual = {
        "code": f"P{key}",
        "own_title": f"Title {key}",
        "role_title": None,
        "management_level": None,
        "scope": None,
        "focus": None,
        "department": None,
        "level": 0,
        "posts": 1,
        "is_assistant": False,
        "is_filled": True,
    }
    return Seat(key=key, reports_to=reports_to, **{**usual, **values})  # type: ignore[arg-type] # of any type


def structure_of(text: str) -> Structure:
    """The seats, put together."""
    return put_together(seats_of(text))
