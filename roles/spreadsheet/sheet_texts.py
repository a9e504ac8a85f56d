"""Walk through the texts of a workbook that its cells share, without what means nothing in them."""

from collections.abc import Callable
from xml.parsers.expat import XMLParserType

from roles.spreadsheet.escaping import unescape
from roles.spreadsheet.limits import LONGEST_TEXT, Limits
from roles.spreadsheet.packages import AttributeCheck, Attributes, Package, local, new_parser, raise_damaged

# Columns, views and the like, and some more for each cell and text, such as fonts inside it.
MOST_OTHERS, OTHERS_BESIDE, OTHERS_OF_ONE = 1_000_000, 100_000, 20
# A cell has a formula, a value, or a text in one part; what it has beyond counts as other.
USUAL_PARTS = 4
# Each row brings some texts of its own; more than that belong to no rows.
TEXTS_OF_A_ROW = 15


def read_strings(package: Package, part: str, limits: Limits) -> list[str]:
    """The texts that cells share; what is written small above words to say how they sound is left out."""
    texts: list[str] = []
    most = limits.rows and limits.rows * TEXTS_OF_A_ROW
    walker = TextWalker(limits)

    def end() -> None:
        # What no cell can hold need not be kept to be refused.
        texts.append(unescape("".join(walker.pieces)).strip()[: LONGEST_TEXT + 1])
        walker.pieces = []
        if most and len(texts) > most:
            raise_damaged()

    walker.ends["si"] = end
    for _piece in package.pieces(part, walker.parser()):
        pass
    return texts


class TextWalker:
    """Gathers the text inside elements of some names."""

    def __init__(self, limits: Limits) -> None:
        """Gather what is inside t, but not inside rPh."""
        self.is_bound = limits.rows is not None
        self.pieces: list[str] = []
        self.is_inside = self.is_sound = False
        self.others = self.parts = self.items = 0
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "t": self.begin_text,
            "rPh": self.begin_sound,
            "si": self.begin_item,
            "is": self.begin_part,
        }
        self.ends: dict[str, Callable[[], None]] = {"t": self.end_text, "rPh": self.end_sound}

    def parser(self) -> XMLParserType:
        """A parser that tells this one."""
        parser = new_parser()
        starts, ends = self.starts, self.ends
        require_known = AttributeCheck()
        names = require_known.names

        def start(name: str, attributes: Attributes) -> None:
            if attributes and not names.issuperset(attributes):
                require_known(attributes)
            if told := starts.get(name) or starts.get(local(name)):
                told(attributes)
            else:
                self.begin_other()

        def end(name: str) -> None:
            if told := ends.get(name) or (":" in name and ends.get(local(name))):
                told()

        def gather(text: str) -> None:
            if self.is_inside:
                self.pieces.append(text)

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, gather
        return parser

    def begin_text(self, _attributes: Attributes) -> None:
        """Text follows."""
        self.parts += 1
        if self.parts > USUAL_PARTS:
            self.begin_other()
        self.is_inside = not self.is_sound

    def end_text(self) -> None:
        """No more text."""
        self.is_inside = False

    def begin_sound(self, _attributes: Attributes) -> None:
        """Text follows that says how another one sounds."""
        self.begin_other()
        self.is_sound = True

    def end_sound(self) -> None:
        """The text itself follows."""
        self.is_sound = False

    def begin_item(self, _attributes: Attributes) -> None:
        """A text of its own follows."""
        self.parts = 0
        self.items += 1

    def begin_part(self, _attributes: Attributes) -> None:
        """A text follows, perhaps in several parts."""
        self.parts += 1
        if self.parts > USUAL_PARTS:
            self.begin_other()

    def begin_other(self) -> None:
        """Count what means nothing here."""
        self.others += 1
        if self.is_bound and self.others > min(MOST_OTHERS, OTHERS_BESIDE + OTHERS_OF_ONE * self.items):
            raise_damaged()
