"""Tell the drawing about positions: what their boxes say, and where they lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote
from zlib import crc32

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.addresses import SOME_CODE
from roles.chart import Seat, SeatLink
from roles.chart.text import clean
from roles.choice import Choice
from roles.models import Appointment, AppointmentKind, Link, LinkKind, Position
from roles.phrases import written
from roles.sentences import holders_of, is_vacant
from roles.showing import Extent, Shown

MOST_HOLDERS = 4
# The relations that are drawn: what a line of that kind means, and what it says of the position where it begins.
DRAWN_LINKS: dict[str, Promise] = {
    LinkKind.DOTTED_LINE: gettext_lazy("Dotted line: also reports to"),
    LinkKind.DEPUTY: gettext_lazy("Deputy of"),
}
LINK_NAMES: dict[str, Promise] = {
    LinkKind.DOTTED_LINE: gettext_lazy("also reports to %(title)s"),
    LinkKind.DEPUTY: gettext_lazy("deputy of %(title)s"),
}


@dataclass(frozen=True)
class Addresses:
    """Where boxes lead; a file of its own needs the origin too. The base is the chart that the reader looks at."""

    position: str
    chart: str
    base: str
    whole: str

    @classmethod
    def of_pages(cls, origin: str = "", top: Position | None = None) -> "Addresses":
        """Ask the URL configuration once for all boxes."""
        position, chart = (origin + reverse(name, args=[SOME_CODE]) for name in ("roles:position", "roles:chart"))
        base = reverse("roles:chart", args=[top.code]) if top else reverse("roles:chart")
        return cls(position, chart, origin + base, origin + reverse("roles:chart"))

    def of_position(self, code: str) -> str:
        """The page of a position."""
        return self.position.replace(SOME_CODE, quote(code))

    def of_branch(self, code: str, choice: Choice) -> str:
        """A chart that begins at a position."""
        return with_query(self.chart.replace(SOME_CODE, quote(code)), choice)

    def of_whole(self, choice: Choice) -> str:
        """The chart from every head."""
        return with_query(self.whole, choice)

    def of_choice(self, choice: Choice) -> str:
        """The same chart, with something chosen otherwise."""
        return with_query(self.base, choice)


def with_query(address: str, choice: Choice) -> str:
    """Add to an address what was chosen."""
    return f"{address}?{query}" if (query := choice.query) else address


class Seating:
    """Puts the positions of one chart into words; the highest ones report to none in the drawing."""

    def __init__(self, extent: Extent, shown: Shown, addresses: Addresses) -> None:
        self.choice, self.addresses, self.shown = extent.choice, addresses, shown
        self.line, self.path, self.at = set(extent.line), set(extent.path), extent.at
        self.highest = min((position.level for position in shown.positions), default=0)
        self.peers: dict[int | None, list[int]] = {}
        for position in shown.positions:
            self.peers.setdefault(self.manager_of(position), []).append(position.pk)
        self.places = {key: place for peers in self.peers.values() for place, key in enumerate(peers, 1)}

    def manager_of(self, position: Position) -> int | None:
        """To whom a position reports in the drawing."""
        return position.reports_to_id if position.level > self.highest else None

    def drawn_of(self, position: Position) -> int:
        """How many of the direct reports are drawn."""
        return len(self.peers.get(position.pk, ()))

    def seats(self, links: Sequence[SeatLink], said: Sequence[tuple[str, str]]) -> list[Seat]:
        """Return the positions as seats, in the order given, each with its colour and what that means."""
        beside: dict[int, list[str]] = {}
        for link in links:
            beside.setdefault(link.start, []).append(link.name)
        return [
            self.seat_of(position, tuple(beside.get(position.pk, ())), *colour)
            for position, colour in zip(self.shown.positions, said, strict=True)
        ]

    def seat_of(self, position: Position, beside: tuple[str, ...], colour: str, category: str) -> Seat:
        """Put one position into words."""
        title, vacant, counts = title_of(position), is_vacant(position), counts_of(position)
        manager, drawn = self.manager_of(position), self.drawn_of(position)
        vacancy = _("Vacant") if vacant else ""
        department = clean(position.department.name) if position.department else ""
        holders, place = names_of_holders(position), f"{self.places[position.pk]}/{len(self.peers[manager])}"
        told = (position.code, title, *holders, vacancy, department, counts, colour, category, place, *beside)
        return Seat(
            key=position.pk,
            reports_to=manager,
            code=position.code,
            title=title,
            holders=tuple(holders),
            vacancy=vacancy,
            department=department,
            colour=colour,
            category=category,
            counts=counts,
            name=", ".join((name_of(position), *beside)),
            link=self.addresses.of_position(position.code),
            is_vacant=vacant,
            is_assistant=position.is_assistant,
            beside=beside,
            grade=clean(position.grade),
            depth=position.level - self.highest + 1,
            place=place,
            is_at=position.pk == self.at,
            is_on_line=position.pk in self.line,
            is_on_path=position.pk in self.path,
            print=self.print_of(position, told),
            **(self.foot_of(position, title, drawn) if position.span else {}),
        )

    def foot_of(self, position: Position, title: str, drawn: int) -> dict[str, Any]:
        """What opens or closes the branch: its words, where that leads, and what it is called."""
        words = counts_of(position)
        if 0 < drawn < position.span and not self.choice.is_restricted:
            some = {"drawn": written(drawn), "all": written(position.span)}
            words = _("%(drawn)s of %(all)s shown") % some
        is_open = drawn > 0 and not self.choice.is_restricted
        name = _("Close the branch of %(title)s") if is_open else _("Open the branch of %(title)s")
        return {
            "opens": words,
            "opens_name": name % {"title": title},
            "opens_link": self.toggled(position, is_open=is_open),
            "is_open": is_open,
        }

    def toggled(self, position: Position, *, is_open: bool) -> str:
        """The address of the chart with this branch opened or closed; a chart of its own where none can say that."""
        choice, code = self.choice, position.code
        if choice.is_restricted:
            choice = replace(choice.looks, at=code).opening(code, by_levels=False)
        else:
            by_levels = self.shown.openness.by_levels(position.level)
            change = choice.closing if is_open else choice.opening
            choice = change(code, by_levels=by_levels)
            if is_open and position.pk in self.line and position.pk != self.at:
                choice = replace(choice, at=code)
        has_room = choice.fits and (is_open or not self.shown.is_cut)
        return self.addresses.of_choice(choice) if has_room else self.addresses.of_branch(code, choice.looks)

    def print_of(self, position: Position, told: tuple[str, ...]) -> str:
        """A short mark of all that a box says; where it stands and where its foot leads is left out."""
        marks = (position.pk in self.line, position.pk in self.path, position.pk == self.at, self.choice.is_restricted)
        level = (self.manager_of(position), self.highest, self.drawn_of(position))
        return f"{crc32(repr((told, marks, level)).encode()):x}"


def links_among(positions: Sequence[Position]) -> list[SeatLink]:
    """Put the dotted lines and deputies among these positions into words."""
    by_key = {position.pk: position for position in positions}
    links = Link.objects.filter(kind__in=DRAWN_LINKS, from_position__in=by_key).order_by("pk")
    return [
        SeatLink(link.from_position_id, link.to_position_id, link.kind, str(DRAWN_LINKS[link.kind]), name)
        for link in links
        if (end := by_key.get(link.to_position_id))
        for name in [str(LINK_NAMES[link.kind]) % {"title": title_of(end)}]
    ]


def name_of_chart(top: Position | None) -> str:
    """What the chart from a position down is called, or the whole one."""
    return _("Chart of %(title)s") % {"title": clean(top.shown_title)} if top else _("Organisation chart")


def title_of(position: Position) -> str:
    """A position's title, with the number of posts of a group."""
    title = clean(position.shown_title)
    if position.posts == 1:
        return title
    return _("%(posts)s × %(title)s") % {"posts": written(position.posts), "title": title}  # noqa: RUF001 - times


