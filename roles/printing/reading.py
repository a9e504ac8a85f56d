"""Read what is printed: the positions from the top down, as seats, with all that stands beside them on the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roles.access import may_read_roles, may_see_contact
from roles.chart import ColourKey, Seat
from roles.chart.text import clean
from roles.collector import collector_paused
from roles.colouring import Colouring
from roles.models import Account, Chart, Position
from roles.printing.asked import Asked, Ink, Told
from roles.printing.indexes import indexes_of
from roles.printing.phrases import page_phrases
from roles.printing.roles import role_texts_of
from roles.querysets import PositionQuerySet, holders
from roles.reads import Organisation, read_organisation
from roles.seating import MOST_HOLDERS, counts_of, links_among, name_of_chart, names_of_holders, title_of
from roles.sentences import holders_of, is_vacant
from roles.sheets.content import Content

Reader = Account | AnonymousUser


class TooManyPositionsError(Exception):
    """More positions than are printed at once."""


@dataclass(frozen=True)
class Branch:
    """From where the chart is printed, and how many positions each level has, the highest first."""

    top: Position | None
    counts: tuple[int, ...]

    def count(self, levels: int | None = None) -> int:
        """How many positions so many levels have."""
        return sum(self.counts[:levels])


def read_branch(asked: Asked) -> Branch:
    """Look for the top and count what is below, in two statements; nobody where the chart has no such position."""
    top = Position.objects.in_chart().with_code(asked.code).select_related("role").first() if asked.code else None
    return Branch(None, ()) if asked.code and top is None else counted_from(top)


def counted_from(top: Position | None) -> Branch:
    """The branch of a position in the chart, or the whole chart, in one statement."""
    rows = branch_of(top).order_by("level").values_list("level").annotate(count=Count("pk"))
    return Branch(top, tuple(count for _level, count in rows))


def branch_of(top: Position | None) -> PositionQuerySet:
    """All positions of the chart, or of a branch."""
    return Position.objects.in_chart() if top is None else Position.objects.in_chart().branch(top.pk)


def read_content(asked: Asked, reader: Reader, day: date | None = None) -> Content:
    """Read everything that is printed, in as many statements however large it is; it is dated today, or as given."""
    return read_content_of(read_branch(asked), asked, reader, day)


def read_content_of(branch: Branch, asked: Asked, reader: Reader, day: date | None = None) -> Content:
    """The same where the branch was counted already."""
    if branch.count(asked.levels) > settings.MOST_PRINTED:
        raise TooManyPositionsError
    with collector_paused():
        return put_together(branch, read_positions(branch, asked), asked, reader, day)


def read_positions(branch: Branch, asked: Asked) -> list[Position]:
    """The positions in tree order; none whose manager is not among them, as a broken tree may have."""
    if not branch.counts:
        return []
    # Ten thousand positions share some dozens of departments: fetched beside them, each is made once.
    beside = chosen(branch, asked).in_tree_order().with_span().prefetch_related("role", "department", holders())
    return list(reached(beside, branch.top))


def chosen(branch: Branch, asked: Asked) -> PositionQuerySet:
    """The positions as far down as was asked."""
    found = branch_of(branch.top)
    if asked.levels is None:
        return found
    return found.filter(level__lt=(branch.top.level if branch.top else 0) + asked.levels)


def reached(positions: PositionQuerySet, top: Position | None) -> Iterator[Position]:
    """Those that one reaches from the top, or from a head."""
    keys = set()
    for position in positions:
        is_first = position.pk == top.pk if top else position.reports_to_id is None
        if is_first or position.reports_to_id in keys:
            keys.add(position.pk)
            yield position


def put_together(
    branch: Branch, positions: Sequence[Position], asked: Asked, reader: Reader, day: date | None = None
) -> Content:
    """All that the pages say."""
    dated = date_format(day or timezone.localdate())
    organisation = read_organisation()
    colouring = Colouring(asked.colour, positions, organisation)
    colouring.fill_up()
    is_black = asked.ink == Ink.BLACK
    words = Seats(asked, branch.top, has_contact=asked.has_contact and may_see_contact(reader))
    said = [("" if is_black else colour, category) for colour, category in colouring.said]
    return Content(
        organisation=clean(organisation.name or Chart().name),
        heading=asked.heading or name_of_chart(branch.top),
        footer=asked.footer,
        made=made_by(reader, dated),
        date=dated,
        edition=edition_of(organisation),
        seats=[words.seat_of(position, *colour) for position, colour in zip(positions, said, strict=True)],
        phrases=page_phrases(),
        links=links_among(positions),
        keys=() if is_black else [ColourKey(shade.colour, shade.text) for shade in colouring.legend],
        indexes=indexes_of(positions, has_holders=asked.tells(Told.HOLDERS)),
        roles=role_texts_of(positions) if asked.has_roles and may_read_roles(reader) else (),
    )


class Seats:
    """Puts positions into as many words as were asked for."""

    def __init__(self, asked: Asked, top: Position | None, *, has_contact: bool) -> None:
        self.asked, self.top = asked, top
        self.told = set(asked.show)
        self.has_contact = has_contact and Told.HOLDERS in self.told

    def seat_of(self, position: Position, colour: str, category: str) -> Seat:
        """One position."""
        has_holders = Told.HOLDERS in self.told
        vacant = has_holders and is_vacant(position)
        department = position.department if Told.DEPARTMENT in self.told else None
        return Seat(
            key=position.pk,
            reports_to=None if self.top and position.pk == self.top.pk else position.reports_to_id,
            code=position.code,
            title=title_of(position),
            holders=tuple(names_of_holders(position)) if has_holders else (),
            vacancy=_("Vacant") if vacant else "",
            department=clean(department.name) if department else "",
            colour=colour,
            category=category,
            counts=counts_of(position) if Told.COUNTS in self.told else "",
            is_vacant=vacant,
            is_assistant=position.is_assistant,
            contact=tuple(filter(None, self.contact_of(position))) if self.has_contact else (),
            details=tuple(detail for detail in self.details_of(position) if detail and detail != category),
        )

    def contact_of(self, position: Position) -> Iterator[str]:
        """Where the holders are reached."""
        for person in [each.person for each in holders_of(position)[:MOST_HOLDERS] if each.person]:
            yield clean(person.email)
            yield clean(person.phone)

    def details_of(self, position: Position) -> Iterator[str]:
        """The lines below, each as short as can be."""
        if Told.GRADE in self.told and position.grade:
            yield _("Grade %(grade)s") % {"grade": clean(position.grade)}
        if Told.LOCATION in self.told:
            yield clean(position.location)
        if Told.CODE in self.told:
            yield position.code


def made_by(reader: Reader, day: str) -> str:
    """When it was printed, and by whom if somebody has signed in."""
    name = name_of_reader(reader)
    if not name:
        return _("Printed on %(day)s") % {"day": day}
    return _("Printed on %(day)s by %(name)s") % {"day": day, "name": name}


def name_of_reader(reader: Reader) -> str:
    """Whoever has signed in, by the name of the person, else of the account."""
    if not reader.is_authenticated:
        return ""
    person = getattr(reader, "person", None)
    return clean(person.name if person else reader.get_full_name() or reader.get_username())


def edition_of(organisation: Organisation) -> str:
    """The version of the chart; none as long as nothing was written."""
    if organisation.state is None:
        return ""
    return _("Chart version %(version)s") % {"version": organisation.state[0]}
