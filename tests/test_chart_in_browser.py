"""The chart in a real browser: text as wide as measured, begun at the head, a list on phones, nothing inaccessible."""

import pytest
from playwright.sync_api import Page, expect

from roles.chart.text import measure
from roles.models import Chart
from tests.conftest import FindViolations
from tests.trees import appoint, plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = (
    "Zoë Ångström-Núñez", "Griffith Offield Fisher", "Ελένη Παπαδοπούλου", "Наталья Щербакова", "ნინო ჭავჭავაძე",
    "Արամ Խաչատրյան", "محمد عبد الرحمن الخطيب", "Ahmed أحمد Hassan", "שרה בן־דוד", "श्रीमती लक्ष्मी त्रिपाठी",
    "রবীন্দ্রনাথ ঠাকুর", "கிருஷ்ணமூர்த்தி", "శ్రీనివాసరావు", "สุรีย์ ชื่นชมภู่", "សុខ ចាន់ត្រា", "အောင်ဆန်းစုကြည်",
    "አበበ ቢቂላ", "Sam 👩‍💻 O’Neil 🎉",
)  # fmt: skip
READ_TEXTS = """
() => [...document.querySelectorAll("svg.chart text")].map((text) => {
  const style = getComputedStyle(text);
  return [text.textContent, text.getComputedTextLength(), parseFloat(style.fontSize), Number(style.fontWeight)];
})
"""


def open_chart(page: Page, address: str = "/chart/") -> None:
    """Open a chart and wait for its fonts."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")


def test_text_is_as_wide_as_it_was_measured(signed_in_page: Page) -> None:
    company = plant("A Alpha\n" + "\n".join(f"  B{number} Head of Sales" for number in range(len(NAMES))))
    for number, name in enumerate(NAMES):
        appoint(company[f"B{number}"], name)
    open_chart(signed_in_page)
    texts = signed_in_page.evaluate(READ_TEXTS)
    assert len(texts) > 2 * len(NAMES)
    for text, length, size, weight in texts:
        assert length == pytest.approx(measure(text, weight) * size / 1000, rel=0.002, abs=0.05), text


def test_a_wide_chart_begins_at_its_head(signed_in_page: Page) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(12)))
    signed_in_page.set_viewport_size({"width": 1280, "height": 800})
    open_chart(signed_in_page)
    head = signed_in_page.locator("svg.chart .box").first.bounding_box()
    assert head is not None
    assert head["x"] + head["width"] / 2 == pytest.approx(640, abs=3)


def test_a_wide_chart_of_several_heads_begins_at_the_first(signed_in_page: Page) -> None:
    Chart.current()
    Chart.objects.update(allows_several_heads=True)
    plant("\n".join(f"A{number} Alpha\n  B{number}\n  C{number}" for number in range(6)))
    signed_in_page.set_viewport_size({"width": 1280, "height": 800})
    open_chart(signed_in_page)
    assert signed_in_page.evaluate("document.querySelector('.chart-frame').scrollLeft") == 0


def test_a_phone_shows_the_list_and_does_not_scroll_sideways(signed_in_page: Page) -> None:
    plant("A Alpha\n" + "\n".join(f"{'  ' * level}B{level} {'Manager ' * 5}" for level in range(1, 9)))
    signed_in_page.set_viewport_size({"width": 320, "height": 640})
    open_chart(signed_in_page, "/chart/?levels=9")
    assert not signed_in_page.locator("svg.chart").is_visible()
    assert signed_in_page.get_by_role("link", name="Alpha", exact=True).is_visible()
    assert signed_in_page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_on_the_chart_is_inaccessible(
    signed_in_page: Page, axe: FindViolations, scheme: str, width: int
) -> None:
    company = plant(
        "A Alpha: Ama\n" + "\n".join(f"  B{number} Beta\n    C{number}\n      D{number}" for number in range(5))
    )
    appoint(company["B1"], "Jonas Berg", kind="acting")
    signed_in_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    signed_in_page.set_viewport_size({"width": width, "height": 800})
    open_chart(signed_in_page)
    assert axe(signed_in_page) == []


def test_beside_the_drawing_the_list_is_there_for_the_asking(signed_in_page: Page) -> None:
    plant("A Alpha\n  B Beta\n  C Gamma")
    signed_in_page.set_viewport_size({"width": 1280, "height": 800})
    open_chart(signed_in_page)
    assert not signed_in_page.locator(".chart-list").is_visible()
    signed_in_page.get_by_role("link", name="Show the chart as a list").click()
    expect(signed_in_page.locator(".chart-list").get_by_text("Gamma")).to_be_visible()
    expect(signed_in_page.get_by_role("link", name="Show the chart as a list")).to_be_hidden()
    signed_in_page.wait_for_timeout(600)
    expect(signed_in_page.locator(".chart-list").get_by_text("Gamma")).to_be_visible()
    signed_in_page.emulate_media(media="print")
    assert signed_in_page.locator("svg.chart").is_visible()
