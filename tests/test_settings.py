"""What the environment may say, and what the settings make of it."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from whitenoise.middleware import WhiteNoiseMiddleware

from orgchart.environment import env_bool, env_header, env_list, env_number, env_text
from orgchart.settings import database
from roles.chart.fonts import font_files

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {"SECRET_KEY": "0123456789" * 6, "ALLOWED_HOSTS": "chart.example.org"}
LOOPBACK = {"SECRET_KEY": "0123456789" * 6, "HTTPS": "off"}
READ = "import json, sys; from orgchart import settings as s; print(json.dumps([getattr(s, n) for n in sys.argv[1:]]))"


def run_python(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with these environment variables and no other."""
    path = {"PATH": os.environ["PATH"]}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=path | environment, capture_output=True, text=True)  # noqa: S603


def read(environment: dict[str, str], *names: str) -> list[object]:
    """Return the values of settings under an environment."""
    result = run_python(["-c", READ, *names], environment)
    assert result.returncode == 0, result.stderr
    values: list[object] = json.loads(result.stdout)
    return values


def refusal(environment: dict[str, str]) -> str:
    """Return the last line of the error that the settings end in."""
    result = run_python(["-c", "import orgchart.settings"], environment)
    assert result.returncode == 1
    return result.stderr.splitlines()[-1]


