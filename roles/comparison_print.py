"""A comparison as data for the template that prints it: every text ready to be set, in the order of the page."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from roles.answers.wording import Answer
from roles.cells import Cell
from roles.chart import Drawing
from roles.chart.paper import POINTS
from roles.compared import Column, Compared
from roles.differences import Differences, Group, Overlap, Row, SkillRow
from roles.models import RoleSkill
from roles.phrases import PLACE, Sentence
from roles.pictures import LIMITS, made
from roles.sheets.pages import Page, Printed
from roles.sheets.picture import OnScreen
from roles.typesetting import Listing, fill, flowing

# In points: what lies between the margins of A4, between columns, and at the end of a cell.
WIDTH, GUTTER, INSET = 527.2, 18.0, 7.0
COLUMN = (WIDTH - GUTTER) / 2
FACT, SKILL, GAP = 88.0, 170.0, 44.0  # how wide the first column is, of two sides that of skills, and that of the gaps
ABREAST = 3  # so many lists
BODY, LARGE = 8.0, 14.0
LARGEST, TALLEST = 0.857, 540.0  # a drawing has titles of nine points
Data = dict[str, Any]


def make_pdf(data: Data) -> bytes:
    """Return the PDF, or raise a PictureError; what is printed twice a day is the same file twice."""
    today = datetime.combine(timezone.localdate(), datetime.min.time(), timezone.get_current_timezone())
    told = partial(json.dumps, data)
    return made(lambda output: fill("comparison", told, output, made=today, limits=LIMITS), "comparison.pdf")


def data_of(compared: Compared, organisation: str) -> Data:
    """Return all that is printed."""
    first, *others = compared.answers
    return listed(compared) | {
        "heading": flowing(list(heading(compared.titles)), WIDTH, LARGE),
        "note": line(_("Only the differences")) if compared.only else "",
        "opening": [told(first.text, WIDTH, LARGE), told(first.reason, WIDTH)],
        "answers": answers(compared, others),
        "chart": chart(compared),
        "facts": facts(compared),
        "overlaps": [overlap_of(each) for each in compared.differences.overlaps],
        "skills": skills(compared.differences, compared.titles),
        "footer": footer(organisation),
    }


def listed(compared: Compared) -> Data:
    """Return what the template of pages is told too: title, language, fonts, and the drawing as a page of its size."""
    room = WIDTH if compared.has_wide_drawing else COLUMN
    pages = (page_of(compared.drawing, room),) if compared.drawing else ()
    printed = Printed(" / ".join(compared.titles), pages, len(pages), 0, 0)
    return Listing(printed, language=get_language() or "en", is_dated=True).data


def page_of(drawing: Drawing, room: float) -> Page:
    """Put the drawing on a page of its own size, no wider than the room."""
    scale = min(LARGEST, room / (drawing.width * POINTS), TALLEST / (drawing.height * POINTS))
    marks = OnScreen((0, 0), scale).marks(drawing)
    width, height = (round(side * POINTS * scale, 2) for side in (drawing.width, drawing.height))
    return Page(1, width, height, marks.blocks, marks.panels, marks.strokes)


# Texts


def told(text: Sentence, room: float, size: float = BODY) -> str:
    """Return a sentence ready to be set."""
    return flowing([(part.text, part.is_name) for part in text], room, size)


def line(text: str, room: float = WIDTH, *, is_name: bool = False) -> str:
    """Return a text ready to be set."""
    return flowing([(text, is_name)], room, BODY)


def paragraphs(text: Sentence, room: float) -> list[str]:
    """Return a text that its writer may have broken into lines, line by line."""
    if "\n" not in str(text):
        return [told(text, room)] if text else []
    return [line(each, room) for each in str(text).splitlines() if each.strip()]


def heading(titles: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Join what is compared as the page does."""
    for at, title in enumerate(titles):
        if at:
            yield f" {pgettext('between two titles', 'and') if at == len(titles) - 1 else '·'} ", False
        yield title, True


def footer(organisation: str) -> Data:
    """Return whose comparison it is, of which day, and the pieces of "page 1 of 2" with the names of its numbers."""
    pieces = PLACE.split(_("page %(number)s of %(all)s"))
    return {
        "organisation": line(organisation, is_name=True),
        "day": line(date_format(timezone.localdate())),
        "page": [["number" if at % 2 else "text", piece] for at, piece in enumerate(pieces) if piece],
    }


# Answers


def answers(compared: Compared, others: Iterable[Answer]) -> Data:
    """Return every question but the first with its answer; of more than two sides those about every two."""
    asked = others if compared.is_pair else (linked.pair.answer for linked in compared.pairs)
    name = _("Questions and answers") if compared.is_pair else _("Two by two")
    return {"heading": line(name), "column": COLUMN, "rows": [answer_of(each) for each in asked]}


