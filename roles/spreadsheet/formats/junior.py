"""Junior posts of an organogram: each row is a group of like posts, which has a code made from what it says."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.formats.codes import code_from
from roles.spreadsheet.formats.kinds import Rows
from roles.spreadsheet.formats.senior import NOTHING, QUOTES
from roles.spreadsheet.parsing import STATUS_WORDS, UNDISCLOSED, VACANT
from roles.spreadsheet.problems import Problems, Row
from roles.spreadsheet.shortening import first_of
from roles.text import clean_line, code_key, search_key, shown

NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9})?")
# What a share can be, written without needless noughts.
LEAST, MOST = Decimal("0.01"), Decimal("99999.99")


def gather_posts(rows: list[Row], problems: Problems) -> Rows:
    """One row for each group of like posts; rows that agree in manager, grade, title and unit are one group."""
    counts: Counter[str] = Counter()
    numbers: dict[str, Decimal] = {}
    groups: dict[str, Row] = {}
    for row in rows:
        code = code_of(row)
        number = _number(row, problems)
        if number == 0:
            counts["none"] += 1
        elif code in groups:
            counts["again"] += 1
            numbers[code] += number or 0
        else:
            groups[code], numbers[code] = row, number or Decimal(0)
    vacant = [row for row in groups.values() if _is_vacant(row)]
    counts["parts"] = sum(numbers[code] % 1 != 0 for code, row in groups.items() if not _is_vacant(row))
    made = [_group(row, code, numbers[code]) for code, row in groups.items()]
    return made, [*_say(counts), *_say_vacant(vacant)]


def code_of(row: Row) -> str:
    """The code of a group of posts, the same in every release and for every order of rows."""
    manager, grade, title, unit = (
        clean_line(row.cells.get(name, "")) for name in ("reports_to", "grade", "title", "department")
    )
    return code_from(f"{manager} {title}", code_key(manager), *map(search_key, (grade, title, unit)))


def _number(row: Row, problems: Problems) -> Decimal | None:
    """How many posts, in full-time equivalents; None where the cell does not say."""
    text = row.cells.get("posts", "")
    if NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    message = _("“%(text)s” is not a number of posts: write 1 or 4.2, for example.")
    problems.add(row, "posts", message % {"text": shown(text[:60])})
    return None


def _is_vacant(row: Row) -> bool:
    """True where the title says so: junior rows have no column for it."""
    return STATUS_WORDS.get(clean_line(row.cells.get("title", "")).strip(QUOTES).casefold()) == VACANT


def _group(row: Row, code: str, number: Decimal) -> Row:
    """The row of a group: so many posts, their full-time equivalents, and no published names."""
    cells = {name: "" if text.casefold() in NOTHING and name != "title" else text for name, text in row.cells.items()}
    posts = max(int(number.to_integral_value(ROUND_CEILING)), 1)
    share = min(max(number.quantize(LEAST, ROUND_HALF_UP), LEAST), MOST)
    cells |= {"code": code, "posts": str(posts), "fte": f"{share.normalize():f}", "status": UNDISCLOSED}
    if _is_vacant(row):
        # Of several posts together a chart says nowhere else that nobody is in them.
        title = cells.get("grade") if posts == 1 else ""
        cells |= {"fte": "", "status": VACANT, "title": title or cells["title"]}
    return replace(row, cells=cells)


def _say(counts: Counter[str]) -> list[str]:
    again = ngettext(
        "%(count)d row agrees with another one in senior post, grade, title and unit: they are one position, their "
        "numbers added.",
        "%(count)d rows agree with others in senior post, grade, title and unit: they are one position each, their "
        "numbers added.",
        counts["again"],
    )
    parts = ngettext(
        "%(count)d number of posts is not whole: it is rounded up, and stands as it is under fte.",
        "%(count)d numbers of posts are not whole: they are rounded up, and stand as they are under fte.",
        counts["parts"],
    )
    none = ngettext(
        "%(count)d row with the number 0 is left out.",
        "%(count)d rows with the number 0 are left out.",
        counts["none"],
    )
    texts = (("again", again), ("parts", parts), ("none", none))
    return [
        _("The code of a group of junior posts is made from its senior post, grade, title and unit."),
        *(text % {"count": counts[key]} for key, text in texts if counts[key]),
    ]


def _say_vacant(rows: list[Row]) -> Iterable[str]:
    if rows:
        text = ngettext(
            "The job title of %(count)d group of junior posts says vacant (row %(rows)s): nobody holds it. One post "
            "goes by its grade; several together keep that title.",
            "The job title of %(count)d groups of junior posts says vacant (rows %(rows)s): nobody holds them. One "
            "post goes by its grade; several together keep that title.",
            len(rows),
        )
        yield text % {"count": len(rows), "rows": first_of([str(row.number) for row in rows])}
