"""Prints are told apart by what they are called, as files and in a list."""

import pytest
from django.test import Client
from django.utils import timezone

from roles.models import Account
from roles.printing.naming import Named, name_of_file
from tests.pages import words
from tests.printing.rows import write_job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "query", "name", "said"),
    [
        ("", "", "orgchart-book-a4", "Book, A4"),
        ("COO", "layout=sheet&paper=a3", "orgchart-COO-sheet-a3", "One sheet, A3"),
        ("A/B", "paper=own&width=900&height=1200.5", "orgchart-A-B-book-900x1200.5", "Book, 900 × 1200.5 mm"),
        ("", "paper=unknown&layout=%00", "orgchart-book-a4", "Book, A4"),
    ],
)
def test_name_says_branch_layout_paper_and_day(code: str, query: str, name: str, said: str) -> None:
    job = write_job(code=code, query=query)
    assert name_of_file(job) == f"{name}-{timezone.localdate():%Y-%m-%d}.pdf"
    assert Named(job).said == said


def test_list_of_prints_says_layout_and_paper(client: Client) -> None:
    account = Account.objects.create_user("owner")
    client.force_login(account)
    first, _second, _third = (write_job(account, query=query) for query in ("", "paper=a3", "layout=sheet"))
    said = words(client.get(f"/prints/{first.pk}/"))
    assert "Book, A3 ·" in said
    assert "One sheet, A4 ·" in said
    assert "Book, A4" not in said
