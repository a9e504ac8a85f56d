"""Printing from the browser: as many pages as sheets, of the paper's size, with every word to be found."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from roles.models import PrintJob
from tests.conftest import FindViolations
from tests.trees import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
POINTS = 72 / 25.4


@pytest.fixture(autouse=True)
def company() -> None:
    """Sixty positions, some in other scripts."""
    rows = ["H Head: 山田 太郎"]
    for number in range(4):
        rows.append(f"  M{number} Manager {number}: Name {number}")
        rows += [f"    C{number}-{each} Clerk {number}-{each}: Person {number}-{each}" for each in range(14)]
    plant("\n".join(rows))


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("orientation=landscape", (297, 210)),
        ("paper=letter&orientation=portrait", (215.9, 279.4)),
        ("paper=own&width=333.3&height=150&orientation=landscape", (333.3, 150)),
        ("layout=sheet&paper=a1", None),
    ],
)
def test_sheets_give_as_many_pages(signed_in_page: Page, query: str, size: tuple[float, float] | None) -> None:
    page = signed_in_page
    page.goto(f"/print/pages/?{query}")
    count = page.locator("article").count()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) == count
    for sheet in printed:
        expected = tuple(side * POINTS for side in size) if size else sorted((594 * POINTS, 841 * POINTS), reverse=True)
        got = sheet.get_size() if size else sorted(sheet.get_size(), reverse=True)
        assert got == pytest.approx(tuple(expected), abs=1.5)
    texts = [sheet.get_textpage().get_text_range() for sheet in printed]
    assert all(text.strip() for text in texts)
    together = "\n".join(texts)
    assert not [name for name in ("Head", "Person 3-13", "Clerk 0-0", "Name 2") if name not in together]


def test_words_are_printed_as_large_as_they_are_said_to_be(signed_in_page: Page) -> None:
    signed_in_page.goto("/print/pages/?orientation=landscape")
    text = signed_in_page.locator("article text", has_text="Person 0-0").first
    size = float(text.get_attribute("font-size") or 0)
    signed_in_page.emulate_media(media="print")
    scale = signed_in_page.locator("article svg").first.evaluate("svg => svg.getScreenCTM().a")
    assert scale == pytest.approx(96 / 72, rel=0.002)
    assert size >= 7


def test_button_prints_when_the_fonts_are_there(signed_in_page: Page) -> None:
    page = signed_in_page
    page.add_init_script("window.print = () => { document.title = `printed ${document.fonts.status}` }")
    page.goto("/print/pages/?layout=sheet")
    assert not page.get_by_text("Without scripts").is_visible()
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("document.title === 'printed loaded'")


def test_what_was_changed_counts_without_an_update(signed_in_page: Page) -> None:
    page = signed_in_page
    page.goto("/print/?paper=a3&layout=sheet")
    page.get_by_label("Margin (mm)").fill("12")
    page.get_by_label("Holders", exact=True).uncheck()
    page.get_by_role("button", name="Print from the browser").click()
    page.wait_for_url("**/print/pages/?*margin=12*")
    assert "Person 0-0" not in (page.locator("article").first.text_content() or "")
    page.go_back()
    page.get_by_label("Margin (mm)").fill("14")
    page.get_by_role("button", name="Make a PDF").click()
    page.wait_for_url("**/prints/*/")
    assert "margin=14" in PrintJob.objects.get().query
    page.go_back()
    page.get_by_label("Margin (mm)").fill("16")
    page.get_by_label("Margin (mm)").press("Enter")
    page.wait_for_url("**/print/?*margin=16*")
    assert "csrf" not in page.url
    assert PrintJob.objects.count() == 1


LOOKS = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("address", ["/print/?layout=sheet&margin=x&show=y", "/chart/M1/print/pages/"])
def test_pages_are_accessible(signed_in_page: Page, axe: FindViolations, address: str, scheme: str, width: int) -> None:
    page = signed_in_page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
