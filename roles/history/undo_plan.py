"""Judge whether a change can be taken back: why not, and what would be lost."""

from collections.abc import Collection, Iterator

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.batches import batches
from roles.history.judging import Undoing, changed_since, keys_there
from roles.history.recorded import effects_of, named, taken_back
from roles.history.undo_catalogue import judge_catalogue, leave_out_gone
from roles.history.undo_people import judge_holders, judge_people
from roles.history.undo_rows import judge_appointments, judge_links
from roles.models import Appointment, Change, Department, Entry, Link, Position, Role, Subject
from roles.models.position import reports_in_words
from roles.record import present_values
from roles.recording_of import CATALOGUE
from roles.text import code_key
from roles.tree import beside

NEEDED: dict[str, tuple[type[Model], Promise]] = {
    "role_id": (Role, gettext_lazy("its role is gone")),
    "department_id": (Department, gettext_lazy("its department is gone")),
    "reports_to_id": (Position, gettext_lazy("whom it reported to is gone: %(code)s")),
}


def plan_undo(change: Change) -> Undoing:
    """Judge whether a change can be taken back, without writing; the number of statements grows by batches alone."""
    undoing = Undoing(effects_of(change))
    if change.pk in taken_back():
        undoing.refusals.append(_("This change was taken back already."))
        return undoing
    judge_people(undoing)
    judge_holders(undoing)
    leave_out_gone(undoing)
    models: tuple[type[Model], ...] = (*CATALOGUE, Position, Appointment, Link)
    for model in models:
        _judge(undoing, model)
    judge_catalogue(undoing)
    _leave_order(undoing, change)
    _judge_positions(undoing)
    judge_appointments(undoing)
    judge_links(undoing)
    if not undoing.effects and not undoing.refusals:
        undoing.refusals.append(_("Nothing of this change can be brought back any more."))
    return undoing


def _judge(undoing: Undoing, model: type[Model]) -> None:
    """Refuse where a row is no longer as the change left it."""
    effects = undoing.of(model)
    undoing.present[model] = present = present_values(model, [effect.key for effect in effects])
    for effect in effects:
        now = present.get(effect.key)
        if effect.after is None and now is not None:
            undoing.refusals.append(_("%(row)s is there again.") % {"row": named(effect)})
        elif effect.after is not None and now is None:
            undoing.refusals.append(_("%(row)s was deleted since.") % {"row": named(effect)})
        elif effect.after is not None and now is not None and (changed := changed_since(effect, now)):
            text = _("%(row)s was changed since: %(fields)s.")
            undoing.refusals.append(text % {"row": named(effect), "fields": ", ".join(changed)})


def _leave_order(undoing: Undoing, change: Change) -> None:
    """Leave positions where they stand among their peers, where anybody was put into order there since.

    Whoever goes back to another manager stands there as before.
    """
    ordered: dict[int, int | None] = {}
    present = undoing.present[Position]
    for effect in undoing.of(Position):
        if effect.before and effect.after and "peer_order" in effect.after and "reports_to_id" not in effect.after:
            ordered[effect.key] = present[effect.key]["reports_to_id"] if effect.key in present else None
    managers = {manager for manager in ordered.values() if manager is not None}
    since = ordered_since(change, managers)
    left = [undoing.positions[key] for key, manager in ordered.items() if manager in since]
    for effect in left:
        for values in (effect.before, effect.after):
            if values is not None:
                del values["peer_order"]
    text = ngettext(
        "%(count)d position stays where it stands among its peers: others were put into order there since.",
        "%(count)d positions stay where they stand among their peers: others were put into order there since.",
        len(left),
    )
    undoing.lose([each for each in left if not each.before], text % {"count": len(left)}, anyway=bool(left))


def ordered_since(change: Change, managers: Collection[int]) -> set[int]:
    """The managers among whose direct reports somebody was put into order, or came, after a change."""
    managed: dict[int, int] = {}
    for batch in batches(list(managers)):
        rows = Position.objects.filter(reports_to__in=batch).values_list("pk", "reports_to")
        managed.update((key, manager) for key, manager in rows if manager is not None)
    since: set[int] = set()
    for batch in batches(list(managed)):
        entries = Entry.objects.filter(
            change_id__gt=change.pk, subject=Subject.POSITION, position__in=batch, after__has_key="peer_order"
        )
        since.update(managed[key] for key in entries.values_list("key", flat=True))
    return since


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
    undoing.refusals += _missing(undoing)


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


def _missing(undoing: Undoing) -> Iterator[str]:
    """What positions need to be as they were, and what is not there any more."""
    coming = [effect for effect in undoing.of(Position) if effect.before is not None]
    back = {(each.model, each.key) for each in undoing.effects if each.before is not None}
    text = _("%(row)s can't be as it was: %(why)s.")
    for name, (model, why) in NEEDED.items():
        wanted = {effect.before[name] for effect in coming if effect.before and effect.before.get(name) is not None}
        there = keys_there(model, wanted)
        for effect in coming:
            key = (effect.before or {}).get(name)
            if key is not None and key not in there and (model, key) not in back:
                code = (effect.before or {}).get("reports_to", "")
                yield text % {"row": named(effect), "why": str(why) % {"code": code}}
    coded = {code_key(effect.before["code"]): effect for effect in coming if effect.before and "code" in effect.before}
    for batch in batches(list(coded)):
        for taken in Position.objects.select_related("role").filter(code_key__in=batch):
            if taken.pk not in undoing.positions:
                taken_by = _("%(position)s has its code now") % {"position": taken}
                yield text % {"row": named(coded[taken.code_key]), "why": taken_by}
