"""Charts of one position and of ten thousand: nothing is inaccessible, in whatever colours, nor too wide."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.chart_page.conftest import OpenChart
from tests.conftest import FindViolations
from tests.trees import plant_by_hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)


def managers(size: int, reports: int = 6) -> Sequence[int]:
    """Of each position the index of its manager, where each has so many direct reports."""
    return [(index - 1) // reports if index else -1 for index in range(size)]


def faults(page: Page, axe: FindViolations, width: int) -> Iterator[str]:
    """What is inaccessible in light, in dark and in forced colours, and by how much the page is too wide."""
    page.set_viewport_size({"width": width, "height": 800})
    for look in LOOKS:
        page.emulate_media(reduced_motion="reduce", **look)
        yield from (f"{width}, {look}: {violation}" for violation in axe(page))
    beyond = page.evaluate("document.documentElement.scrollWidth") - width
    if beyond > 0:
        yield f"{width}: {beyond} pixels too wide"


@pytest.mark.parametrize(
    ("size", "query"),
    [
        (1, ""),
        (70, "?levels=4&at=P60"),
        (290, "?levels=5&colour=span"),
        (10_000, "?at=P9999"),
        (10_000, "?direction=right&shape=packed"),
    ],
)
def test_nothing_on_a_chart_of_any_size_is_inaccessible(
    open_chart: OpenChart, axe: FindViolations, size: int, query: str
) -> None:
    plant_by_hand(managers(size))
    page = open_chart(f"/chart/{query}")
    assert [fault for width in (1280, 320) for fault in faults(page, axe, width)] == []
