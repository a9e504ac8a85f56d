"""Say which links begin and end, so that each position's links are those its row names."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from roles.models import LinkKind
from roles.spreadsheet.entries import Entry, Group
from roles.spreadsheet.parsing import LINKS
from roles.spreadsheet.state import Linked
from roles.spreadsheet.structure import Structure

Relation = tuple[str, str, str]


@dataclass(slots=True)
class Links:
    """What happens to links, and the positions it happens to."""

    new: list[Relation] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    positions: set[str] = field(default_factory=set)


def plan_links(structure: Structure, rows: Iterable[Entry] = (), covered: Set[str] = frozenset()) -> Links:
    """Plan the links: a row names those that lead from its position; one of two rows is enough for works-with.

    `rows` are each one link; between positions that are covered there are no others.
    """
    wanted: dict[Relation, Relation] = {}
    for entry in rows:
        if relation := _read_link(structure, entry):
            wanted.setdefault(undirected(relation), relation)
    for group in structure.groups.values():
        if group.key not in structure.gone:
            for relation in _named(structure, group):
                wanted.setdefault(undirected(relation), relation)
    plan = Links()
    for link in structure.state.links:
        relation = undirected((link.origin, link.target, link.kind))
        if wanted.pop(relation, None) is None and _is_dropped(structure, link, covered):
            plan.removed.append(link.key)
            plan.positions.add(link.origin)
    plan.new = list(wanted.values())
    plan.positions.update(origin for origin, _target, _kind in plan.new)
    return plan


def undirected(relation: Relation) -> Relation:
    """The same for both directions of works-with."""
    origin, target, kind = relation
    return (*sorted((origin, target)), kind) if kind == LinkKind.WORKS_WITH else relation  # type: ignore[return-value] # two sorted texts and one more are three


def _named(structure: Structure, group: Group) -> list[Relation]:
    """The links that a row names; refuses those to itself and to nowhere."""
    relations = []
    for column, kind in LINKS.items():
        for code in group.values.get(column, ()):
            target = structure.find(group.row, column, code)
            if target == group.key:
                structure.problems.add(group.row, column, _("A position can't be linked with itself."))
            elif target is not None:
                relations.append((group.key, target, kind.value))
    return relations


def _read_link(structure: Structure, entry: Entry) -> Relation | None:
    """The link that a row is; None where a cell is wrong, or after saying why it leads nowhere."""
    values = [entry.values.get(name) for name in ("from", "to", "link_kind")]
    if not all(values):
        for name, value in zip(("from", "to", "link_kind"), values, strict=True):
            if value == "":
                structure.problems.add(entry.row, name, _("A link leads from a position to another, and has a kind."))
        return None
    origin, target = (structure.find(entry.row, name, str(entry.values[name])) for name in ("from", "to"))
    if origin is None or target is None:
        return None
    if origin == target:
        structure.problems.add(entry.row, "to", _("A position can't be linked with itself."))
        return None
    return origin, target, str(entry.values["link_kind"])


def _is_dropped(structure: Structure, link: Linked, covered: Set[str]) -> bool:
    """True when the row it leads from has the column and names it no more; where an end has ended, it sleeps."""
    group = structure.groups.get(link.origin)
    column = next(name for name, kind in LINKS.items() if kind == link.kind)
    is_said = group is not None and ({link.origin, link.target} <= covered or column in group.values)
    return is_said and {link.origin, link.target} <= structure.managers.keys()
