"""What is found in small structures, and that it is what a plain dictionary says of random ones."""

import random
from collections.abc import Callable

import pytest

from roles.models import Focus, ManagementLevel, Scope
from roles.structure.findings import USUAL_LIMIT, Kind, find_all
from roles.structure.reading import Seat
from roles.structure.summing import put_together
from tests.structure.seats import seat_of, structure_of

FACTS = {Kind.HIGHER_LEVEL: "level", Kind.WIDER_SCOPE: "scope", Kind.WIDER_FOCUS: "focus"}


def found(text: str, kind: Kind, limit: int = USUAL_LIMIT) -> list[str]:
    """The codes of what is found of a kind; beside whom, behind a blank."""
    findings = find_all(structure_of(text), limit)[kind]
    return [f"{each.seat.code} {each.other.code}" if each.other else each.seat.code for each in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A level=middle\n  B level=executive", ["B A"]),
        ("A level=executive\n  B level=middle", []),
        ("A level=middle\n  B level=middle", []),
        ("A level=middle\n  B\n    C level=senior", ["C A"]),
        ("A\n  B level=executive", []),
        ("A level=staff\n  B level=middle\n    C level=first_line", ["B A"]),
        ("A level=staff\nB level=middle", []),
        ("A level=staff\n  B assistant level=middle", ["B A"]),
    ],
    ids=[
        "higher",
        "lower",
        "alike",
        "through one without facts",
        "above says nothing",
        "only the first",
        "two heads",
        "assistant",
    ],
)
def test_management_level_is_compared_with_the_nearest_above_that_has_one(text: str, expected: list[str]) -> None:
    assert found(text, Kind.HIGHER_LEVEL) == expected


def test_a_wider_scope_below_a_department_is_found() -> None:
    text = """
    CEO scope=organisation
      HR scope=department
        GROUP scope=organisation
        AREA scope=division
        TEAM scope=team
    """
    assert found(text, Kind.WIDER_SCOPE) == ["GROUP HR", "AREA HR"]


def test_a_strategic_focus_below_a_tactical_one_is_found() -> None:
    assert found("A focus=tactical\n  B focus=strategic\n  C focus=operational", Kind.WIDER_FOCUS) == ["B A"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n  B\n    C\n    D", ["A B"]),
        ("A\n  B\n  C assistant", ["A B"]),
        ("A\n  C assistant", []),
        ("A\n  G posts=12", []),
        ("A\n  B\n    C", ["A B", "B C"]),
        ("A\n  B\nC\n  D\n  E", ["A B"]),
    ],
    ids=["single", "beside an assistant", "assistant alone", "a group of posts", "in a chain", "several heads"],
)
def test_one_to_one_lines_are_of_one_post_that_is_no_assistant(text: str, expected: list[str]) -> None:
    assert found(text, Kind.ONE_TO_ONE) == expected


@pytest.mark.parametrize(("limit", "expected"), [(2, ["A", "B"]), (3, ["A"]), (13, [])])
def test_spans_count_posts_above_the_limit(limit: int, expected: list[str]) -> None:
    text = "A\n  B\n    C\n    D\n    E\n    F assistant\n  G posts=12"
    assert found(text, Kind.WIDE_SPAN, limit) == expected


def test_who_leads_although_the_role_leads_nobody_is_found() -> None:
    text = "A\n  B level=staff\n    C\n  D scope=own_work\n    E\n  F level=staff\n    G assistant\n  H level=staff"
    assert found(text, Kind.LEADS) == ["B", "D"]


def test_who_leads_nobody_although_the_role_leads_is_found() -> None:
    text = """
    A level=executive
      B level=first_line
      C level=middle
        D
      E level=senior
        F assistant level=middle
      G level=middle posts=3
      H level=executive
      I level=staff
    """
    assert found(text, Kind.LEADS_NOBODY) == ["B", "F"]


def test_vacant_positions_say_how_many_report_to_them() -> None:
    structure = structure_of("A vacant\n  B vacant\n  G posts=3")
    assert [(each.seat.code, each.number) for each in find_all(structure, 12)[Kind.VACANT]] == [("A", 4), ("B", 0)]


def test_nothing_is_found_where_nothing_is() -> None:
    findings = find_all(put_together([]), 1)
    assert findings == {kind: [] for kind in Kind}


# Against a plain dictionary


def random_seats(chance: random.Random, size: int) -> list[Seat]:
    """A forest in tree order, in which a fact is missing as often as not."""
    below: dict[int | None, list[int]] = {}
    managers = {key: chance.choice([None, *range(1, key)]) if chance.random() < 0.9 else None for key in range(1, size)}
    for key, manager in managers.items():
        below.setdefault(manager, []).append(key)
    ordered, waiting = [], below.get(None, [])[::-1]
    while waiting:
        ordered.append(key := waiting.pop())
        waiting += below.get(key, [])[::-1]
    return [
        seat_of(
            key,
            managers[key],
            management_level=chance.choice([None, "", *ManagementLevel.values]),
            scope=chance.choice([None, "", *Scope.values]),
            focus=chance.choice([None, "", *Focus.values]),
            posts=chance.choice([1, 1, 1, 3]),
            is_assistant=chance.random() < 0.2,
            is_filled=chance.random() < 0.7,
        )
        for key in ordered
    ]


def told_plainly(seats: list[Seat], limit: int) -> dict[Kind, list[int]]:
    """The keys of what is found, each position by itself asked of a dictionary of all."""
    by_key = {seat.key: seat for seat in seats}

    def contradicts(seat: Seat, fact: str, values: list[str]) -> bool:
        own, above = getattr(seat, fact), by_key.get(seat.reports_to or 0)
        while above and not getattr(above, fact):
            above = by_key.get(above.reports_to or 0)
        return bool(own and above) and values.index(own) < values.index(getattr(above, fact))

    def reports(seat: Seat) -> list[Seat]:
        return [each for each in seats if each.reports_to == seat.key]

    def span(seat: Seat) -> int:
        return sum(each.posts for each in reports(seat) if not each.is_assistant)

    leading = ("senior", "middle", "first_line")
    rules: dict[Kind, Callable[[Seat], bool]] = {
        Kind.HIGHER_LEVEL: lambda seat: contradicts(seat, "management_level", ManagementLevel.values),
        Kind.WIDER_SCOPE: lambda seat: contradicts(seat, "scope", Scope.values),
        Kind.WIDER_FOCUS: lambda seat: contradicts(seat, "focus", Focus.values),
        Kind.LEADS: lambda seat: (seat.management_level == "staff" or seat.scope == "own_work") and span(seat) > 0,
        Kind.LEADS_NOBODY: lambda seat: seat.management_level in leading and seat.posts == 1 and not reports(seat),
        Kind.WIDE_SPAN: lambda seat: span(seat) > limit,
        Kind.ONE_TO_ONE: lambda seat: span(seat) == 1,
        Kind.VACANT: lambda seat: not seat.is_filled,
    }
    return {kind: [seat.key for seat in seats if rule(seat)] for kind, rule in rules.items()}


@pytest.mark.parametrize("seed", range(60))
def test_a_plain_dictionary_finds_the_same(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    seats, limit = random_seats(chance, chance.randrange(1, 60)), chance.randrange(1, 8)
    findings = find_all(put_together(seats), limit)
    assert {kind: [each.seat.key for each in each_kind] for kind, each_kind in findings.items()} == told_plainly(
        seats, limit
    )
