"""What a mistyped address shows, in production and to somebody who tries the product."""

import pytest
from django.test import Client
from pytest_django import Settings

from roles.models import Account
from tests.test_settings import read

pytestmark = pytest.mark.django_db

OURS = "This page does not exist"
MISTYPED = ["/nowhere/", "/chart/NOBODY/", "/positions/NOBODY/", "/people/0/", "/admin/nowhere/"]


@pytest.fixture
def reader(client: Client) -> Client:
    """Return a client signed in as an administrator, who may open everything."""
    client.force_login(Account.objects.create_superuser("administrator"))
    return client


@pytest.fixture
def _debugging(settings: Settings) -> None:
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "orgchart.middleware.show_our_own_404"]


@pytest.mark.parametrize("address", MISTYPED)
def test_production_shows_our_page(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert OURS in response.content.decode()


@pytest.mark.usefixtures("_debugging")
@pytest.mark.parametrize("address", MISTYPED)
def test_debugging_shows_the_page_that_production_shows(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert OURS in response.content.decode()
    assert "DEBUG" not in response.content.decode()


@pytest.mark.usefixtures("_debugging")
def test_debugging_shows_it_to_whoever_has_not_signed_in(client: Client) -> None:
    response = client.get("/nowhere/")
    assert (response.status_code, OURS in response.content.decode()) == (404, True)


@pytest.mark.usefixtures("_debugging")
def test_debugging_leaves_pages_that_are_there_alone(reader: Client) -> None:
    assert reader.get("/people/").status_code == 200
    assert reader.get("/people").status_code == 301


def test_only_debugging_replaces_anything() -> None:
    name = "orgchart.middleware.show_our_own_404"
    [debugging], [production] = (read({"DEBUG": word}, "MIDDLEWARE") for word in ("on", "off"))
    assert name in debugging  # type: ignore[operator] # a list
    assert name not in production  # type: ignore[operator] # as above
