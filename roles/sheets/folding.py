"""Fold leaf reports into their managers' boxes, where they are lines instead of boxes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from roles.chart import Member, Peers, Seat, SeatLink
from roles.sheets.content import Content, Phrases

BETWEEN = " · "


def fold(content: Content) -> list[Seat]:
    """The seats that keep a box, with their teams; assistants keep theirs, and who has reports.

    To a folded position no line can lead, so where such a line would begin it is said in words.
    """
    reports = leaf_reports(content.seats)
    folded = {seat.key for team in reports.values() for seat in team}
    said = remarks_of(content.links, folded)
    return [
        with_team(with_remarks(seat, said), reports.get(seat.key, ()), said, content.phrases)
        for seat in content.seats
        if seat.key not in folded
    ]


def leaf_reports(seats: Sequence[Seat]) -> dict[int, list[Seat]]:
    """By their managers' keys, the reports that fold."""
    managers = {seat.reports_to for seat in seats}
    keys = {seat.key for seat in seats}
    reports: dict[int, list[Seat]] = {}
    for seat in seats:
        if seat.reports_to in keys and seat.key not in managers and not seat.is_assistant:
            reports.setdefault(seat.reports_to, []).append(seat)
    return reports


def remarks_of(links: Sequence[SeatLink], folded: set[int]) -> dict[int, list[str]]:
    """What is said of a seat instead of drawing a line from it."""
    said: dict[int, list[str]] = {}
    for link in links:
        if link.name and not folded.isdisjoint((link.start, link.end)):
            said.setdefault(link.start, []).append(link.name)
    return said


def with_remarks(seat: Seat, said: Mapping[int, list[str]]) -> Seat:
    """A box with what its lines can't show."""
    return replace(seat, details=(*seat.details, *said[seat.key])) if seat.key in said else seat


def with_team(seat: Seat, reports: Sequence[Seat], said: Mapping[int, list[str]], phrases: Phrases) -> Seat:
    """A manager whose box holds these reports; those who follow one another with the same title share it."""
    if not reports:
        return seat
    team = []
    for title, peers in groupby(reports, key=lambda report: report.title):
        members = tuple(member_of(report, seat, said.get(report.key, ())) for report in peers)
        some = {"title": title, "number": phrases.number(len(members))}
        team.append(Peers(phrases.several % some if len(members) > 1 else title, members))
    return replace(seat, team=tuple(team))


def member_of(seat: Seat, manager: Seat, said: Sequence[str]) -> Member:
    """A report as lines, with what is not the same as of the manager."""
    colour = seat.colour if seat.colour != manager.colour else ""
    vacancy = seat.vacancy if seat.is_vacant else ""
    return Member(
        seat.holders, vacancy, BETWEEN.join(filter(None, (*differing(seat, manager), *said))), colour, seat.contact
    )


def differing(seat: Seat, manager: Seat) -> Iterator[str]:
    """What stands in small type in a box, without what the manager's box says already."""
    if seat.department != manager.department:
        yield seat.department
    if seat.category not in (manager.category, seat.department, seat.vacancy):
        yield seat.category
    yield from (*seat.details, seat.counts)
