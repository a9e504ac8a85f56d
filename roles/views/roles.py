"""The pages of roles: what kinds of positions there are, and what each is for."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from roles.facts import facts_of
from roles.models import NextStep, Position, Role, RoleSkill
from roles.text import words_to_find
from roles.views.lookup import page_of, query_of

PAGE_SIZE = 100


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles with the number of positions that have them."""
    query = query_of(request)
    words = (Q(search_key__contains=word) for word in words_to_find(query))
    in_chart = Q(positions__is_placed=True, positions__ended_on__isnull=True)
    found = Role.objects.filter(*words).annotate(position_count=Count("positions", filter=in_chart))
    return render(request, "roles/role_list.html", {"page": page_of(request, found, PAGE_SIZE), "query": query})


@require_GET
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a role is for, what it asks, where it leads, and who has it."""
    found = get_object_or_404(with_everything(), slug=slug)
    held = Position.objects.in_chart().filter(role=found).in_tree_order().with_holders()
    context = {"role": found, "facts": facts_of(found), "page": page_of(request, held, PAGE_SIZE)}
    return render(request, "roles/role.html", context)


def with_everything() -> "QuerySet[Role]":
    """Fetch with a role all that its page tells of it."""
    return Role.objects.prefetch_related(
        "responsibilities",
        "works_with",
        "outside_bodies",
        Prefetch("role_skills", RoleSkill.objects.select_related("skill")),
        Prefetch("next_steps", NextStep.objects.select_related("next_role")),
        Prefetch("steps_here", NextStep.objects.select_related("role")),
    )
