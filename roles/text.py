"""Fold text for comparing and searching, and say which characters a name or a code may hold."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

COMBINING_LATIN_MARKS = dict.fromkeys(range(0x0300, 0x0370))
# Letters that people type without their stroke, though Unicode does not decompose them.
PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Fillers of Hangul and the empty Braille pattern: a letter or sign by category, nothing to the eye.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
LONGEST_QUERY = 100
CODE_PUNCTUATION = frozenset("._-")
# What nearly all codes are: seen at once.
PLAIN_CODE = re.compile("[A-Za-z0-9._-]*")
RESERVED_ENDINGS = (".svg", ".pdf")
# Explicit directional formatting reorders the text around a name (Unicode TR 36, 2.5); U+200E and U+200F do not.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

JOINERS = frozenset("\u200c\u200d")


def search_key(text: str) -> str:
    """Fold accents, case and width away: 'Zoë ŁUKASZ' and 'zoe lukasz' have the same key.

    Only U+0300 to U+036F are removed: the vowels of Indic scripts are combining marks too.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", decomposed.translate(COMBINING_LATIN_MARKS).translate(PLAIN_LETTERS))


def words_to_find(query: str) -> list[str]:
    """The folded words of what somebody typed into a search box, each once: a hundred characters, folded or not."""
    printable = "".join(letter if letter.isprintable() else " " for letter in query[:LONGEST_QUERY])
    return list(dict.fromkeys(search_key(printable)[:LONGEST_QUERY].split()))


def code_key(code: str) -> str:
    """Fold what makes two codes the same to a person: letter case."""
    if code.isascii():
        return code.lower()
    return unicodedata.normalize("NFC", code.casefold())


def clean_line(text: str) -> str:
    """Trim a single line of text, and join its inner white space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def validate_code(code: str) -> None:
    """Refuse a code that could not stand in an address or a file: letters, digits and . _ - only."""
    if not PLAIN_CODE.fullmatch(code) and (
        unicodedata.normalize("NFKC", code) != code or not all(is_code_character(letter) for letter in code)
    ):
        raise ValidationError(
            _("“%(code)s” is not a code: use letters, digits, full stops, underscores and hyphens only."),
            code="invalid_code",
            params={"code": shown(code[:60])},
        )
    if code in {".", ".."} or code.casefold().endswith(RESERVED_ENDINGS):
        raise ValidationError(
            _("“%(code)s” can't be a code: it must not be “.” or “..”, nor end in “.svg” or “.pdf”."),
            code="reserved_code",
            params={"code": shown(code[:60])},
        )


def shown(text: str) -> str:
    """A text as a message may quote it: what can't be seen, or would turn the message around, by its number."""
    if text.isprintable():
        return text
    return "".join(letter if is_harmless(letter) else ascii(letter)[1:-1] for letter in text)


def is_harmless(letter: str) -> bool:
    """True for what is seen, blanks of any width, and what joins and parts letters of Persian or Hindi, for example."""
    return letter.isprintable() or unicodedata.category(letter) == "Zs" or letter in JOINERS


def is_code_character(letter: str) -> bool:
    """True for a letter of any script with its marks, an ASCII digit, or one of . _ -"""
    return letter in CODE_PUNCTUATION or letter in "0123456789" or unicodedata.category(letter)[0] in "LM"


def validate_line(text: str) -> None:
    """Refuse what a line must not hold - control characters, those that turn the text around - and one of nothing."""
    if text.isascii() and text.isprintable() and not text.isspace():
        return
    if text and not any(is_visible(letter) for letter in text):
        raise ValidationError(
            _("This text can't be seen: it holds blanks or invisible characters only."), code="invisible"
        )
    for letter in text:
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} or letter in DIRECTION_CONTROLS:
            raise ValidationError(
                _("“%(text)s” holds the invisible character U+%(number)s: type the text anew."),
                code="invisible_character",
                params={
                    "text": "".join(each for each in text if each.isprintable())[:60],
                    "number": f"{ord(letter):04X}",
                },
            )


def is_visible(letter: str) -> bool:
    """True for a letter, a digit or a sign, but not for those letters and signs that are drawn as nothing."""
    return unicodedata.category(letter)[0] in "LNPS" and letter not in BLANK_LETTERS


def validate_text(text: str) -> None:
    """Refuse control characters in a text of several lines, line breaks and tabs apart."""
    if text.strip():
        validate_line(re.sub(r"[\r\n\t]", " ", text))
