"""Show the page of a role as it would look with what is typed in its form; nothing is written."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roles.admin.formsets import OrderedRows, RowsTogether
from roles.frame import Frame
from roles.models import NextStep, Responsibility, Role, RoleSkill
from roles.role_page.reading import Steps, positions_of, put_together, standing_of, steps_of
from roles.sides.details import Collaborator, Details
from roles.state import present_state
from roles.views.lookup import page_of
from roles.views.roles import PAGE_SIZE

NAMES = ("roles_role_preview", "roles_role_add_preview")


def is_preview(request: HttpRequest) -> bool:
    """True where somebody asked to see what they typed."""
    match = request.resolver_match
    return match is not None and match.url_name in NAMES


def is_sound(form: Any, formsets: Iterable[Any]) -> bool:
    """True where all that is typed could be saved."""
    return not form.errors and all(formset.is_valid() for formset in formsets)


def preview(request: HttpRequest, form: Any, formsets: Iterable[RowsTogether]) -> HttpResponse:
    """Show a role as its sound form says."""
    role, state = form.instance, present_state()
    page = page_of(request, positions_of(role), PAGE_SIZE)
    listed = list(page)
    for position in listed:
        position.role = role  # by whose title, as it is typed, those without one of their own are called
    standing = standing_of(listed if page.number == 1 else [], listed, page.paginator.count)
    rows = {formset.model: formset for formset in formsets}
    around = put_together(
        role, details_typed(form, rows), steps_typed(role, rows), page.paginator.count, state, standing
    )
    context = {"around": around, "role": role, "page": page, "frame": Frame(request, state.chart.name)}
    return render(request, "roles/role_preview.html", context)


def details_typed(form: Any, rows: dict[Any, Any]) -> Details:
    """Return what is typed of a role beside its facts."""
    with_roles = sorted(form.cleaned_data["works_with"], key=lambda role: (role.title_key, role.pk))
    bodies = sorted(form.cleaned_data["outside_bodies"], key=lambda body: (body.name_key, body.pk))
    skills = in_order(rows[RoleSkill])
    return Details(
        responsibilities=[row.text for row in in_order(rows[Responsibility])],
        works_with=[Collaborator(role.pk, role.title, role.slug) for role in with_roles],
        outside_bodies=[body.name for body in bodies],
        skills={row.skill.name: row for row in skills},
    )


def steps_typed(role: Role, rows: dict[Any, Any]) -> Steps:
    """Return the next steps that are typed, and those that lead here."""
    here = steps_of(role).here if role.pk else ()
    return Steps(tuple(form.instance for form in rows[NextStep].kept_forms()), here)


def in_order(rows: OrderedRows) -> list[Any]:
    """Return the rows that are typed by their numbers; new ones without one come last, as they would be saved."""
    return [form.instance for form in sorted(rows.kept_forms(), key=place_of)]


def place_of(form: Any) -> tuple[bool, int]:
    """Return where a row stands."""
    is_last = form.instance.pk is None and "order" not in form.changed_data
    return is_last, 0 if is_last else form.instance.order
