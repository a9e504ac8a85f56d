"""The same number of statements whatever the size: lists, forms, suggestions and confirmations of the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roles import tree
from roles.admin.importing.uploads import keep
from roles.models import (
    Account,
    Change,
    ChangeKind,
    Department,
    LinkKind,
    NextStep,
    Person,
    Position,
    Responsibility,
    Role,
    RoleSkill,
    Skill,
    Upload,
)
from tests.trees import write_appointment, write_link

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

# What each page asks at most, session, account and permissions included; with 200 positions as with 10.
MOST = {
    "/admin/": 11,
    "/admin/roles/position/": 11,
    "/admin/roles/position/?q=person": 11,
    "/admin/roles/position/?holder=vacant&level=1": 10,
    "/admin/roles/position/{position}/change/": 13,
    "/admin/roles/position/{position}/move/": 8,
    "/admin/roles/position/{position}/move/?to=p1": 12,
    "/admin/roles/position/{position}/move/?to=title": 10,
    "/admin/roles/position/{second}/move/?to=p2": 12,
    "/admin/roles/position/{second}/move/?to=p0&what=alone": 12,
    "/admin/roles/position/move/?position={second}&position={third}&to=p3": 12,
    "/admin/roles/position/{position}/order/": 10,
    "/admin/roles/position/{position}/delete/": 12,
    "/admin/roles/position/{second}/delete/?heir=p2": 13,
    "/admin/roles/position/delete/?position={second}&position={third}&reports=up": 12,
    "/admin/roles/position/{position}/end/": 12,
    "/admin/roles/position/{position}/history/": 14,
    "/admin/roles/change/": 8,
    "/admin/roles/change/{change}/change/": 15,
    "/admin/roles/change/export/": 6,
    "/admin/roles/change/{change}/undo/": 31,
    "/admin/roles/position/{second}/end/?heir=p2": 12,
    "/admin/roles/position/export/": 5,
    "/admin/roles/position/structure/": 6,
    "/admin/roles/position/structure/?kind=vacant&limit=3": 6,
    "/admin/roles/position/add/": 5,
    "/admin/roles/position/import/": 7,
    "/admin/roles/position/import/{upload}/": 18,
    "/admin/roles/role/": 7,
    "/admin/roles/role/?facts=missing": 7,
    "/admin/roles/role/{role}/change/": 13,
    "/admin/roles/role/{role}/delete/": 11,
    "/admin/roles/person/": 8,
    "/admin/roles/person/{person}/change/": 8,
    "/admin/roles/department/": 7,
    "/admin/roles/department/{department}/change/": 6,
    "/admin/roles/department/{department}/delete/": 7,
    "/admin/roles/skill/": 7,
    "/admin/autocomplete/?app_label=roles&model_name=position&field_name=reports_to&term=title": 5,
    "/admin/autocomplete/?app_label=roles&model_name=position&field_name=role&term=": 6,
}


def grow(first: int, last: int) -> None:
    """A company in which everything there is grows with its size, all of it on the first position and role."""
    role = Role.objects.get_or_create(slug="role-0", title="Role 0")[0]
    department = Department.objects.get_or_create(code="D0", name="Department 0")[0]
    manager = Position.objects.filter(code="P0").first()
    if manager is None:
        manager = tree.create_position(Position(code="P0", role=role, department=department))
    new = [Position(code=f"P{n}", role=role, department=department, reports_to=manager) for n in range(first, last)]
    with tree.writing(ChangeKind.IMPORTED):
        tree.apply(tree.Changes(new=new))
    for number, position in enumerate(new, first):
        person = Person.objects.create(number=f"N{number}", name=f"Person {number}")
        write_appointment(position=position, person=person)
        write_appointment(position=manager, person=person, kind="shared")
        write_link(from_position=manager, to_position=position, kind=LinkKind.DOTTED_LINE)
        write_link(from_position=position, to_position=manager, kind=LinkKind.DEPUTY)
        other = Role.objects.create(slug=f"role-{number}", title=f"Role {number}")
        role.works_with.add(other)
        Department.objects.create(code=f"D{number}", name=f"Department {number}")
        Responsibility.objects.create(role=role, text=f"Thing {number}")
        RoleSkill.objects.create(role=role, skill=Skill.objects.create(name=f"Skill {number}"))
        NextStep.objects.create(role=role, next_role=other)
    first_person = Person.objects.order_by("pk").first()
    for position in new:
        write_appointment(position=position, person=first_person, kind="acting", start="2001-01-01")


def upload_of_all() -> Upload:
    """An upload that changes and moves all positions, in two files, with as many new ones."""
    codes = Position.objects.order_by("pk").values_list("code", flat=True)
    rows = "".join(f"{code},{'P0' if code != 'P0' else ''},Other,Person {code}\n" for code in codes)
    new = "".join(f"NEW{code},{code},New,\n" for code in codes)
    heading = "code,reports_to,title,holder\n"
    files = [SimpleUploadedFile(name, (heading + text).encode()) for name, text in (("a.csv", rows), ("b.csv", new))]
    return keep(Account.objects.get(username="editor"), files)


def count_queries(client: Client, address: str) -> int:
    """How many statements a page asks, once what is kept for all pages is there."""
    first = Position.objects.order_by("pk").values_list("pk", flat=True)[:3]
    keys = {
        **dict(zip(("position", "second", "third"), first, strict=True)),
        "role": Role.objects.get(slug="role-0").pk,
        "department": Department.objects.get(code="D0").pk,
        "person": Person.objects.order_by("pk")[0].pk,
        "upload": upload_of_all().pk,
        "change": Change.objects.filter(kind=ChangeKind.IMPORTED).latest("pk").pk,
    }
    client.get(address.format(**keys))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address.format(**keys)).status_code == 200
    return len(queries)


def test_pages_ask_the_same_number_of_statements_in_a_larger_company(hr: Client) -> None:
    grow(1, 10)
    small = {address: count_queries(hr, address) for address in MOST}
    grow(10, 40)
    large = {address: count_queries(hr, address) for address in MOST}
    assert large == small
    assert {address: count for address, count in large.items() if count > MOST[address]} == {}