def names_of_holders(position: Position) -> list[str]:
    """Who holds a position; of many, the first ones and how many more."""
    names = [name_of_holder(appointment) for appointment in holders_of(position)]
    more = len(names) - MOST_HOLDERS
    if more <= 0:
        return names
    others = ngettext("and %(number)s other", "and %(number)s others", more + 1) % {"number": written(more + 1)}
    return [*names[: MOST_HOLDERS - 1], others]


def name_of_holder(appointment: Appointment) -> str:
    """The name of a holder, and that they act."""
    name = clean(appointment.person.name) if appointment.person else _("Name not published")
    return _("%(name)s (acting)") % {"name": name} if appointment.kind == AppointmentKind.ACTING else name


def counts_of(position: Position) -> str:
    """How many report to a position, directly and in all."""
    if position.span == position.reports_count:
        reports = ngettext("%(number)s direct report", "%(number)s direct reports", position.span)
        return reports % {"number": written(position.span)} if position.span else ""
    direct, everybody = written(position.span), written(position.reports_count)
    return _("%(direct)s direct · %(all)s in all") % {"direct": direct, "all": everybody}


def name_of(position: Position) -> str:
    """What is read out for a box: who, what, how many, how far down."""
    holders = names_of_holders(position)
    who = [_("Vacant")] if is_vacant(position) else holders
    department = [clean(position.department.name)] if position.department else []
    level = _("level %(level)s") % {"level": position.level}
    return ", ".join(filter(None, [*who, title_of(position), *department, *spoken_counts_of(position), level]))


def spoken_counts_of(position: Position) -> list[str]:
    """How many report to a position, directly and in all, as one says it."""
    if not position.span:
        return []
    reports = ngettext("%(number)s direct report", "%(number)s direct reports", position.span)
    direct = reports % {"number": written(position.span)}
    everybody = _("%(number)s in all") % {"number": written(position.reports_count)}
    return [direct] if position.span == position.reports_count else [direct, everybody]
