"""The page of a position on paper: two sheets at most, however many report to it."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def sheets_of(page: Page, address: str) -> list[str]:
    """What each sheet says that a browser prints, without spaces: they are not found again as they were."""
    page.goto(address)
    printed = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in printed]


@pytest.mark.parametrize(("reports", "peers"), [(20, 12), (21, 13), (100, 8), (140, 140)])
def test_position_with_many_around_it_takes_two_sheets(signed_in_page: Page, reports: int, peers: int) -> None:
    below = [f"    R{number} Report with number {number}: Holder of number {number}" for number in range(reports)]
    beside = [f"  P{number} Peer with number {number}: Person of number {number}" for number in range(peers)]
    plant("\n".join(["H Head: Ann", "  M Manager: Bob", *below, *beside]))
    sheets = sheets_of(signed_in_page, "/positions/M/")
    said = "".join(sheets)
    assert len(sheets) <= 2
    assert f"{reports}directreports" in said
    assert said.count("Holderofnumber") == 20
    assert said.count("Personofnumber") == min(peers, 12)
    for count, most in ((reports, 20), (peers, 12)):
        assert count <= most or f"and{count - most}other" in said
    assert ("others" in said) == (reports > 21)
    assert "seeall" not in said
