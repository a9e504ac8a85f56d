"""Long lists are cut into pages that together are the list."""

import pytest
from pytest_django import DjangoAssertNumQueries

from roles.models import Position
from roles.paging import KeysFirst
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]


def test_pages_together_are_the_list_in_its_order() -> None:
    plant("A\n" + "".join(f"  B{number}\n    C{number}\n" for number in range(5)))
    paginator = KeysFirst(Position.objects.in_tree_order().with_span(), 4)
    rows = [row for number in paginator.page_range for row in paginator.page(number)]
    assert [row.code for row in rows] == [row.code for row in Position.objects.in_tree_order()]
    assert [row.span for row in rows] == [5, *[1, 0] * 5]


def test_page_is_one_statement_beside_the_count(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plant("A\n" + "".join(f"  B{number}\n" for number in range(9)))
    with django_assert_num_queries(2) as asked:
        assert [row.code for row in KeysFirst(Position.objects.in_tree_order().with_span(), 4).page(3)] == ["B7", "B8"]
    assert "OFFSET 8" in asked.captured_queries[-1]["sql"]


def test_page_of_nothing_asks_for_no_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert list(KeysFirst(Position.objects.in_tree_order(), 4).page(1)) == []
