"""Each situation of a position, and the sentence that says it."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from roles import tree
from roles.models import AppointmentKind, Chart, Person, Position, Role
from roles.naming import Place
from roles.sentences import answer, held_now, next_filled, person_reports_to, you_report_to
from roles.titles import Gender
from tests.trees import appoint, plant, write_appointment

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

ORGANISATION = "Our organisation"
LINE = """
CEO Chief Executive Officer: Helena Brandvold
  COO Chief Operating Officer
    OPS Operations Manager, Logistics
"""


def fetched(code: str) -> Position:
    """Read a position with its holders."""
    return Position.objects.with_holders().get(code=code)


def said(code: str) -> str:
    """Return what the page of a position opens with."""
    position = fetched(code)
    manager = fetched(position.reports_to.code) if position.reports_to else None
    return str(answer(position, manager, Chart.shown()))


def change(code: str, **values: Any) -> None:
    """Change fields of a position through the door."""
    position = Position.objects.get(code=code)
    for name, value in values.items():
        setattr(position, name, value)
    tree.save_position(position)


def hold(code: str, *names: str, **values: Any) -> None:
    """Let people hold a position; a name that is empty is not published."""
    position = Position.objects.get(code=code)
    for name in names:
        if name:
            appoint(position, name, **values)
        else:
            write_appointment(position=position, **values)


def test_a_position_reports_to_a_manager_with_a_holder() -> None:
    plant(LINE)
    assert said("COO") == ("The Chief Operating Officer reports to the Chief Executive Officer, Helena Brandvold.")


def test_an_acting_manager_is_said_to_act() -> None:
    plant(LINE)
    hold("COO", "Amara Okafor", kind=AppointmentKind.ACTING)
    assert said("OPS") == (
        "The Operations Manager, Logistics reports to the Chief Operating Officer, Amara Okafor (acting)."
    )


def test_two_who_share_a_job_are_both_named() -> None:
    plant(LINE)
    hold("COO", "Priya", "Deborah", kind=AppointmentKind.SHARED)
    assert said("OPS").endswith("reports to the Chief Operating Officer, Priya and Deborah (job share).")


def test_a_substantive_and_an_acting_holder_are_told_apart() -> None:
    plant(LINE)
    hold("COO", "Priya")
    hold("COO", "Deborah", kind=AppointmentKind.ACTING)
    assert said("OPS").endswith("Chief Operating Officer, Deborah (acting) and Priya.")


def test_a_vacant_manager_is_said_to_be_vacant_and_the_next_filled_one_named() -> None:
    plant(LINE)
    assert said("OPS") == "The Operations Manager, Logistics reports to the Chief Operating Officer, which is vacant."
    line = list(Position.objects.line_of(fetched("OPS").pk).with_holders())
    assert str(next_filled(line)) == (
        "The nearest position above it that is filled is the Chief Executive Officer, Helena Brandvold."
    )


def test_nothing_is_added_where_the_manager_is_there() -> None:
    plant(LINE)
    assert not next_filled(list(Position.objects.line_of(fetched("COO").pk).with_holders()))


def test_a_line_that_is_vacant_to_the_top_says_so() -> None:
    plant("A\n  B\n    C")
    line = list(Position.objects.line_of(fetched("C").pk).with_holders())
    assert str(next_filled(line)) == "No position above it is filled."


def test_a_holder_whose_name_is_not_published_is_no_vacancy() -> None:
    plant(LINE)
    hold("COO", "")
    assert said("OPS").endswith("reports to the Chief Operating Officer, whose holder's name is not published.")
    assert str(held_now(fetched("COO"))) == "name not published"


def test_an_unpublished_name_beside_a_published_one() -> None:
    plant(LINE)
    hold("COO", "Priya", "", kind=AppointmentKind.SHARED)
    assert said("OPS").endswith("Priya and a person whose name is not published (job share).")


def test_of_many_holders_three_are_named() -> None:
    plant(LINE)
    change("COO", posts=6)
    hold("COO", "A", "B", "C", "D", "E")
    assert said("OPS").endswith("reports to the Chief Operating Officer, A, B, C and 2 others.")


def test_the_head_reports_to_none() -> None:
    plant(LINE)
    assert said("CEO") == (
        "The Chief Executive Officer is the head of Our organisation and reports to no other position."
    )


def test_one_of_several_heads() -> None:
    plant("A Head of Sales\nB Head of Works")
    assert said("B") == ("The Head of Works is one of the heads of Our organisation and reports to no other position.")


def test_an_assistant_reports_as_an_assistant() -> None:
    plant(LINE)
    change("COO", is_assistant=True)
    assert said("COO").startswith("The Chief Operating Officer reports, as an assistant, to the Chief Executive")


def test_a_group_of_posts_reports_in_the_plural() -> None:
    plant(LINE)
    change("COO", title="Warehouse Associate", posts=12)
    assert said("COO").startswith("The 12 posts of Warehouse Associate report to the Chief Executive Officer")
    assert said("OPS").endswith("reports to the Warehouse Associate (12 posts).")
    assert str(held_now(fetched("COO"))) == "12 posts"


def test_a_group_of_assistants() -> None:
    plant(LINE)
    change("COO", posts=2, is_assistant=True)
    assert said("COO").startswith("The 2 posts of Chief Operating Officer report, as assistants, to the Chief")


def test_an_ended_position_says_when_it_ended() -> None:
    plant(LINE)
    tree.end_position(Position.objects.get(code="OPS").pk, datetime.date(2026, 5, 3))
    assert said("OPS") == "The Operations Manager, Logistics ended on 3 May 2026 and is no longer in the chart."


def test_a_position_that_is_not_placed_waits() -> None:
    plant(LINE)
    change("OPS", is_placed=False, reports_to=None)
    assert said("OPS") == "The Operations Manager, Logistics is not in the chart yet: it waits for a manager."


def test_a_title_with_an_article_takes_no_second_one() -> None:
    plant("A The Registrar\n  B The Bursar")
    assert said("B") == "The Bursar reports to The Registrar, which is vacant."


def test_a_position_without_a_title_takes_its_roles() -> None:
    plant(LINE)
    change("OPS", title="", role=Role.objects.create(slug="buyer", title="Buyer"))
    assert said("OPS").startswith("The Buyer reports to")


def test_the_reader_is_spoken_to() -> None:
    plant(LINE)
    position = Position.objects.get(code="COO")
    assert position.reports_to is not None
    position.reports_to = fetched("CEO")
    assert str(you_report_to(position, ORGANISATION)) == (
        "You report to the Chief Executive Officer, Helena Brandvold."
    )
    assert str(you_report_to(position, ORGANISATION, name_it=True)) == (
        "As Chief Operating Officer you report to the Chief Executive Officer, Helena Brandvold."
    )
    assert str(you_report_to(fetched("CEO"), ORGANISATION)) == (
        "As Chief Executive Officer you head Our organisation and report to no other position."
    )


def test_a_person_is_spoken_about() -> None:
    plant(LINE)
    position = Position.objects.get(code="COO")
    position.reports_to = fetched("CEO")
    assert str(person_reports_to("Amara", position, ORGANISATION)) == (
        "Amara reports to the Chief Executive Officer, Helena Brandvold."
    )
    assert str(person_reports_to("Helena", fetched("CEO"), ORGANISATION)) == (
        "As Chief Executive Officer, Helena heads Our organisation and reports to no other position."
    )


def test_a_position_out_of_the_chart_is_said_to_be_so() -> None:
    plant(LINE)
    change("OPS", is_placed=False, reports_to=None)
    assert str(you_report_to(fetched("OPS"), ORGANISATION)) == (
        "Your position, Operations Manager, Logistics, is not in the chart."
    )


def test_names_are_links_but_not_on_their_own_page() -> None:
    plant(LINE)
    person = Person.objects.get(name="Helena Brandvold")
    linked = [part.url for part in answer(fetched("COO"), fetched("CEO"), Chart.shown()) if part.url]
    assert linked == ["/positions/CEO/", f"/people/{person.number}/"]


def test_a_language_may_have_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    plant(LINE)
    for place in ("BEGINNING", "TO_WHOM"):
        monkeypatch.setattr(
            f"roles.naming.{place}", Place(dict.fromkeys(Gender, "%(title)s"), str, "%(title)s", "%(name)s")
        )
    assert said("COO") == "Chief Operating Officer reports to Chief Executive Officer, Helena Brandvold."


def test_dates_follow_the_language() -> None:
    plant(LINE)
    tree.end_position(Position.objects.get(code="OPS").pk, datetime.date(2026, 5, 3))
    with translation.override("de"):
        assert "3. Mai 2026" in said("OPS")
