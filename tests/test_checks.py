"""What the product refuses to serve."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from pytest_django import Settings

from roles.models import Account, Chart

pytestmark = pytest.mark.django_db


def found(databases: list[str] | None = None) -> set[str | None]:
    """The ids of what the checks of a deployment find in the database."""
    return {
        message.id for message in run_checks(tags=["database"], include_deployment_checks=True, databases=databases)
    }


@pytest.fixture
def _sample() -> None:
    Chart.current()
    Chart.objects.update(is_sample=True)
    Account.objects.create_user("hr", password="orgchart-hr")


@pytest.mark.usefixtures("_sample")
@override_settings(SECURE_SSL_REDIRECT=True)
def test_the_samples_accounts_are_not_served_to_the_network() -> None:
    assert "roles.E003" in found(["default"])
    assert "roles.E003" not in found()
    Account.objects.update(is_active=False)
    assert "roles.E003" not in found(["default"])


@pytest.mark.usefixtures("_sample")
@override_settings(SECURE_SSL_REDIRECT=False)
def test_the_sample_is_served_for_trying() -> None:
    assert "roles.E003" not in found(["default"])


@override_settings(SECURE_SSL_REDIRECT=True)
def test_an_account_that_is_called_like_one_of_the_samples_is_served() -> None:
    Account.objects.create_user("hr")
    assert "roles.E003" not in found(["default"])


@pytest.mark.parametrize(
    ("hosts", "is_refused"), [(["*"], True), (["a.example.org", "."], True), ([".example.org"], False)]
)
def test_serving_under_any_name_is_refused(hosts: list[str], is_refused: bool) -> None:
    with override_settings(ALLOWED_HOSTS=hosts):
        found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("roles.E004" in found) is is_refused


@pytest.mark.parametrize(("mode", "is_warned"), [(0o700, False), (0o750, True), (0o701, True), (None, False)])
def test_a_folder_of_prints_that_others_may_open_is_warned_of(
    settings: Settings, tmp_path: Path, *, mode: int | None, is_warned: bool
) -> None:
    settings.PRINTS_DIR = tmp_path / "prints"
    if mode is not None:
        settings.PRINTS_DIR.mkdir()
        settings.PRINTS_DIR.chmod(mode)
    found = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert ("roles.W001" in found) is is_warned
