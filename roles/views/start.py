"""The start page: search, whom the reader reports to, and the top of the chart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roles.models import Person, Position
from roles.standing import Standing, standing_of


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Answer what most people come for, before they ask."""
    context = {"standing": standing_of_reader(request), "has_positions": Position.objects.in_chart().exists()}
    return render(request, "roles/start.html", context)


def standing_of_reader(request: HttpRequest) -> Standing | None:
    """Return where the reader stands, if they are signed in and their account belongs to a person."""
    person = Person.objects.filter(account=request.user.pk).first() if request.user.is_authenticated else None
    return standing_of(person, is_reader=True) if person else None
