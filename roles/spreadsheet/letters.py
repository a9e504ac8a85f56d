"""The columns of a sheet by the letters that a spreadsheet gives them."""

from functools import lru_cache

from roles.spreadsheet.packages import raise_damaged

# The last column is XFD.
LONGEST_LETTERS = 3


def letter_of(at: int) -> str:
    """The letter that a spreadsheet gives a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """Where the column with these letters stands, counted from 0."""
    at = 0
    if len(letters) > LONGEST_LETTERS:
        raise_damaged()
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise_damaged()
        at = at * 26 + ord(letter) - 64
    return at - 1
