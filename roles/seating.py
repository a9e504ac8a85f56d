"""Tell the drawing about positions: what their boxes say, and where they lead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.chart import Seat, SeatLink
from roles.chart.text import clean
from roles.models import Appointment, AppointmentKind, Link, LinkKind, Position
from roles.phrases import written
from roles.sentences import holders_of, is_vacant

MOST_HOLDERS = 4
SOME_CODE = "some-code"
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
    """Where boxes lead; a file of its own needs the origin too, and the query keeps what the reader chose."""

    position: str
    chart: str
    query: str

    @classmethod
    def of_pages(cls, origin: str = "", query: str = "") -> "Addresses":
        """Ask the URL configuration once for all boxes."""
        position, chart = (origin + reverse(name, args=[SOME_CODE]) for name in ("roles:position", "roles:chart"))
        return cls(position, chart, query)

    def of_position(self, code: str) -> str:
        """The page of a position."""
        return self.position.replace(SOME_CODE, quote(code))

    def of_chart(self, code: str, *, shows_all: bool = False) -> str:
        """The chart of a branch."""
        query = "&".join(filter(None, (self.query, "all=1" if shows_all else "")))
        return self.chart.replace(SOME_CODE, quote(code)) + (f"?{query}" if query else "")


def seats_of(positions: Sequence[Position], links: Sequence[SeatLink], addresses: Addresses) -> list[Seat]:
    """Put positions into words, in the order given; the highest ones report to none in the drawing."""
    highest = min((position.level for position in positions), default=0)
    drawn = Counter(position.reports_to_id for position in positions)
    beside: dict[int, list[str]] = {}
    for link in links:
        beside.setdefault(link.start, []).append(link.name)
    return [
        seat_of(position, highest, drawn[position.pk], tuple(beside.get(position.pk, ())), addresses)
        for position in positions
    ]


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


def seat_of(position: Position, highest: int, drawn: int, beside: tuple[str, ...], addresses: Addresses) -> Seat:
    """Put one position into words; so many of its direct reports are drawn, and it has these relations beside it."""
    title, vacant = title_of(position), is_vacant(position)
    is_partly_drawn = 0 < drawn < position.span
    counts = counts_of(position)
    opens = ""
    if position.span > drawn:
        opens = _("All %(number)s direct reports") % {"number": written(position.span)} if drawn else counts
    return Seat(
        key=position.pk,
        reports_to=position.reports_to_id if position.level > highest else None,
        code=position.code,
        title=title,
        holders=tuple(names_of_holders(position)),
        vacancy=_("Vacant") if vacant else "",
        department=clean(position.department.name) if position.department else "",
        colour=position.department.colour if position.department else "",
        counts=counts,
        name=", ".join((name_of(position, counts), *beside)),
        link=addresses.of_position(position.code),
        opens=opens,
        opens_name=_("Open the branch of %(title)s") % {"title": title} if opens else "",
        opens_link=addresses.of_chart(position.code, shows_all=is_partly_drawn) if opens else "",
        is_vacant=vacant,
        is_assistant=position.is_assistant,
        beside=beside,
    )


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


def name_of(position: Position, counts: str) -> str:
    """What is read out for a box: who, what, how many, how far down."""
    holders = names_of_holders(position)
    who = [_("Vacant")] if is_vacant(position) else holders
    department = [clean(position.department.name)] if position.department else []
    level = _("level %(level)s") % {"level": position.level}
    return ", ".join(filter(None, [*who, title_of(position), *department, counts, level]))
