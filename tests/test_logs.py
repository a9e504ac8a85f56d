"""What is written down about a request that was refused."""

import logging
from collections.abc import Iterator
from io import StringIO
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from roles.models import Account


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Return what the console's handler, as the settings make it, writes."""
    output = StringIO()
    formatters: Any = settings.LOGGING["formatters"]
    handler = logging.StreamHandler(output)
    handler.setFormatter(DictConfigurator(settings.LOGGING).configure_formatter(formatters["line"]))
    logging.getLogger().addHandler(handler)
    yield output
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param(("get", "/admin/roles/person/?account__password=x"), 400, id="a filter that is not allowed"),
        pytest.param(("get", "/admin/roles/person/?q=a%00b"), 400, id="NUL"),
        pytest.param(("post", "/me/"), 403, id="no token"),
        pytest.param(("get", "/nowhere/%0aWARNING"), 404, id="a line break in the address"),
    ],
)
def test_refused_request_is_one_line(written: StringIO, request_: tuple[str, str], status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.create_superuser("administrator"))
    method, address = request_
    assert getattr(client, method)(address).status_code == status
    [line] = written.getvalue().splitlines()
    assert "django." in line


@pytest.mark.django_db
def test_admin_closed_to_readers_is_one_line(client: Client, written: StringIO) -> None:
    client.force_login(Account.objects.create_user("reader"))
    assert client.get("/admin/").status_code == 403
    assert written.getvalue().splitlines()[1:] == []


def test_line_breaks_in_a_refusal_begin_no_line(written: StringIO) -> None:
    logging.getLogger("django.security").error("NUL\n2026-01-01 in\ra field", extra={"status_code": 400})
    [line] = written.getvalue().splitlines()
    assert line.endswith("ERROR django.security: NUL 2026-01-01 in a field")


@pytest.mark.parametrize("extra", [{}, {"status_code": 500}])
def test_error_of_ours_comes_with_its_place(written: StringIO, extra: dict[str, int]) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("django.request").exception("Broken", extra=extra)
    assert "Traceback" in written.getvalue()
    assert "ZeroDivisionError" in written.getvalue()
