"""Judge whether a change can be taken back: why not, and what would be lost."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.history.recorded import RowChange, effects_of, named
from roles.models import Appointment, Change, Department, Link, Person, Position, Role
from roles.models.position import reports_in_words
from roles.record import Values, defaults_of, present_values
from roles.text import code_key
from roles.tree import beside
from roles.tree.spots import batches

# Others may have come between meanwhile: where a position stood among its peers is brought back as far as it can be.
NEVER_IN_THE_WAY = frozenset(("peer_order",))


@dataclass
class Undoing:
    """What taking back a change would do: refused for these reasons, or done but for what is lost."""

    effects: list[RowChange]
    refusals: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def lose(self, effects: Iterable[RowChange], why: str) -> None:
        """Leave out what can't be brought back, and say so once."""
        lost = {id(effect) for effect in effects}
        if lost:
            self.effects = [effect for effect in self.effects if id(effect) not in lost]
            self.losses.append(why)

    def of(self, model: type[Model]) -> list[RowChange]:
        """The effects on rows of one kind."""
        return [effect for effect in self.effects if effect.model is model]

    @cached_property
    def positions(self) -> dict[int, RowChange]:
        """The effects on positions by their keys."""
        return {effect.key: effect for effect in self.of(Position)}


def plan_undo(change: Change) -> Undoing:
    """Judge whether a change can be taken back, without writing."""
    undoing = Undoing(effects_of(change))
    if Change.objects.filter(undoes=change, undoings__isnull=True).exists():
        undoing.refusals.append(_("This change was taken back already."))
        return undoing
    _judge_people(undoing)
    _judge_holders(undoing)
    for model in (Position, Appointment, Link):
        _judge(undoing, model)
    _judge_positions(undoing)
    if not undoing.effects and not undoing.refusals:
        undoing.refusals.append(_("Nothing of this change can be brought back any more."))
    return undoing


def _judge(undoing: Undoing, model: type[Model]) -> None:
    """Refuse where a row is no longer as the change left it."""
    effects = undoing.of(model)
    present = present_values(model, [effect.key for effect in effects])
    for effect in effects:
        now = present.get(effect.key)
        if effect.after is None and now is not None:
            undoing.refusals.append(_("%(row)s is there again.") % {"row": named(effect)})
        elif effect.after is not None and now is None:
            undoing.refusals.append(_("%(row)s was deleted since.") % {"row": named(effect)})
        elif effect.after is not None and now is not None and (changed := changed_since(effect, now)):
            text = _("%(row)s was changed since: %(fields)s.")
            undoing.refusals.append(text % {"row": named(effect), "fields": ", ".join(changed)})


