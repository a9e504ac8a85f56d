"""Write in a workbook, as its standard says, the characters that XML can't hold, and read them back."""

import re

# An underscore that begins what would be read as an escape is escaped itself. A carriage return would come back as a
# line break.
UNWRITABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile(
    "_x(005F)_(?=x[0-9A-Fa-f]{4}_)|_x(00(?:0[0-8B-F]|1[0-9A-F])|D[89A-F][0-9A-F]{2}|FFF[EF])_", re.IGNORECASE
)


def escape(text: str) -> str:
    """Write what can't stand in a cell by its number, such as _x000D_."""
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape(text: str) -> str:
    """Read a cell that holds characters by their number; what XML can hold stands as it is, whoever wrote it."""
    return ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text) if "_x" in text else text
