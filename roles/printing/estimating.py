"""Say about what a very large chart gives on paper, where making its pages takes longer than somebody waits."""

from collections.abc import Iterator
from math import sqrt

from roles.chart.lettering import HOLDER, PADDING, SMALL, TITLE, Type
from roles.printing.asked import Asked, Told
from roles.printing.reading import Branch, Reader, chosen, put_together
from roles.sheets.estimate import estimate_sheets
from roles.sheets.fitting import Place
from roles.snapshot import one_snapshot

# On posters of 50 to 100 positions each covers so many squares of the type that names are set in.
SQUARES = 106
# What boxes say in one small line each; who reports to a manager is counted in few of them.
LINES = (Told.DEPARTMENT, Told.GRADE, Told.LOCATION, Told.CODE)
LINES_OF_CONTACT = 2


def about_sheets(branch: Branch, asked: Asked, reader: Reader) -> int:
    """About how many sheets a book has, from who reports to whom alone."""
    with one_snapshot():
        places, content = list(read_places(branch, asked)), put_together(branch, [], asked, reader)
    return estimate_sheets(places, content, asked.setup, usual_height(asked))


def read_places(branch: Branch, asked: Asked) -> Iterator[Place]:
    """Where everybody stands, in one statement."""
    rows = chosen(branch, asked).in_tree_order().values_list("pk", "reports_to_id", "is_assistant")
    top = branch.top.pk if branch.top else None
    for key, manager, is_assistant in rows.iterator():
        yield Place(key, None if key == top else manager, is_assistant)


def usual_height(asked: Asked) -> int:
    """How tall a box is that says what was asked for, each on one line."""
    return 2 * PADDING + sum(font.above + font.leading for font in usual_lines(asked))


def usual_lines(asked: Asked) -> Iterator[Type]:
    """The lines of a usual box."""
    yield TITLE
    if asked.tells(Told.HOLDERS):
        yield HOLDER
    yield from (SMALL for told in LINES if asked.tells(told))
    yield from [SMALL] * (LINES_OF_CONTACT if asked.has_contact and asked.tells(Told.HOLDERS) else 0)


def about_type(asked: Asked, count: int) -> float:
    """About how large the smallest type is where so many positions stand on one sheet, in points."""
    width, height = asked.setup.room
    return sqrt(width * height / count / SQUARES) * SMALL.size / TITLE.size
