"""Make the workbook that HR begins with: an example of a row, and a sheet that explains each column."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.spreadsheet.columns import COLUMNS
from roles.spreadsheet.explanations import Text
from roles.spreadsheet.grids import Grid
from roles.spreadsheet.writing import HEADINGS, SHEET

EXPLAINED = ("column", "also_called", "explanation", "empty_cell", "example")
# Nobody has the code of this manager: a template that is imported as it is gets refused with it.
EXAMPLE: dict[str, Text] = {
    "code": "EXAMPLE-1",
    "reports_to": "EXAMPLE-MANAGER",
    "title": gettext_lazy("Example: Head of Sales"),
    "department": gettext_lazy("Example: Sales"),
    "location": "Berlin",
    "grade": "B2",
    "holder": "Ama Example",
    "person_number": "00123",
    "email": "ama@example.org",
    "phone": "+49 30 123456",
    "kind": "substantive",
    "status": "filled",
    "fte": "0.75",
    "start": "2026-01-31",
    "notes": gettext_lazy("This row is an example: write over it, or delete it."),
}
# Where the example has nothing, since one row can't show it.
MORE_EXAMPLES = {
    "role": "operations-manager",
    "organisation": "Example Ltd",
    "assistant": "yes",
    "posts": "5",
    "end": "2026-12-31",
    "dotted_line_to": "CFO; COO",
    "deputy_of": "COO",
    "works_with": "CFO",
}
EMPTIED = gettext_lazy("Whatever stood there is emptied.")
EMPTY: dict[str, Text] = {
    "code": gettext_lazy("Refused: each row has a code."),
    "reports_to": gettext_lazy("The position is the head."),
    "title": gettext_lazy("The title of the role is shown."),
    "role": gettext_lazy("The role whose title or abbreviation the title is, if there is one."),
    "assistant": gettext_lazy("No."),
    "posts": gettext_lazy("One."),
    "holder": gettext_lazy("Nobody holds the position, unless another column says who or that it is filled."),
    "person_number": gettext_lazy("The person is known by e-mail or name; somebody new gets a number."),
    "email": gettext_lazy("The person is known by number or name."),
    "kind": gettext_lazy("As the holders of the position require: substantive, or shared by several."),
    "status": gettext_lazy("Filled where there is a holder, else vacant."),
    "fte": gettext_lazy("Full time."),
    "start": gettext_lazy("Left as it is: we write it ourselves when a holder follows another."),
    "end": gettext_lazy("No end."),
    **dict.fromkeys(("dotted_line_to", "deputy_of", "works_with"), gettext_lazy("No such link.")),
}


def template_grids() -> list[Grid]:
    """The sheets of the template, the one that is imported first."""
    example = [str(EXAMPLE.get(name, "")) for name in HEADINGS]
    return [Grid(SHEET, HEADINGS, [example]), Grid("columns", EXPLAINED, explained())]


def explained() -> Iterator[tuple[str, ...]]:
    """Each column: its names, what it is for, what an empty cell means, and an example."""
    for column in COLUMNS:
        yield (
            column.name,
            ", ".join(column.aliases),
            str(column.explanation),
            str(EMPTY.get(column.name, EMPTIED)),
            str(EXAMPLE.get(column.name) or MORE_EXAMPLES[column.name]),
        )
    yield _("any of them"), "", _("A column that is left out leaves everything as it is."), "", ""
