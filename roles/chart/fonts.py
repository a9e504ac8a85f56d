"""Name the font files that browser, drawing and PDF share, and measure text with them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz

FOLDER = Path(str(files("manimgx_fonts")))
REGULAR, SEMIBOLD = 400, 600
EXTENDED = " Extended"  # ends the name of a family that has what browsers do not fetch with its first letters
UNITS = 1000  # to the em, whatever the font's own number is

# Scripts for which the font package has a file of its own, in the order in which a browser falls back.
SCRIPTS = (
    "Arabic",
    "Armenian",
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Lao",
    "Malayalam",
    "Myanmar",
    "Oriya",
    "Sinhala",
    "Symbols",
    "Tamil",
    "Telugu",
    "Thai",
)


# What names in Latin script are written with: most pages have no other letters, and their font is an eighth as large.
LATIN_SPANS = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x18F, 0x18F),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x1CD, 0x1DC),
    (0x1E6, 0x1E7),
    (0x218, 0x21B),
    (0x259, 0x259),
    (0x2BB, 0x2BC),
    (0x300, 0x304),
    (0x306, 0x30C),
    (0x31B, 0x31B),
    (0x323, 0x323),
    (0x326, 0x328),
    (0x338, 0x338),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x20A0, 0x20C0),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
    (0xFB00, 0xFB04),  # never written, but drawn for ff and fi; who draws letters sharply goes by their characters
)
LATIN = frozenset(code for first, last in LATIN_SPANS for code in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Family:
    """A family as stylesheets name it, and its one file with every weight; `served` is what is cut out of it."""

    name: str
    file: str
    served: str = ""

    @property
    def path(self) -> Path:
        """Where the file lies on this machine."""
        return FOLDER / self.file

    @property
    def typeset(self) -> str:
        """What Typst calls it, which reads whole files."""
        return self.name.removesuffix(EXTENDED)


FAMILIES = (
    Family("Noto Sans", "NotoSans[wght].ttf", served="NotoSans-Latin.ttf"),
    Family(f"Noto Sans{EXTENDED}", "NotoSans[wght].ttf"),
    *(Family(f"Noto Sans {script}", f"NotoSans{script}[wght].ttf") for script in SCRIPTS),
    Family("Noto Emoji", "NotoEmoji[wght].ttf"),
)


FOLDERS = tuple(dict.fromkeys(family.path.parent for family in FAMILIES))

# What a stylesheet says to get the same fonts in the same order.
STACK = ", ".join((*(f'"{family.name}"' for family in FAMILIES), "system-ui", "sans-serif"))


@cache
def characters_of(family: Family) -> frozenset[int]:
    """The code points that a family can show; control characters are not shown by anything."""
    codes = frozenset(code for code in face_of(family).unicodes if code >= ord(" "))
    return codes & LATIN if family.served else codes


@cache
def face_of(family: Family) -> uharfbuzz.Face:
    """Open the file of a family once."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(family.path)))


@cache
def font_of(family: Family, weight: int) -> uharfbuzz.Font:
    """A family at one weight, scaled so that the em is a thousand units."""
    font = uharfbuzz.Font(face_of(family))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": weight})
    return font


@cache
def families_with(code: int) -> frozenset[Family]:
    """All families that can show one character."""
    return frozenset(family for family in FAMILIES if code in characters_of(family))


def measure_run(text: str, family: Family, weight: int) -> int:
    """Shape a piece of text set in one family and return its advance, in thousandths of an em."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font_of(family, weight), buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)
