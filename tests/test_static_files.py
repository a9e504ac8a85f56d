"""Static files as production stores them: named by their content, in as few files as a page needs."""

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client, override_settings
from pytest_django import Settings

from orgchart.static import ManifestStorage

FONT = "fonts/Sans.ttf"


@pytest.fixture
def stored(settings: Settings, tmp_path: Path) -> ManifestStorage:
    """Store a font, two stylesheets, one of which names the font, and the one that is made of both."""
    settings.STATIC_URL = "/static/"
    source = FileSystemStorage(tmp_path / "source")
    files = {
        FONT: "a font",
        "css/letters.css": f"@font-face {{ src: url('../{FONT}') }}",
        "css/looks.css": "p { color: red }",
        "css/site.css": '@import "letters.css";\n@import "looks.css";',
    }
    return store(source, files, tmp_path / "stored")


def store(source: FileSystemStorage, files: dict[str, str], folder: Path) -> ManifestStorage:
    """Write the files and collect them, as collectstatic does."""
    storage = ManifestStorage(location=str(folder))
    for name, text in files.items():
        for each in (source, storage):
            path = Path(each.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for _name, _stored, processed in storage.post_process({name: (source, name) for name in files}):
        assert not isinstance(processed, Exception), processed
    return storage


@override_settings(DEBUG=False)
def test_a_font_has_the_same_address_in_pages_and_stylesheets(stored: ManifestStorage) -> None:
    letters = stored.open(stored.stored_name("css/letters.css")).read().decode()
    assert Path(stored.url(FONT)).name in letters


@override_settings(DEBUG=False)
def test_the_site_has_one_stylesheet_made_of_its_pieces_in_order(stored: ManifestStorage) -> None:
    site = stored.open(stored.stored_name("css/site.css")).read().decode()
    assert "@import" not in site
    assert site.index("@font-face") < site.index("p { color: red }")
    assert Path(stored.url(FONT)).name in site


@pytest.mark.django_db
def test_every_page_asks_for_its_font_at_once(client: Client) -> None:
    head = client.get("/login/", follow=True).content.decode()
    assert '<link rel="preload" as="font" type="font/ttf" crossorigin href="/static/fonts/NotoSans-Latin.ttf">' in head
