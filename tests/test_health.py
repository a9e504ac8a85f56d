"""Load balancers ask whether the process lives and whether it can serve."""

from unittest.mock import patch

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings


def test_living_process_says_so_without_a_query(client: Client) -> None:
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_process_says_so(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_process_with_a_migration_to_apply_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="roles").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations not applied\n")


@pytest.mark.django_db
def test_process_without_a_database_is_not_ready_and_keeps_the_reason(client: Client) -> None:
    refused = OperationalError("connection to 10.0.0.1 refused")
    with patch.object(MigrationRecorder, "applied_migrations", side_effect=refused):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database not available\n")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
@pytest.mark.django_db
def test_probe_by_address_over_plain_http_is_answered(client: Client, settings: Settings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["chart.example.org"]
    response = client.get(path, headers={"host": "10.0.0.7"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_probe_only_reads(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/accounts/login/", "/nowhere"])
@pytest.mark.django_db
def test_head_gets_the_headers_of_get_and_no_body(client: Client, path: str) -> None:
    answer = WSGIHandler().get_response(RequestFactory().head(path, headers={"host": "localhost"}))
    got = client.get(path)
    assert isinstance(answer, HttpResponse)
    assert answer.content == b""
    assert answer.headers["Content-Type"] == got.headers["Content-Type"]
    assert int(answer.headers["Content-Length"]) == len(got.content)
