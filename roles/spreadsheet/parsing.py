"""What the cells of a column mean: lines, codes, days, shares, and the words for yes, for kinds and for who holds."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from roles.models import AppointmentKind, LinkKind
from roles.text import clean_line, search_key, shown, validate_text

FILLED, VACANT, UNDISCLOSED, ELIMINATED = "filled", "vacant", "undisclosed", "eliminated"
# What the published guidance of government organograms writes where no name is published, and for posts that are gone.
STATUS_WORDS = {
    FILLED: FILLED,
    "occupied": FILLED,
    **dict.fromkeys((VACANT, "vacancy", "vacant post", "vacant position", "post vacant"), VACANT),
    UNDISCLOSED: UNDISCLOSED,
    "blank": UNDISCLOSED,
    "n/d": UNDISCLOSED,
    "not disclosed": UNDISCLOSED,
    ELIMINATED: ELIMINATED,
    "deleted": ELIMINATED,
}
# What the guidance of organograms writes where there is no address or number; a number of ours may be called so.
NO_CONTACT = ("n/a", "n/d")
# What marks the head under reports-to.
HEAD_WORDS = ("", "xx")
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
MOST_POSTS = 2_147_483_647
LINKS = {
    "dotted_line_to": LinkKind.DOTTED_LINE,
    "deputy_of": LinkKind.DEPUTY,
    "works_with": LinkKind.WORKS_WITH,
}
Parse = Callable[[str], Any]


def fold_heading(heading: str) -> str:
    """Fold letter case, blanks, underscores, hyphens and accents of a heading away."""
    return re.sub(r"[\W_]+", "", search_key(heading))


def line_for(model: type[models.Model], name: str) -> Parse:
    """Parse one line of text as the field of that model takes it."""
    (field,) = (each for each in model._meta.concrete_fields if each.name == name)
    longest = field.max_length or 0
    # Most lines are short, and Django takes its time to say so.
    checks = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]

    @lru_cache(maxsize=4096)
    def parse(text: str) -> str:
        line = clean_line(text)
        if len(line) > longest:
            field.run_validators(line)
        for check in checks if line else ():
            check(line)
        return line

    return parse


def address_for(model: type[models.Model], name: str) -> Parse:
    """Parse an e-mail address; what the guidance writes for none could not be one."""
    parse = line_for(model, name)
    return lambda text: "" if text.casefold() in NO_CONTACT else parse(text)


def parse_notes(text: str) -> str:
    """Keep the line breaks of a text, each as one character."""
    notes = re.sub(r"\r\n?", "\n", text).strip()
    validate_text(notes)
    return notes


def parse_codes(text: str) -> tuple[str, ...]:
    """Several codes, with semicolons, commas or line breaks between them."""
    return tuple(dict.fromkeys(code for each in re.split(r"[;,\r\n]", text) if (code := clean_line(each))))


def parse_yes_or_no(text: str) -> bool:
    """Yes or no, as people write it."""
    word = text.casefold()
    if word not in YES + NO:
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": shown(text[:60])})
    return word in YES


def parse_posts(text: str) -> int:
    """How many posts: a whole number from 1 on."""
    if not re.fullmatch("[0-9]{1,10}", text) or not 1 <= int(text) <= MOST_POSTS:
        raise ValidationError(_("“%(text)s” is not a number of posts: write 1, 2, 3 …") % {"text": shown(text[:60])})
    return int(text)


def parse_share(text: str) -> Decimal:
    """The full-time equivalent, above 0; a comma may stand for the point where it can't mean thousands."""
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2}0*|,[0-9]{1,2})?", text):
        raise ValidationError(
            _("“%(text)s” is not a share: write a number with at most two decimals, such as 1 or 0.75.")
            % {"text": shown(text[:60])}
        )
    share = Decimal(text.replace(",", "."))
    if share == 0:
        raise ValidationError(_("The share is 0: write a number above 0, or vacant under status if nobody holds it."))
    return share


def parse_day(text: str) -> datetime.date:
    """A day, written in the one way that nobody misreads."""
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a day: write year, month and day as 2026-03-31.") % {"text": shown(text[:60])}
        ) from error


def parse_kind(text: str) -> str:
    """The kind of an appointment, by its name."""
    kinds = {search_key(name): kind for kind in AppointmentKind for name in (kind.value, str(kind.label))}
    kind = kinds.get(search_key(text))
    if kind is None:
        raise ValidationError(
            _("“%(text)s” is no kind of appointment: write %(kinds)s.")
            % {"text": shown(text[:60]), "kinds": ", ".join(AppointmentKind.values)}
        )
    return kind.value


def parse_link(text: str) -> str:
    """The kind of a link, by its name or by the heading that links of that kind have in one table."""
    kinds = {fold_heading(name): kind for kind in LinkKind for name in (kind.value, str(kind.label))}
    kind = (kinds | {fold_heading(name): kind for name, kind in LINKS.items()}).get(fold_heading(text))
    if kind is None:
        raise ValidationError(
            _("“%(text)s” is no kind of link: write %(kinds)s.")
            % {"text": shown(text[:60]), "kinds": ", ".join(LinkKind.values)}
        )
    return kind.value


def parse_status(text: str) -> str:
    """Whether somebody holds the position, and whether the name is published."""
    status = STATUS_WORDS.get(text.casefold())
    if status is None:
        raise ValidationError(
            _("“%(text)s” is no status: write %(statuses)s.")
            % {"text": shown(text[:60]), "statuses": ", ".join((FILLED, VACANT, UNDISCLOSED, ELIMINATED))}
        )
    return status
