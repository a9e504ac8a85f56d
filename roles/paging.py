"""Cut lists into pages so that the last page costs no more than the first."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator


class KeysFirst(AnyPaginator):
    """Pages of a queryset of which only the rows shown are read with all that is told of them, in one statement."""

    def page(self, number: int | str) -> Page[Any]:
        """Return a page; of the rows before it, the database reads the keys alone."""
        at = self.validate_number(number)
        start = (at - 1) * self.per_page
        rows: Any = self.object_list
        keys = rows.values("pk")[start : min(start + self.per_page, self.count)]
        return Page(rows.filter(pk__in=keys), at, self)
