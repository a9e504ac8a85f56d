"""Leaf reports become lines in their managers' boxes, and nothing that was said of them is lost."""

from dataclasses import replace

from roles.chart import Member, Seat, SeatLink
from roles.sheets.content import Content
from roles.sheets.folding import fold
from tests.chart.seating import seats
from tests.sheets.phrases import content_of

OFFICE = """
Chief | Ann
  *Assistant | Ida
  Manager | Bob
    Analyst | Cem
    Analyst | Dan & Eve
    Clerk | Fay
    Analyst | Gil
  Adviser | Hal
"""


def office(**changes: object) -> Content:
    """The office, all its seats with some changes."""
    return content_of([replace(seat, **changes) for seat in seats(OFFICE)])  # type: ignore[arg-type]


def changed(content: Content, title: str, **changes: object) -> Content:
    """The same with changes of the seats of one title."""
    changes_of = {seat.key: changes if seat.title == title else {} for seat in content.seats}
    return replace(content, seats=[replace(seat, **changes_of[seat.key]) for seat in content.seats])  # type: ignore[arg-type]


def teams(folded: list[Seat]) -> dict[str, list[tuple[str, int]]]:
    """By the titles of those who keep a box, the titles in their teams and how many members have each."""
    return {seat.title: [(peers.title, len(peers.members)) for peers in seat.team] for seat in folded}


def members(folded: list[Seat], manager: str = "Manager") -> list[Member]:
    """A manager's team, one by one."""
    return [member for seat in folded if seat.title == manager for peers in seat.team for member in peers.members]


def test_leaf_reports_fold_while_assistants_and_managers_keep_a_box() -> None:
    assert teams(fold(office())) == {
        "Chief": [("Adviser", 1)],
        "Assistant": [],
        "Manager": [("Analyst (2)", 2), ("Clerk", 1), ("Analyst", 1)],
    }


def test_a_head_without_reports_and_who_hangs_on_nobody_keep_a_box() -> None:
    alone = [Seat(1, None, "A", "Alone"), Seat(2, 99, "B", "Lost"), Seat(3, 3, "C", "Own manager")]
    assert fold(content_of(alone)) == alone


def test_holders_and_vacancies_are_kept() -> None:
    folded = fold(changed(office(), "Clerk", holders=(), vacancy="Vacant", is_vacant=True))
    assert members(folded) == [Member(("Cem",)), Member(("Dan", "Eve")), Member(vacancy="Vacant"), Member(("Gil",))]


def test_what_is_the_same_as_of_the_manager_is_not_repeated() -> None:
    content = changed(
        office(department="Sales", category="Sales", colour="#aa3300"),
        "Clerk", department="Legal", category="Other", colour="#00aa33", details=("Leeds",), counts="9 direct reports",
    )  # fmt: skip
    assert [(member.remark, member.colour) for member in members(fold(content))] == [
        ("", ""),
        ("", ""),
        ("Legal · Other · Leeds · 9 direct reports", "#00aa33"),
        ("", ""),
    ]


def test_addresses_are_kept() -> None:
    content = changed(office(), "Clerk", contact=("ann@example.org", "+44 555"))
    assert [member.contact for member in members(fold(content)) if member.contact] == [("ann@example.org", "+44 555")]


def test_that_a_colour_means_vacant_is_not_said_twice() -> None:
    vacant = {"holders": (), "vacancy": "Vacant", "is_vacant": True, "category": "Vacant", "colour": "#00aa33"}
    folded = fold(changed(office(category="Filled"), "Clerk", **vacant))
    assert members(folded)[2] == Member((), "Vacant", "", "#00aa33")


def test_a_line_that_has_no_box_to_lead_to_is_said_in_words() -> None:
    links = [
        SeatLink(5, 0, "dotted_line", "Also", "also reports to Chief"),
        SeatLink(2, 5, "deputy", "Deputy", "deputy of Clerk"),
        SeatLink(2, 0, "deputy", "Deputy", "deputy of Chief"),
    ]
    folded = fold(replace(office(), links=links))
    assert [member.remark for member in members(folded)] == ["", "", "also reports to Chief", ""]
    assert [seat.details for seat in folded if seat.details] == [("deputy of Clerk",)]
