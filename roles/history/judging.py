"""Hold what is known of a change that may be taken back: its effects, why not, and what would be lost."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from roles.batches import batches
from roles.history.recorded import RowChange
from roles.models import Change, Position
from roles.record import Values, defaults_of

# Others may have come between meanwhile: where a position stood among its peers is brought back as far as it can be.
NEVER_IN_THE_WAY = frozenset(("peer_order",))


@dataclass
class Undoing:
    """What taking back a change would do: refused for these reasons, or done but for what is lost."""

    effects: list[RowChange]
    refusals: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    present: dict[type[Model], dict[int, Values]] = field(default_factory=dict)
    made: Change | None = None

    def lose(self, effects: Iterable[RowChange], why: str, *, anyway: bool = False) -> None:
        """Leave out what can't be brought back, and say so; anyway, where a part of what stays is lost as well."""
        lost = {id(effect) for effect in effects}
        self.effects = [effect for effect in self.effects if id(effect) not in lost]
        if lost or anyway:
            self.losses.append(why)

    def of(self, model: type[Model]) -> list[RowChange]:
        """The effects on rows of one kind."""
        return [effect for effect in self.effects if effect.model is model]

    @cached_property
    def positions(self) -> dict[int, RowChange]:
        """The effects on positions by their keys."""
        return {effect.key: effect for effect in self.of(Position)}


def changed_since(effect: RowChange, now: Values) -> list[str]:
    """The names of the fields that somebody changed since; of a row that would go, any field."""
    left = {**defaults_of(effect.model), **(effect.after or {})} if effect.before is None else effect.after or {}
    names = [name for name in now if name in left and now[name] != left[name] and name not in NEVER_IN_THE_WAY]
    return [str(effect.model._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr] # a column


def keys_there(model: type[Model], keys: Collection[Any]) -> set[Any]:
    """Those of these keys that rows have."""
    found: set[Any] = set()
    for batch in batches(list(keys)):
        found.update(model._default_manager.filter(pk__in=batch).values_list("pk", flat=True))
    return found
