"""Every page of the admin: nothing inaccessible but what Django's own pages bring, and nothing amiss in the console."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page

from roles.admin.importing.uploads import keep
from roles.models import Account, Change, Chart, Department, OutsideBody, Person, Position, Role, Skill, Upload
from roles.sample import ADMINISTRATOR, EMPLOYEE
from tests.addresses import names_in_admin
from tests.conftest import FindViolations
from tests.walk.conftest import ReadAs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Brought:
    """What Django's own pages bring: the rule, within which elements, and why it is not ours to mend."""

    rule: str
    within: str
    why: str


BROUGHT_BY_DJANGO = (
    Brought("aria-input-field-name", ".select2", "Select2, Django's search field, names the field by its value alone"),
    Brought("label", ".select2", "Select2 puts a second field without a name into a choice of several"),
    Brought("list", ".select2", "Select2 puts that field's item into a list without the role of one"),
    Brought("empty-table-header", ".inline-group thead", "tabular.html heads two columns with nothing"),
    Brought("label-title-only", "#changelist-search", "search_form.html names its field by a picture alone"),
)
EXAMPLES: dict[str, Callable[[], Model]] = {
    "change": lambda: Change.objects.all()[0],
    "account": lambda: Account.objects.get(username=EMPLOYEE.username),
    "chart": Chart.current,
    "department": lambda: Department.objects.order_by("pk")[0],
    "outsidebody": lambda: OutsideBody.objects.order_by("pk")[0],
    "person": lambda: Person.objects.get(number=EMPLOYEE.person_number),
    "position": lambda: Position.objects.get(code="COO"),
    "role": lambda: Role.objects.get(slug="operations-manager"),
    "skill": lambda: Skill.objects.order_by("pk")[0],
}


def about(page: str) -> str:
    """An address of a page about one position."""
    return reverse(f"admin:roles_position_{page}", args=[Position.objects.get(code="COO").pk])


def about_several(page: str) -> str:
    """An address of a page about rows ticked in the list."""
    keys = Position.objects.filter(code__in=("OPS-LOG", "MFG-T-1")).values_list("pk", flat=True)
    return f"{reverse(f'admin:roles_positions_{page}')}?{'&'.join(f'position={key}' for key in keys)}"


def waiting_upload() -> Upload:
    """An upload of the administrator that would create, change, move and end positions."""
    owner = Account.objects.get(username=ADMINISTRATOR.username)
    content = (
        b"code,reports_to,title\nCEO,,Chief Executive\nCOO,CEO,Operations\nNEW,COO,Planner\nOPS-LOG,CEO,Logistics\n"
    )
    return keep(owner, [SimpleUploadedFile("hr.csv", content)], replaces=True)


OTHERS: dict[str, Callable[[], str]] = {
    "index": lambda: reverse("admin:index"),
    "app_list": lambda: reverse("admin:app_list", args=["roles"]),
    "roles_chart_remove_sample": lambda: reverse("admin:roles_chart_remove_sample"),
    **{f"roles_position_{page}": partial(about, page) for page in ("move", "order", "end")},
    **{f"roles_positions_{page}": partial(about_several, page) for page in ("move", "end", "delete")},
    "roles_change_export": lambda: reverse("admin:roles_change_export"),
    "roles_structure": lambda: f"{reverse('admin:roles_structure')}?limit=3",
    "roles_position_export": lambda: reverse("admin:roles_position_export"),
    "roles_position_import": lambda: reverse("admin:roles_position_import"),
    "roles_position_import_plan": lambda: waiting_upload().get_absolute_url(),
    "roles_change_undo": lambda: reverse("admin:roles_change_undo", args=[Change.objects.all()[0].pk]),
    "auth_user_password_change": lambda: f"/admin/roles/account/{EXAMPLES['account']().pk}/password/",
}
NOT_WALKED = {
    "roles_chart_add": "refused: there is one organisation",
    "roles_change_add": "refused: changes are added by writing the chart",
    "roles_change_delete": "refused: history stays",
    "roles_change_history": "leads to the change itself",
    "roles_chart_delete": "refused: there is always one organisation",
    "roles_chart_changelist": "leads to the one organisation",
    "roles_position_template": "a file",
    "roles_role_preview": "takes a form; tests/admin/test_role_preview.py opens it in a browser",
    "roles_role_add_preview": "takes a form, as that of a role that is there",
    "autocomplete": "data for a script, which tests/admin/test_browser.py opens",
    "jsi18n": "a script",
    "view_on_site": "leads to a page of ours",
    "login": "leads to a page of ours",
    "logout": "takes a form and leads to a page of ours",
    "password_change": "leads to a page of ours",
    "password_change_done": "leads to no page that we link",
    **dict.fromkeys(
        (f"auth_group_{page}" for page in ("changelist", "add", "change", "delete", "history")),
        "Django's own pages for groups, to which we add nothing",
    ),
}
CONFIRMED = {
    "person": ("invite_people", "delete_selected"),
    "position": ("move_selected", "end_selected", "delete_selected"),
    "role": ("delete_selected",),
}


