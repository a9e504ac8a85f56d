"""How HR edits departments: a name, and a colour out of a picker."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from roles.admin.base import OrganisationAdmin
from roles.admin.widgets import ColourInput
from roles.models import Department
from roles.palette import next_colours


@admin.register(Department)
class DepartmentAdmin(OrganisationAdmin):
    """Departments, each with its dot."""

    list_display = ("name_with_dot", "code", "position_count")
    fields = ("name", "code", "colour")
    search_fields = ("search_key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the positions of each, those that ended left out."""
        present = Count("positions", filter=Q(positions__ended_on__isnull=True))
        counted: QuerySet[Any] = super().get_queryset(request).annotate(position_count=present)
        return counted

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Pick the colour from the browser's own picker."""
        if db_field.name == "colour":
            kwargs["widget"] = ColourInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        """Propose a colour that few departments have."""
        colour = next(next_colours(Department.objects.values_list("colour", flat=True)))
        return {"colour": colour, **super().get_changeform_initial_data(request)}

    def view_on_site(self, obj: Any) -> str:
        """Lead to the list of its positions."""
        return f"{reverse('roles:positions')}?{urlencode({'department': obj.code})}"

    @admin.display(description=_("name"), ordering="name")
    def name_with_dot(self, department: Department) -> str:
        """The dot and the name."""
        return dotted(department)

    @admin.display(description=_("positions"), ordering="position_count")
    def position_count(self, department: Any) -> str:
        """Their number, which leads to the list of them."""
        address = reverse("admin:roles_position_changelist")
        count = department.position_count
        return format_html('<a href="{}?department__id__exact={}">{}</a>', address, department.pk, count)


def dotted(department: Department) -> str:
    """A department's name behind its dot."""
    return render_to_string("admin/roles/_dotted.html", {"department": department})
