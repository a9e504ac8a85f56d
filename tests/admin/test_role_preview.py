"""The page of a role as it would look with what is typed in its form: shown, and nothing written."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles.models import Change, NextStep, OutsideBody, Responsibility, Role, Skill
from roles.snapshot import READ_ONLY
from tests.admin.posting import fields_of, post
from tests.described import describe_manager
from tests.pages import words
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

ADD, NEW = "/admin/roles/role/add/", "/admin/roles/role/add/preview/"
BANNER = "Preview: nothing is saved yet."
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def form_of(role: Role) -> str:
    """The address of a role's form."""
    return reverse("admin:roles_role_change", args=[role.pk])


def preview_of(role: Role) -> str:
    """The address that shows what is typed."""
    return reverse("admin:roles_role_preview", args=[role.pk])


def test_the_page_is_shown_with_what_is_typed_and_nothing_is_written(hr: Client) -> None:
    role = describe_manager()
    plant("A\n  B", role=role)
    body, skill = OutsideBody.objects.create(name="Board"), Skill.objects.create(name="Planning", description="Plans.")
    fields = fields_of(hr.get(form_of(role)))
    changes = Change.objects.count()
    typed = {
        "title": "Head of Works",
        "purpose": "Keeps it running.",
        "scope": "division",
        "outside_bodies": [body.pk],
        "responsibilities__0__text": "Plan it all.",
        "responsibilities__1__DELETE": "on",
        "responsibilities__2__text": "Report on it.",
        "role_skills__1__skill": skill.pk,
        "role_skills__1__proficiency": "4",
        "next_steps__0__advice": "Grow.",
    }
    with CaptureQueriesContext(connection) as asked:
        page = words(post(hr, preview_of(role), fields, **typed))
    assert page.startswith(BANNER)
    assert "Head of Works (OM) Keeps it running." in page
    assert "Scope A division" in page
    assert "Responsibilities Plan it all. Report on it. Skills" in page
    assert "Planning Plans. expert" in page
    assert "Outside the organisation Board" in page
    assert "Where it can lead Chief Operating Officer Grow." in page
    assert "Where people come from Team Lead" in page
    assert "2 positions have this role" in page
    assert [each["sql"] for each in asked if each["sql"].startswith(WRITES)] == []
    assert Change.objects.count() == changes
    assert Role.objects.get(pk=role.pk).title == "Operations Manager"


def test_a_role_that_is_not_there_yet_is_shown(hr: Client) -> None:
    lead = Role.objects.create(slug="lead", title="Lead")
    typed = {
        "title": "New One",
        "slug": "new",
        "focus": "tactical",
        "works_with": [lead.pk],
        "next_steps__0__next_role": lead.pk,
    }
    page = words(post(hr, NEW, fields_of(hr.get(ADD)), **typed))
    assert page.startswith(f"{BANNER} This is how the page would look")
    assert "New One Decides how to get there: plans, people and means." in page
    assert "Works closely with Lead" in page
    assert "Where it can lead Lead" in page
    assert "No position has this role" in page
    assert Role.objects.count() == 1


def test_what_could_not_be_saved_is_shown_in_the_form_with_its_errors(hr: Client) -> None:
    role = describe_manager()
    fields = fields_of(hr.get(form_of(role)))
    for wrong, reason in (
        ({"title": ""}, "This field is required."),
        ({"works_with": [role.pk]}, "works with itself"),
        ({"responsibilities__2__text": "PLAN operations."}, "has this responsibility already"),
        ({"scope": "galaxy"}, "Select a valid choice"),
    ):
        response = post(hr, preview_of(role), fields, **wrong)
        assert reason in words(response)
        assert BANNER not in words(response)
        assert f'action="{form_of(role)}"' in response.content.decode()
    assert Responsibility.objects.count() == 2


def test_who_comes_with_nothing_typed_is_led_to_the_form(hr: Client) -> None:
    role = describe_manager()
    assert hr.get(preview_of(role))["Location"] == form_of(role)
    assert hr.get(NEW)["Location"] == ADD


def test_the_form_has_the_button_for_who_may_save(hr: Client, onlooker: Client) -> None:
    role = describe_manager()
    assert f'formaction="{preview_of(role)}"' in hr.get(form_of(role)).content.decode()
    assert f'formaction="{NEW}"' in hr.get(ADD).content.decode()
    assert "formaction" not in onlooker.get(form_of(role)).content.decode()


def test_only_who_may_save_is_shown_anything(onlooker: Client, client: Client) -> None:
    role = describe_manager()
    assert onlooker.post(preview_of(role), {"title": "x"}).status_code == 403
    assert onlooker.post(NEW, {"title": "x"}).status_code == 403
    assert client.post(NEW, {"title": "x"}).status_code == 302


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999"])
def test_a_role_that_is_no_more_is_said_so(hr: Client, key: str) -> None:
    assert hr.post(f"/admin/roles/role/{key}/preview/", {"title": "x"}).status_code == 302


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "{{ role }} %(role)s", "مدير", "y" * 200])
def test_no_text_breaks_the_preview(hr: Client, text: str) -> None:
    response = post(hr, NEW, fields_of(hr.get(ADD)), title=text, slug="new", purpose=text)
    assert f"{text} {text}" in words(response)
    assert b"<script>alert" not in response.content


def test_a_preview_asks_as_much_of_many_positions_as_of_few(hr: Client) -> None:
    role = describe_manager()
    plant("A", role=role)
    fields = fields_of(hr.get(form_of(role)))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert BANNER in words(post(hr, preview_of(role), fields))
        return len(asked)

    few = count()
    plant("".join(f"B{number}\n" for number in range(40)), role=role)
    assert count() == few
    assert NextStep.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_preview_reads_one_state_and_locks_nothing(hr: Client) -> None:
    role = describe_manager()
    for changes in ({"title": "Head of Works"}, {"title": ""}):
        fields = fields_of(hr.get(form_of(role)))
        with CaptureQueriesContext(connection) as asked:
            assert post(hr, preview_of(role), fields, **changes).status_code == 200
        begun = [each["sql"] for each in asked if each["sql"].startswith(("BEGIN", "SET TRANSACTION"))]
        assert begun == (["BEGIN", READ_ONLY] if connection.vendor == "postgresql" else ["BEGIN"])


def test_a_preview_is_refused_to_other_sites(hr: Client) -> None:
    role = describe_manager()
    hr.handler.enforce_csrf_checks = True
    assert hr.post(preview_of(role), {"title": "X"}).status_code == 403
