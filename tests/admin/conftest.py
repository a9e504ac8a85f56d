"""Those who open the admin: an administrator, an HR editor, and somebody who may only look."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from roles.access import make_hr_editor
from roles.models import Account


@pytest.fixture
def hr(db: None) -> Client:
    """Sign in an HR editor, who has the permissions of the group and no more."""
    account = Account.objects.create_user("editor")
    make_hr_editor(account)
    return signed_in(account)


@pytest.fixture
def administrator(db: None) -> Client:
    """Sign in somebody who may do everything."""
    return signed_in(Account.objects.create_superuser("administrator"))


@pytest.fixture
def onlooker(db: None) -> Client:
    """Sign in somebody who may see everything and change nothing."""
    account = Account.objects.create_user("onlooker", is_staff=True)
    account.user_permissions.set(
        Permission.objects.filter(content_type__app_label="roles", codename__startswith="view_")
    )
    return signed_in(account)


@pytest.fixture
def outsider(db: None) -> Client:
    """Sign in somebody who may open the admin, but none of its lists."""
    return signed_in(Account.objects.create_user("outsider", is_staff=True))


def signed_in(account: Account) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(account)
    return client
