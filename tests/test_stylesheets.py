"""Every class that a stylesheet of our pages gives looks to is one that some page has."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STYLESHEETS = sorted(path for path in (ROOT / "static" / "css").glob("*.css") if path.name != "admin.css")
MARKUP = ("templates/**/*.html", "templates/**/*.svg", "static/js/**/*.js")
# What crispy-bootstrap5 writes around our fields, and the tags of messages.
OF_FORMS = {
    "alert-danger",
    "asteriskField",
    "form-check",
    "form-check-input",
    "form-check-label",
    "form-text",
    "invalid-feedback",
    "is-invalid",
    "m-0",
    "mb-3",
}
OF_MESSAGES = {"alert-error", "alert-success", "alert-warning"}


@pytest.fixture(scope="module")
def written() -> set[str]:
    """Return every word of our markup and scripts, and every name in quotes of our Python, that could be a class."""
    texts = (path.read_text(encoding="utf-8") for pattern in MARKUP for path in ROOT.glob(pattern))
    quoted = (
        name for path in ROOT.glob("roles/**/*.py") for name in re.findall(r'"([\w-]+)"', path.read_text("utf-8"))
    )
    return {word for text in texts for word in re.findall(r"[\w-]+", text)} | set(quoted)


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_classes_of_the_stylesheet_are_used(stylesheet: Path, written: set[str]) -> None:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{}", stylesheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", rules))
    assert classes - written - OF_FORMS - OF_MESSAGES == set()
