"""Make codes from words: a part that people can read, and a check sum where that is not enough."""

import hashlib
import re

from roles.text import search_key

MOST = 50


def stem_of(text: str) -> str:
    """The Latin letters and digits of a text, hyphens between them."""
    return re.sub("[^a-z0-9]+", "-", search_key(text)).strip("-")


def digest_of(*texts: str) -> str:
    """Eight letters that follow from these texts alone."""
    return hashlib.blake2s("\x1f".join(texts).encode(), digest_size=4).hexdigest()


def code_from(readable: str, *texts: str) -> str:
    """A code of at most fifty characters that begins readably, and differs where the texts do."""
    digest = digest_of(*texts)
    stem = stem_of(readable)[: MOST - len(digest) - 1].strip("-")
    return f"{stem}-{digest}" if stem else digest
