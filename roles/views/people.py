"""The pages of people: who they are, what they hold, and whom they report to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles.choice import Choice
from roles.frame import Frame
from roles.models import Person
from roles.seating import with_query
from roles.snapshot import one_snapshot
from roles.standing import Standing, standing_of, standing_of_account
from roles.views.lookup import page_of, person_or_404, query_of

PAGE_SIZE = 50


@require_safe
@one_snapshot()
def people(request: HttpRequest) -> HttpResponse:
    """List the people that fit what was typed, or all by name."""
    query = query_of(request)
    found = Person.objects.search(query) if query else Person.objects.all()
    page = page_of(request, found.order_by("search_key", "pk").with_positions(), PAGE_SIZE)
    return render(request, "roles/people.html", {"page": page, "query": query})


@require_safe
@one_snapshot()
def person(request: HttpRequest, number: str) -> HttpResponse:
    """Show what a person holds, and whom they report to."""
    found = person_or_404(number)
    if found.number != number:
        return redirect(found)
    return render_standing(request, found, standing_of(found))


@require_safe
@one_snapshot()
def me(request: HttpRequest) -> HttpResponse:
    """Show the person signed in their own page, or what to do where no person is linked to the account."""
    standing = standing_of_account(request.user.pk)
    return render_standing(request, standing.person if standing else None, standing)


def render_standing(request: HttpRequest, person: Person | None, standing: Standing | None) -> HttpResponse:
    """Show where a person stands, if there is one."""
    frame = Frame(request, standing.organisation if standing else "")
    return render(request, "roles/person.html", {"person": person, "standing": standing, "frame": frame})


@require_safe
@one_snapshot()
def my_place(request: HttpRequest) -> HttpResponse:
    """Lead to where the reader stands in the chart; to their own page where that is nowhere."""
    standing = standing_of_account(request.user.pk)
    if standing and standing.main and standing.main.is_in_chart:
        return redirect(with_query(reverse("roles:chart"), Choice(at=standing.main.code)))
    return redirect("roles:me")
