"""Whoever guesses passwords is slowed; owners, and others behind the same address, get in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from roles.accounts import slowing
from roles.accounts.mails import Letterhead, Occasion, password_mail
from roles.models import Attempt
from tests.accounts.people import PASSWORD, account, is_in, link_in, sign_in
from tests.pages import words

pytestmark = [pytest.mark.django_db]

OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[Any]:
    """Stop the clock where attempts are counted."""
    now = timezone.now()
    with patch("django.utils.timezone.now", side_effect=lambda: now) as clock:
        yield clock


def later(clock: Any, **time: int) -> None:
    """Let the time pass."""
    now = clock() + timedelta(**time)
    clock.side_effect = lambda: now


def guess(name: str, times: int, address: str = OFFICE, client: Client | None = None) -> list[int]:
    """Type wrong passwords and return the answers' status codes."""
    client = client or Client()
    client.post("/accounts/logout/")
    return [sign_in(client, name, f"wrong-{n}", REMOTE_ADDR=address).status_code for n in range(times)]


def sign_in_from(address: str, name: str, client: Client | None = None) -> int:
    """Type the right password and return the answer's status code."""
    return int(sign_in(client or Client(), name, REMOTE_ADDR=address).status_code)


def test_five_wrong_passwords_are_free_and_the_next_try_waits() -> None:
    account("amara")
    assert guess("amara", 7) == [200] * 5 + [429] * 2
    response = sign_in(Client(), "amara", REMOTE_ADDR=OFFICE)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")


def test_waiting_grows_and_ends(still_clock: Any) -> None:
    account("amara")
    guess("amara", 5)
    waits = []
    for _round in range(9):
        response = sign_in(Client(), "amara", "wrong", REMOTE_ADDR=OFFICE)
        waits.append(int(response.headers["Retry-After"]))
        later(still_clock, seconds=waits[-1])
        assert guess("amara", 1) == [200]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    later(still_clock, seconds=60)
    assert sign_in_from(OFFICE, "amara") == 302


def test_being_told_to_wait_is_not_counted(still_clock: Any) -> None:
    account("amara")
    guess("amara", 50)
    later(still_clock, seconds=1)
    assert sign_in_from(OFFICE, "amara") == 302


def test_an_unknown_name_waits_as_a_known_one() -> None:
    account("amara")
    assert guess("nobody", 8) == guess("amara", 8)


def test_the_same_name_in_other_letters_is_counted_as_one() -> None:
    account("amara")
    assert guess("amara", 3) + guess("AMARA", 3) == [200] * 5 + [429]


def test_right_password_starts_anew() -> None:
    account("amara")
    guess("amara", 4)
    assert sign_in_from(OFFICE, "amara") == 302
    assert guess("amara", 5) == [200] * 5


def test_after_an_hour_all_is_forgotten(still_clock: Any) -> None:
    guess("amara", 5)
    later(still_clock, minutes=61)
    assert guess("amara", 1) == [200]
    assert Attempt.objects.count() == 1


def test_hundred_wrong_passwords_from_many_addresses_slow_strangers_but_not_the_owner(still_clock: Any) -> None:
    account("amara")
    own_browser = Client()
    assert sign_in_from(OFFICE, "amara", own_browser) == 302
    own_browser.post("/accounts/logout/")
    codes = [guess("amara", 1, address=f"192.0.2.{n}")[0] for n in range(100)]
    assert codes == [200] * 20 + [429] * 80
    assert sign_in_from(ELSEWHERE, "amara") == 429
    assert sign_in_from(OFFICE, "amara", own_browser) == 302
    later(still_clock, seconds=60)
    assert sign_in_from(ELSEWHERE, "amara") == 302


def test_others_behind_the_same_address_get_in() -> None:
    account("amara")
    account("zoe")
    guess("amara", 100)
    assert sign_in_from(OFFICE, "zoe") == 302


