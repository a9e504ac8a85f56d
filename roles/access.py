"""Say who may open what: views open to everybody, and the group that edits the chart."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db.models import QuerySet
from django.http import HttpResponseBase

from roles.models import Account

# What a spreadsheet may write; what a role answers for and asks for is a part of the role.
IMPORTED = ("position", "appointment", "link", "person", "department", "role", "skill")
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

HR_EDITOR = "HR editor"
# What HR editors keep no list of: an account is the administrators' matter, a failed sign-in nobody's.
KEPT_FROM_HR = ("account", "attempt")


def public_when_allowed(view: View) -> View:
    """Mark a view that readers who are not signed in may open when the setting PUBLIC_CHART is on."""
    view.is_public_when_allowed = True  # type: ignore[attr-defined] # functions take any attribute
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """True when everybody may open the view as the settings are now."""
    return bool(settings.PUBLIC_CHART) and getattr(view, "is_public_when_allowed", False)


def may_see_contact(reader: Account | AnonymousUser) -> bool:
    """Whether e-mail and phone are for this reader: for everybody who has signed in, never for the public."""
    return reader.is_authenticated


def may_read_roles(reader: Account | AnonymousUser) -> bool:
    """Whether what roles answer for is for this reader: as their pages, for everybody who has signed in."""
    return reader.is_authenticated


def may_import(editor: Account | AnonymousUser) -> bool:
    """Whether spreadsheets are for this editor: for who may add and change all that one may write."""
    return editor.has_perms([f"roles.{verb}_{model}" for model in IMPORTED for verb in ("add", "change")])


def accounts_that_may(permission: str) -> "QuerySet[Account]":
    """Return the open accounts that may do something in the admin: by groups, by themselves, or as administrators."""
    holding = Account.objects.with_perm(permission, backend="django.contrib.auth.backends.ModelBackend")
    found: QuerySet[Account] = holding.filter(is_staff=True)
    return found


def hr_editors() -> Group:
    """The group of those who edit the chart, with all its permissions, made anew where it is missing."""
    group, _is_new = Group.objects.get_or_create(name=HR_EDITOR)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="roles").exclude(content_type__model__in=KEPT_FROM_HR)
    )
    return group


def make_hr_editor(account: Account) -> None:
    """Let an account edit the chart in the admin."""
    account.is_staff = True
    account.save(update_fields=["is_staff"])
    account.groups.add(hr_editors())


def unmake_hr_editor(account: Account) -> None:
    """Let an account read only, as everybody does."""
    account.groups.remove(hr_editors())
    account.is_staff = account.is_superuser
    account.save(update_fields=["is_staff"])
