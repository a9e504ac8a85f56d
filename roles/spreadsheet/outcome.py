"""The organisation as it would be once a plan is written: who reports to whom, and who holds what."""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from roles.spreadsheet.appointing import NewAppointment
from roles.spreadsheet.plan import Edit, Plan
from roles.spreadsheet.state import Held, KnownPosition, State
from roles.text import code_key

Holding = tuple[str | None, Held]


class Outcome:
    """What a plan leads to; positions by the key of their code."""

    def __init__(self, state: State, plan: Plan) -> None:
        # Positions may have roles and departments that the same files bring.
        state = plan.catalogue.joined(state)
        self.state, self.plan = state, plan
        self.edits: dict[str, Edit] = {edit.key: edit for edit in plan.edits}
        self.ended = {code_key(known.code) for known in plan.endings}
        self.unplaced = set(map(code_key, plan.unplaced))
        self.titles = {role.slug: role.title for role in state.roles}
        self.departments = state.departments | plan.departments

    def known(self, key: str) -> KnownPosition | None:
        """The position as it stands, if it is there."""
        return self.state.positions.get(key)

    def value(self, key: str, name: str, otherwise: Any = "") -> Any:
        """What a position would say under a column."""
        edit, known = self.edits.get(key), self.known(key)
        present = known.values.get(name, otherwise) if known else otherwise
        return edit.after.get(name, present) if edit else present

    def code(self, key: str) -> str:
        """A code as it is written."""
        edit, known = self.edits.get(key), self.known(key)
        return known.code if known else edit.code if edit else key

    def title(self, key: str) -> str:
        """The title of a position, that of its role where it has none of its own."""
        title: str = self.value(key, "title") or self.titles.get(self.value(key, "role"), "")
        return title or self.code(key)

    def label(self, key: str) -> str:
        """A position in words: its title and its code."""
        code, title = self.code(key), self.title(key)
        return code if title == code else f"{title} ({code})"

    @cached_property
    def managers(self) -> dict[str, str | None]:
        """Whom each position of the chart would report to, None for a head, in their order among their peers."""
        found: dict[str, tuple[int, str | None]] = {}
        for key, known in self.state.positions.items():
            if known.is_in_chart and key not in self.ended:
                found[key] = known.order, known.manager
        for key, edit in self.edits.items():
            if key in self.unplaced:
                found.pop(key, None)
            elif edit.known is None or edit.moves:
                found[key] = edit.order or 0, edit.manager
        return {key: found[key][1] for key in sorted(found, key=lambda key: found[key][0])}

    @cached_property
    def reports(self) -> dict[str | None, list[str]]:
        """The direct reports of each position, and under None the heads."""
        below: defaultdict[str | None, list[str]] = defaultdict(list)
        for key, manager in self.managers.items():
            below[manager if manager in self.managers else None].append(key)
        return below

    def in_order(self) -> list[str]:
        """All positions of the chart, each manager before their reports."""
        waiting, walked = [*reversed(self.reports[None])], []
        while waiting:
            key = waiting.pop()
            walked.append(key)
            waiting.extend(reversed(self.reports.get(key, ())))
        return walked

    def by_level(self) -> list[str]:
        """All positions of the chart, each level before the next."""
        walked = [*self.reports[None]]
        for key in walked:
            walked.extend(self.reports.get(key, ()))
        return walked

    # Who holds a position

    def holders_now(self, key: str) -> list[Holding]:
        """Who holds a position, or will, each with how."""
        known = self.known(key)
        return [(held.person, held) for held in (known.held if known else ()) if not self._is_over(held)]

    def holders(self, key: str) -> list[Holding]:
        """Who would hold a position, or will."""
        known, appointments = self.known(key), self.plan.appointments
        found = []
        for held in known.held if known else ():
            if held.key not in self._removed:
                changed = replace(held, **appointments.changed.get(held.key, {}))
                found.append((held.person, changed))
        found += [(new.person, _as_held(new)) for new in self._appointed.get(key, ())]
        return [] if key in self.ended else [each for each in found if not self._is_over(each[1])]

    def name(self, person: str | None) -> str:
        """What a holder would be called."""
        if person is None:
            return _("Name not published")
        someone = self.plan.people.get(person)
        return someone.fact("name") if someone else self.state.people[person].name

    def names(self, key: str) -> list[str]:
        """Who would hold a position today."""
        return [self.name(person) for person, held in self.holders(key) if not self.is_to_come(held)]

    def is_to_come(self, held: Held) -> bool:
        """True for an appointment that begins after today."""
        return held.start is not None and held.start > self.state.today

    def _is_over(self, held: Held) -> bool:
        return held.end is not None and held.end < self.state.today

    @cached_property
    def _removed(self) -> set[int]:
        return set(self.plan.appointments.removed)

    @cached_property
    def _appointed(self) -> dict[str, list[NewAppointment]]:
        appointed: defaultdict[str, list[NewAppointment]] = defaultdict(list)
        for new in self.plan.appointments.new:
            appointed[new.position].append(new)
        return appointed


def _as_held(new: NewAppointment) -> Held:
    terms = new.terms
    return Held(0, new.person, terms.kind, terms.share, terms.start, terms.end)
