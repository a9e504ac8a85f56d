r"""Keep a spreadsheet from taking a text of a CSV file for a formula, and take that guard off again.

Where lists have semicolons, a spreadsheet parts cells at those of a text, whatever quotes are around the text, for it
sees quotes only where a cell begins; at a tab or a line break it may do the same. So what follows is guarded as well.
"""

import re

# A spreadsheet takes a cell that begins like this for a formula; the apostrophe in front keeps it a text.
FORMULA = re.compile(r"\s*['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# Most cells have none of what may part them.
PARTING = re.compile(r"[\r\n\t;|]")
# The same behind what may part a cell; quotes there would be taken off.
INNER = r"""[^\S\r\n\t]*(?:"[^\S\r\n\t"]*)*['=+\-@\uff1d\uff0b\uff0d\uff20]"""
UNGUARDED = re.compile(rf"\A(?={FORMULA.pattern})|(?:\r\n?|[\n\t;|])(?={INNER})")
GUARD = re.compile(rf"\A'(?={FORMULA.pattern})|(?<=[\r\n\t;|])'(?={INNER})")

INNER_GUARD = re.compile(rf"(?<=[\r\n\t;|])'(?={INNER})")


def unguard(cell: str) -> str:
    """Take off each apostrophe that an export puts before what looks like a formula."""
    return GUARD.sub("", cell) if "'" in cell else cell


def bare(cell: str) -> str:
    """The text of a cell without blanks around it, and without a pair of apostrophes around the whole of it."""
    text = cell.strip()
    if text[:1] == "'" and text[-1:] == "'" and len(text) > 2 and not GUARD.match(cell):
        return text[1:-1].strip()
    return unguard(cell).strip()


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, or `unguard` for a guard."""
    if PARTING.search(cell):
        return UNGUARDED.sub(r"\g<0>'", cell)
    return f"'{cell}" if FORMULA.match(cell) else cell
