"""Tell two plans apart by all that they would write, so that what is confirmed is what was shown."""

from collections.abc import Iterator
from dataclasses import fields
from hashlib import sha256
from typing import Any

from roles.spreadsheet.planning import Edit, Plan

# An edit names what it found by its key alone: whatever else was there does not decide about what is written.
OF_EDIT = tuple(field.name for field in fields(Edit) if field.name != "known")


def fingerprint(plan: Plan) -> str:
    """A digest that is the same for two plans that would write the same, whatever else they say."""
    digest = sha256()
    for part in _written(plan):
        digest.update(repr(part).encode())
    return digest.hexdigest()


def _written(plan: Plan) -> Iterator[Any]:
    """All that a plan would write, part by part, in an order that does not depend on chance."""
    for edit in plan.edits:
        yield "edit", edit.known and edit.known.key, *(getattr(edit, name) for name in OF_EDIT)
    yield "ended", [known.key for known in plan.endings]
    yield "unplaced", plan.unplaced
    yield "departments", sorted(plan.departments.items())
    for key, someone in plan.people.items():
        if someone.known is None or someone.changes:
            yield "person", key, someone.number, someone.known and someone.known.key, sorted(someone.facts.items())
    appointments, links = plan.appointments, plan.links
    yield "appointed", [(each.position, each.person, each.terms) for each in appointments.new]
    yield "appointments", sorted(appointments.changed.items()), list(appointments.removed)
    yield "links", links.new, list(links.removed)
