"""Tell a plan to whoever is to confirm it: each position with what was and what would be."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.models import AppointmentKind, LinkKind, Person, Position
from roles.spreadsheet.catalogue.telling import Told as CatalogueRow
from roles.spreadsheet.catalogue.telling import sentences, tell_changed
from roles.spreadsheet.columns import FIELDS
from roles.spreadsheet.outcome import Holding, Outcome
from roles.spreadsheet.shortening import shortened
from roles.text import code_key

SHOWN = 100
# What a link says of the position that it leads from.
LINK_WORDS: dict[str, Promise] = {
    LinkKind.DOTTED_LINE: gettext_lazy("Also reports to"),
    LinkKind.DEPUTY: gettext_lazy("Deputy of"),
    LinkKind.WORKS_WITH: gettext_lazy("Works with"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what it is, and how it was and would be."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldPosition:
    """What would happen to a position, in words; the primary key of one that is there."""

    label: str
    key: int | None = None
    manager: str = ""
    former: str = ""
    holders: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of some positions, how many they are, and how many more there are."""

    positions: tuple[ToldPosition, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not told."""
        return self.count - len(self.positions)


class PlanTold:
    """A plan in words, a list for each thing that happens; only what ends is always told in full."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome, self.plan, self.state = outcome, outcome.plan, outcome.state

    @cached_property
    def created(self) -> Listed:
        """What is new: whom it reports to, and who holds it."""
        return self._listed(self.plan.created, self._new)

    @cached_property
    def changed(self) -> Listed:
        """What differs, field by field."""
        return self._listed(self.plan.changed, self._changed)

    @cached_property
    def moved(self) -> Listed:
        """Who has another manager."""
        return self._listed(self.plan.moved, self._moved)

    @cached_property
    def ended(self) -> Listed:
        """What leaves the chart, all of it."""
        return self._listed(self.plan.ended, self._ended, most=len(self.plan.ended))

    @cached_property
    def unplaced(self) -> Listed:
        """What is taken in, but not placed yet."""
        wanted = {code_key(question.code): question.wanted for question, _answer in self.plan.asked}
        return self._listed(self.plan.unplaced, lambda key: self._named(key, manager=wanted.get(key, "")))

    @cached_property
    def catalogue(self) -> list[str]:
        """What happens to roles, skills and departments, in sentences."""
        return sentences(self.plan.catalogue)

    @cached_property
    def catalogue_rows(self) -> tuple[CatalogueRow, ...]:
        """The first of their rows that would change, with what was and what would be."""
        return tuple(islice(tell_changed(self.plan.catalogue), SHOWN))

    @property
    def departments(self) -> list[str]:
        """The names of departments that are new."""
        return list(self.plan.departments.values())

    @property
    def new_people(self) -> int:
        """How many people are new."""
        return sum(someone.known is None for someone in self.plan.people.values())

    @property
    def changed_people(self) -> list[str]:
        """Of whom something changes though no position does, with their numbers."""
        return [f"{self.plan.people[code_key(number)].fact('name')} ({number})" for number in self.plan.changed_people]

    def _listed(self, codes: tuple[str, ...], tell: Any, most: int = SHOWN) -> Listed:
        return Listed(tuple(tell(code_key(code)) for code in codes[:most]), len(codes))

    def _named(self, key: str, **said: Any) -> ToldPosition:
        known = self.outcome.known(key)
        return ToldPosition(self.outcome.label(key), known.key if known else None, **said)

    def _new(self, key: str) -> ToldPosition:
        return self._named(key, manager=self._reports_to(key), holders=", ".join(self.outcome.names(key)))

    def _ended(self, key: str) -> ToldPosition:
        holders = (self.outcome.name(person) for person, _held in self.outcome.holders_now(key))
        return self._named(key, holders=", ".join(holders))

    def _moved(self, key: str) -> ToldPosition:
        known = self.outcome.known(key)
        before = _("outside the chart")
        if known and known.is_in_chart:
            before = self.outcome.label(known.manager) if known.manager else _("none: it is a head")
        return self._named(key, manager=self._reports_to(key), former=before)

    def _reports_to(self, key: str) -> str:
        if key in self.outcome.unplaced:
            return _("not placed yet")
        manager = self.outcome.managers.get(key)
        return self.outcome.label(manager) if manager else _("none: it is a head")

    # What differs in a position that stays

    def _changed(self, key: str) -> ToldPosition:
        return self._named(key, differences=(*self._fields(key), *self._holders(key), *self._links(key)))

    def _fields(self, key: str) -> Iterator[Difference]:
        edit = self.outcome.edits.get(key)
        for name, value in (edit.after if edit else {}).items():
            before = edit.before.get(name) if edit else None
            yield Difference(heading_of(name), self._value(name, before), self._value(name, value))

    def _value(self, name: str, value: Any) -> str:
        if name == "role":
            value = self.outcome.titles.get(value, value)
        elif name == "department":
            value = self.outcome.departments.get(value, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return shortened(str(value)) if value not in ("", None) else _("empty")

    def _holders(self, key: str) -> Iterator[Difference]:
        """Who holds it; the terms too where only they differ, and what differs of the people themselves."""
        before, after = self.outcome.holders_now(key), self.outcome.holders(key)
        if key in self.plan.appointments.positions:
            for tell in (self._named_holder, self._holder_in_full):
                one, other = self._joined(before, tell), self._joined(after, tell)
                if one != other:
                    yield Difference(_("Held by"), one, other)
                    break
        for person, _held in after:
            someone = self.plan.people.get(person) if person else None
            for fact, value in (someone.changes if someone else {}).items():
                what = f"{self.outcome.name(person)}: {Person._meta.get_field(fact).verbose_name}"  # type: ignore[union-attr] # a column
                yield Difference(what, getattr(someone.known, fact) or _("empty"), value or _("empty"))  # type: ignore[union-attr] # who changes is known

    def _joined(self, holders: Iterable[Holding], tell: Any) -> str:
        return "; ".join(sorted(tell(*holder) for holder in holders)) or _("nobody")

    def _named_holder(self, person: str | None, held: Any) -> str:
        known = self.state.people.get(person) if person else None
        name = known.name if known else self.outcome.name(person)
        return f"{name} ({_('from %(day)s') % {'day': _day(held.start)}})" if self.outcome.is_to_come(held) else name

    def _holder_in_full(self, person: str | None, held: Any) -> str:
        terms = [str(AppointmentKind(held.kind).label), f"{held.share.normalize():f}"]
        terms += [_("from %(day)s") % {"day": _day(held.start)}] if held.start else []
        terms += [_("until %(day)s") % {"day": _day(held.end)}] if held.end else []
        return f"{self._named_holder(person, held)}, {', '.join(terms)}"

    def _links(self, key: str) -> Iterator[Difference]:
        if key not in self.plan.links.positions:
            return
        removed = set(self.plan.links.removed)
        for link in self.state.links:
            if link.key in removed and link.origin == key:
                yield Difference(str(LINK_WORDS[link.kind]), self.outcome.label(link.target), _("none"))
        for origin, target, kind in self.plan.links.new:
            if origin == key:
                yield Difference(str(LINK_WORDS[kind]), _("none"), self.outcome.label(target))


def heading_of(name: str) -> str:
    """What a column of a position is called on a page."""
    return capfirst(str(Position._meta.get_field(FIELDS[name]).verbose_name))  # type: ignore[union-attr] # a column


def _day(day: datetime.date) -> str:
    return str(date_format(day))
