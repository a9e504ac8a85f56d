"""Find the department and the role that a cell names; departments are made where there is none, roles never."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from roles.spreadsheet.entries import Group
from roles.spreadsheet.problems import Problems
from roles.spreadsheet.state import KnownRole, same
from roles.text import clean_line, code_key, search_key, shown

LONGEST_CODE = 40


class AmbiguousError(ValueError):
    """Several departments or roles have that name."""


@dataclass(slots=True)
class Departments:
    """Departments by name; `new` has the codes and names of those to be made."""

    known: dict[str, str]
    new: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_fold: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, name in self.known.items():
            self._note(code, name)

    def code_for(self, name: str, present: str = "") -> str:
        """The code of the department of that name or code, the present one if it fits; a new one if there is none.

        Where several share the name, what is the code of one means that one: so it stands in an export.
        """
        if len(self.by_name.get(name, ())) > 1 and code_key(name) in self.by_code:
            return self.by_code[code_key(name)]
        if present and name in (present, clean_line(self.known[present])):
            return present
        found = self.by_name.get(name) or self.by_fold.get(search_key(name)) or []
        if len(found) == 1:
            return found[0]
        if code_key(name) in self.by_code:
            return self.by_code[code_key(name)]
        if found:
            raise AmbiguousError(
                _("Several departments are called %(name)s: write the code, one of %(codes)s.")
                % {"name": name, "codes": ", ".join(found)}
            )
        code = self._free_code(name)
        self.new[code] = name
        self._note(code, name)
        return code

    def _note(self, code: str, name: str) -> None:
        self.by_name[clean_line(name)].append(code)
        self.by_fold[search_key(clean_line(name))].append(code)
        self.by_code[code_key(code)] = code

    def _free_code(self, name: str) -> str:
        """A code that nobody has, made from the name."""
        stem = code = department_code(name)
        count = 1
        while code_key(code) in self.by_code:
            count += 1
            code = f"{stem}-{count}"
        return code


def department_code(name: str) -> str:
    """Make a code from a name: its Latin letters and digits, or a check sum where the name has other letters."""
    plain = re.sub("[^A-Z0-9]+", "-", search_key(name).upper()).strip("-")[:LONGEST_CODE].strip("-")
    if plain and search_key(name).isascii():
        return plain
    digest = hashlib.blake2s(search_key(name).encode(), digest_size=4).hexdigest().upper()
    return f"{plain}-{digest}" if plain else f"D-{digest}"


class Roles:
    """Roles by what a file may call them."""

    def __init__(self, roles: Iterable[KnownRole]) -> None:
        """Read slugs, titles and abbreviations; an abbreviation of several roles names none."""
        self.names: dict[str, list[str]] = {}
        roles = list(roles)
        for name in ("abbreviation", "title", "slug"):
            found: defaultdict[str, list[str]] = defaultdict(list)
            for role in roles:
                if text := getattr(role, name):
                    found[search_key(clean_line(text))].append(role.slug)
            self.names.update(found)

    def find(self, text: str) -> str | None:
        """The slug of the role of that slug, title or abbreviation; None when there is none, or there are several."""
        found = self.names.get(search_key(text), [])
        return found[0] if len(found) == 1 else None

    def refuse(self, text: str) -> str:
        """Why no role is called so, with the nearest that is."""
        near = get_close_matches(search_key(text)[:80], self.names, n=1, cutoff=0.8)
        if near:
            return _("No role is called “%(text)s”: did you mean %(near)s?") % {
                "text": shown(text[:60]),
                "near": self.names[near[0]][0],
            }
        return _("No role is called “%(text)s”: leave the cell empty, or make the role first.") % {
            "text": shown(text[:60])
        }


def find_labels(groups: Iterable[Group], departments: Departments, roles: Roles, problems: Problems) -> None:
    """Put the department's code and the role's slug in the place of what the cells say."""
    for group in groups:
        if name := group.values.get("department"):
            present = group.known.values.get("department", "") if group.known else ""
            try:
                group.values["department"] = departments.code_for(name, present)
            except AmbiguousError as error:
                del group.values["department"]
                problems.add(group.row, "department", str(error))
        _find_role(group, roles, problems)
        if not group.said("title", "") and not group.said("role", "") and _was_read(group):
            problems.add(group.row, "title", _("The position has neither a title nor a role: give it one."))


def _find_role(group: Group, roles: Roles, problems: Problems) -> None:
    """The role of the cell; without one, the role whose title or abbreviation the title is.

    A position that has had this very title without a role, in a file that could name one, stays without; one whose
    title named its role loses it with the title.
    """
    named = group.values.get("role")
    if named:
        slug = roles.find(named)
        if slug is None:
            del group.values["role"]
            problems.add(group.row, "role", roles.refuse(named))
        else:
            group.values["role"] = slug
        return
    title = group.values.get("title")
    if title is None:
        return
    present = group.known.values if group.known else {}
    is_unchanged = same(title, present.get("title"))
    slug = roles.find(title)
    if slug and not (named == "" and is_unchanged and not present.get("role")):
        group.values["role"] = slug
    elif present.get("role") and not is_unchanged and roles.find(present["title"]) == present["role"]:
        group.values["role"] = ""


def _was_read(group: Group) -> bool:
    """False when the title or the role stood in a cell that could not be taken."""
    return all(name in group.values for name in ("title", "role") if name in group.row.cells)
