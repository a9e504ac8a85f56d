"""Say what an import takes together, or leaves alone, though somebody may have meant something else."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.appointing import Appointments
from roles.spreadsheet.entries import Group
from roles.spreadsheet.shortening import first_of
from roles.spreadsheet.state import State


def note_several_files(groups: Iterable[Group], appointments: frozenset[int]) -> Iterator[str]:
    """That rows of one code stand in several files; `appointments` are the sources whose rows only name holders."""
    found = []
    for group in groups:
        if len(group.entries) > 1:
            rows = (entry.row for entry in group.entries if id(entry.row.source) not in appointments)
            if len(files := dict.fromkeys(row.source.file for row in rows)) > 1:
                found.append(f"{group.code} ({', '.join(files)})")
    if found:
        text = ngettext(
            "%(count)d code stands in several files, and all its rows are taken together: %(codes)s.",
            "%(count)d codes stand in several files, and all their rows are taken together: %(codes)s.",
            len(found),
        )
        yield text % {"count": len(found), "codes": first_of(found, separator="; ")}


def note_to_come(appointments: Appointments, state: State) -> Iterator[str]:
    """That appointments which begin later stay, since no row says anything of them."""
    if to_come := appointments.to_come:
        named = [
            _("%(person)s, %(code)s, from %(day)s")
            % {
                "person": state.people[held.person].name if held.person else _("Name not published"),
                "code": state.positions[key].code,
                "day": date_format(held.start) if held.start else "",
            }
            for key, held in to_come
        ]
        text = ngettext(
            "%(count)d appointment that begins later and that no row names stays: %(appointments)s.",
            "%(count)d appointments that begin later and that no row names stay: %(appointments)s.",
            len(to_come),
        )
        yield text % {"count": len(to_come), "appointments": first_of(named, separator="; ")}
