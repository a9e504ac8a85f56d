"""Pages and drawings travel compressed, and what a page says can't be guessed from its size."""

import gzip

import pytest
from django.test import Client

from roles.models import Account
from tests.trees import plant

pytestmark = pytest.mark.django_db
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br"}
COMPANY = "CEO Chief Executive: Ada\n" + "\n".join(f"  P{number} Specialist: Ben {number}" for number in range(40))


@pytest.fixture
def reader(client: Client) -> Client:
    """Sign in as a reader of a company of forty-one."""
    plant(COMPANY)
    client.force_login(Account.objects.create_user("reader"))
    return client


def compressed(client: Client, address: str) -> bytes:
    """Ask as browsers do; return what travels."""
    response = client.get(address, headers=ACCEPTED)
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    return response.content


@pytest.mark.parametrize(("address", "said"), [("/chart/", b"</html>"), ("/chart.svg", b"</svg>")])
def test_a_chart_travels_compressed(reader: Client, address: str, said: bytes) -> None:
    travelling = compressed(reader, address)
    content = gzip.decompress(travelling)
    assert said in content
    assert len(travelling) < len(content) / 2


def test_the_same_page_has_another_size_each_time(reader: Client) -> None:
    assert len({len(compressed(reader, "/chart/")) for _ in range(12)}) > 1


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "br, gzip; q=0.0", "identity"])
def test_who_does_not_ask_for_compression_gets_none(reader: Client, accepted: str) -> None:
    assert "Content-Encoding" not in reader.get("/chart/", headers={"Accept-Encoding": accepted}).headers


@pytest.mark.parametrize("accepted", ["gzip;q=0.1", "br;q=0, gzip", "GZIP"])
def test_who_prefers_something_else_gets_it_compressed_all_the_same(reader: Client, accepted: str) -> None:
    response = reader.get("/chart/", headers={"Accept-Encoding": accepted})
    assert response.headers["Content-Encoding"] == "gzip"
