"""The pages of roles: what kinds of positions there are, and what each is for."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.facts import facts_of, proficiencies
from roles.models import NextStep, Position, Role, RoleSkill
from roles.snapshot import one_snapshot
from roles.text import words_to_find
from roles.views.lookup import page_of, query_of

PAGE_SIZE = 100
IN_CHART = Q(positions__is_placed=True, positions__ended_on__isnull=True)
POSITIONS = Count("positions", filter=IN_CHART, distinct=True)


@dataclass(frozen=True)
class RoleInContext:
    """A role with the roles around it: those it works with, and the steps from it and to it."""

    role: Role
    position_count: int
    works_with: list[Role]
    next_steps: list[NextStep]
    steps_here: list[NextStep]


@require_safe
@one_snapshot()
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles with the number of positions that have them."""
    query = query_of(request)
    words = (Q(search_key__contains=word) for word in words_to_find(query))
    found = Role.objects.filter(*words).annotate(position_count=POSITIONS)
    page = page_of(request, found.order_by("title_key", "pk"), PAGE_SIZE)
    return render(request, "roles/role_list.html", {"page": page, "query": query})


@require_safe
@one_snapshot()
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a role is for, what it asks, where it leads, and who has it."""
    around = role_or_404(slug)
    held = Position.objects.in_chart().filter(role=around.role).in_tree_order().with_holders()
    page = page_of(request, held, PAGE_SIZE, around.position_count)
    context = {"around": around, "role": around.role, "page": page}
    told = {"facts": facts_of(around.role), "proficiencies": proficiencies()}
    return render(request, "roles/role.html", context | told)


def role_or_404(slug: str) -> RoleInContext:
    """Read a role together with those it works with, and all that its page tells of it."""
    both = Role.objects.filter(Q(slug=slug) | Q(works_with__slug=slug)).annotate(position_count=POSITIONS)
    skills = Prefetch("role_skills", RoleSkill.objects.select_related("skill"))
    parts = ("responsibilities", "outside_bodies", skills)
    by_slug = {each.slug: each for each in both.order_by("title_key", "pk").prefetch_related(*parts)}
    found = by_slug.pop(slug, None)
    if found is None:
        raise Http404(_("No role has this name."))
    steps = NextStep.objects.filter(Q(role=found) | Q(next_role=found)).select_related("role", "next_role")
    return RoleInContext(
        role=found,
        position_count=found.position_count,
        works_with=list(by_slug.values()),
        next_steps=[step for step in steps if step.role_id == found.pk],
        steps_here=[step for step in steps if step.next_role_id == found.pk],
    )
