"""Whatever stands in an address of the chart, the answer is a page, another address, or that there is none."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.models import Account, Chart
from tests.trees import plant

pytestmark = [pytest.mark.django_db]

CODES = ("A", "b", "C", "D", "NOBODY", "", "\0", "é", "x" * 300, "<b>", ",", "../..", "%", "A.svg", "\ud800")
VALUES = {
    "levels": ("1", "2", "64", "0", "-5", "9" * 400, "NaN", "²", "1e3", ""),
    "all": ("1", "", "no", "\0"),
    "only": ("line", "", "lines"),
    "direction": ("right", "down", "up"),
    "shape": ("rows", "packed", "round"),
    "grades": ("1", "0", "on"),
    "colour": ("department", "level", "location", "vacancy", "span", "pink"),
}
addresses = st.sampled_from(("/chart/", "/chart/B/", "/chart/D/", "/drawing/", "/drawing/B/", "/chart.svg"))
codes = st.lists(st.sampled_from(CODES), max_size=4).map(",".join)
queries = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from(values) for name, values in VALUES.items()}
    | dict.fromkeys(("open", "closed", "at", "path", "find"), codes),
)


@pytest.fixture
def reader(client: Client) -> Client:
    """Return a client signed in as somebody who may read a company with two heads and a group of posts."""
    client.force_login(Account.objects.create_user("reader"))
    Chart.current()
    plant("A Alpha: Ama\n  B Beta\n    C Gamma\n      D Delta\nE Epsilon", posts=2, grade="7")
    return client


@given(address=addresses, query=queries)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_is_answered_by_a_failure(reader: Client, address: str, query: dict[str, str]) -> None:
    query = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    response = reader.get(address, query)
    assert response.status_code in (200, 302, 404)
    if response.status_code == 302:
        assert reader.get(response.headers["Location"]).status_code in (200, 302)
