"""The page that compares two positions, and the one on which they are chosen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles.answers import answers
from roles.chart import Drawing
from roles.differences import differences
from roles.forms import CompareForm
from roles.models import Position
from roles.pairs import Meeting, Pair, meeting, positions_of, read_pair
from roles.small_charts import draw_meeting
from roles.snapshot import one_snapshot
from roles.text import code_key

SIDES = ("left", "right")
MOST_HITS = 20


@dataclass(frozen=True)
class Hit:
    """A position that may be meant, and the address that chooses it."""

    position: Position
    url: str


@dataclass(frozen=True)
class Choice:
    """One side of the address: what was written there, and the position it names or those it may mean."""

    name: str
    text: str
    position: Position | None
    hits: list[Hit]

    @property
    def is_unknown(self) -> bool:
        """True where something was written that fits no position."""
        return bool(self.text) and self.position is None and not self.hits


@dataclass(frozen=True)
class BothLines:
    """Two lines laid together: as the list of the page, and as the drawing that is on paper instead."""

    meeting: Meeting
    drawing: Drawing


@require_safe
@one_snapshot()
def compare(request: HttpRequest) -> HttpResponse:
    """Compare the two positions of the address, or let the reader choose them."""
    form = CompareForm(request.GET)
    choices = choices_of(form)
    left, right = (choice.position for choice in choices)
    if left is None or right is None or left == right:
        return choose(request, form, choices)
    if any(choice.position and choice.position.code != choice.text for choice in choices):
        query = request.GET.copy()
        query["left"], query["right"] = left.code, right.code
        return redirect(f"{request.path}?{query.urlencode()}")
    pair = read_pair(left, right)
    only = request.GET.get("only") == "differences"
    context = {
        "form": form,
        "pair": pair,
        "answers": answers(pair),
        "differences": differences(pair, only=only),
        "lines": both_lines(pair) if pair.comparison else None,
        "only": only,
    }
    return render(request, "roles/compare.html", context)


def both_lines(pair: Pair) -> BothLines:
    """Lay both lines together, and draw them."""
    laid = meeting(pair)
    return BothLines(laid, draw_meeting(pair, laid))


def choose(request: HttpRequest, form: CompareForm, choices: list[Choice]) -> HttpResponse:
    """Let the reader choose what is not chosen yet; 404 where something was written that fits no position."""
    chosen = [choice.position for choice in choices if choice.position]
    context = {"form": form, "choices": choices, "chosen": chosen}
    is_unknown = any(choice.is_unknown for choice in choices)
    return render(request, "roles/compare_choose.html", context, status=404 if is_unknown else 200)


def choices_of(form: CompareForm) -> list[Choice]:
    """Find what each side of the address names; this is where a value is read."""
    texts = {name: form.text_of(name) for name in SIDES}
    positions = positions_of(texts.values())
    choices = []
    for name, text in texts.items():
        position = positions.get(code_key(text))
        hits = [] if position else hits_of(name, texts)
        choices.append(Choice(name, text, position, hits))
    return choices


def hits_of(name: str, texts: dict[str, str]) -> list[Hit]:
    """Find the positions that one side may mean, those higher up first."""
    found = Position.objects.search(texts[name]).order_by("level", "tree_id", "lft").with_holders()
    return [Hit(each, address(**{**texts, name: each.code})) for each in found[:MOST_HITS]]


def address(left: str, right: str) -> str:
    """Return the address that compares two positions."""
    return f"{reverse('roles:compare')}?{urlencode({'left': left, 'right': right})}"
