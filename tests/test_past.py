"""The chart of a past day: structure and holders as they were recorded then."""

import datetime
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from roles import tree
from roles.history.past import PastPosition, chart_on
from roles.models import Appointment, Person, Position
from roles.tree import beside
from tests.trees import appoint, outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

MARCH = datetime.date(2026, 3, 1)
NOON = datetime.time(12)


def on(day: datetime.date, act: Callable[[], object]) -> None:
    """Do something as if that day were today."""
    noon = timezone.make_aware(datetime.datetime.combine(day, NOON))
    with patch("django.utils.timezone.now", return_value=noon):
        act()


def drawn(chart: list[PastPosition]) -> str:
    """A past chart as indented text."""
    return "\n".join("  " * each.level + each.code for each in chart)


def test_a_past_day_shows_who_reported_to_whom() -> None:
    company: dict[str, Position] = {}
    on(MARCH, lambda: company.update(plant("CEO\n  COO\n    OPS\n      LEAD\n  CFO")))
    first = outline()
    days = [MARCH + datetime.timedelta(days=number) for number in range(7)]
    on(days[1], lambda: tree.move_position(company["OPS"].pk, company["CFO"].pk, with_reports=False))
    second = outline()
    on(days[2], lambda: tree.create_position(Position(code="CTO", title="New", reports_to_id=company["CEO"].pk)))
    on(days[3], lambda: tree.delete_position(company["COO"].pk, heir_id=company["CEO"].pk))
    fourth = outline()
    on(days[4], lambda: tree.end_position(company["OPS"].pk))
    on(days[5], lambda: tree.order_position(company["CFO"].pk, company["LEAD"].pk))
    assert drawn(chart_on(MARCH - datetime.timedelta(days=1))) == ""
    assert drawn(chart_on(days[0])) == first
    assert drawn(chart_on(days[1])) == second
    assert drawn(chart_on(days[3])) == fourth
    assert drawn(chart_on(days[6])) == outline() == "CEO\n  CFO\n  LEAD\n  CTO"


def test_a_past_day_shows_its_titles_and_codes() -> None:
    company: dict[str, Position] = {}
    on(MARCH, lambda: company.update(plant("CEO Chief")))
    renamed = Position.objects.get()
    renamed.title, renamed.code = "Managing Director", "MD"
    on(MARCH + datetime.timedelta(days=1), lambda: tree.save_position(renamed))
    assert [(each.code, each.title) for each in chart_on(MARCH)] == [("CEO", "Chief")]
    assert [(each.code, each.title) for each in chart_on(timezone.localdate())] == [("MD", "Managing Director")]


def test_a_past_day_shows_its_holders_even_where_the_position_is_gone() -> None:
    company: dict[str, Position] = {}
    on(MARCH, lambda: company.update(plant("CEO: Ama Boateng\n  CFO: Ben Ito")))
    ben = Person.objects.get(name="Ben Ito")
    on(MARCH + datetime.timedelta(days=1), lambda: tree.end_position(company["CFO"].pk))
    on(MARCH + datetime.timedelta(days=2), lambda: tree.delete_position(company["CFO"].pk))
    holders = {each.code: [holder.person_id for holder in each.holders] for each in chart_on(MARCH)}
    assert holders == {"CEO": [Person.objects.get(name="Ama Boateng").pk], "CFO": [ben.pk]}
    assert [each.code for each in chart_on(MARCH + datetime.timedelta(days=1))] == ["CEO"]


def test_an_appointment_counts_on_its_own_days() -> None:
    company: dict[str, Position] = {}
    on(MARCH, lambda: company.update(plant("CEO")))
    start = MARCH + datetime.timedelta(days=2)
    on(MARCH, lambda: appoint(company["CEO"], "Ama Boateng", start=start))
    assert chart_on(MARCH)[0].holders == ()
    assert len(chart_on(start)[0].holders) == 1


def test_a_past_day_takes_the_same_number_of_statements_in_a_larger_chart() -> None:
    with CaptureQueriesContext(connection) as few:
        chart_on(MARCH)
    plant("A\n" + "\n".join(f"  B{number}: Holder {number}" for number in range(30)))
    with CaptureQueriesContext(connection) as many:
        chart_on(MARCH)
    assert len(few) == len(many) == 3


@settings(max_examples=15)
@given(st.data())
def test_every_past_day_is_as_it_was(data: st.DataObject) -> None:
    tree.remove_everything()
    positions: list[Position] = []
    on(MARCH, lambda: positions.extend(plant("A\n  B\n    C\n    D\n  E\n    F").values()))
    seen: list[tuple[datetime.date, str]] = []
    for number in range(6):
        day = MARCH + datetime.timedelta(days=number)
        moved, manager = data.draw(st.tuples(st.sampled_from(positions[1:]), st.sampled_from(positions)))
        below = set(Position.objects.branch(moved.pk).values_list("pk", flat=True))
        alone = data.draw(st.booleans())
        if manager.pk != moved.pk and (alone or manager.pk not in below):
            on(day, lambda m=moved, to=manager, a=alone: tree.move_position(m.pk, to.pk, with_reports=not a))  # type: ignore[misc]
        seen.append((day, outline()))
    assert [(day, drawn(chart_on(day))) for day, _drawing in seen] == seen


def test_an_erased_person_is_left_as_a_key() -> None:
    company: dict[str, Position] = {}
    on(MARCH, lambda: company.update(plant("CEO: Ama Boateng")))
    held = Appointment.objects.get()
    key = held.person_id

    def erase() -> None:
        with tree.writing() as record:
            beside.write(record, Appointment, removed=[held.pk])
        Person.objects.all().delete()

    on(MARCH + datetime.timedelta(days=1), erase)
    assert [holder.person_id for holder in chart_on(MARCH)[0].holders] == [key]