def changed_since(effect: RowChange, now: Values) -> list[str]:
    """The names of the fields that somebody changed since; of a row that would go, any field."""
    left = {**defaults_of(effect.model), **(effect.after or {})} if effect.before is None else effect.after or {}
    names = [name for name in now if name in left and now[name] != left[name] and name not in NEVER_IN_THE_WAY]
    return [str(effect.model._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr] # a column


def _judge_people(undoing: Undoing) -> None:
    """Leave people out where somebody else needs them, or where they are gone with all that was theirs."""
    effects = undoing.of(Person)
    present = present_values(Person, [effect.key for effect in effects])
    undoing.lose(
        [effect for effect in effects if effect.key not in present],
        _("People who were deleted can't be brought back, nor what their own fields said."),
    )
    added = [effect for effect in effects if effect.before is None and effect.key in present]
    needed = needed_people([effect.key for effect in added], {each.key for each in undoing.of(Appointment)})
    staying = [each for each in added if each.key in needed or changed_since(each, present[each.key])]
    text = ngettext(
        "%(count)d person stays: they have an account or a position, or were edited since.",
        "%(count)d people stay: they have accounts or positions, or were edited since.",
        len(staying),
    )
    undoing.lose(staying, text % {"count": len(staying)})
    for effect in effects:
        if effect.before and effect.key in present and (changed := changed_since(effect, present[effect.key])):
            text = _("%(row)s was changed since: %(fields)s.")
            undoing.refusals.append(text % {"row": named(effect), "fields": ", ".join(changed)})


def needed_people(keys: Collection[int], appointments: Collection[int]) -> set[int]:
    """Those who have an account, or an appointment beside these."""
    needed: set[int] = set()
    for batch in batches(list(keys)):
        needed.update(Person.objects.filter(pk__in=batch, account__isnull=False).values_list("pk", flat=True))
        held = Appointment.objects.filter(person__in=batch).values_list("pk", "person")
        needed.update(person for key, person in held if key not in appointments and person is not None)
    return needed


def _judge_holders(undoing: Undoing) -> None:
    """Leave out the appointments of people who were deleted since."""
    held = [(effect, (effect.before or {}).get("person_id")) for effect in undoing.of(Appointment)]
    there: set[int] = set()
    for batch in batches([key for _effect, key in held if key is not None]):
        there.update(Person.objects.filter(pk__in=batch).values_list("pk", flat=True))
    gone = [effect for effect, key in held if key is not None and key not in there]
    text = ngettext(
        "%(count)d appointment is not brought back: the person was deleted since.",
        "%(count)d appointments are not brought back: the people were deleted since.",
        len(gone),
    )
    undoing.lose(gone, text % {"count": len(gone)})


def _judge_positions(undoing: Undoing) -> None:
    """Refuse what would leave reports without a manager, and what needs something that is gone."""
    going = [effect.key for effect in undoing.of(Position) if effect.before is None]
    for model in (Appointment, Link):
        known = {effect.key for effect in undoing.of(model)}
        added = [key for key in beside.keys_of(model, going) if key not in known]
        if added:
            row = model._default_manager.get(pk=added[0])
            undoing.refusals.append(_("Delete this first, it was added since: %(row)s.") % {"row": row})
    _refuse_reports_left(undoing, going)
    for effect in undoing.positions.values():
        if effect.before is not None:
            undoing.refusals += list(_missing(effect, undoing))


def _refuse_reports_left(undoing: Undoing, going: Collection[int]) -> None:
    """Nobody may lose their manager by the way; those who go, or go elsewhere, don't."""
    left: dict[int, int] = {}
    for batch in batches(list(going)):
        for key, manager in Position.objects.filter(reports_to__in=batch).values_list("pk", "reports_to"):
            effect = undoing.positions.get(key)
            goes = effect is not None and (effect.before is None or "reports_to_id" in effect.before)
            if not goes and manager is not None:
                left[manager] = left.get(manager, 0) + 1
    for position in Position.objects.select_related("role").in_bulk(list(left)).values():
        undoing.refusals.append(reports_in_words(position, left[position.pk]))


def _missing(effect: RowChange, undoing: Undoing) -> Iterator[str]:
    """What a position needs to be as it was, and what is not there any more."""
    before = effect.before or {}
    manager = _("whom it reported to is gone: %(code)s") % {"code": before.get("reports_to", "")}
    checks: tuple[tuple[str, type[Model], str], ...] = (
        ("role_id", Role, _("its role is gone")),
        ("department_id", Department, _("its department is gone")),
        ("reports_to_id", Position, manager),
    )
    text = _("%(row)s can't be as it was: %(why)s.")
    for name, model, why in checks:
        key = before.get(name)
        comes_back = model is Position and key in undoing.positions and undoing.positions[key].before is not None
        if key is not None and not comes_back and not model._default_manager.filter(pk=key).exists():
            yield text % {"row": named(effect), "why": why}
    if "code" in before:
        taken = Position.objects.filter(code_key=code_key(before["code"])).exclude(pk=effect.key).first()
        if taken is not None and (taken.pk not in undoing.positions):
            yield text % {"row": named(effect), "why": _("%(position)s has its code now") % {"position": taken}}
