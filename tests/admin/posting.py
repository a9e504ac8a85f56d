"""Fill in the admin's forms as a browser would: read the page, change some fields, post all of them."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """Collect what a browser would post from the page's content."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.select: str | None = None
        self.text: str | None = None
        self.is_multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the value of an input, and remember which select or text we are in."""
        found = dict(attrs)
        name = found.get("name")
        if tag == "input" and name and found.get("type") not in ("submit", "button", "file"):
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.fields[name] = found.get("value") or ("" if found.get("type") != "checkbox" else "on")
        elif tag == "select" and name:
            self.select, self.is_multiple = name, "multiple" in found
            self.fields[name] = [] if self.is_multiple else ""
        elif tag == "option" and self.select and "selected" in found:
            value = found.get("value") or ""
            self.fields[self.select] = [*self.fields[self.select], value] if self.is_multiple else value
        elif tag == "textarea" and name:
            self.text = name
            self.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a select or a text."""
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.text = None

    def handle_data(self, data: str) -> None:
        """Take what stands in a text field."""
        if self.text:
            self.fields[self.text] += data.removeprefix("\n")


def fields_of(response: Any) -> dict[str, Any]:
    """What a browser would post from this page."""
    reader = FormReader()
    reader.feed(response.content.decode())
    reader.fields.pop("theme", None)
    return reader.fields


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open a form, change fields (``__`` in a name stands for a hyphen), and save."""
    fields = fields_of(client.get(address))
    return post(client, address, fields, **changes)


def post(client: Client, address: str, fields: dict[str, Any], **changes: Any) -> Any:
    """Save a form that was opened before."""
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, {**fields, **named})


def confirm(client: Client, address: str, **changes: Any) -> Any:
    """Open a page that shows what would happen, and confirm it."""
    return client.post(address, {**fields_of(client.get(address)), **changes})
