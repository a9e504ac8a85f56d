"""Spreadsheets in the admin: who may, what is shown, and that exactly what was shown is written, or nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from roles.models import Change, Position
from tests.admin.posting import fields_of
from tests.trees import outline, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

PAGE = "/admin/roles/position/import/"
COMPANY = """
CEO Chief Executive: Ada Lowe
  COO Chief Operating Officer: Zoë Łukasz
    OPS Operations Manager: Bo Sand
  CFO Chief Financial Officer
"""
FILE = """code,reports_to,title,holder
CEO,,Chief Executive,Ada Lowe
COO,CEO,Chief Operations Officer,Zoë Łukasz
OPS,CFO,Operations Manager,Mia Nu
CFO,CEO,Chief Financial Officer,
NEW,OPS,Planner,Ida Fox
"""


def upload(client: Client, *texts: str | bytes, name: str = "hr.csv", **options: str) -> Any:
    """Upload files, and return the answer."""
    contents = [text.encode() if isinstance(text, str) else text for text in texts]
    files = [SimpleUploadedFile(name, content) for content in contents]
    return client.post(PAGE, {"missing": "keeps", **options, "spreadsheets": files})


def uploaded(client: Client, *texts: str | bytes, **options: str) -> str:
    """Upload files, and return the address of their plan."""
    answer = upload(client, *texts, **options)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def confirm(client: Client, address: str, **changes: str) -> Any:
    """Look at the plan, and confirm it."""
    return client.post(address, {**fields_of(client.get(address)), "do": "confirm", **changes})


def text_of(answer: Any) -> str:
    """A page as text."""
    content: str = answer.content.decode()
    return content


def test_what_is_confirmed_is_written_and_taken_back_as_one_change(hr: Client) -> None:
    plant(COMPANY)
    address = uploaded(hr, FILE)
    page = text_of(hr.get(address))
    assert "1 created, 2 changed, 1 moved, 0 ended, 2 left as they are." in page
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"
    answer = confirm(hr, address)
    change = Change.objects.latest("pk")
    assert (answer["Location"], change.kind) == (reverse("admin:roles_change_change", args=[change.pk]), "imported")
    assert outline() == "CEO\n  COO\n  CFO\n    OPS\n      NEW"
    after = text_of(hr.get(answer["Location"]))
    assert "takes the whole import back" in after
    assert reverse("admin:roles_change_undo", args=[change.pk]) in after
    hr.post(reverse("admin:roles_change_undo", args=[change.pk]))
    assert outline() == "CEO\n  COO\n    OPS\n  CFO"
    assert Position.objects.get(code="COO").title == "Chief Operating Officer"
