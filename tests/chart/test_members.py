"""A team stands below its manager's lines in the same box: titles once, then names, in columns of even length."""

from dataclasses import replace

import pytest

from roles.chart import PLAIN, Member, Peers, Seat
from roles.chart.labels import Label, label
from roles.chart.lettering import PADDING
from roles.chart.members import HANGING, Team
from roles.chart.text import ELLIPSIS, width

MANAGER = Seat(1, None, "M", "Manager", ("Ines Vidal",))


def named(*names: str, title: str = "Analyst") -> Peers:
    """Peers with these names."""
    return Peers(title, tuple(Member((name,)) for name in names))


def crew(count: int) -> Peers:
    """So many peers."""
    return named(*(f"Person {number}" for number in range(count)))


def box_of(*team: Peers, rows: int = 10) -> Label:
    """The box of a manager with this team."""
    return label(replace(MANAGER, team=team), replace(PLAIN, team_rows=rows))


def team_of(*team: Peers, rows: int = 10) -> Team:
    """The lower part of that box."""
    below = box_of(*team, rows=rows).team
    assert below
    return below


def columns_of(team: Team) -> list[list[str]]:
    """What each column says."""
    columns: dict[int, list[str]] = {}
    for line in (line for group in team.groups for line in group):
        columns.setdefault(line.x, []).append(line.text)
    return [columns[x] for x in sorted(columns)]


def test_a_title_is_followed_by_all_who_have_it() -> None:
    team = team_of(named("Ann", "Bob"), named("Cem", title="Clerk"))
    assert [[(line.kind, line.text) for line in group] for group in team.groups] == [
        [("title", "Analyst"), ("holder", "Ann"), ("holder", "Bob")],
        [("title", "Clerk"), ("holder", "Cem")],
    ]


def test_an_edge_parts_the_team_from_what_the_manager_says() -> None:
    box = box_of(named("Ann"))
    assert box.team
    assert [line.text for line in box.own_lines] == ["Manager", "Ines Vidal"]
    assert max(line.y for line in box.own_lines) < box.team.edge < min(line.y for line in box.team.groups[0])
    assert [line.text for line in box.all_lines] == ["Manager", "Ines Vidal", "Analyst", "Ann"]


def test_a_team_stands_below_the_foot_that_opens_a_branch() -> None:
    box = label(replace(MANAGER, opens="3 of 9 shown", team=(named("Ann"),)), PLAIN)
    assert box.foot
    assert box.team
    assert box.foot.top + box.foot.height <= box.team.edge


def test_a_box_without_a_team_is_as_before() -> None:
    assert label(MANAGER, PLAIN) == label(replace(MANAGER, team=()), replace(PLAIN, team_rows=3))
    assert label(MANAGER, PLAIN).team is None


def test_many_members_stand_in_columns_about_as_long() -> None:
    columns = columns_of(team_of(crew(29), rows=10))
    assert [len(column) for column in columns] == [10, 10, 10]
    assert [name for column in columns for name in column] == ["Analyst", *(f"Person {n}" for n in range(29))]


@pytest.mark.parametrize("rows", [1, 2, 6, 14, 99])
@pytest.mark.parametrize("count", [1, 2, 7, 40, 300])
def test_every_line_stands_in_the_box_and_on_no_other(count: int, rows: int) -> None:
    long = named(
        "x" * 300, "Ann of a long and winding name, " * 12, "محمد بن عبد الله " * 20, title="Chief of all " * 30
    )
    box = box_of(long, crew(count), named("Last", title="Clerk"), rows=rows)
    placed = [(line, {"title": (14, 600), "holder": (14, 400)}[line.kind]) for line in box.all_lines]
    extents = [(line.x, line.x + width(line.text, *font), line.y - 14, line.y + 4) for line, font in placed]
    assert all(left >= PADDING and right <= box.width - PADDING for left, right, _, _ in extents)
    assert all(top >= 0 and bottom <= box.height for _, _, top, bottom in extents)
    extents.sort()
    for place, (_left, right, top, bottom) in enumerate(extents):
        for other_left, _right, other_top, other_bottom in extents[place + 1 :]:
            assert other_left >= right or other_top >= bottom or other_bottom <= top


def test_a_title_never_ends_a_column() -> None:
    teams = [named("Ann", "Bob", title=f"Clerk {number}") for number in range(20)]
    for rows in range(1, 20):
        for column in columns_of(team_of(*teams, rows=rows)):
            assert not column[-1].startswith("Clerk")


def test_a_box_becomes_as_wide_as_its_columns() -> None:
    assert box_of(crew(5)).width == PLAIN.box_width
    assert box_of(crew(50)).width > 2 * PLAIN.box_width


def test_long_names_wrap_and_are_shortened_as_in_boxes_of_their_own() -> None:
    names = team_of(named("Wolfeschlegelsteinhausenbergerdorff " * 9)).groups[0][1:]
    assert len(names) == PLAIN.holder_lines
    assert names[-1].text.endswith(ELLIPSIS)


def test_what_follows_the_first_line_of_a_member_hangs_in() -> None:
    shared = Peers("Analyst", (Member(("Ann", "Bob"), remark="Leeds"), Member(("Cem",))))
    _title, ann, bob, leeds, cem = team_of(shared).groups[0]
    assert (bob.x - ann.x, leeds.x - ann.x, cem.x) == (HANGING, HANGING, ann.x)
    assert leeds.kind == "detail"


def test_addresses_of_a_member_are_whole_on_lines_of_their_own() -> None:
    address, phone = "bartholomew.thornmere-long_name@thornmere.example.org", "+44 20 7946 0000"
    lines = team_of(Peers("Analyst", (Member(("Ann",), remark="Leeds", contact=(address, phone)),))).groups[0]
    *broken, last = [line.text for line in lines if line.kind == "contact"]
    assert ("".join(broken), last) == (address, phone)
    assert 1 < len(broken) < 4
    assert [line.kind for line in lines[:3]] == ["title", "holder", "contact"]


def test_a_position_that_nobody_holds_is_named_as_vacant() -> None:
    _title, line = team_of(Peers("Analyst", (Member(vacancy="Vacant"),))).groups[0]
    assert (line.kind, line.text) == ("vacancy", "Vacant")


def test_a_member_of_whom_nothing_is_known_is_a_title() -> None:
    assert [line.text for line in team_of(Peers("Analyst", (Member(),))).groups[0]] == ["Analyst"]
    assert team_of(Peers("", (Member(colour="#aa3300"),))).marks == ()


def test_right_to_left_names_say_so() -> None:
    assert [line.is_right_to_left for line in team_of(named("دانيال", "Ann")).groups[0]] == [False, True, False]


def test_a_colour_stands_beside_those_who_have_another_one() -> None:
    peers = Peers("Analyst", (Member(("Ann",)), Member(("Bob",), remark="Sales", colour="#aa3300")))
    (mark,) = (team := team_of(peers)).marks
    _title, ann, bob, remark = team.groups[0]
    assert mark.colour == "#aa3300"
    assert ann.y < mark.y < bob.y
    assert mark.y + mark.height > remark.y
