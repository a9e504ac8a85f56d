"""Say what a recorded change did to each row all in all, and name the row."""

from dataclasses import dataclass

from django.db.models import Model

from roles.models import Change, Entry, Person, Position, Role, Subject
from roles.record import Values
from roles.recording_of import CATALOGUE, MODELS, NAME_FIELDS, SUBJECTS, role_field


@dataclass(slots=True)
class RowChange:
    """What a change did to one row all in all: none before it was there, none after it went."""

    model: type[Model]
    key: int
    position: int | None
    code: str
    before: Values | None
    after: Values | None
    is_known: bool = True

    def join(self, later: "RowChange") -> None:
        """Take in what the same change did to the row next."""
        if later.after is None and self.before is None and self.after is not None:
            self.after = None
        elif later.after is None:
            self.before, self.after = {**(later.before or {}), **(self.before or {})}, None
        elif self.after is None:
            self.after = later.after
        else:
            if self.before is not None:
                self.before = {**(later.before or {}), **self.before}
            self.after = {**self.after, **later.after}
        self.is_known = self.is_known and later.is_known


def effects_of(change: Change) -> list[RowChange]:
    """What a change did, a row each, in the order in which it began to."""
    effects: dict[tuple[type[Model], int], RowChange] = {}
    for entry in change.entries.select_related("former_values").order_by("pk").iterator():
        effect = effect_of(entry)
        present = effects.setdefault((effect.model, effect.key), effect)
        if present is not effect:
            present.join(effect)
    return [effect for effect in effects.values() if effect.before is not None or effect.after is not None]


def taken_back() -> dict[int, int]:
    """Of every change that is taken back, the change that did so; one that was itself taken back does not count.

    One statement, over the changes that take another one back.
    """
    standing: dict[int, int] = {}
    # The last first: whatever takes a change back was made after it.
    for key, undone in Change.objects.filter(undoes__isnull=False).order_by("-pk").values_list("pk", "undoes"):
        if key not in standing:
            standing.setdefault(undone, key)
    return standing


def effect_of(entry: Entry) -> RowChange:
    """What one entry says; a person's own values stand in a table of their own, if they still do."""
    before, after, is_known = entry.before, entry.after, True
    if entry.subject == Subject.PERSON:
        values = getattr(entry, "former_values", None)
        is_known = values is not None
        before, after = (values.before, values.after) if values else ({} if before else None, {} if after else None)
    model = MODELS[entry.subject]
    return RowChange(model, entry.key, entry.position, entry.code, before, after, is_known)


def named(effect: RowChange) -> str:
    """A row in words, by the code of its position."""
    kind = effect.model._meta.verbose_name
    if effect.model is Person:
        return str(Person.objects.filter(pk=effect.key).first() or kind)
    if effect.model in CATALOGUE:
        return named_in_catalogue(effect)
    return f"{effect.code}" if effect.model is Position else f"{kind} ({effect.code})"


def named_in_catalogue(effect: RowChange) -> str:
    """A row of the catalogue by its own name, or by that of its role."""
    kind = SUBJECTS[effect.model].label
    row = effect.model._default_manager.filter(pk=effect.key).first()
    if effect.model in NAME_FIELDS:
        name = getattr(row, NAME_FIELDS[effect.model], "") or (effect.before or {}).get(NAME_FIELDS[effect.model], "")
        return f"{kind} “{name}”"
    key = {**(effect.before or {}), **(effect.after or {})}.get(role_field(effect.model))
    key = getattr(row, role_field(effect.model)) if row else key
    role = Role.objects.filter(pk=key).first() if key else None
    return f"{kind} ({role})" if role else str(kind)
