"""The catalogues of messages: compiled, up to date with the sources, complete where they are said to be."""

import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Message

CI = Path(__file__).resolve().parent.parent / ".ci"
LOCALE = CI.parent / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
# What is translated to the end; ("",) is everything.
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import what "make messages" runs."""
    monkeypatch.syspath_prepend(str(CI))
    return importlib.import_module("messages")


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parent.parent.name)
def catalogue(request: pytest.FixtureRequest) -> Path:
    """Each catalogue there is."""
    path: Path = request.param
    return path


def forms(message: Message) -> list[str]:
    """Return the translation of a message in each of its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_there_is_german() -> None:
    assert LOCALE / "de" / "LC_MESSAGES" / "django.po" in CATALOGUES


def test_a_catalogue_has_the_messages_of_the_sources_and_no_other(tool: Any, catalogue: Path) -> None:
    assert catalogue.read_bytes() == tool.as_po(tool.gather(tool.read(catalogue))), "run make messages"


def test_a_catalogue_is_compiled(tool: Any, catalogue: Path) -> None:
    assert catalogue.with_suffix(".mo").read_bytes() == tool.as_mo(tool.read(catalogue)), "run make messages"


def test_no_message_is_left_to_translate(tool: Any, catalogue: Path) -> None:
    left = [message.id for message in tool.read(catalogue) if message.id and not tool.is_done(message)]
    assert not left


def test_translations_have_the_places_of_their_messages(tool: Any, catalogue: Path) -> None:
    """A form for one and nothing else may say so in its own words, in the case that it needs: in einem Schritt."""
    wrong = []
    read = tool.read(catalogue)
    has_form_for_one = read.plural_expr == "(n != 1)"
    for message in read:
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = {frozenset(PLACES.findall(text)) for text in texts}
        for at, form in enumerate(forms(message) if message.id else ()):
            is_for_one = has_form_for_one and len(texts) > 1 and at == 0
            also = {places - {"%(number)s"} for places in allowed} if is_for_one else set()
            if form and frozenset(PLACES.findall(form)) not in allowed | also:
                wrong.append(form)
    assert not wrong


def test_each_plural_has_as_many_forms_as_the_language(tool: Any, catalogue: Path) -> None:
    read = tool.read(catalogue)
    assert all(len(message.string) == read.num_plurals for message in read if isinstance(message.id, tuple))


def test_messages_are_found_in_code(tool: Any) -> None:
    code = (
        "from django.utils.translation import gettext as _, npgettext\n"
        '_("One" " and two")\nnpgettext("seen", "a", "b", 2)\nother("No")\n'
    )
    assert list(tool.in_code(code)) == [("", "One and two", ""), ("seen", "a", "b")]


def test_messages_are_found_in_templates(tool: Any) -> None:
    markup = (
        '{% load i18n %}<p title="{% translate "A title" context "tip" %}">'
        "{% blocktranslate count number=n trimmed %}\n  {{ number }} post\n{% plural %}\n  {{ number }} posts\n"
        '{% endblocktranslate %}</p>{{ _("Said")|upper }}'
    )
    assert list(tool.in_markup(markup)) == [
        ("tip", "A title", ""),
        ("", "%(number)s post", "%(number)s posts"),
        ("", "Said", ""),
    ]


def test_what_is_not_sure_is_not_compiled(tool: Any) -> None:
    catalog = tool.Catalog(locale="de")
    catalog.add("Sure", "Sicher")
    catalog.add("Guessed", "Geraten", flags=["fuzzy"])
    catalog.add(("a post", "posts"), ("", ""))
    compiled = tool.as_mo(catalog)
    assert b"Sicher" in compiled
    assert b"Geraten" not in compiled
    assert b"posts" not in compiled


def test_several_translate_at_once(tool: Any) -> None:
    whole, part = tool.Catalog(locale="de"), tool.Catalog(locale="de")
    whole.add("One", locations=[("roles/a.py", None)])
    whole.add("Two", locations=[("roles/b.py", None)])
    whole.add("Three", "Drei", locations=[("roles/a.py", None)])
    assert [message.id for message in tool.left_in(whole, ["roles/a"]) if message.id] == ["One"]
    part.add("One", "Eins")
    part.add("Two", "")
    part.add("Gone", "Weg")
    tool.take(whole, part)
    done = {message.id: message.string for message in whole if message.id and tool.is_done(message)}
    assert done == {"One": "Eins", "Three": "Drei"}
