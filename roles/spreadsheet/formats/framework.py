"""The Government Digital and Data framework: a row for each skill of each level of a role, and a list of skills."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.formats.kinds import FRAMEWORK_ROLES, FRAMEWORK_SKILLS, Format, Rows, folded
from roles.spreadsheet.limits import LONGEST_TEXT
from roles.spreadsheet.problems import Problems, Row
from roles.text import search_key

NOT_IN_USE = "not in use"
ROLES = folded(
    {
        "Role": "framework_role",
        "Role Description": "purpose",
        "Role Level": "title",
        "Role Level Description": "level_purpose",
        "Skill Name": "skill",
        "Skill Description": "description",
        "Skill Level": "proficiency",
        "Role Family": "",
        "Skill Level Description": "",
        "Role Type": "",
    }
)
SKILLS = folded(
    {
        "Skill Name": "skill",
        "Skill Description": "description",
        "Awareness": "",
        "Working": "",
        "Practitioner": "",
        "Expert": "",
        "Roles that require Skill": "",
    }
)


def tidy_levels(rows: list[Row], _problems: Problems) -> Rows:
    """Leave out levels that are not in use, and what stands in a level twice; say what was left out."""
    kept: dict[tuple[str, ...], Row] = {}
    unused: dict[str, None] = {}
    repeated: dict[tuple[str, ...], None] = {}
    for row in rows:
        names = tuple(row.cells.get(name, "") for name in ("framework_role", "title"))
        if search_key(names[1]) == NOT_IN_USE:
            unused[names[0]] = None
            continue
        key = (*names, search_key(row.cells.get("skill", "")))
        if key in kept and row.cells.get("proficiency") == kept[key].cells.get("proficiency"):
            repeated[key] = None
        else:
            # The same skill on two steps is none of ours to decide: both rows stay, and the second is a problem.
            kept[(*key, str(row.number)) if key in kept else key] = row
    return list(kept.values()), [*_say_unused(unused), *_say_repeated(repeated), _say_order()]


def _say_unused(names: Iterable[str]) -> list[str]:
    names = list(names)
    text = ngettext(
        "%(count)d level of a role is not in use and left out: %(names)s.",
        "%(count)d levels of roles are not in use and left out: %(names)s.",
        len(names),
    )
    return [text % {"count": len(names), "names": ", ".join(names)}] if names else []


def _say_repeated(keys: Iterable[tuple[str, ...]]) -> list[str]:
    count = len(list(keys))
    text = ngettext(
        "%(count)d skill stands in a level more than once and is taken once.",
        "%(count)d skills stand in a level more than once and are taken once.",
        count,
    )
    return [text % {"count": count}] if count else []


def _say_order() -> str:
    return _("Next steps follow the order of the levels in the file, which may be the alphabet's: look them through.")


def say_left_out(headings: Iterable[str]) -> list[str]:
    """Name the columns that have no place here."""
    names = ", ".join(heading for heading in headings if heading)
    return [_("Columns that are left out: %(names)s.") % {"names": names}] if names else []


FRAMEWORK = (
    Format(
        FRAMEWORK_ROLES,
        ROLES,
        needed=(("framework_role",), ("title",), ("skill",)),
        tidy=tidy_levels,
        say_left_out=say_left_out,
        longest=LONGEST_TEXT,
    ),
    Format(
        FRAMEWORK_SKILLS, SKILLS, needed=(("skill",), ("description",)), say_left_out=say_left_out, longest=LONGEST_TEXT
    ),
)


def framework_of(headings: Iterable[str]) -> Format | None:
    """The format of a table of the framework, by the headings that no other table has."""
    found = set(headings)
    if {"role", "rolelevel", "skillname", "skilllevel"} <= found:
        return FRAMEWORK[0]
    return FRAMEWORK[1] if {"skillname", "awareness", "practitioner", "expert"} <= found else None
