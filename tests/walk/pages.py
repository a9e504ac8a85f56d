"""The pages of ours that are walked, and why some addresses are none."""

from dataclasses import dataclass
from uuid import UUID

from roles.sample import EMPLOYEE, HR_EDITOR

NOBODY = ""
# The employee's prints, one for each way in which one can stand.
PRINTS = {name: UUID(int=number) for number, name in enumerate(("waiting", "running", "ready", "failed"))}


@dataclass(frozen=True)
class Place:
    """A page: the name and an address of it, who opens it, and with which status it answers."""

    name: str
    address: str
    reader: str = EMPLOYEE.username
    status: int = 200

    def __str__(self) -> str:
        """The address, by which a failed test is known."""
        return self.address


PLACES = (
    Place("roles:start", "/"),
    Place("roles:start", "/?as=editor", HR_EDITOR.username),
    Place("roles:positions", "/positions/"),
    Place("roles:positions", "/positions/?q=operations"),
    Place("roles:positions", "/positions/?q=nobody-at-all"),
    Place("roles:positions", "/positions/?q=amara"),
    Place("roles:position", "/positions/CEO/"),
    Place("roles:position", "/positions/OPS-LOG/"),
    Place("roles:position", "/positions/OPS-LOG/?as=editor", HR_EDITOR.username),
    Place("roles:position", "/positions/LOG-TL-2/"),
    Place("roles:position", "/positions/QUA-TL/"),
    Place("roles:position", "/positions/LOG-WH-D/"),
    Place("roles:roles", "/roles/"),
    Place("roles:role", "/roles/operations-manager/"),
    Place("roles:role", "/roles/chief-operating-officer/"),
    Place("roles:position_next_steps", "/positions/TEC-SE-1/next-steps/?moves=4"),
    Place("roles:position_next_steps", "/positions/DPO/next-steps/"),
    Place("roles:position_next_steps", "/positions/CEO/next-steps/?as=editor", HR_EDITOR.username),
    Place("roles:role_next_steps", "/roles/sales-assistant/next-steps/?to=COO"),
    Place("roles:role_next_steps", "/roles/chief-executive-officer/next-steps/?to=role:buyer"),
    Place("roles:my_next_steps", "/me/next-steps/"),
    Place("roles:my_next_steps", "/me/next-steps/?to=team"),
    Place("roles:role", "/roles/team-lead/?as=editor", HR_EDITOR.username),
    Place("roles:chart", "/chart/"),
    Place("roles:chart", "/chart/OPS-LOG/?levels=4"),
    Place("roles:chart", "/chart/?at=LOG-TL-2&colour=span&closed=CFO"),
    Place("roles:chart", "/chart/?path=LOG-TL-2,QUA-TL"),
    Place("roles:map", "/map/"),
    Place("roles:map", "/map/?colour=span&at=OPS-LOG"),
    Place("roles:print", "/print/"),
    Place("roles:print", "/chart/OPS-LOG/print/?layout=sheet&paper=letter&contact=1&margin=wide"),
    Place("roles:print_pages", "/chart/OPS-LOG/print/pages/"),
    Place("roles:compare", "/compare/"),
    Place("roles:compare", "/compare/?left=COO&right=OPS-LOG"),
    Place("roles:compare", "/compare/?left=OPS-LOG&right=QUA-TL"),
    Place("roles:compare", "/compare/?left=COO&right=operations"),
    Place("roles:compare", "/compare/?left=role:chief-operating-officer&right=role:operations-manager"),
    Place("roles:compare", "/compare/?left=person:T1003&right=OPS-LOG&and=VP-OPS&and=role:team-lead"),
    Place("roles:people", "/people/"),
    Place("roles:person", "/people/T1008/"),
    Place("roles:me", "/me/"),
    *(Place("roles:print_job", f"/prints/{PRINTS[name]}/") for name in PRINTS),
    Place("login", "/accounts/login/", NOBODY),
    Place("password_reset", "/accounts/reset/", NOBODY),
    Place("password_reset_done", "/accounts/reset/sent/", NOBODY),
    Place("password_reset_confirm", "/accounts/reset/nobody/nothing/", NOBODY),
    Place("password_change", "/accounts/password/"),
    Place("no such page", "/nowhere/", status=404),
    Place("no such position", "/positions/nowhere/", status=404),
    Place("not for readers", "/admin/", status=403),
)
NO_PAGES = {
    "roles:search": "leads to the list of positions",
    "roles:print_pdf": "a file, which tests/printing reads",
    "roles:chart_svg": "a picture, which tests/test_chart_files.py reads",
    "roles:chart_png": "a picture, which tests/test_pictures.py reads",
    "roles:compare_xlsx": "a workbook, whose statements tests/test_query_counts.py counts",
    "roles:compare_pdf": "a file, which tests/test_comparison_print.py reads",
    "roles:drawing": "data for a script, which tests of the chart in a browser use",
    "roles:paper_css": "a stylesheet, which the pages to print use",
    "roles:my_place": "leads to the chart",
    "roles:map_shape": "numbers for a script, which tests/map reads",
    "roles:map_cards": "data for a script, which tests/map reads",
    "roles:suggestions_to_compare": "data for a script, which tests/test_compare_page.py opens",
    "roles:suggestions": "data for a script, which the walk by keyboard opens",
    "roles:appearance": "takes a form and leads back to the page it came from",
    "roles:language": "takes a form and leads back to the page it came from",
    "logout": "takes a form and leads to the page that signs in",
}
