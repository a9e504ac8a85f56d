"""Say of each row whether it names a holder, hides the name, says vacant, or says nothing of it."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import WHO
from roles.spreadsheet.parsing import ELIMINATED, FILLED, NO_CONTACT, STATUS_WORDS, UNDISCLOSED, VACANT
from roles.spreadsheet.problems import Problems, Row

WHO_KEYS = frozenset(WHO)
SAYING = (*WHO, "status")
Values = Mapping[str, Any]


class Filling(Enum):
    """What a row says about the holder: UNNAMED is filled with an empty name, SOMEBODY filled without a column."""

    PERSON = auto()
    NAMELESS = auto()
    NOBODY = auto()
    UNNAMED = auto()
    SOMEBODY = auto()
    UNSAID = auto()
    GONE = auto()


OF_WORDS = {ELIMINATED: Filling.GONE, VACANT: Filling.NOBODY, UNDISCLOSED: Filling.NAMELESS}


def read_filling(row: Row, values: Values) -> Filling:
    """What the row says, by its status, and by words in place of a holder's name."""
    word = _word(values)
    if word in OF_WORDS:
        return OF_WORDS[word]
    if values.get("holder") or values.get("person_number") or values.get("email"):
        return Filling.PERSON
    if any(name in row.cells and name not in values for name in SAYING):
        return Filling.UNSAID
    if word == FILLED:
        return Filling.UNNAMED if values.keys() & WHO_KEYS else Filling.SOMEBODY
    return Filling.NOBODY if values.keys() & WHO_KEYS else Filling.UNSAID


def check_filling(row: Row, values: Values, filling: Filling, problems: Problems) -> None:
    """Refuse a row that says two things of its holder, or gives facts of nobody."""
    if filling in {Filling.PERSON, Filling.UNSAID, Filling.SOMEBODY}:
        return
    status, word = values.get("status") or "", _word_for_holder(values)
    named = next((name for name in WHO if values.get(name) and not (name == "holder" and word)), "")
    if named in {"holder", "person_number"} or (status == FILLED and word in {VACANT, ELIMINATED}):
        problems.add(
            row,
            "status",
            _("The row says %(status)s and names a holder: keep one of the two.") % {"status": status or word},
        )
    elif given := next((name for name in ("email", "phone") if _says(values.get(name))), ""):
        problems.add(row, given, _("The row names no holder whose this could be: name one, or empty the cell."))


def _says(contact: str | None) -> bool:
    """True for an address or a number, and not for what stands for none where there is nobody who could have it."""
    return bool(contact) and str(contact).casefold() not in NO_CONTACT


def _word(values: Values) -> str:
    """The status, or a word that stands for one in place of the name."""
    status = values.get("status") or ""
    word = _word_for_holder(values)
    return word if word and status in {"", FILLED} else status


def _word_for_holder(values: Values) -> str:
    """The status that the holder's cell holds in place of a name: a person with a number may be called Blank."""
    if values.get("person_number") or values.get("email"):
        return ""
    # Published files have such words with one apostrophe left over.
    return STATUS_WORDS.get((values.get("holder") or "").strip("'").casefold(), "")