def answer_of(answer: Answer) -> list[Any]:
    """Return a question, its answer, the reason and the lists; skills stand in a table of their own."""
    texts = (told(each, COLUMN) for each in (answer.question, answer.text, answer.reason))
    lists = (
        [told(each.heading, COLUMN), [told(item, COLUMN - INSET) for item in each.items]]
        for each in answer.lists
        if not each.is_of_skills
    )
    return [*texts, list(lists)]


def chart(compared: Compared) -> Data:
    """Return what is said of the drawing, and whether it stands above the answers, as wide as they all."""
    notes = [told(each, COLUMN) for each in compared.left_out]
    if compared.has_several_heads:
        notes.insert(0, line(_("They do not meet: each line has a head of its own."), COLUMN))
    return {"heading": line(_("Where their lines meet")), "notes": notes, "is_wide": compared.has_wide_drawing}


# Side by side


def widths(sides: int, others: float) -> list[float]:
    """Return how wide the columns of the sides are, beside others."""
    return [round((WIDTH - others) / sides, 2)] * sides


def facts(compared: Compared) -> Data:
    """Return the table of facts."""
    columns = widths(len(compared.titles), FACT)
    room = columns[0] - INSET
    return {
        "heading": line(_("Side by side")),
        "caption": line(_("marks what differs")),
        "nothing": line(_("They differ in no fact that is written down.")),
        "columns": [FACT, *columns],
        "names": [[line(_("Fact"), FACT), ""], *(name_of(column, room) for column in compared.columns)],
        "rows": [fact_of_all(row, room) for row in compared.differences.rows],
    }


def name_of(column: Column, room: float) -> list[str]:
    """Return what a side is called, and by which position a person is compared."""
    return [line(column.side.title, room, is_name=True), line(column.position_title, room, is_name=True)]


def fact_of_all(row: Row, room: float) -> list[Any]:
    """Return a fact, whether the sides differ in it, whether it takes running text, and what each says."""
    name = line(row.name, FACT - INSET - BODY)
    return [name, row.differs, row.is_long, [cell_of(cell, room) for cell in row.cells]]


def cell_of(cell: Cell, room: float) -> list[Any]:
    """Return what a cell says, what that means, and in its place why it says nothing."""
    if cell.text:
        return [paragraphs(cell.text, room), line(str(cell.meaning), room), ""]
    instead = _("differs from position to position") if cell.is_open else _("not written down")
    return [[], "", line(instead, room)]


def overlap_of(overlap: Overlap) -> Data:
    """Return what all have, what some have, and what only one of them has."""
    groups = [group for group in overlap.groups if group.items or not group.is_shared_by_all]
    columns = widths_of_lists(groups)
    room = min(columns) - 2 * INSET
    return {
        "heading": line(overlap.name),
        "columns": columns,
        "names": overlap.are_names,
        "nothing": line(_("Nothing else.")),
        "groups": [
            [told(group.heading, room), [told(item, room) for item in group.items], group.is_shared_by_all]
            for group in groups
        ],
    }


def widths_of_lists(groups: Sequence[Group]) -> list[float]:
    """Return how wide the columns of lists are: of a single row about in proportion to what stands in them."""
    many = min(ABREAST, len(groups))
    lengths = [len(str(each.heading)) + sum(len(str(item)) for item in each.items) for each in groups]
    shares = [max(0.5, length / max(lengths)) for length in lengths] if len(groups) == many else [1.0] * many
    room = WIDTH - GUTTER * (many - 1)
    return [round(room * share / sum(shares), 2) for share in shares]


def skills(found: Differences, titles: Sequence[str]) -> Data:
    """Return the table of skills."""
    is_pair = len(titles) == 2
    first = SKILL if is_pair else FACT
    columns = widths(len(titles), first + (GAP if is_pair else 0))
    names = [_("Skill"), *titles, *([_("Gap")] if is_pair else [])]
    return {
        "heading": line(_("Skills")),
        "caption": line(_("How well each role asks for a skill, and how many steps lie between")),
        "columns": [first, *columns, *([GAP] if is_pair else [])],
        "names": [line(name, columns[0] - INSET, is_name=True) for name in names],
        "rows": [skill_of_all(row, columns[0] - INSET, is_pair=is_pair) for row in found.skills],
    }


def skill_of_all(row: SkillRow, room: float, *, is_pair: bool) -> list[Any]:
    """Return a skill, whether the sides differ in it, how well each asks for it, and of two the steps between."""
    cells = [
        asked_for(asked, instead, "" if is_pair else more, room) for _title, asked, more, instead in row.titled_cells
    ]
    gap = line(row.told_gap, GAP) if is_pair else ""
    return [line(row.name, (SKILL if is_pair else FACT) - INSET), row.differs, cells, gap]


def asked_for(asked: RoleSkill | None, instead: str, more: str, room: float) -> list[Any]:
    """Return at which of the four steps a skill is asked for, in words too, and how many more or less that is."""
    return [asked.proficiency if asked else 0, line(asked.step if asked else instead, room), line(more, room)]
