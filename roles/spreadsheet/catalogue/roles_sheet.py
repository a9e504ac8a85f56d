"""Plan the sheet of roles: found by short name, else by title; made where there is none."""

import hashlib
from collections.abc import Iterable

from django.utils.text import slugify
from django.utils.translation import gettext as _

from roles.models import OutsideBody, Role
from roles.recording_of import RECORDED, DealsWith, WorksWith
from roles.spreadsheet.catalogue.draft import Draft, Line
from roles.spreadsheet.labels import Roles
from roles.spreadsheet.state import KnownRole, same
from roles.text import search_key

LONGEST_SLUG = 70


def plan_roles(draft: Draft, lines: Iterable[Line]) -> Roles:
    """Let roles be what each row says, and return by what names roles are known once the file is in."""
    lines = list(lines)
    slugs = _Slugs(draft, lines)
    found = [(slug, line) for line in lines if (slug := _plan_role(draft, line, slugs))]
    _refuse_taken_titles(draft, found)
    roles = roles_of(draft)
    _plan_works_with(draft, found, roles)
    for slug, line in found:
        _plan_bodies(draft, slug, line)
    return roles


def roles_of(draft: Draft) -> Roles:
    """The roles there will be, by what a file may call them."""
    return Roles(known_roles(draft))


def known_roles(draft: Draft) -> list[KnownRole]:
    """The roles there will be."""
    found = []
    for key in dict.fromkeys((*draft.state.of(Role), *draft.wanted[Role])):
        values = draft.present(Role, key) or {}
        found.append(KnownRole(key[0], values.get("title", ""), values.get("abbreviation", "")))
    return found


class _Slugs:
    """The short names that are taken, by how they and the titles are folded: of a role in the sheet its new title."""

    def __init__(self, draft: Draft, lines: Iterable[Line]) -> None:
        self.by_slug: dict[str, str] = {}
        self.by_title: dict[str, str] = {}
        said = {slug.casefold(): line for line in lines if (slug := line.said("slug"))}
        for (slug,), known in draft.state.of(Role).items():
            line = said.pop(slug.casefold(), None)
            self.note(slug, (line and line.said("title")) or known.values["title"])
        # No row above may be given the short name of one below.
        self.by_slug.update((folded, line.values["slug"]) for folded, line in said.items())

    def note(self, slug: str, title: str) -> None:
        """Remember a role."""
        self.by_slug[slug.casefold()] = slug
        self.by_title.setdefault(search_key(title), slug)

    def find(self, slug: str | None, title: str | None) -> str | None:
        """The short name of the role that is meant; a new one where there is none."""
        if slug:
            return self.by_slug.get(slug.casefold(), slug)
        if title is None:
            return None
        return self.by_title.get(search_key(title)) or self._made(title)

    def _made(self, title: str) -> str:
        stem = slugify(search_key(title))[:LONGEST_SLUG].strip("-_")
        stem = stem or f"role-{hashlib.blake2s(search_key(title).encode(), digest_size=4).hexdigest()}"
        slug, count = stem, 1
        while slug.casefold() in self.by_slug:
            count += 1
            slug = f"{stem}-{count}"
        return slug


def _plan_role(draft: Draft, line: Line, slugs: _Slugs) -> str | None:
    """The short name of the role of a row; none after noting why it can't be taken."""
    if any(name in line.row.cells and name not in line.values for name in ("slug", "title")):
        return None
    title = line.said("title")
    slug = slugs.find(line.said("slug"), title)
    if slug is None:
        draft.problems.add(line.row, "slug", _("The row names no role: it needs a short name or a title."))
        return None
    if title is None and ("title" in line.values or (slug,) not in draft.state.of(Role)):
        draft.problems.add(line.row, "title", _("The role %(role)s needs a title.") % {"role": slug})
        return None
    if not draft.is_first(line, "slug", (Role, slug), _("This role stands in %(place)s already.")):
        return None
    slugs.note(slug, title or "")
    values = {name: value for name, value in line.values.items() if name in RECORDED[Role] and name != "slug"}
    draft.want(Role, (slug,), {"slug": slug, **values})
    return slug


def _refuse_taken_titles(draft: Draft, found: list[tuple[str, Line]]) -> None:
    """Refuse a title that another role has once the file is in."""
    owners: dict[str, list[str]] = {}
    for role in known_roles(draft):
        owners.setdefault(search_key(role.title), []).append(role.slug)
    for slug, line in found:
        title = line.values.get("title")
        others = [other for other in owners.get(search_key(title), ()) if other != slug] if title else []
        if others:
            names = {"title": title, "role": others[0]}
            draft.problems.add(line.row, "title", _("“%(title)s” is the title of the role %(role)s already.") % names)


def _plan_works_with(draft: Draft, found: list[tuple[str, Line]], roles: Roles) -> None:
    """Let two roles work with each other where one of them names the other, and no others of those in the sheet."""
    said = {slug: line for slug, line in found if "works_with" in line.values}
    wanted: set[tuple[str, str]] = set()
    for slug, line in said.items():
        for name in line.values["works_with"]:
            other = roles.find(name)
            if other is None:
                draft.problems.add(line.row, "works_with", roles.refuse(name))
            elif other == slug:
                draft.problems.add(line.row, "works_with", _("A role always works with itself: name other roles."))
            else:
                wanted |= {(slug, other), (other, slug)}
    for one, other in sorted(wanted):
        draft.want(WorksWith, (one, other), {"from_role_id": one, "to_role_id": other})
    draft.removed[WorksWith] |= {
        key for key in draft.state.of(WorksWith) if key not in wanted and not said.keys().isdisjoint(key)
    }


def _plan_bodies(draft: Draft, slug: str, line: Line) -> None:
    """Let a role deal with exactly those that its row names."""
    if "outside_bodies" not in line.values:
        return
    keys = {search_key(name): name for name in line.values["outside_bodies"]}
    for key, name in keys.items():
        known = draft.present(OutsideBody, (key,))
        if known is None or same(known["name"], name):
            draft.want(OutsideBody, (key,), {"name": known["name"] if known else name})
        draft.want(DealsWith, (slug, key), {"role_id": slug, "outsidebody_id": key})
    draft.removed[DealsWith] |= {key for key in draft.state.of(DealsWith) if key[0] == slug and key[1] not in keys}
