"""What is printed, before it has a place on any page: seats, what is looked up in the index, and finished phrases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from roles.chart import ColourKey, Seat, SeatLink


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: the words it is sorted by already, what is said beside them, and the seat it leads to.

    The letter is that under which it is looked for, in a long index; what begins with none has none.
    """

    text: str
    beside: str
    key: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """One index: what it is called, and its entries in the order of the reader's language."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a role's page: its heading where it has one, and its texts, in a list or one after the other."""

    heading: str
    texts: Sequence[str]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class RoleText:
    """What a role's page says."""

    title: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words that pages need, each a pattern in the reader's language; the number is written as is usual there."""

    number: Callable[[int], str]
    continues: str  # continues on page %(page)s
    reports_to: str  # reports to %(title)s, page %(page)s
    part: str  # %(title)s, %(number)s of %(all)s
    page_of: str  # page %(number)s of %(all)s
    contents: str  # Contents
    roles: str  # Roles
    legend: str  # Colours
    heads: str  # The highest positions: the sheet of several heads
    several: str  # %(title)s (%(number)s): how many positions in one box have the title


@dataclass(frozen=True, slots=True)
class Content:
    """All that a print says; seats stand in tree order, each a manager's before the reports'.

    `made` says when and by whom it was printed, `edition` the version of the chart; both stand on the cover, and the
    edition, the date and the footer on each sheet.
    """

    organisation: str
    heading: str
    footer: str
    made: str
    date: str
    edition: str
    seats: Sequence[Seat]
    phrases: Phrases
    links: Sequence[SeatLink] = ()
    keys: Sequence[ColourKey] = ()
    indexes: Sequence[Index] = ()
    roles: Sequence[RoleText] = field(default=())
