"""What a reader chose to see of the chart: an address says all of it, and each link changes one thing of it."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DEFAULT_LEVELS = 3
# Servers take addresses of four thousand characters; what was opened must leave room for the rest.
LONGEST_CODES = 1200


class Direction(TextChoices):
    """Which way the chart grows."""

    DOWN = "down", _("From the top down")
    RIGHT = "right", _("From left to right")


class Shape(TextChoices):
    """How branches are set beside each other."""

    ROWS = "rows", _("Levels in rows")
    PACKED = "packed", _("Close together")
    SHEET = "sheet", _("As a sheet of paper holds it best")


class ColourBy(TextChoices):
    """What the colour of a box means."""

    DEPARTMENT = "department", _("Department")
    LEVEL = "level", _("Management level")
    LOCATION = "location", _("Location")
    VACANCY = "vacancy", _("Vacancy")
    SPAN = "span", _("Span of control")


@dataclass(frozen=True)
class Choice:
    """Positions are named by their codes; `opened` and `closed` are what differs from so many levels."""

    levels: int = DEFAULT_LEVELS
    shows_all: bool = False
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    at: str = ""
    only_line: bool = False
    path: tuple[str, ...] = ()
    direction: Direction = Direction.DOWN
    shape: Shape = Shape.ROWS
    by_grade: bool = False
    colour: ColourBy = ColourBy.DEPARTMENT

    @property
    def said(self) -> dict[str, str]:
        """What an address needs to say all of this, by name; nothing for what is usual. No code has a comma."""
        said = {
            "levels": str(self.levels) if self.levels != DEFAULT_LEVELS else "",
            "all": "1" if self.shows_all else "",
            "open": ",".join(self.opened),
            "closed": ",".join(self.closed),
            "at": self.at,
            "only": "line" if self.only_line else "",
            "path": ",".join(self.path),
            "direction": self.direction.value if self.direction != Direction.DOWN else "",
            "shape": self.shape.value if self.shape != Shape.ROWS else "",
            "grades": "1" if self.by_grade else "",
            "colour": self.colour.value if self.colour != ColourBy.DEPARTMENT else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        """The same as an address writes it."""
        return "&".join(f"{name}={quote(value, safe=',')}" for name, value in self.said.items())

    @property
    def looks(self) -> "Choice":
        """The same looks of a chart in which nothing was opened, closed or sought."""
        return replace(self, shows_all=False, opened=(), closed=(), at="", only_line=False, path=())

    @property
    def is_restricted(self) -> bool:
        """Whether no more than one or two lines are shown."""
        return self.only_line or bool(self.path)

    @property
    def named(self) -> tuple[str, ...]:
        """Every code that it names."""
        return (*self.opened, *self.closed, *self.path, *((self.at,) if self.at else ()))

    @property
    def fits(self) -> bool:
        """Whether an address can hold all that was opened and closed."""
        return max(len(quote(",".join(codes))) for codes in (self.opened, self.closed)) <= LONGEST_CODES

    def opening(self, code: str, *, by_levels: bool) -> "Choice":
        """Show the direct reports of a position; `by_levels` says that so many levels show them anyway."""
        opened = self.opened if by_levels else (*without(self.opened, code), code)
        return replace(self, opened=opened, closed=without(self.closed, code))

    def closing(self, code: str, *, by_levels: bool) -> "Choice":
        """Hide the direct reports of a position."""
        closed = (*without(self.closed, code), code) if by_levels else self.closed
        return replace(self, opened=without(self.opened, code), closed=closed)


def without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    """The codes but one."""
    return tuple(each for each in codes if each != code)
