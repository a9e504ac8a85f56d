"""All that a comparison shows, worked out when it is asked for: answers, drawing, differences, addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import ngettext

from roles.answers import answers
from roles.answers.of_many import PairAnswer, answers_of_pairs, opening
from roles.answers.wording import Answer
from roles.chart import Drawing
from roles.differences import Differences, differences
from roles.pairs import pair_of
from roles.phrases import Part, Sentence, sentence, written
from roles.sides.addresses import LEAST_SIDES, NAMES, address_of
from roles.sides.asking import Asked
from roles.sides.reading import Sides, read_sides
from roles.sides.side import AnySide, RoleSide, Side
from roles.small_charts import draw_meeting
from roles.typesetting import is_available

WIDTH_OF_COLUMN = 420


@dataclass(frozen=True)
class Column:
    """A side with the addresses that change it."""

    side: AnySide
    change_url: str
    remove_url: str

    @property
    def position_title(self) -> str:
        """Return the title of the position by which a person is compared."""
        return self.side.position.shown_title if isinstance(self.side, Side) and self.side.person else ""


class Compared:
    """Two to four sides, read at once."""

    def __init__(self, asked: Sequence[Asked], *, only: bool = False) -> None:
        self.values = [each.value for each in asked]
        self.only = only
        self.sides: Sides = read_sides(asked)

    @property
    def titles(self) -> list[str]:
        """What the sides are called."""
        return [side.title for side in self.sides.sides]

    @cached_property
    def is_pair(self) -> bool:
        """True for two sides, of which everything is asked."""
        return len(self.sides.sides) == 2

    @cached_property
    def answers(self) -> list[Answer]:
        """Every question about two sides with its answer; of more, the one about all."""
        return answers(pair_of(self.sides, *self.sides.sides)) if self.is_pair else [opening(self.sides)]

    @cached_property
    def pairs(self) -> list["Linked"]:
        """Who is above whom of every two, where there are more than two."""
        if self.is_pair:
            return []
        found = answers_of_pairs(self.sides)
        return [Linked(each, address_of([each.left.value, each.right.value])) for each in found]

    @cached_property
    def differences(self) -> Differences:
        """All sides next to each other."""
        return differences(self.sides, only=self.only)

    @cached_property
    def drawing(self) -> Drawing | None:
        """The lines of all sides down to where each stands; none where fewer than two stand in the chart."""
        return draw_meeting(self.sides) if len(self.sides.drawn) > 1 else None

    @property
    def has_wide_drawing(self) -> bool:
        """True where the drawing needs more than the narrower column of the page."""
        return self.drawing is not None and self.drawing.width > WIDTH_OF_COLUMN

    @property
    def has_several_heads(self) -> bool:
        """True where not all lines end at the same head."""
        return len({side.head.pk for side in self.sides.drawn}) > 1

    @property
    def columns(self) -> list[Column]:
        """The sides, each with the addresses that change it."""
        return [
            Column(side, self.change_url(at), "" if self.is_pair else address_of(self.without(at), only=self.only))
            for at, side in enumerate(self.sides.sides)
        ]

    def without(self, at: int) -> list[str]:
        """Return the values of the other sides."""
        return [*self.values[:at], *self.values[at + 1 :]]

    def change_url(self, at: int) -> str:
        """Return the address that asks for something else in the place of one side."""
        if at < LEAST_SIDES:
            return address_of([*self.values[:at], "", *self.values[at + 1 :]], only=self.only)
        return address_of(self.without(at), only=self.only, asks=True)

    @property
    def swap_url(self) -> str:
        """Return the address with the first two the other way round."""
        left, right, *others = self.values
        return address_of([right, left, *others], only=self.only)

    @property
    def add_url(self) -> str:
        """Return the address that asks for one more, where there is room for it."""
        return address_of(self.values, only=self.only, asks=True) if len(self.values) < len(NAMES) else ""

    @property
    def only_url(self) -> str:
        """Return the address that shows only the differences, or all again."""
        return address_of(self.values, only=not self.only)

    @property
    def left_out(self) -> list[Sentence]:
        """Say of each role how many of its positions are not drawn."""
        return [not_drawn(side) for side in self.sides.sides if isinstance(side, RoleSide) and side.left_out]

    @property
    def url(self) -> str:
        """Return the page of the comparison."""
        return address_of(self.values, only=self.only)

    @property
    def xlsx_url(self) -> str:
        """Return where the comparison is as a workbook."""
        return address_of(self.values, only=self.only, name="roles:compare_xlsx")

    @property
    def pdf_url(self) -> str:
        """Return where the comparison is as a PDF; nowhere if this server makes none."""
        return address_of(self.values, only=self.only, name="roles:compare_pdf") if is_available() else ""

    @property
    def path_query(self) -> str:
        """Return the codes between which the chart shows the way, if two positions are compared."""
        drawn = self.sides.drawn
        return ",".join(side.position.code for side in drawn) if self.is_pair and len(drawn) == 2 else ""


def not_drawn(side: RoleSide) -> Sentence:
    """Say how many positions of a role are not drawn."""
    pattern = ngettext(
        "%(number)s other position with the role %(title)s is not drawn.",
        "%(number)s other positions with the role %(title)s are not drawn.",
        side.left_out,
    )
    return sentence(pattern, number=Part(written(side.left_out)), title=side.title)


@dataclass(frozen=True)
class Linked:
    """What is said of two of the sides, and the address that compares them alone."""

    pair: PairAnswer
    url: str
