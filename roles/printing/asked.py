"""What a reader wants printed, and how: an address says all of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.choice import ColourBy
from roles.sheets.setup import LEAST_TYPE, PAPERS, Orientation, Setup

USUAL_MARGIN = 10


class PaperSize(TextChoices):
    """The sheets one can buy, and any other."""

    A4 = "a4", "A4"
    A3 = "a3", "A3"
    A2 = "a2", "A2"
    A1 = "a1", "A1"
    A0 = "a0", "A0"
    LETTER = "letter", _("Letter")
    LEGAL = "legal", _("Legal")
    TABLOID = "tabloid", _("Tabloid")
    OWN = "own", _("Own size")


class Lying(TextChoices):
    """How the paper lies."""

    BEST = "best", _("Whichever is better")
    LANDSCAPE = "landscape", _("Landscape")
    PORTRAIT = "portrait", _("Portrait")


ORIENTATIONS: dict[Lying, Orientation] = {
    Lying.BEST: "best",
    Lying.LANDSCAPE: "landscape",
    Lying.PORTRAIT: "portrait",
}


class Binding(TextChoices):
    """On how many sheets."""

    BOOK = "book", _("As a book of many sheets")
    SHEET = "sheet", _("On one sheet")


class Told(TextChoices):
    """What boxes can say beside the title."""

    HOLDERS = "holders", _("Holders")
    DEPARTMENT = "department", _("Department")
    COUNTS = "counts", _("Number of reports")
    GRADE = "grade", _("Grade")
    LOCATION = "location", _("Location")
    CODE = "code", _("Code")


class Ink(TextChoices):
    """With which ink."""

    COLOUR = "colour", _("In colour")
    BLACK = "black", _("Black and white")


USUALLY_TOLD = (Told.HOLDERS, Told.DEPARTMENT, Told.COUNTS)
# Boxes always say their title; said in an address, it tells "nothing else" from "what is usual".
TITLE = "title"


@dataclass(frozen=True)
class Asked:
    """All settings of a print; lengths in millimetres, of the paper's own size only where that was asked for.

    No levels are all of them; the code is of the highest position, empty for the whole chart.
    """

    code: str = ""
    paper: PaperSize = PaperSize.A4
    width: float = 0
    height: float = 0
    orientation: Lying = Lying.BEST
    margin: float = USUAL_MARGIN
    layout: Binding = Binding.BOOK
    levels: int | None = None
    smallest: float = LEAST_TYPE
    show: tuple[Told, ...] = USUALLY_TOLD
    ink: Ink = Ink.COLOUR
    has_contact: bool = False
    heading: str = ""
    footer: str = ""
    has_roles: bool = False
    colour: ColourBy = ColourBy.DEPARTMENT

    @property
    def said(self) -> dict[str, str | list[str]]:
        """What an address needs to say all of this but the code, by name; nothing for what is usual."""
        is_own = self.paper == PaperSize.OWN
        said: dict[str, str | list[str]] = {
            "paper": differing(self.paper, PaperSize.A4),
            "width": f"{self.width:g}" if is_own else "",
            "height": f"{self.height:g}" if is_own else "",
            "orientation": differing(self.orientation, Lying.BEST),
            "margin": f"{self.margin:g}" if self.margin != USUAL_MARGIN else "",
            "layout": differing(self.layout, Binding.BOOK),
            "levels": str(self.levels or ""),
            "type": f"{self.smallest:g}" if self.smallest != LEAST_TYPE else "",
            "show": [TITLE, *self.show] if set(self.show) != set(USUALLY_TOLD) else [],
            "ink": differing(self.ink, Ink.COLOUR),
            "contact": "1" if self.has_contact else "",
            "heading": self.heading,
            "footer": self.footer,
            "roles": "1" if self.has_roles else "",
            "colour": differing(self.colour, ColourBy.DEPARTMENT),
        }
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        """The same as an address writes it."""
        return urlencode(self.said, doseq=True)

    @property
    def size(self) -> tuple[float, float]:
        """The paper upright, or as its own size was given."""
        return (self.width, self.height) if self.paper == PaperSize.OWN else PAPERS[self.paper.value]

    @property
    def setup(self) -> Setup:
        """The same as the sheets are made from it."""
        width, height = self.size
        is_black = self.ink == Ink.BLACK
        return Setup(width, height, self.margin, self.smallest, ORIENTATIONS[self.orientation], is_black)

    def tells(self, told: Told) -> bool:
        """Whether boxes say this."""
        return told in self.show


def differing(value: TextChoices, usual: TextChoices) -> str:
    """A choice as an address writes it, nothing for the usual one."""
    return str(value.value) if value != usual else ""


def address_of(name: str, asked: Asked) -> str:
    """Where a view shows what was asked for."""
    address = reverse(name, args=[asked.code] if asked.code else [])
    return f"{address}?{asked.query}" if asked.query else address
