"""A comparison as the sheets of a workbook: answers, facts side by side, what is shared, and skills."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from roles.answers.wording import Answer
from roles.compared import Compared
from roles.differences import Overlap, SkillRow
from roles.spreadsheet.escaping import escape
from roles.spreadsheet.grids import Grid
from roles.spreadsheet.limits import LONGEST_TEXT

# What kinds of columns there are, since headings are what people wrote.
SIDE, ANSWERS = "side", ("question", "answer", "reason")


def sheets_of(compared: Compared) -> list[Grid]:
    """Return the sheets, with headings in the reader's language."""
    titles, found = compared.titles, compared.differences
    sides = [SIDE] * len(titles)
    facts = ([row.name, *(fitting(str(cell.text)) for cell in row.cells)] for row in found.rows)
    skills = ([row.name, *steps_asked(row), str(row.gap) if all(row.known) else ""] for row in found.skills)
    lists = (row for overlap in found.overlaps for row in rows_of_list(overlap, len(titles)))
    return [
        Grid(_("Answers"), [_("Question"), _("Answer"), _("Reason")], rows_of_answers(compared), ANSWERS),
        Grid(_("Side by side"), [_("Fact"), *titles], facts, ["fact", *sides]),
        Grid(_("Shared and apart"), [_("List"), _("Entry"), *titles], lists, ["fact", "entry", *sides]),
        Grid(_("Skills"), [_("Skill"), *titles, _("Steps between")], skills, ["skill", *sides, "steps"]),
    ]


def steps_asked(row: SkillRow) -> Iterator[str]:
    """Say of each side how well it asks for a skill, or why no step is said."""
    return (str(asked.step if asked else instead) for _title, asked, _more, instead in row.titled_cells)


def fitting(text: str) -> str:
    """Shorten a text that no cell can hold; the page and the PDF have it whole."""
    if len(escape(text)) <= LONGEST_TEXT:
        return text
    cut = text[: LONGEST_TEXT - 1]
    # What can't stand in a cell takes seven characters.
    return f"{cut if len(escape(cut)) < LONGEST_TEXT else cut[: len(cut) // 7]}…"


def rows_of_answers(compared: Compared) -> Iterator[Sequence[str]]:
    """Return each question with its answer and reason, and below it each line of its lists."""
    for answer in [*compared.answers, *(linked.pair.answer for linked in compared.pairs)]:
        yield [fitting(str(each)) for each in (answer.question, answer.text, answer.reason)]
        yield from rows_of_listings(answer)


def rows_of_listings(answer: Answer) -> Iterator[Sequence[str]]:
    """Return the lists that belong to an answer, a line a row."""
    for listing in answer.lists:
        yield from (["", fitting(str(item)), str(listing.heading)] for item in listing.items)


def rows_of_list(overlap: Overlap, sides: int) -> Iterator[Sequence[str]]:
    """Return each entry with a mark below those who have it."""
    for group in overlap.groups:
        marks = [_("yes") if at in group.places else "" for at in range(sides)]
        yield from ([overlap.name, str(item), *marks] for item in group.items)
