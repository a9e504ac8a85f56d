"""Say whom several rows name by nothing but the same name, since they may be several people."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.entries import Group
from roles.spreadsheet.people import People
from roles.spreadsheet.shortening import first_of

MOST = 10


def note_namesakes(groups: Iterable[Group], people: People) -> Iterator[str]:
    """Name those who are taken to be one person by their name alone, unless they hold all of it already."""
    found: dict[str, dict[str, bool]] = {}
    for group in groups:
        held = {held.person for held in group.known.held} if group.known else set()
        for entry in group.entries:
            if (key := people.named.get(id(entry))) and not (
                entry.values.get("person_number") or entry.values.get("email")
            ):
                found.setdefault(key, {})[group.code] = key in held
    same = {key: list(codes) for key, codes in found.items() if len(codes) > 1 and not all(codes.values())}
    if same:
        text = ngettext(
            "%(count)d person whose name stands on several positions is taken to be one person: %(people)s.",
            "%(count)d people whose names stand on several positions are taken to be one person each: %(people)s.",
            len(same),
        )
        named = [f"{people.found[key].fact('name')} ({first_of(codes)})" for key, codes in same.items()]
        yield f"{text % {'count': len(same), 'people': first_of(named, MOST)}} {_say_otherwise()}"


def _say_otherwise() -> str:
    return _(
        "If they are different people, give their numbers, or say so for all: “Rows with the same name and no number "
        "are each a new person” in the admin, --same-name new on the command line."
    )
