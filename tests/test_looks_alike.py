"""A drawing looks alike on the screen, in its file, as a picture and on paper: the same colours and lines."""

import re
from pathlib import Path

from roles.sheets import drawn, picture
from roles.sheets.pages import ACCENT, INK, PALE, RULE

ROOT = Path(__file__).resolve().parent.parent


def rules(file: str) -> dict[str, dict[str, str]]:
    """The declarations of a stylesheet by selector, as the file of a drawing writes them."""
    whole = (ROOT / file).read_text(encoding="utf-8")
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|@font-face\{[^}]*\}", "", whole, flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = (pair.split(":", 1) for pair in body.split(";") if ":" in pair)
        declared = {name.strip(): value.strip() for name, value in pairs}
        for selector in selectors.split(","):
            found.setdefault(selector.strip().removeprefix(".chart "), {}).update(declared)
    return found


FILE, SCREEN = rules("templates/roles/_chart_style.css"), rules("static/css/drawing.css")


def test_paper_has_the_colours_of_the_file() -> None:
    assert FILE["svg"]["fill"] == INK
    assert (FILE[".counts"]["fill"], FILE[".department"]["fill"]) == (PALE, PALE)
    assert (FILE[".card"]["stroke"], FILE[".line"]["stroke"]) == (RULE, RULE)
    assert (FILE[".tip"]["fill"], FILE[".link .line"]["stroke"]) == (ACCENT, ACCENT)
    assert (FILE[".at .card"]["fill"], FILE[".edge"]["stroke"]) == (picture.AT, picture.EDGE)


def test_paper_has_the_widths_and_dashes_of_the_file() -> None:
    assert float(FILE[".at .card"]["stroke-width"]) == picture.AT_EDGE
    assert float(FILE[".on-line .card"]["stroke-width"]) == drawn.MARKED
    assert float(FILE[".on-line.line"]["stroke-width"]) == drawn.THICK
    for kind, width in drawn.LINK_WIDTHS.items():
        declared = FILE[f".{kind} .line"]
        assert float(declared.get("stroke-width", drawn.THIN)) == width
        assert tuple(map(float, declared["stroke-dasharray"].split())) == drawn.DASHES[kind]


def test_screen_has_the_widths_and_dashes_of_the_file() -> None:
    for selector in (".at .card", ".dotted_line .line", ".deputy .line"):
        for name in ("stroke-width", "stroke-dasharray"):
            assert SCREEN[selector].get(name) == FILE[selector].get(name), (selector, name)
