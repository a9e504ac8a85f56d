"""Take out of the font files what one drawing needs, for a file that looks alike wherever it is opened."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import uharfbuzz

from roles.chart.fonts import FAMILIES, Family, face_of
from roles.chart.text import clusters, family_for

# The names in a font that say under which licence it is; they go with its letters.
LICENCE = (13, 14)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A family with no more than the characters of some texts, as an address that holds the font of some weights."""

    family: str
    first: int
    last: int
    address: str


def fonts_for(texts: Iterable[str]) -> list[Embedded]:
    """Return what each family must give for texts, in the order of falling back."""
    needed = characters_by_family(texts)
    return [
        Embedded(family.name, cut.first, cut.last, f"data:font/ttf;base64,{b64encode(data).decode()}")
        for family in FAMILIES
        if family in needed
        for cut in family.cuts
        for data in [subset(cut.path, needed[family])]
    ]


def characters_by_family(texts: Iterable[str]) -> dict[Family, set[int]]:
    """Sort the characters of all texts by the family they are set in; the system's own fonts need nothing.

    Some are shaped out of their parts, such as the Thai vowel am: the parts are needed as well.
    """
    needed: dict[Family, set[int]] = {}
    for cluster in {cluster for text in texts for cluster in clusters(text)}:
        if family := family_for(cluster):
            needed.setdefault(family, set()).update(map(ord, cluster + normalize("NFKD", cluster)))
    return needed


def subset(path: Path, characters: Iterable[int]) -> bytes:
    """Cut a font down to some characters, with all its weights and all that shaping needs."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.name_id_set.update(LICENCE)
    return bytes(uharfbuzz.subset(face_of(path), wanted).blob.data)
