"""Walk through the rows of a sheet of a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.cells import Convert, as_fault, as_iso_day, as_truth, without_value
from roles.spreadsheet.escaping import unescape
from roles.spreadsheet.hidden import HiddenColumns
from roles.spreadsheet.letters import column_of
from roles.spreadsheet.limits import LAST_COLUMN, LAST_ROW, Limits, say_too_many_columns, say_too_many_rows
from roles.spreadsheet.packages import Attributes, Package, raise_damaged
from roles.spreadsheet.sheet_texts import USUAL_PARTS, TextWalker
from roles.spreadsheet.tables import UnreadableFileError

# Behind the rows only merged cells are looked for.
MOST_BEHIND = 5_000
# Cells that hold nothing but a colour or a line.
MOST_EMPTY = 2_000_000
# Rows that hold nothing but a height or a colour, for each that may hold something.
EMPTY_ROWS = 10
DIGITS = "0123456789"


@dataclass(frozen=True)
class Source:
    """What is needed to read any sheet of a workbook."""

    package: Package
    texts: list[str]
    # How numbers are written as text, by style.
    convert: list[Convert]
    limits: Limits


class RowWalker(TextWalker):
    """Gathers the rows of a sheet that are not empty."""

    def __init__(self, source: Source) -> None:
        """Begin above the first row."""
        super().__init__(source.limits)
        self.limits = source.limits
        self.convert = source.convert
        self.done: list[tuple[int, list[str]]] = []
        self.row: list[str] = []
        self.number = self.begun = self.count = self.hidden = self.behind = self.column = self.style = self.empty = 0
        self.kind = ""
        self.is_formula = self.is_hidden = self.has_value = self.is_merged = self.is_over = False
        self.hidden_columns = HiddenColumns()
        texts = source.texts

        def shared(text: str) -> str:
            at = int(text)
            return texts[at] if at >= 0 else raise_damaged()

        self.by_kind: dict[str, Convert] = {
            "s": shared,
            "str": unescape,
            "inlineStr": unescape,
            "b": as_truth,
            "e": as_fault,
            "d": as_iso_day,
        }
        self.starts |= {
            "c": self.begin_cell,
            "v": self.begin_value,
            "f": self.begin_formula,
            "row": self.begin_row,
            "col": self.begin_columns,
            "mergeCell": self.begin_merged,
        }
        self.ends |= {"c": self.end_cell, "v": self.end_text, "row": self.end_row, "sheetData": self.end_rows}

    def begin_columns(self, attributes: Attributes) -> None:
        """Some columns have a width, or are hidden; they stand before the rows."""
        self.begin_other()
        self.hidden_columns.add(attributes)

    def begin_row(self, attributes: Attributes) -> None:
        """A row has a number, or follows the one above."""
        above, self.number = self.number, int(attributes.get("r", self.number + 1))
        if not above < self.number <= LAST_ROW:
            raise_damaged()
        self.begun += 1
        if self.limits.rows is not None and self.begun > self.limits.rows * EMPTY_ROWS + EMPTY_ROWS:
            raise UnreadableFileError(say_too_many_rows(self.limits))
        self.is_hidden = attributes.get("hidden") in ("1", "true")
        self.row, self.column = [], -1

    def begin_cell(self, attributes: Attributes) -> None:
        """A cell has a place, or follows the one before."""
        place = attributes.get("r")
        before, self.column = self.column, column_of(place.rstrip(DIGITS)) if place else self.column + 1
        if not before < self.column < LAST_COLUMN:
            raise_damaged()
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self.is_formula = self.has_value = False
        self.pieces, self.parts = [], 0
        self.items += 1

    def begin_value(self, _attributes: Attributes) -> None:
        """The value follows."""
        self.parts += 1
        if self.parts > USUAL_PARTS:
            self.begin_other()
        self.has_value = self.is_inside = True

    def begin_formula(self, _attributes: Attributes) -> None:
        """The cell is computed; how is of no interest."""
        self.parts += 1
        if self.parts > USUAL_PARTS:
            self.begin_other()
        self.is_formula = True

    def end_cell(self) -> None:
        """Put the text of the cell into its row."""
        text = "".join(self.pieces)
        if text:
            text = self.convert[self.style](text) if self.kind == "n" else self.by_kind[self.kind](text)
        elif self.is_formula and not (self.has_value and self.kind == "str"):
            # A computed text may be empty, a computed number may not.
            text = without_value()
        if text:
            if self.column >= self.limits.columns:
                raise UnreadableFileError(say_too_many_columns(self.limits))
            if missing := self.column - len(self.row):
                self.row += [""] * missing
            self.row.append(text)
        else:
            self.empty += 1
            if self.is_bound and self.empty > MOST_EMPTY:
                raise_damaged()

    def end_row(self) -> None:
        """Keep the row if there is something in it."""
        if not any(map(str.strip, self.row)):
            return
        self.count += 1
        # The first has the headings.
        if self.limits.rows is not None and self.count > self.limits.rows + 1:
            raise UnreadableFileError(say_too_many_rows(self.limits))
        self.hidden += self.is_hidden
        self.done.append((self.number, self.row))

    def end_rows(self) -> None:
        """Look out for merged cells, which stand behind the rows."""
        if not self.behind:
            self.others, self.behind = 0, MOST_BEHIND

    def begin_merged(self, _attributes: Attributes) -> None:
        """Some cells are merged; nothing behind is of interest."""
        self.is_merged = self.is_over = True

    def begin_other(self) -> None:
        """Stop some way behind the rows."""
        super().begin_other()
        self.is_over = bool(self.behind) and self.others > self.behind


def read_rows(source: Source, part: str, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet with their numbers, without the empty ones; afterwards the notes say what is hidden."""
    walker = RowWalker(source)
    is_begun = False
    for _piece in source.package.pieces(part, walker.parser()):
        if walker.done and not is_begun:
            is_begun = True
            notes += walker.hidden_columns.say(walker.done[0][1])
        yield from walker.done
        walker.done.clear()
        if walker.is_over:
            break
    if walker.hidden:
        notes.append(
            ngettext(
                "%(count)d hidden row is read like the others.",
                "%(count)d hidden rows are read like the others.",
                walker.hidden,
            )
            % {"count": walker.hidden}
        )
    if walker.is_merged:
        notes.append(_("There are merged cells: their text counts for the first cell alone, the others are empty."))
