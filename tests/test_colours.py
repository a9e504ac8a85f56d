"""The colours of the pages can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

STYLESHEET = Path(__file__).parent.parent / "static" / "css" / "variables.css"
COLOUR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
MODES = ("light", "dark")

TEXT = (
    ("ink", "paper"),
    ("ink", "accent-soft"),
    ("ink", "danger-soft"),
    ("ink", "ok-soft"),
    ("ink", "warn-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "accent-soft"),
    ("accent", "paper"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("danger", "paper"),
    ("danger", "danger-soft"),
    ("ok", "paper"),
    ("ok", "ok-soft"),
    ("warn", "paper"),
    ("warn", "warn-soft"),
    ("paper", "danger"),
)
LINES = (
    ("line-strong", "paper"),
    ("line-strong", "accent-soft"),
    ("focus", "paper"),
    ("focus", "accent-soft"),
)


def colours(mode: str) -> dict[str, str]:
    """Read the custom properties of one mode."""
    found = COLOUR.findall(STYLESHEET.read_text(encoding="utf-8"))
    return {name: pair[MODES.index(mode)] for name, *pair in found}


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2.2 defines."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_has_at_least_4_5_to_1(mode: str, ink: str, paper: str) -> None:
    palette = colours(mode)
    assert contrast(palette[ink], palette[paper]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("line", "paper"), LINES)
def test_lines_with_a_meaning_have_at_least_3_to_1(mode: str, line: str, paper: str) -> None:
    palette = colours(mode)
    assert contrast(palette[line], palette[paper]) >= 3


def test_other_stylesheets_name_no_colour_of_their_own() -> None:
    for sheet in STYLESHEET.parent.glob("*.css"):
        if sheet.name not in ("variables.css", "fonts.css"):
            text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not re.search(r":[^;{]*#[0-9a-fA-F]{3,8}\b", text), sheet.name