def deploy_check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the check that production begins with."""
    return run_python(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], environment)


def test_nothing_said_is_the_safe_site() -> None:
    names = (
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "PUBLIC_CHART",
        "SECRET_KEY",
    )
    assert read({}, *names) == [False, True, True, True, False, ""]


def test_nothing_said_trusts_no_proxy_and_no_remote_user() -> None:
    assert read({}, "REMOTE_USER_HEADER", "PROXY_SSL_HEADER", "ALLOWED_HOSTS") == ["", "", []]


def test_check_of_a_production_site_is_clean() -> None:
    result = deploy_check(PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_check_of_a_site_tried_without_https_is_clean() -> None:
    result = deploy_check(LOOPBACK)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", PRODUCTION)
def test_serving_without_what_it_needs_is_refused_by_a_sentence(name: str) -> None:
    result = deploy_check({key: value for key, value in PRODUCTION.items() if key != name})
    assert result.returncode == 1
    assert f"{name} is not set." in result.stderr


def test_serving_under_any_name_is_refused_by_a_sentence() -> None:
    result = deploy_check(PRODUCTION | {"ALLOWED_HOSTS": "chart.example.org,*"})
    assert result.returncode == 1
    assert "ALLOWED_HOSTS allows any host: whoever asks for a password link" in result.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"HOST": "0.0.0.0"},  # noqa: S104
        {"HOST": "192.0.2.1"},
        {"ALLOWED_HOSTS": "localhost,chart.example.org"},
        {"ALLOWED_HOSTS": "*"},
        {"ALLOWED_HOSTS": ".localhost"},
    ],
)
def test_https_off_is_refused_beyond_the_machine(environment: dict[str, str]) -> None:
    assert "HTTPS=off" in refusal(LOOPBACK | environment)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_https_off_on_the_machine_turns_redirect_and_secure_cookies_off(host: str) -> None:
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert read(LOOPBACK | {"HOST": host}, *names) == [False, False, False, 0]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "[::]"])  # noqa: S104
def test_trying_it_on_all_addresses_answers_to_every_name(host: str) -> None:
    assert read({"DEBUG": "on", "HOST": host}, "ALLOWED_HOSTS") == [["*"]]
    assert read({"DEBUG": "on", "HOST": host, "ALLOWED_HOSTS": "box"}, "ALLOWED_HOSTS") == [["box"]]
    assert read({"HOST": host}, "ALLOWED_HOSTS") == [[]]


@pytest.mark.parametrize(("host", "name"), [("box", "box"), ("2001:db8::1", "[2001:db8::1]"), ("[::1]", "[::1]")])
def test_trying_it_on_one_address_answers_to_its_name(host: str, name: str) -> None:
    [names] = read({"DEBUG": "on", "HOST": host}, "ALLOWED_HOSTS")
    assert names == ["localhost", "127.0.0.1", "[::1]", name]


@pytest.mark.parametrize(
    ("host", "bound", "printed"),
    [
        ("127.0.0.1", "127.0.0.1:8123", "at http://127.0.0.1:8123/ until"),
        ("::1", "[::1]:8123", "at http://[::1]:8123/ until"),
        ("[::1]", "[::1]:8123", "at http://[::1]:8123/ until"),
        ("0.0.0.0", "0.0.0.0:8123", f"at http://localhost:8123/, from elsewhere http://{platform.node()}:8123/, until"),  # noqa: S104
        ("::", "[::]:8123", f"at http://localhost:8123/, from elsewhere http://{platform.node()}:8123/, until"),
    ],
)
def test_make_binds_the_address_and_prints_one_that_a_browser_opens(host: str, bound: str, printed: str) -> None:
    command = ["make", "--dry-run", "run", "serve", f"HOST={host}", "PORT=8123", f"PYTHON={sys.executable}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert f'runserver "{bound}"' in said
    assert f'--bind "{bound}"' in said
    assert printed in said


def test_command_ends_with_the_sentence_alone() -> None:
    result = run_python(["manage.py", "check"], {"DEBUG": "perhaps"})
    assert (result.returncode, result.stderr) == (1, "DEBUG is 'perhaps'; say on or off.\n")


def test_proxy_is_trusted_when_its_header_is_named() -> None:
    environment = PRODUCTION | {"PROXY_SSL_HEADER": "X-Forwarded-Proto"}
    assert read(environment, "SECURE_PROXY_SSL_HEADER") == [["HTTP_X_FORWARDED_PROTO", "https"]]


def test_address_of_the_site_ends_without_a_slash() -> None:
    assert read(PRODUCTION | {"SITE_URL": "https://chart.example.org:8443/"}, "SITE_URL") == [
        "https://chart.example.org:8443"
    ]
    assert read(PRODUCTION, "SITE_URL") == [""]


def test_e_mail_is_printed_until_a_server_is_named() -> None:
    console, smtp = ("django.core.mail.backends." + name for name in ("console.EmailBackend", "smtp.EmailBackend"))
    assert read({}, "EMAIL_BACKEND") == [console]
    assert read({"EMAIL_HOST": "mail.example.org"}, "EMAIL_BACKEND", "EMAIL_PORT") == [smtp, 587]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; say on or off."),
        ({"HTTPS": "2"}, "HTTPS is '2'; say on or off."),
        ({"PUBLIC_CHART": "all"}, "PUBLIC_CHART is 'all'; say on or off."),
        ({"HSTS_SECONDS": "a year"}, "HSTS_SECONDS is 'a year'; give a whole number from 0 to 2147483647."),
        ({"EMAIL_PORT": "70000"}, "EMAIL_PORT is '70000'; give a whole number from 1 to 65535."),
        ({"MOST_BOXES": "0"}, "MOST_BOXES is '0'; give a whole number from 1 to 2147483647."),
        ({"ALLOWED_HOSTS": "a.example.org,,b.example.org"}, "ALLOWED_HOSTS has an empty entry"),
        ({"PROXY_SSL_HEADER": "X Forwarded"}, "PROXY_SSL_HEADER is 'X Forwarded'; name a request header"),
        ({"SITE_URL": "chart.example.org"}, "SITE_URL is 'chart.example.org'; give an address such as https://"),
        ({"SITE_URL": "https://example.org/chart"}, "SITE_URL is 'https://example.org/chart'; give an address"),
        (
            {"SITE_URL": "http://chart.example.org"},
            "SITE_URL would send the links to choose a password readable by all",
        ),
        ({"TIME_ZONE": "Berlin"}, "TIME_ZONE is 'Berlin'; name one such as Europe/Berlin."),
        ({"TIME_ZONE": "Europe"}, "TIME_ZONE is 'Europe'; name one such as Europe/Berlin."),
        ({"TIME_ZONE": "../etc"}, "TIME_ZONE is '../etc'; name one such as Europe/Berlin."),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is 'LOUD'; say one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        ({"DATABASE_URL": "mysql://localhost/chart"}, "DATABASE_URL names no database we know"),
        ({"DATABASE_URL": "chart.sqlite3"}, "DATABASE_URL names no database we know"),
    ],
)
def test_value_that_cannot_be_meant_is_an_error(environment: dict[str, str], words: str) -> None:
    assert words in refusal(PRODUCTION | environment)


def test_sqlite_waits_for_its_turn_and_keeps_what_it_said_it_kept() -> None:
    settings = database("sqlite:////srv/chart.sqlite3")
    assert settings["NAME"] == "/srv/chart.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL; PRAGMA synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_postgresql_keeps_its_options_and_its_connections() -> None:
    settings = database("postgres://chart:secret@db.example.org:5433/chart?sslmode=require")
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("db.example.org", 5433, {"sslmode": "require"})
    assert settings["CONN_MAX_AGE"] > 0
    assert settings["CONN_HEALTH_CHECKS"]


def test_password_of_a_refused_database_is_not_told() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        database("oracle://chart:secret@db.example.org/chart")
    assert "secret" not in str(error.value)


def test_words_of_the_environment_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORD", " Yes ")
    assert env_bool("WORD", default=False)
    monkeypatch.setenv("WORD", " a , b ")
    assert env_list("WORD") == ["a", "b"]
    monkeypatch.setenv("WORD", "x-remote-user")
    assert env_header("WORD") == "HTTP_X_REMOTE_USER"
    monkeypatch.setenv("WORD", " ")
    assert (env_text("WORD", "else"), env_number("WORD", 3), env_header("WORD")) == ("else", 3, "")


@pytest.mark.django_db
def test_every_answer_forbids_what_comes_from_elsewhere(client: Client) -> None:
    headers = client.get(reverse("login")).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_plain_http_is_led_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/admin/login/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/admin/login/")


def test_fonts_are_found_and_nothing_else_of_their_package() -> None:
    assert all(finders.find(f"fonts/{file.name}") for file in font_files())
    assert finders.find("fonts/Amiri-Italic.ttf") is None
    assert finders.find("fonts/__init__.py") is None


def test_fonts_are_served_as_fonts(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    whitenoise = WhiteNoiseMiddleware(lambda _request: HttpResponse())
    assert whitenoise.media_types.get_type("NotoSans.ttf") == "font/ttf"
    files = [path for finder in finders.get_finders() for path, _storage in finder.list([])]
    assert not [path for path in files if path.endswith((".py", ".pyc"))]
