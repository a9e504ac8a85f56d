"""The drawing is moved by mouse, wheel and fingers, made larger and smaller, and fitted; paper knows nothing of it."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chart_page.conftest import COMPANY, WIDE, OpenChart, box, corner, focused, middle_of, zoom
from tests.trees import plant

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Two fingers that part to twice their distance, around the middle of the frame.
PINCH = """(frame) => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    const touch = (identifier, clientX) => new Touch({ identifier, target: frame, clientX, clientY: top + height / 2 });
    const send = (kind, apart) => {
        const touches = apart ? [touch(1, left + width / 2 - apart), touch(2, left + width / 2 + apart)] : [];
        frame.dispatchEvent(new TouchEvent(kind, { touches, bubbles: true, cancelable: true }));
    };
    send("touchstart", 50);
    send("touchmove", 75);
    send("touchmove", 100);
    send("touchend", 0);
}"""


def drag(page: Page, title: str, across: int, down: int, *, lets_go: bool = True) -> None:
    """Press the mouse on a box, move it, and let it go again."""
    x, y = corner(page, title)
    page.mouse.move(x + 50, y + 20)
    page.mouse.down()
    page.mouse.move(x + 50 + across, y + 20 + down, steps=3)
    if lets_go:
        page.mouse.up()


def turn_wheel(page: Page, notches: int) -> None:
    """Turn the wheel with Ctrl, as a trackpad says it when two fingers part, and wait until the drawing rests."""
    page.keyboard.down("Control")
    for _notch in range(abs(notches)):
        page.mouse.wheel(0, 100 if notches > 0 else -100)
    page.keyboard.up("Control")
    page.wait_for_function("() => document.querySelector('.chart-sheet').style.willChange === ''")


def test_a_wide_chart_begins_at_its_head(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    assert middle_of(page, "Alpha")[0] == pytest.approx(0.5, abs=0.005)


def test_a_chart_begins_at_the_position_one_is_at(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart("/chart/?at=B3")
    assert page.locator(".box.at .title").text_content() == "Beta"
    across = page.evaluate(
        "() => { const at = document.querySelector('.box.at .card').getBoundingClientRect();"
        " return (at.left + at.right) / 2 / innerWidth; }"
    )
    assert across == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("height", [720, 800])
@pytest.mark.parametrize("query", ["at=L9", "at=L9&only=line", "at=B", "at=L9&direction=right"])
def test_a_link_to_a_position_shows_it_without_taking_the_focus(open_chart: OpenChart, query: str, height: int) -> None:
    chain = "\n".join("  " * level + f"L{level}" for level in range(10))
    plant(f"{chain}\n  B")
    page = open_chart(f"/chart/?{query}", height=height, is_used=False)
    expect(page.locator(".box.at")).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.activeElement === document.body")


def test_a_link_into_the_list_leads_there(open_chart: OpenChart) -> None:
    plant("\n".join("  " * level + f"L{level}" for level in range(20)))
    page = open_chart("/chart/?at=L19&only=line#list", is_used=False)
    expect(page.get_by_role("heading", name="As a list")).to_be_in_viewport()


def test_dragging_moves_the_drawing_and_opens_nothing(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    before = corner(page, "Alpha")
    drag(page, "Alpha", -120, 0)
    assert corner(page, "Alpha") == pytest.approx((before[0] - 120, before[1]))
    page.wait_for_timeout(100)
    assert "/positions/" not in page.url
    assert page.evaluate("String(getSelection())") == ""


@pytest.mark.parametrize("is_let_go", [False, True])
def test_a_drag_begun_before_all_scripts_are_there_goes_on_then(open_chart: OpenChart, is_let_go: bool) -> None:
    plant(WIDE)
    page = open_chart(is_used=False)
    held: list[Route] = []
    page.route("**/js/chart/page.js", lambda route: held.append(route))
    before, _top = corner(page, "Alpha")
    drag(page, "Alpha", -90, 0, lets_go=is_let_go)
    held[0].continue_()
    page.wait_for_selector("#chart > [role=status]", state="attached")
    page.mouse.move(before - 70, 300, steps=2)
    assert corner(page, "Alpha")[0] == pytest.approx(before - (0 if is_let_go else 120))
    page.mouse.up()
    assert page.url.partition("#")[0].endswith("/chart/")


def test_a_click_that_trembles_is_a_click(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    drag(page, "Alpha", 2, 2)
    page.wait_for_url("**/positions/A/")


def test_after_a_drag_the_next_click_counts(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    drag(page, "Alpha", 60, 0)
    page.locator(box(page, "Alpha")).locator(".seat").click()
    page.wait_for_url("**/positions/A/")


def test_the_wheel_scrolls_and_with_control_it_changes_the_size_under_the_pointer(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    x, y = corner(page, "Alpha")
    page.mouse.move(x, y)
    turn_wheel(page, -2)
    assert zoom(page) > 1.3
    assert corner(page, "Alpha")[0] == pytest.approx(x, abs=2)
    larger = zoom(page)
    page.mouse.wheel(200, 0)
    page.wait_for_function("(x) => document.querySelector('.box .card').getBoundingClientRect().x < x - 100", arg=x)
    assert zoom(page) == larger


def test_many_boxes_go_without_text_while_they_are_stretched_and_where_none_could_read_it(
    open_chart: OpenChart,
) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(110)))
    page = open_chart("/chart/?all=1")
    assert page.locator("svg.chart .box").count() > 300
    title = page.locator("svg.chart .box .title").first
    page.keyboard.down("Control")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, -20)
    expect(title).to_be_hidden()
    page.keyboard.up("Control")
    expect(title).to_be_visible()
    page.goto("/chart/?all=1#zoom=0.2&x=0&y=0")
    expect(title).to_be_hidden()
    for _press in range(3):
        page.get_by_role("button", name="Larger").click()
    expect(title).to_be_visible()


def test_the_size_has_bounds(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.locator(".chart-frame").hover()
    turn_wheel(page, 20)
    assert zoom(page) == pytest.approx(0.1, abs=0.001)
    turn_wheel(page, -30)
    assert zoom(page) == pytest.approx(3, abs=0.001)


def test_two_fingers_change_the_size(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.locator(".chart-frame").evaluate(PINCH)
    assert zoom(page) == pytest.approx(2, abs=0.001)
    assert middle_of(page, "Alpha")[0] == pytest.approx(0.5, abs=0.01)


def test_buttons_change_the_size_around_the_middle(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.get_by_role("button", name="Larger").click()
    assert zoom(page) == pytest.approx(1.25, abs=0.001)
    page.get_by_role("button", name="Smaller").click()
    page.get_by_role("button", name="Smaller").click()
    assert zoom(page) == pytest.approx(0.8, abs=0.001)
    assert middle_of(page, "Alpha")[0] == pytest.approx(0.5, abs=0.01)


def test_the_drawing_is_fitted_to_the_window(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.get_by_role("button", name="Fit to the window").click()
    for title in ("Title of C0", "Title of C11"):
        expect(page.locator(box(page, title))).to_be_in_viewport(ratio=0.99)
    assert 0.2 < zoom(page) < 0.6


def test_a_drawing_of_any_size_is_fitted_to_the_window_and_comes_back_so(open_chart: OpenChart) -> None:
    plant("A Alpha\n" + "\n".join(f"  B{number}\n    C{number}\n    D{number}" for number in range(70)))
    page = open_chart()
    page.get_by_role("button", name="Fit to the window").click()
    for end in ("Title of C0", "Title of D69"):
        expect(page.locator(box(page, end))).to_be_in_viewport(ratio=0.99)
    fitted = zoom(page)
    assert fitted < 0.1
    page.get_by_role("button", name="Smaller").click()
    assert zoom(page) == fitted
    page.wait_for_url("**#zoom=0.0*")
    page.reload()
    page.wait_for_selector(".chart.zoomed")
    assert zoom(page) == pytest.approx(fitted, rel=0.01)


@pytest.mark.parametrize(
    ("at", "ends"), [("B3", ("Title of C3", "Title of D3")), ("A", ("Title of C0", "Title of D11"))]
)
def test_a_branch_is_fitted_to_the_window(open_chart: OpenChart, at: str, ends: tuple[str, str]) -> None:
    plant(WIDE)
    page = open_chart(f"/chart/?at={at}", height=500)
    page.get_by_role("button", name="Fit the branch").click()
    for title in ends:
        expect(page.locator(box(page, title))).to_be_in_viewport(ratio=0.99)
    assert (zoom(page) == 1) is (at == "B3")


def test_the_size_stays_when_a_branch_is_opened(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.get_by_role("button", name="Smaller").click()
    page.locator(box(page, "Logistics")).locator(".opens").click()
    expect(page.locator(box(page, "Driver"))).to_be_visible()
    assert zoom(page) == pytest.approx(0.8, abs=0.001)


def test_the_frame_keeps_its_height_when_the_drawing_gets_smaller(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    before = page.locator(".chart-frame").bounding_box()
    page.get_by_role("button", name="Smaller").click()
    assert page.locator(".chart-frame").bounding_box() == before


def test_paper_shows_the_drawing_as_large_as_ever(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    page.emulate_media(media="print")
    before = page.locator("svg.chart").bounding_box()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    page.emulate_media(media="print")
    after = page.locator("svg.chart").bounding_box()
    assert before is not None
    assert after is not None
    assert (after["width"], after["height"]) == (before["width"], before["height"])


def test_a_page_from_right_to_left_shows_the_same(open_chart: OpenChart) -> None:
    plant(WIDE)
    page = open_chart()
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.evaluate("history.replaceState(null, '', '#zoom=1&x=900&y=0'); dispatchEvent(new PopStateEvent('popstate'))")
    left = page.evaluate(
        "() => document.querySelector('svg.chart').getBoundingClientRect().left"
        " - document.querySelector('.chart-frame').getBoundingClientRect().left"
    )
    assert left == pytest.approx(1232 / 2 - 900, abs=2)
    before = corner(page, "Alpha")
    page.locator(".chart-frame").hover()
    turn_wheel(page, 1)
    drag(page, "Alpha", -30, 0)
    assert corner(page, "Alpha") != before
    page.locator(box(page, "Alpha")).locator(".seat").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(page.locator(".seat:focus")).to_be_in_viewport(ratio=0.99)
    assert focused(page) == "Beta"


def test_where_nothing_makes_the_drawing_larger_two_fingers_do_as_usual(open_chart: OpenChart) -> None:
    plant(COMPANY)
    page = open_chart()
    read = "getComputedStyle(document.querySelector('.chart-frame')).touchAction"
    assert page.evaluate(read) == "pan-x pan-y"
    page.goto("/")
    assert page.evaluate(read) == "auto"


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("what", ["Levels, colour and shape", "Keys"])
def test_the_row_above_the_drawing_stays_when_more_is_shown_below_it(
    open_chart: OpenChart, what: str, width: int
) -> None:
    plant(COMPANY)
    page = open_chart(width=width)
    row = [page.locator(f".chart-tools {each}") for each in ("#chart-find", "summary >> nth=0", "[data-view=in]")]
    row.append(page.get_by_role("button", name="Fit to the window"))
    more = page.locator(".chart-options form, #chart-keys-text").filter(visible=True)
    expect(more).to_have_count(0)
    before = [each.bounding_box() for each in row]
    page.locator("summary", has_text=what).click()
    expect(more).to_have_count(1)
    assert [each.bounding_box() for each in row] == before
    top, edge = more.bounding_box(), before[-1]
    assert top is not None
    assert edge is not None
    assert top["y"] >= edge["y"] + edge["height"]
