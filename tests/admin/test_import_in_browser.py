"""The way of a spreadsheet in a real browser: upload, headings, plan, confirmation and undo, by keyboard and narrow."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from roles.access import make_hr_editor
from roles.models import Account, Position
from tests.conftest import FindViolations, SignIn
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGE = "/admin/roles/position/import/"
COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager: Bo Sand
  CFO Chief Financial Officer
"""
FILE = """code,reports_to,title,holder,What they do
CEO,,Chief Executive,Ada Lowe,Leads
COO,CEO,Chief Operations Officer,Zoë Łukasz,Runs
OPS,COO,Operations Manager,Mia Nu,Plans
NEW,OPS,Planner,Ida Fox,Counts
"""
BEFORE = "CEO\n  COO\n    OPS\n  CFO"
AFTER = "CEO\n  COO\n    OPS\n      NEW"

WriteFile = Callable[[str], Path]


@pytest.fixture
def editor(page: Page, sign_in: SignIn) -> Page:
    """An empty page for an HR editor of a small company."""
    plant(COMPANY)
    account = Account.objects.create_user("editor")
    make_hr_editor(account)
    sign_in(page, account)
    return page


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Return a function that writes a spreadsheet to disk."""

    def write(text: str) -> Path:
        path = tmp_path / "hr.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_spreadsheet_is_uploaded_mapped_looked_at_confirmed_and_taken_back(
    editor: Page, write_file: WriteFile
) -> None:
    editor.goto("/admin/roles/position/")
    editor.get_by_role("link", name="Import a spreadsheet").click()
    editor.locator("[name=spreadsheets]").set_input_files(write_file(FILE))
    editor.get_by_label("Ends: the files hold the whole chart").check()
    editor.get_by_role("button", name="Upload and show what would happen").click()
    expect(editor.get_by_text("1 heading to decide about")).to_be_visible()
    editor.get_by_label("What they do is taken for").select_option("notes")
    editor.get_by_role("button", name="Read again").click()
    summary = "1 created, 3 changed, 1 ended. Nothing is written yet."
    expect(editor.locator(".summary")).to_have_text(summary)
    expect(editor.locator("h3", has_text="Ended 1")).to_be_visible()
    ended = editor.get_by_role("table", name="Ended").get_by_role("rowheader")
    expect(ended).to_have_text("Chief Financial Officer (CFO)")
    expect(editor.locator(".outcome .box")).to_have_count(4)
    editor.get_by_role("button", name="Import: write 5 positions").click()
    expect(editor.get_by_label("1 position ends: type that number")).to_have_js_property("validity.valueMissing", True)
    assert outline() == BEFORE
    editor.get_by_label("1 position ends: type that number").fill("1")
    editor.get_by_role("button", name="Import: write 5 positions").click()
    expect(editor.get_by_text("The import is in the chart.")).to_be_visible()
    assert outline() == AFTER
    assert Position.objects.get(code="OPS").notes == "Plans"
    editor.get_by_role("link", name="Take the whole import back").click()
    editor.get_by_role("button", name="Take the change back").click()
    expect(editor.get_by_text("The change was taken back.")).to_be_visible()
    assert outline() == BEFORE


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the thing of that name has the focus; its label or its text."""
    for _press in range(60):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "() => { const at = document.activeElement; return [at.value, at.textContent, at.ariaLabel,"
            " ...[...(at.labels ?? [])].map(each => each.textContent)].join(' ') }"
        )
        if name in said:
            return
    pytest.fail(f"no way by Tab to {name}")


def test_the_whole_way_is_walked_with_the_keyboard_alone(editor: Page, write_file: WriteFile) -> None:
    editor.goto(PAGE)
    # The dialogue that chooses a file is the browser's own.
    editor.locator("[name=spreadsheets]").set_input_files(write_file(FILE))
    tab_to(editor, "Upload and show what would happen")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("1 heading to decide about")).to_be_visible()
    tab_to(editor, "What they do is taken for")
    editor.keyboard.type("leave out")
    tab_to(editor, "Read again")
    editor.keyboard.press("Enter")
    expect(editor.locator(".summary")).to_contain_text("1 created, 2 changed")
    tab_to(editor, "Import: write 3 positions")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("The import is in the chart.")).to_be_visible()
    tab_to(editor, "Take the whole import back")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("heading", name="Take this change back?")).to_be_visible()
    tab_to(editor, "Take the change back")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("The change was taken back.")).to_be_visible()
    assert outline() == BEFORE


