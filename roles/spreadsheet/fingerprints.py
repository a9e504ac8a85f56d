"""Tell two plans apart by all that they would write, so that what is confirmed is what was shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any

from roles.spreadsheet.catalogue.planning import CataloguePlan
from roles.spreadsheet.people import Someone
from roles.spreadsheet.plan import Edit, Plan
from roles.spreadsheet.state import KnownPosition

# What a plan only tells; all else of it is written, whatever will be added.
TOLD = frozenset(
    ("problems", "asked", "about", "created", "changed", "moved", "ended", "left_out", "skipped", "unchanged", "notes")
)
# An edit names what it found by its key alone: whatever else was there does not decide about what is written.
OF_EDIT = tuple(field.name for field in fields(Edit) if field.name != "known")


def fingerprint(plan: Plan) -> str:
    """A digest that is the same for two plans that would write the same, whatever else they say."""
    digest = sha256()
    for field in fields(plan):
        if field.name not in TOLD:
            value = getattr(plan, field.name)
            digest.update(repr((field.name, WRITTEN.get(field.name, plain)(value))).encode())
    return digest.hexdigest()


def plain(value: Any) -> Any:
    """A value as the same text in every process: sets and mappings in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return [(field.name, plain(getattr(value, field.name))) for field in fields(value)]
    if isinstance(value, Mapping):
        return sorted((str(key), plain(each)) for key, each in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def _edits(edits: Iterable[Edit]) -> list[Any]:
    return [(each.known and each.known.key, *(getattr(each, name) for name in OF_EDIT)) for each in edits]


def _endings(endings: Iterable[KnownPosition]) -> list[int]:
    return [known.key for known in endings]


def _people(people: Mapping[str, Someone]) -> list[Any]:
    """Those who are new, or of whom something differs."""
    return [
        (key, someone.number, someone.known and someone.known.key, sorted(someone.facts.items()))
        for key, someone in people.items()
        if someone.known is None or someone.changes
    ]


def _catalogue(plan: CataloguePlan) -> list[Any]:
    """What differs, row by row; what was there before does not decide."""
    return [
        (
            model.__name__,
            list(its.created.items()),
            [(edit.known.key, edit.after) for edit in its.changed],
            [known.key for known in its.removed.values()],
        )
        for model, its in plan.rows.items()
    ]


WRITTEN: dict[str, Callable[[Any], Any]] = {
    "edits": _edits,
    "endings": _endings,
    "people": _people,
    "catalogue": _catalogue,
}
