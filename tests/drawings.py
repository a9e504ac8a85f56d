"""Read drawings, out of pages and files, as XML."""

from typing import Any
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
BEGIN, END = '<svg xmlns="http://www.w3.org/2000/svg" class="chart"', "</svg>"


def drawing_in(response: Any) -> ElementTree.Element:
    """The drawing of a page, or the file that is one."""
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count(BEGIN) == 1
    drawing = text[text.index(BEGIN) :].partition(END)[0] + END
    whole = text if text.startswith("<?xml") else drawing
    return ElementTree.fromstring(whole.encode())  # noqa: S314 - our own answer


def titles(drawing: ElementTree.Element) -> list[str]:
    """The titles in the boxes of a drawing, each on one line."""
    return [
        " ".join(text.text or "" for text in link.iter(f"{SVG}text") if text.get("class") == "title")
        for link in drawing.iterfind(f".//{SVG}a[@class='seat']")
    ]
