"""Find out how the letters of a text file are written, or ask: a wrong guess would spoil names silently."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.spreadsheet.tables import UnreadableFileError

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Those that may be chosen, the likely ones first.
ENCODINGS = {
    "utf-8": gettext_lazy("UTF-8"),
    "utf-16": gettext_lazy("UTF-16"),
    "windows-1252": gettext_lazy("Windows, Western Europe"),
    "iso-8859-15": gettext_lazy("ISO 8859-15, Western Europe"),
    "windows-1250": gettext_lazy("Windows, Central Europe"),
    "windows-1251": gettext_lazy("Windows, Cyrillic"),
    "mac-roman": gettext_lazy("Mac, Western Europe"),
}
OF_ONE_BYTE = tuple(name for name in ENCODINGS if not name.startswith("utf"))
# These stand in no text, but iso-8859-15 has them where others have letters.
CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))
MOST_LINES, LONGEST_LINE = 3, 60
# Half of the bytes of UTF-16 are these where most letters are plain.
NUL = b"\0"


@dataclass(frozen=True, slots=True)
class EncodingOffer:
    """An encoding in which a file may be written, and how the lines look that tell it from the others."""

    encoding: str
    label: str
    sample: str


def decode(content: bytes, chosen: str | None = None) -> tuple[str, str]:
    """The encoding and the text: a mark at its beginning says it, else what was chosen, else it is UTF-8."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError(_("This is an Excel workbook, not a CSV file: save it as “CSV UTF-8” and try again."))
    if chosen and chosen not in (*ENCODINGS, *BYTE_ORDER_MARKS.values()):
        raise UnreadableFileError(
            _("The encoding %(encoding)s is not known: choose one of %(known)s.")
            % {"encoding": chosen[:60], "known": ", ".join(ENCODINGS)}
        )
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    encoding = marked or chosen or "utf-8"
    if encoding != "utf-16" and NUL in content.split(b"\n", 1)[0]:
        raise UnreadableFileError(
            _("This is no text, or UTF-16 without its mark: save it as “CSV UTF-8”, or choose the encoding utf-16.")
        )
    try:
        return encoding, content.decode(encoding if marked or encoding != "utf-16" else _half_of_utf_16(content))
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_say_why(error, encoding)) from error


def _half_of_utf_16(content: bytes) -> str:
    """Which byte of each pair comes first, where no mark says so: plain letters have a NUL."""
    start = content[:2000]
    return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _say_why(error: UnicodeDecodeError, encoding: str) -> str:
    # The codec counts behind the mark, which it has taken off.
    where = {
        "line": error.object[: error.start].count(b"\n") + 1,
        "byte": f"{error.object[error.start]:02X}",
        "encoding": encoding,
    }
    if encoding in OF_ONE_BYTE:
        return _("This is not %(encoding)s: line %(line)s holds the byte %(byte)s. Choose another encoding.") % where
    return (
        _(
            "This is not UTF-8: line %(line)s holds the byte %(byte)s. "
            "Choose the encoding, or save the file as “CSV UTF-8”, and try again."
        )
        % where
    )


def encodings_that_fit(content: bytes) -> list[EncodingOffer]:
    """What to choose from where a file is not UTF-8, the likely ones first; those that read it alike are one."""
    try:
        content.decode()
    except UnicodeDecodeError:
        fitting = list(_fitting(content))
    else:
        return []
    samples = _samples(content, fitting)
    return [EncodingOffer(name, str(ENCODINGS[name]), samples[name]) for name in fitting]


def _fitting(content: bytes) -> Iterator[str]:
    """The encodings of one byte that have a letter for each byte, each different from those before."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or NUL in content:
        return
    used = bytes(sorted(byte for byte in set(content) if byte >= 0x80))
    seen = set()
    for name in OF_ONE_BYTE:
        try:
            letters = used.decode(name)
        except UnicodeDecodeError:
            continue
        if letters not in seen and CONTROLS.isdisjoint(letters):
            seen.add(letters)
            yield name


def _samples(content: bytes, names: list[str]) -> dict[str, str]:
    """The first lines that tell these encodings from each other."""
    samples: dict[str, str] = dict.fromkeys(names, "")
    lines = 0
    for line in content.splitlines():
        if line.isascii():
            continue
        longer = {name: f"{sample} … {_shortened(line, name)}" for name, sample in samples.items()}
        if not lines or len(set(longer.values())) > len(set(samples.values())):
            samples, lines = longer, lines + 1
        if lines == MOST_LINES or len(set(samples.values())) == len(names):
            break
    return {name: sample.removeprefix(" … ") for name, sample in samples.items()}


def _shortened(line: bytes, name: str) -> str:
    """The line around its first letter that is not plain."""
    at = next(at for at, byte in enumerate(line) if byte >= 0x80)
    start = max(0, at - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    return line[start : start + LONGEST_LINE].decode(name, "replace")
