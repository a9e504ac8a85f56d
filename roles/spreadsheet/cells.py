"""What the cell of a workbook says, as text: numbers, days, yes and no, errors."""

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from roles.spreadsheet.tables import Dated, Faulty, Truth, Worded

# A spreadsheet keeps fifteen digits of a number; the others are noughts.
CUT_OFF = 1e15
DIGITS = 15
# Formats of days in the languages of East Asia, which a workbook names by number alone.
EAST_ASIAN_DAYS = {*range(27, 37), *range(50, 59)}
# Colours, languages and gaps in a format: [Red], [$-407], _).
UNSHOWN = re.compile(r"\[(?:\$[^\]]*|[A-Za-z]+)\]|[_*].")
# No code is longer.
NOUGHTS = re.compile("0{2,50}")
# Words in quotes, a character behind a backslash, and what is not shown; noughts between them.
LITERAL = r"""(?:"[^"]*"|\\.|\[(?:\$[^\]]*|[A-Za-z]+)\]|[_*].)*"""
WITH_WORDS = re.compile(rf"({LITERAL})(0{{1,50}})({LITERAL})(?:;.*)?", re.DOTALL)
WORDS = re.compile(r"""\"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].""", re.DOTALL)
LONGEST_FORMAT = 255

Convert = Callable[[str], str]


def as_number(text: str) -> str:
    """A number as people write it: without .0 behind a whole one."""
    if len(text) <= DIGITS and text.isdigit() and text.isascii() and (text[0] != "0" or text == "0"):
        return text
    number = float(text)
    if not abs(number) < CUT_OFF:
        return Faulty(_("the number has more than 15 digits, of which a spreadsheet keeps no more: type it as text"))
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def with_noughts(width: int) -> Convert:
    """A whole number with the leading noughts that its format shows."""

    def as_code(text: str) -> str:
        number = as_number(text)
        return number.zfill(width) if number.isdigit() else number

    return as_code


def with_words(before: str, width: int, behind: str) -> Convert:
    """A whole number with leading noughts, between words that its format shows."""
    as_code = with_noughts(width)

    def as_shown(text: str) -> str:
        number = as_code(text)
        return Worded(f"{before}{number}{behind}", number) if number.isdigit() else number

    return as_shown


def words_of(literals: str) -> str:
    """The words that a part of a format shows."""
    return "".join((found[1] or "") + (found[2] or "") for found in WORDS.finditer(literals))


def as_day_since(epoch: datetime.datetime) -> Convert:
    """A day or a time, which a workbook counts from its epoch on."""

    @lru_cache(maxsize=4096)
    def as_day(text: str) -> str:
        try:
            found = from_excel(float(text), epoch)
        except (OverflowError, ValueError):
            return Faulty(_("the number is no day: type the day anew, as 2026-03-31"))
        if isinstance(found, datetime.datetime) and found.time() == datetime.time():
            found = found.date()
        return Dated(found)

    return as_day


def as_iso_day(text: str) -> str:
    """A day as the newest workbooks write it, without a time that says nothing."""
    return Dated(re.sub("T00:00(:00(\\.0+)?)?Z?$", "", text))


def as_truth(text: str) -> str:
    """Yes or no."""
    return Truth("TRUE" if text in ("1", "true") else "FALSE")


def as_fault(text: str) -> str:
    """An error value, such as #REF!."""
    return Faulty(_("the cell shows the error %(error)s: mend its formula, or type the text") % {"error": text[:20]})


def without_value() -> str:
    """A formula of which nobody has computed the value."""
    return Faulty(_("formula without value: open the file in a spreadsheet program, save it and try again"))


def by_format(number: int, code: str, *, since_1904: bool) -> Convert:
    """How numbers of that format are written as text."""
    code = code or BUILTIN_FORMATS.get(number, "")
    if len(code) > LONGEST_FORMAT:
        return as_number
    if (found := WITH_WORDS.fullmatch(code)) and (words_of(found[1]) or words_of(found[3])):
        return with_words(words_of(found[1]), len(found[2]), words_of(found[3]))
    if number in EAST_ASIAN_DAYS or is_date_format(code):
        return as_day_since(CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    positive = UNSHOWN.sub("", code.partition(";")[0])
    return with_noughts(len(positive)) if NOUGHTS.fullmatch(positive) else as_number
