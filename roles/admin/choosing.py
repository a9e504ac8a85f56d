"""What the address of a page names: the positions it is about, and a manager by code or by words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roles import sentences
from roles.admin.base import MOST_AT_ONCE
from roles.admin_site import is_key
from roles.effects import Effect
from roles.models import Position
from roles.text import LONGEST_QUERY

MOST_HITS = 20


@dataclass(frozen=True)
class Hit:
    """A position that may be meant, who holds it, and the address that chooses it."""

    position: Position
    held: str
    url: str


@dataclass(frozen=True)
class Choice:
    """What was written into the field for a manager, and the position it names or those it may mean."""

    text: str = ""
    position: Position | None = None
    hits: Sequence[Hit] = ()
    has_more: bool = False

    @property
    def is_unknown(self) -> bool:
        """True where something was written that fits no position."""
        return bool(self.text) and self.position is None and not self.hits

    @property
    def key(self) -> int | None:
        """The primary key of the position chosen."""
        return self.position.pk if self.position else None


def keys_of(request: HttpRequest, position_id: str | None) -> list[int]:
    """The positions that a page is about: the one in its path, or those in its query."""
    texts = request.GET.getlist("position") if position_id is None else [position_id]
    if not texts or not all(map(is_key, texts)):
        raise Http404(_("No position of that number is there."))
    keys = list(dict.fromkeys(map(int, texts)))
    if len(keys) > MOST_AT_ONCE:
        raise BadRequest("too many positions at once")
    return keys


def positions_of(keys: Sequence[int]) -> list[Position]:
    """Read positions in the order of the chart; 404 where one of them is not there, or no longer."""
    found = Position.objects.filter(pk__in=keys).select_related("role", "reports_to__role").in_tree_order()
    positions = list(found)
    if len(positions) < len(keys):
        raise Http404(_("This position is no longer there: somebody deleted it meanwhile."))
    return positions


def choose(request: HttpRequest, name: str) -> Choice:
    """Find the manager that a field of the address names: by its exact code, else by words of title, role, holder."""
    text = request.GET.get(name, "").strip()[:LONGEST_QUERY]
    if not text:
        return Choice()
    if not text.isprintable():
        # Nothing has such a name: said of what can be shown of it.
        return Choice("".join(filter(str.isprintable, text)) or "?")
    position = Position.objects.with_code(text).select_related("role").first()
    if position is not None:
        return Choice(text, position)
    found = Position.objects.search(text).order_by("level", "tree_id", "lft").with_holders()[: MOST_HITS + 1]
    hits = [Hit(each, held(each), with_value(request.GET, name, each.code)) for each in found]
    return Choice(text, None, hits[:MOST_HITS], len(hits) > MOST_HITS)


def with_value(query: QueryDict, name: str, value: str) -> str:
    """The query of an address with another value of one field."""
    changed = query.copy()
    changed[name] = value
    return f"?{changed.urlencode()}"


def held(position: Position) -> str:
    """Who holds a position that was read with holders, or why nobody does."""
    if position.ended_on:
        return _("ended on %(day)s") % {"day": date_format(position.ended_on)}
    if not position.is_placed:
        return _("not placed yet")
    if sentences.is_vacant(position):
        return _("vacant")
    return str(sentences.held_now(position))


def lead_to(page: str, positions: Any) -> HttpResponse:
    """Lead from the rows ticked in the list to the page that asks what to do with them; nothing is written yet."""
    keys = list(positions.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not keys:
        raise ValidationError(_("The rows chosen are no longer there: choose again."))
    if len(keys) > MOST_AT_ONCE:
        raise ValidationError(_("Choose at most %(most)d rows at once.") % {"most": MOST_AT_ONCE})
    query = QueryDict(mutable=True)
    query.setlist("position", keys)
    return HttpResponseRedirect(f"{reverse(f'admin:{page}')}?{query.urlencode()}")


def foretell(effect: Callable[[], Effect] | None, problems: Sequence[str]) -> tuple[Effect | None, list[str]]:
    """The effect if there is one yet, and why nothing was or can be written, each reason once."""
    try:
        found = effect() if effect else None
    except ValidationError as refusal:
        return None, list(dict.fromkeys([*problems, *refusal.messages]))
    return found, list(dict.fromkeys([*problems, *(found.refusals if found else ())]))


def require_as_shown(request: HttpRequest, effect: Effect) -> None:
    """Raise ValidationError unless the effect is possible, and the one that was shown and confirmed."""
    if effect.refusals:
        raise ValidationError(list(effect.refusals))
    if effect.seen != request.POST.get("seen"):
        raise ValidationError(
            _("Nothing was written: the chart has changed since this page was shown. Look at the effect again.")
        )