def test_others_get_in_while_one_address_tries_many_names(still_clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account("zoe")
    assert slowing.Limit(free=200, longest=2) == slowing.FOR_ALL_NAMES
    # A tenth of them, as each takes its time.
    monkeypatch.setattr(slowing, "FOR_ALL_NAMES", slowing.Limit(free=20, longest=2))
    codes = [guess(f"name-{n}", 1)[0] for n in range(25)]
    assert codes == [200] * 20 + [429] * 5
    assert sign_in_from(ELSEWHERE, "zoe") == 302
    assert sign_in_from(OFFICE, "zoe") == 429
    later(still_clock, seconds=2)
    assert sign_in_from(OFFICE, "zoe") == 302


def test_known_browser_has_a_limit_of_its_own(still_clock: Any) -> None:
    account("amara")
    browser = Client()
    sign_in_from(OFFICE, "amara", browser)
    assert guess("amara", 11, client=browser) == [200] * 10 + [429]
    later(still_clock, seconds=1)
    assert sign_in_from(OFFICE, "amara", browser) == 302


def test_known_browser_may_type_name_or_address() -> None:
    account("amara")
    browser = Client()
    sign_in_from(OFFICE, "amara", browser)
    guess("amara", 30, address=ELSEWHERE)
    guess("amara@example.org", 30, address=ELSEWHERE)
    browser.post("/accounts/logout/")
    assert sign_in_from(ELSEWHERE, "Amara@example.org", browser) == 302


def test_browser_in_which_a_password_was_chosen_is_known(client: Client) -> None:
    found = account("amara")
    message = password_mail(Occasion.RESET, found, Letterhead.of(client.get("/accounts/login/").wsgi_request))
    form = client.get(link_in(message)).headers["Location"]
    client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    guess("amara", 30)
    client.post("/accounts/logout/")
    assert sign_in_from(OFFICE, "amara", client) == 302


def test_a_browser_is_known_for_its_own_account_only() -> None:
    account("amara")
    account("mallory")
    browser = Client()
    sign_in_from(OFFICE, "mallory", browser)
    assert guess("amara", 6, client=browser) == [200] * 5 + [429]


@pytest.mark.parametrize("cookie", ["x", "a.b:c:d", "\x00", "é" * 100])
def test_forged_cookie_is_worth_nothing(cookie: str) -> None:
    account("amara")
    guess("amara", 5)
    browser = Client()
    browser.cookies["known_device"] = cookie
    assert sign_in_from(OFFICE, "amara", browser) == 429


def test_address_that_a_reader_claims_changes_nothing() -> None:
    account("amara")
    guess("amara", 5)
    response = sign_in(Client(), "amara", REMOTE_ADDR=OFFICE, headers={"x-forwarded-for": "10.9.8.7"})
    assert response.status_code == 429


def test_address_is_read_behind_as_many_proxies_as_there_are(settings: Settings) -> None:
    settings.PROXIES = 1
    account("amara")
    for n in range(5):
        claimed = {"x-forwarded-for": f"10.0.0.{n}, {ELSEWHERE}"}
        sign_in(Client(), "amara", "wrong", REMOTE_ADDR="10.1.1.1", headers=claimed)
    behind = {"x-forwarded-for": f"1.2.3.4, {ELSEWHERE}"}
    assert sign_in(Client(), "amara", REMOTE_ADDR="10.1.1.1", headers=behind).status_code == 429
    other = {"x-forwarded-for": OFFICE}
    assert sign_in(Client(), "amara", REMOTE_ADDR="10.1.1.1", headers=other).status_code == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_ipv6_is_counted_by_network(address: str, network: str, rf: Any) -> None:
    assert slowing.network_of(rf.get("/", REMOTE_ADDR=address)) == network


def test_page_says_how_long_to_wait_and_what_helps(client: Client) -> None:
    guess("amara", 5)
    response = sign_in(client, "amara", REMOTE_ADDR=OFFICE)
    response.status_code = 200
    told = "There were too many wrong passwords. Wait 1 second and try again, or choose a new password."
    assert told in words(response)
    assert not is_in(client)
