"""Name the font files that browser, drawing and PDF share, and measure text with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from unicodedata import category

import uharfbuzz

FOLDER = Path(str(files("manimgx_fonts")))
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
UNITS = 1000  # to the em, whatever the font's own number is
NOT_SHOWN = frozenset(("Cc", "Co"))  # characters that are controls, or of private use

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
class Cut:
    """A file and the weights for which it is taken, and what browsers fetch in its place."""

    first: int
    last: int
    path: Path
    served: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family as stylesheets name it, and its file; `served` is what is cut out of it.

    Where a file has one weight alone, `heavy` is the one of whatever is at least semibold.
    """

    name: str
    file: str
    served: str = ""
    heavy: str = ""
    folder: Path = FOLDER
    typeset: str = ""

    @property
    def path(self) -> Path:
        """Where the file lies on this machine."""
        return self.folder / self.file

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Its files with the weights that each stands for."""
        if not self.heavy:
            return (Cut(REGULAR, BOLD, self.path, self.served or self.file),)
        light = Cut(REGULAR, SEMIBOLD - 1, self.path, self.file)
        return light, Cut(SEMIBOLD, BOLD, self.folder / self.heavy, self.heavy)

    def cut(self, weight: int) -> Cut:
        """The file of a weight."""
        return next((cut for cut in self.cuts if weight <= cut.last), self.cuts[-1])


def better(package: str, name: str, regular: str, heavy: str) -> Family:
    """A family whose letters are found again in a PDF, where those of Noto for the same script are not."""
    return Family(name, f"{regular}.ttf", heavy=f"{heavy}.ttf", folder=Path(str(files(package))) / "files")


BETTER = {
    "Arabic": better("fontpkg_amiri", "Amiri", "Amiri-Regular", "Amiri-Bold"),
    "Bengali": better("fontpkg_hind_siliguri", "Hind Siliguri", "HindSiliguri-Regular", "HindSiliguri-SemiBold"),
    "Thai": better("fontpkg_sarabun", "Sarabun", "Sarabun-Regular", "Sarabun-SemiBold"),
}
NOTO = {script: Family(f"Noto Sans {script}", f"NotoSans{script}[wght].ttf") for script in SCRIPTS}
FAMILIES = (
    Family("Noto Sans", "NotoSans[wght].ttf", served="NotoSans-Latin.ttf"),
    Family("Noto Sans Extended", "NotoSans[wght].ttf", typeset="Noto Sans"),
    *(family for script in SCRIPTS for family in (BETTER.get(script), NOTO[script]) if family),
    Family("Noto Emoji", "NotoEmoji[wght].ttf"),
)

# Chinese, Japanese and Korean, for paper alone and only where the package is installed: browsers can't read its file.
CJK = "manimgx_fonts_cjk"
EXTRA = (Family("Noto Sans CJK SC", "NotoSansCJK-VF.otf.ttc", folder=Path(str(files(CJK)))),) if find_spec(CJK) else ()
MEASURED = (*FAMILIES, *EXTRA)

# What a stylesheet says to get the same fonts in the same order.
STACK = ", ".join((*(f'"{family.name}"' for family in FAMILIES), "system-ui", "sans-serif"))


def font_files(families: Iterable[Family] = FAMILIES) -> list[Path]:
    """Every file that belongs to some families, once."""
    return list(dict.fromkeys(cut.path for family in families for cut in family.cuts))


@cache
def characters_of(family: Family) -> frozenset[int]:
    """The code points that a family can show in every weight; what is private shows nobody what was meant."""
    codes = frozenset.intersection(*(frozenset(face_of(cut.path).unicodes) for cut in family.cuts))
    codes = frozenset(code for code in codes if category(chr(code)) not in NOT_SHOWN)
    return codes & LATIN if family.served else codes


@cache
def face_of(path: Path) -> uharfbuzz.Face:
    """Open a file once."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))


@cache
def font_of(family: Family, weight: int) -> uharfbuzz.Font:
    """A family at one weight, scaled so that the em is a thousand units."""
    font = uharfbuzz.Font(face_of(family.cut(weight).path))
    font.scale = (UNITS, UNITS)
    font.set_variations({"wght": weight})
    return font


@cache
def families_with(code: int) -> frozenset[Family]:
    """All families that can show one character."""
    return frozenset(family for family in MEASURED if code in characters_of(family))


def measure_run(text: str, family: Family, weight: int) -> int:
    """Shape a piece of text set in one family and return its advance, in thousandths of an em."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font_of(family, weight), buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)
