"""What a drawing is made from: positions as plain values, and how big things are to be."""

from dataclasses import dataclass
from typing import Literal, Protocol

from roles.chart.told import Told

Shape = Literal["rows", "packed"]
Direction = Literal["down", "right"]


class Placed(Protocol):
    """What the layout must know of a position, whatever else is known; keys are given once."""

    @property
    def key(self) -> int: ...
    @property
    def reports_to(self) -> int | None: ...
    @property
    def is_assistant(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Member(Told):
    """A leaf report that has no box of its own: who holds the position, and what is said of it in small type."""

    holders: tuple[str, ...] = ()
    vacancy: str = ""
    remark: str = ""
    colour: str = ""
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peers(Told):
    """Members of a team who follow one another and share a title."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Seat(Told):
    """A position as the chart is told about it; every text is a finished phrase in the reader's language.

    A seat that reports to None is a head. One whose manager is not among the seats is left out, with its branch. What
    opens its branch closes it where it is open. The category is what its colour means. On paper a box has e-mail
    addresses and phone numbers and further details, each in lines of its own, says where its branch goes on, and may
    hold a team: leaf reports as lines below its own.
    """

    key: int
    reports_to: int | None
    code: str
    title: str
    holders: tuple[str, ...] = ()
    vacancy: str = ""
    department: str = ""
    colour: str = ""
    counts: str = ""
    name: str = ""
    link: str = ""
    opens: str = ""
    opens_name: str = ""
    opens_link: str = ""
    is_open: bool = False
    is_vacant: bool = False
    is_assistant: bool = False
    is_on_line: bool = False
    is_on_path: bool = False
    is_at: bool = False
    grade: str = ""
    category: str = ""
    beside: tuple[str, ...] = ()
    depth: int = 1
    place: str = ""
    print: str = ""
    details: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    goes_on: str = ""
    team: tuple[Peers, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatLink:
    """A relation beside the solid line, from one seat's key to another's; the meaning is what its kind is called."""

    start: int
    end: int
    kind: str
    meaning: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ColourKey:
    """What a colour of the boxes' bands means."""

    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """The shape of a drawing, and the sizes of all that is drawn, in its whole units (pixels on a screen).

    In rows each level stands below the one above, or to the right of it; packed, each branch is a block within its
    manager's, the whole about as wide as the aspect times its height.
    """

    shape: Shape = "rows"
    direction: Direction = "down"
    by_grade: bool = False  # in rows: the same grade at the same height
    aspect: float = 1.6
    box_width: int = 208
    title_lines: int = 3
    holder_lines: int = 2
    department_lines: int = 2
    margin: int = 16
    gap: int = 24
    row_gap: int = 40
    stack_gap: int = 12
    assistant_gap: int = 20
    indent: int = 16  # what a spine or a stem needs beside a box
    band_gap: int = 16  # from the boxes of a grade to the line below them
    grade_room: int = 120  # for what a grade is called, beside its band
    spine: int = 14  # from a spine to the boxes of its column: half way between two columns
    stack_rows: int = 10
    has_level_rows: bool = True  # packed: the boxes of a stack stand level with those in its other columns
    team_rows: int = 14  # names in a column of a box that holds a team

    @property
    def column_gap(self) -> int:
        """Between two columns of a stack there is room for the spine of the second."""
        return self.gap // 2 + self.indent


PLAIN = Style()
