"""Keep a spreadsheet from taking a text of a CSV file for a formula, and take that guard off again."""

import re

# A spreadsheet takes a cell that begins like this for a formula; the apostrophe in front keeps it a text.
FORMULA = re.compile(r"\s*['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def unguard(cell: str) -> str:
    """Take off the one apostrophe that an export puts before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell, 1) else cell


def bare(cell: str) -> str:
    """The text of a cell without blanks around it, and without a pair of apostrophes around the whole of it."""
    text = cell.strip()
    if text[:1] != "'":
        return text
    if (plain := unguard(cell)) != cell:
        return plain.strip()
    return text[1:-1].strip() if len(text) > 2 and text.endswith("'") else text


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, or `unguard` for a guard."""
    return f"'{cell}" if FORMULA.match(cell) else cell
