"""Judge what taking a change back would do to people: who stays, who is gone, whose values were changed since."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.batches import batches
from roles.history.judging import Undoing, changed_since, keys_there
from roles.history.recorded import named
from roles.models import Appointment, Person
from roles.record import present_values


def judge_people(undoing: Undoing) -> None:
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


def judge_holders(undoing: Undoing) -> None:
    """Leave out the appointments of people who were deleted since."""
    held = [(effect, (effect.before or {}).get("person_id")) for effect in undoing.of(Appointment)]
    there = keys_there(Person, {key for _effect, key in held if key is not None})
    gone = [effect for effect, key in held if key is not None and key not in there]
    text = ngettext(
        "%(count)d appointment is not brought back: the person was deleted since.",
        "%(count)d appointments are not brought back: the people were deleted since.",
        len(gone),
    )
    undoing.lose(gone, text % {"count": len(gone)})
