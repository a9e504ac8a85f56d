"""Two people who edit one role at a time: nobody overwrites unseen what the other wrote."""

from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from roles.models import Responsibility, Role
from tests.admin.posting import fields_of, post
from tests.admin.test_role_preview import form_of, preview_of
from tests.described import describe_manager
from tests.pages import links, words

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_what_somebody_else_changed_is_said_and_overwritten_only_knowingly(hr: Client) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    theirs = {"title": "Head of Works", "responsibilities__0__text": "Plan it all."}
    assert post(hr, form_of(role), fields_of(hr.get(form_of(role))), **theirs).status_code == 302
    refused = post(hr, form_of(role), opened, abbreviation="HW")
    page = words(refused)
    assert "Somebody else changed this role while you had it open. Nothing was saved yet." in page
    assert "Title is now: Head of Works." in page
    assert "Changed meanwhile: responsibilities." in page
    assert links(refused)["See the role as it is now, in a new tab."] == role.get_absolute_url()
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
    assert "Purpose is now: Written by somebody else." in words(post(hr, form_of(role), opened, title="Other"))


def test_a_fact_is_said_by_its_name_and_one_that_was_taken_away_as_empty(hr: Client) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    Role.objects.filter(pk=role.pk).update(scope="division", abbreviation="", title="<b>Head</b>")
    refused = post(hr, form_of(role), opened, scope="team")
    page = words(refused)
    assert "Scope is now: a division." in page
    assert "Abbreviation is now: empty." in page
    assert "Title is now: &lt;b&gt;Head&lt;/b&gt;." in refused.content.decode()
    assert "Changed meanwhile" not in page


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


ROWS = [
    ("responsibilities", "text", "Plan all of it."),
    ("role_skills", "proficiency", "1"),
    ("next_steps", "advice", "Wait a little."),
]


@pytest.mark.parametrize(("name", "field", "typed"), ROWS)
def test_what_was_typed_in_a_row_that_somebody_else_deleted_becomes_a_new_row(
    hr: Client, name: str, field: str, typed: str
) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    assert post(hr, form_of(role), opened, **{f"{name}__0__DELETE": "on"}).status_code == 302
    left = rows_of(role, name, field)
    refused = post(hr, form_of(role), opened, **{f"{name}__0__{field}": typed}, purpose="Mine.")
    assert "Nothing was saved yet." in words(refused)
    assert rows_of(role, name, field) == left
    assert post(hr, form_of(role), fields_of(refused)).status_code == 302
    assert sorted(rows_of(role, name, field)) == sorted([*left, typed])
    assert Role.objects.get(pk=role.pk).purpose == "Mine."


@pytest.mark.parametrize(("name", "field", "typed"), ROWS)
@pytest.mark.parametrize("changes", [{}, {"DELETE": "on"}])
def test_a_row_that_somebody_else_deleted_stays_deleted_where_nothing_was_typed_in_it(
    hr: Client, name: str, field: str, typed: str, changes: dict[str, str]
) -> None:
    role = describe_manager()
    role.next_steps.update(advice="Show it\r\non a broader scale.\r\n")
    opened = fields_of(hr.get(form_of(role)))
    assert post(hr, form_of(role), opened, **{f"{name}__0__DELETE": "on"}).status_code == 302
    left = rows_of(role, name, field)
    row = {f"{name}__0__{key}": value for key, value in changes.items()}
    refused = post(hr, form_of(role), opened, **row, purpose="Mine.")
    assert post(hr, form_of(role), fields_of(refused)).status_code == 302
    assert rows_of(role, name, field) == left
    assert Role.objects.get(pk=role.pk).purpose == "Mine."


def test_rows_that_are_there_and_new_ones_keep_their_places_beside_one_that_is_gone(hr: Client) -> None:
    role = describe_manager()
    role.responsibilities.update(order=F("order") + 1)
    opened = fields_of(hr.get(form_of(role)))
    assert post(hr, form_of(role), opened, responsibilities__0__DELETE="on").status_code == 302
    mine = {
        "responsibilities__0__text": "Plan it.",
        "responsibilities__1__text": "Find them.",
        "responsibilities__2__text": "Tell them.",
    }
    refused = post(hr, form_of(role), opened, **mine)
    assert post(hr, form_of(role), fields_of(refused)).status_code == 302
    assert rows_of(role, "responsibilities", "text") == ["Plan it.", "Find them.", "Tell them."]
    kept = Responsibility.objects.get(text="Find them.")
    assert str(kept.pk) == opened["responsibilities-1-id"]


def rows_of(role: Role, name: str, field: str) -> list[str]:
    """What the rows of a list say."""
    return [str(value) for value in getattr(role, name).values_list(field, flat=True)]


def test_a_key_of_thousands_of_digits_is_refused_without_an_error(hr: Client) -> None:
    role = describe_manager()
    opened = fields_of(hr.get(form_of(role)))
    assert post(hr, form_of(role), opened, responsibilities__0__id="9" * 5000).status_code == 200