def test_it_works_without_scripts(editor: Page, write_file: WriteFile) -> None:
    browser = editor.context.browser
    assert browser is not None
    home = urlsplit(editor.goto("/admin/").url)  # type: ignore[union-attr] # a page was answered
    context = browser.new_context(java_script_enabled=False, storage_state=editor.context.storage_state())
    page = context.new_page()
    page.goto(f"{home.scheme}://{home.netloc}{PAGE}")
    page.locator("[name=spreadsheets]").set_input_files(write_file(FILE.replace(",What they do", ",notes")))
    page.get_by_role("button", name="Upload and show what would happen").click()
    page.get_by_role("button", name="Import: write").click()
    expect(page.get_by_text("The import is in the chart.")).to_be_visible()
    context.close()


def test_the_chart_begins_at_its_head(editor: Page, write_file: WriteFile) -> None:
    many = "".join(f"N{number},CEO,Title {number},,\nM{number},N{number},Other,,\n" for number in range(12))
    editor.set_viewport_size({"width": 400, "height": 800})
    editor.goto(PAGE)
    editor.locator("[name=spreadsheets]").set_input_files(write_file(FILE.replace("What they do", "notes") + many))
    editor.get_by_role("button", name="Upload and show what would happen").click()
    chart = editor.locator(".outcome")
    editor.emulate_media(media="print")
    assert chart.evaluate("each => each.scrollWidth <= each.clientWidth && each.scrollHeight <= each.clientHeight")
    editor.emulate_media(media="screen")
    editor.reload()
    chart.scroll_into_view_if_needed()
    expect(editor.locator(".outcome .box", has_text="Ada Lowe")).to_be_in_viewport(ratio=1)
    assert chart.evaluate("each => each.scrollLeft") > 0


@pytest.mark.parametrize("state", ["undecided", "planned", "refused"])
def test_each_state_of_the_page_is_accessible_and_fits_a_narrow_screen(
    editor: Page, write_file: WriteFile, axe: FindViolations, state: str
) -> None:
    planned = FILE.replace("What they do", "notes")
    text = {"undecided": FILE, "planned": planned, "refused": planned.replace("NEW,OPS", "NEW,X")}
    editor.goto(PAGE)
    editor.locator("[name=spreadsheets]").set_input_files(write_file(text[state]))
    editor.get_by_role("button", name="Upload and show what would happen").click()
    expect(editor.locator(".summary")).to_be_visible()
    for details in editor.locator("details").all():
        details.evaluate("each => { each.open = true }")
    for width, scheme in ((1280, "light"), (320, "dark")):
        editor.set_viewport_size({"width": width, "height": 800})
        editor.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        editor.evaluate("document.getAnimations().forEach(each => each.finish())")
        assert axe(editor) == []
        assert editor.evaluate("document.documentElement.scrollWidth") <= width


# Django's admin hides what is too wide for the page, so that nobody could scroll to it.
CUT_OFF = """() => [...document.querySelectorAll("#content *")].filter(each => !each.closest(".outcome, thead"))
    .filter(each => each.getBoundingClientRect().right > innerWidth - 1).map(each => each.outerHTML.slice(0, 80))"""


def test_nothing_is_cut_off_on_a_narrow_screen(editor: Page, tmp_path: Path) -> None:
    (tmp_path / "hr.csv").write_bytes(
        "code;reports_to;title\nHR;CEO;Geschäftsführerin für Büro und Köche\n".encode("cp1252")
    )
    editor.set_viewport_size({"width": 320, "height": 800})
    editor.goto(PAGE)
    first = editor.get_by_label("Stays as it is").bounding_box()
    last = editor.get_by_label("Ends in one branch").bounding_box()
    assert first is not None
    assert last is not None
    assert first["x"] == last["x"]
    button = editor.get_by_role("button", name="Upload and show what would happen")
    assert button.evaluate("each => each.scrollHeight <= each.clientHeight")
    assert editor.evaluate(CUT_OFF) == []
    editor.locator("[name=spreadsheets]").set_input_files(tmp_path / "hr.csv")
    editor.get_by_role("button", name="Upload and show what would happen").click()
    expect(editor.get_by_label("Encoding")).to_be_visible()
    assert editor.evaluate(CUT_OFF) == []
    editor.goto(PAGE)
    expect(editor.get_by_role("link", name="hr.csv")).to_be_visible()
    assert editor.evaluate(CUT_OFF) == []
