"""Take pictures of the sample organisation's pages: all in var/screenshots to look at, some for the README."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

import browser
import django
from address import free_address, wait_for
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "screenshots"
README_PICTURES = {
    ROOT / "docs" / "chart.png": "/chart/?levels=2",
    ROOT / "docs" / "map.png": "/map/",
    ROOT / "docs" / "compare.png": "/compare/?left=COO&right=OPS-LOG",
    ROOT / "docs" / "print.png": "/print/",
}
PAGES = {
    "start": "/",
    "chart": "/chart/?levels=3",
    "chart-line": "/chart/?at=LOG-TL-2&colour=span",
    "chart-path": "/chart/?path=LOG-TL-2,QUA-TL",
    "chart-right": "/chart/?direction=right",
    "chart-packed": "/chart/?levels=64&shape=packed",
    "map": "/map/",
    "position": "/positions/OPS-LOG/",
    "role": "/roles/operations-manager/",
    "next-steps": "/positions/TEC-SE-1/next-steps/?moves=4",
    "next-steps-way": "/roles/sales-assistant/next-steps/?to=COO",
    "compare": "/compare/?left=COO&right=OPS-LOG",
    "compare-nothing": "/compare/",
    "print": "/print/",
    "print-poster": "/print/?layout=sheet",
    "print-pages": "/print/pages/",
    "people": "/people/",
    "missing": "/positions/NOBODY/",
    "admin": "/admin/",
    "admin-tree": "/admin/roles/position/",
}
WIDTHS = (1280, 360)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@contextmanager
def sample_server() -> Iterator[str]:
    """Serve the sample organisation from a database of its own; yield its address."""
    address = free_address()
    for command in (["migrate", "--verbosity", "0"], ["load_sample"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([sys.executable, "manage.py", "runserver", "--noreload", address], cwd=ROOT)
    try:
        wait_for(f"http://{address}/livez")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def session_of(username: str) -> str:
    """Return a session of one of the sample's accounts."""
    django.setup()
    from django.test import Client

    from roles.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username), "roles.accounts.backends.PasswordSignIn")
    return client.cookies["sessionid"].value


def photograph_for_readme(chromium: Browser, home: str, session: str) -> None:
    """Take what an employee sees first."""
    page = chromium.new_page(
        base_url=home, color_scheme="light", viewport={"width": 1280, "height": 860}, locale="en-GB"
    )
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    for picture, path in README_PICTURES.items():
        page.goto(path, wait_until="networkidle")
        page.screenshot(path=picture)
    page.context.close()


def photograph(chromium: Browser, home: str, session: str) -> None:
    """Take each page in each width and colour scheme."""
    for width, scheme in product(WIDTHS, SCHEMES):
        context = chromium.new_context(
            base_url=home, color_scheme=scheme, viewport={"width": width, "height": 800}, locale="en-GB"
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(path, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        context.close()


def photograph_all(home: str, reader: str, editor: str) -> None:
    """Start a browser for the pictures; two sessions say who looks."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)
        photograph_for_readme(chromium, home, reader)
        photograph(chromium, home, editor)
        chromium.close()


def main() -> None:
    """Serve, sign in, take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser.install()
    with tempfile.TemporaryDirectory(prefix="orgchart-screenshots-") as folder:
        url = f"sqlite:///{folder}/orgchart.sqlite3"
        os.environ.update(DEBUG="on", DATABASE_URL=url, SECRET_KEY="only-for-pictures", LOG_LEVEL="ERROR")  # noqa: S106
        with sample_server() as home:
            photograph_all(home, session_of("employee"), session_of("admin"))
    print(f"Pictures are in {FOLDER.relative_to(ROOT)}, those of the README in docs")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "orgchart.settings"
    main()