def addresses() -> dict[str, str]:
    """Return an address of every page of the admin that is walked, by its name."""
    found = {name: address() for name, address in OTHERS.items()}
    for model, example in EXAMPLES.items():
        for page in ("changelist", "add", "change", "delete", "history"):
            name = f"roles_{model}_{page}"
            key = [] if page in ("changelist", "add") else [example().pk]
            if name not in NOT_WALKED:
                found[name] = reverse(f"admin:{name}", args=key)
    return found


def answered() -> list[str]:
    """Return addresses of pages that show hits, an effect, or why there is none."""
    without_reports = reverse("admin:roles_position_end", args=[Position.objects.get(code="MFG-T-1").pk])
    moves = [f"{about('move')}?{query}" for query in ("to=manager", "to=xyzzy", "to=OPS-LOG", "to=OPS-LOG&what=alone")]
    leaves = [f"{about('end')}?reports=up", f"{about_several('delete')}&heir=CEO", f"{about('end')}?heir=manager"]
    kinds = [f"{reverse('admin:roles_structure')}?{query}" for query in ("kind=vacant", "kind=leads", "limit=many")]
    return [*kinds, without_reports, *moves, f"{about_several('move')}&to=CEO", *leaves]


def of_ours(page: Page, axe: FindViolations) -> list[str]:
    """Return what is inaccessible and not brought by Django, wide in light and narrow in dark."""
    found = []
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # Colours that are still on their way from light to dark would be judged as they pass.
        page.evaluate("document.getAnimations().forEach(each => each.finish())")
        found += [f"{scheme} {each}" for each in axe(page) if not is_brought_by_django(page, each)]
    return found


def is_brought_by_django(page: Page, violation: str) -> bool:
    """True when the rule is known to be broken by Django in such an element."""
    rule, target = violation.split(": ", 1)
    element = page.locator(target).first
    inside = "(each, within) => each.closest(within) !== null"
    return any(element.evaluate(inside, each.within) for each in BROUGHT_BY_DJANGO if each.rule == rule)


@pytest.mark.usefixtures("sample")
def test_no_page_of_the_admin_is_forgotten() -> None:
    known = addresses().keys() | NOT_WALKED.keys()
    assert {f"admin:{name}" for name in known} == names_in_admin()


def test_nothing_that_we_add_is_inaccessible(read_as: ReadAs, axe: FindViolations) -> None:
    page, found = read_as(ADMINISTRATOR.username), []
    for address in (*addresses().values(), *answered()):
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        found += [f"{address}: {violation}" for violation in of_ours(page, axe)]
    assert found == []


def test_nothing_is_inaccessible_where_an_action_asks_once_more(read_as: ReadAs, axe: FindViolations) -> None:
    page, found = read_as(ADMINISTRATOR.username), []
    for model, actions in CONFIRMED.items():
        for action in actions:
            page.goto(reverse(f"admin:roles_{model}_changelist"))
            page.locator(".action-select").nth(1).check()
            page.locator("select[name=action]").select_option(action)
            # The answer has the address of the question: only the navigation itself tells them apart.
            with page.expect_navigation():
                page.get_by_role("button", name="Go").click()
            assert page.locator(".action-select").count() == 0, action
            found += [f"{model} {action}: {violation}" for violation in of_ours(page, axe)]
    assert found == []
