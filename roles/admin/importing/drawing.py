"""The chart as it would look once an import is written: what is new, moved or changed is marked by colour and words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.chart import Drawing, Seat, Style, draw_chart
from roles.chart.text import clean
from roles.phrases import written
from roles.seating import MOST_HOLDERS
from roles.spreadsheet.outcome import Outcome
from roles.spreadsheet.plan import Plan
from roles.text import code_key

# Of a larger chart what changes would be hard to find in the whole.
MOST_WHOLE = 40
MOST_BOXES = 150
NEW, MOVED, CHANGED = "new", "moved", "changed"
# Each stands out three to one from light and from dark paper, and from the others for colour-blind eyes.
COLOURS = {NEW: "#2f8f4e", MOVED: "#3274b5", CHANGED: "#c06a00"}
WORDS = {NEW: gettext_lazy("New"), MOVED: gettext_lazy("Moved"), CHANGED: gettext_lazy("Changed")}
STYLE = Style(shape="packed", aspect=1.5, box_width=190, gap=16, row_gap=28, stack_gap=10)


@dataclass(frozen=True)
class OutcomeDrawn:
    """A drawing, how many positions it has of how many, and how many marked ones are not on it."""

    drawing: Drawing
    legend: list[tuple[str, str]]
    drawn: int
    count: int
    left_out: int

    @property
    def is_whole(self) -> bool:
        """True where every position of the chart is drawn."""
        return self.drawn == self.count


def draw_outcome(outcome: Outcome) -> OutcomeDrawn | None:
    """Draw a small chart whole, of a larger one what changes with the managers above; none of an empty one."""
    marks = marks_of(outcome.plan)
    order = outcome.in_order()
    if not order:
        return None
    kept = set(order) if len(order) <= MOST_WHOLE else marked_with_line(outcome, marks)
    numbers = {key: number for number, key in enumerate(order)}
    seats = [seat_of(outcome, key, marks.get(key, ""), numbers) for key in order if key in kept]
    used = {marks[key] for key in kept if key in marks}
    legend = [(COLOURS[mark], str(WORDS[mark])) for mark in COLOURS if mark in used]
    left_out = sum(key in marks and key not in kept for key in order)
    return OutcomeDrawn(draw_chart(seats, STYLE), legend, len(seats), len(order), left_out)


def marks_of(plan: Plan) -> dict[str, str]:
    """What becomes of each position that does not stay as it is."""
    lists = ((CHANGED, plan.changed), (MOVED, plan.moved), (NEW, plan.created))
    return {code_key(code): mark for mark, codes in lists for code in codes}


def marked_with_line(outcome: Outcome, marks: dict[str, str]) -> set[str]:
    """The marked positions with all above them, the highest first, as far as there is room."""
    kept: set[str] = set()
    by_level = outcome.by_level()
    for key in by_level:
        if key not in marks:
            continue
        line: list[str] = []
        above: str | None = key
        while above is not None and above not in kept:
            line.append(above)
            above = outcome.managers.get(above)
        if len(kept) + len(line) <= MOST_BOXES:
            kept.update(line)
    return kept or set(by_level[:1])


def seat_of(outcome: Outcome, key: str, mark: str, numbers: dict[str, int]) -> Seat:
    """A position as the drawing is told about it."""
    manager, posts, names = outcome.managers[key], outcome.value(key, "posts", 1), outcome.names(key)
    title, words = clean(outcome.title(key)), str(WORDS[mark]) if mark else ""
    title = title if posts == 1 else _("%(posts)s × %(title)s") % {"posts": written(posts), "title": title}  # noqa: RUF001 - times
    is_vacant = not names and posts == 1
    vacancy, holders = _("Vacant") if is_vacant else "", holders_in_short(names)
    return Seat(
        key=numbers[key],
        reports_to=None if manager is None else numbers[manager],
        code=outcome.code(key),
        title=title,
        holders=tuple(holders),
        vacancy=vacancy,
        colour=COLOURS.get(mark, ""),
        category=words,
        name=", ".join(filter(None, [words, *holders, vacancy, title])),
        is_vacant=is_vacant,
        is_assistant=bool(outcome.value(key, "assistant", False)),
        is_at=bool(mark),
    )


def holders_in_short(names: list[str]) -> list[str]:
    """The first of many names, and how many more there are."""
    names = [clean(name) for name in names]
    more = len(names) - MOST_HOLDERS
    return (
        names if more <= 0 else [*names[: MOST_HOLDERS - 1], _("and %(number)s others") % {"number": written(more + 1)}]
    )
