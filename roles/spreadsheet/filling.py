"""Say of each row whether it names a holder, hides the name, says vacant, or says nothing of it."""

from enum import Enum, auto

from django.utils.translation import gettext as _

from roles.spreadsheet.columns import ELIMINATED, FILLED, STATUS_WORDS, UNDISCLOSED, VACANT, WHO
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.problems import Problems

WHO_KEYS = frozenset(WHO)


class Filling(Enum):
    """What a row says about the holder: UNNAMED is filled with an empty name, SOMEBODY filled without a column."""

    PERSON = auto()
    NAMELESS = auto()
    NOBODY = auto()
    UNNAMED = auto()
    SOMEBODY = auto()
    UNSAID = auto()
    GONE = auto()


def is_gone(group: Group) -> bool:
    """True when the file says that the position was eliminated, in each of its rows."""
    return all(read_filling(entry) is Filling.GONE for entry in group.entries)


def refuse_half_gone(group: Group, problems: Problems) -> None:
    """Refuse a position that one row eliminates and another one does not."""
    gone = [entry for entry in group.entries if read_filling(entry) is Filling.GONE]
    if gone and not is_gone(group):
        message = _("The position is eliminated here, but another row fills it: keep one of them.")
        problems.add(gone[0].row, "status", message)


def read_filling(entry: Entry) -> Filling:
    """What the row says, by its status, and by words in place of a holder's name."""
    word = _word(entry)
    if word == ELIMINATED:
        return Filling.GONE
    if word == VACANT:
        return Filling.NOBODY
    if word == UNDISCLOSED:
        return Filling.NAMELESS
    values = entry.values
    if any(values.get(name) for name in WHO):
        return Filling.PERSON
    if any(name in entry.row.cells and name not in values for name in (*WHO, "status")):
        return Filling.UNSAID
    if word == FILLED:
        return Filling.UNNAMED if values.keys() & WHO_KEYS else Filling.SOMEBODY
    return Filling.NOBODY if values.keys() & WHO_KEYS else Filling.UNSAID


def check_filling(entry: Entry, filling: Filling, problems: Problems) -> None:
    """Refuse a row that says two things of its holder, or gives facts of nobody."""
    values = entry.values
    if filling in {Filling.PERSON, Filling.UNSAID, Filling.SOMEBODY}:
        return
    status, word = values.get("status") or "", _word_for_holder(entry)
    named = next((name for name in WHO if values.get(name) and not (name == "holder" and word)), "")
    if named in {"holder", "person_number"} or (status == FILLED and word in {VACANT, ELIMINATED}):
        problems.add(
            entry.row,
            "status",
            _("The row says %(status)s and names a holder: keep one of the two.") % {"status": status or word},
        )
    elif given := next((name for name in ("email", "phone") if values.get(name)), ""):
        problems.add(entry.row, given, _("The row names no holder whose this could be: name one, or empty the cell."))


def _word(entry: Entry) -> str:
    """The status, or a word that stands for one in place of the name."""
    status = entry.values.get("status") or ""
    word = _word_for_holder(entry)
    return word if word and status in {"", FILLED} else status


def _word_for_holder(entry: Entry) -> str:
    """The status that the holder's cell holds in place of a name: a person with a number may be called Blank."""
    values = entry.values
    if values.get("person_number") or values.get("email"):
        return ""
    return STATUS_WORDS.get((values.get("holder") or "").casefold(), "")
