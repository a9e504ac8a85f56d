"""Write several names in one cell, and read them back: semicolons between them, quotes around a name that has some."""

import re
from collections.abc import Iterable, Iterator

from roles.text import clean_line

# One name with what ends it: in quotes, each of its own doubled, else as it stands.
NAME = re.compile(r'[^\S\r\n]*"((?:[^"\r\n]|"")*)"[^\S\r\n]*(?:[;\r\n]|$)|([^;\r\n]*)(?:[;\r\n]|$)')


def join_names(names: Iterable[str]) -> str:
    """Several names in one cell."""
    return "; ".join(map(_quoted, names))


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell, each once, with semicolons or line breaks between them."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, _names(text)))))


def _quoted(name: str) -> str:
    """The name, in quotes where it would be read as several, or its own quotes as those."""
    return '"' + name.replace('"', '""') + '"' if ";" in name or name.startswith('"') else name


def _names(text: str) -> Iterator[str]:
    for found in NAME.finditer(text):
        yield found[2] if found[1] is None else found[1].replace('""', '"')
