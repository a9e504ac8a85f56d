"""Two people who edit one role at a time: nobody overwrites unseen what the other wrote."""

from typing import Any

import pytest
from django.test import Client

from roles.models import Responsibility, Role
from tests.admin.posting import fields_of, post
from tests.admin.test_role_preview import form_of, preview_of
from tests.described import describe_manager
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_what_somebody_else_changed_is_said_and_overwritten_only_knowingly(hr: Client) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    theirs = {"title": "Head of Works", "responsibilities__0__text": "Plan it all."}
    assert post(hr, form_of(role), fields_of(hr.get(form_of(role))), **theirs).status_code == 302
    refused = post(hr, form_of(role), opened, abbreviation="HW")
    page = words(refused)
    assert "Somebody else changed this role while you had it open. Nothing was saved yet." in page
    assert "Changed meanwhile: title, responsibilities." in page
    assert Role.objects.get(pk=role.pk).title == "Head of Works"
    assert Responsibility.objects.filter(text="Plan it all.").exists()
    again = post(hr, form_of(role), fields_of(refused))
    assert again.status_code == 302
    assert Role.objects.values_list("title", "abbreviation").get(pk=role.pk) == (role.title, "HW")


def test_a_preview_meanwhile_keeps_what_was_seen(hr: Client) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    Role.objects.filter(pk=role.pk).update(purpose="Written by somebody else.")
    assert "Preview: nothing is saved yet." in words(post(hr, preview_of(role), opened))
    wrong = fields_of(post(hr, preview_of(role), opened, title=""))
    assert wrong["seen"] == opened["seen"]
    assert "Changed meanwhile: purpose." in words(post(hr, form_of(role), opened, title="Other"))


def test_one_person_saves_as_often_as_they_like(hr: Client) -> None:
    role = describe_manager()
    for title in ("One", "Two"):
        assert post(hr, form_of(role), fields_of(hr.get(form_of(role))), title=title).status_code == 302
    assert Role.objects.get(pk=role.pk).title == "Two"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("works closely with", {"works_with": []}),
        ("outside bodies", {"outside_bodies": []}),
        ("responsibilities", {"responsibilities__1__DELETE": "on"}),
        ("skills", {"role_skills__0__proficiency": "1"}),
        ("next steps", {"next_steps__0__advice": "Wait."}),
    ],
)
def test_each_list_is_watched(hr: Client, name: str, changes: dict[str, Any]) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    assert post(hr, form_of(role), opened, **changes).status_code == 302
    assert f"Changed meanwhile: {name}." in words(post(hr, form_of(role), opened))
