"""The admin as a whole: our name, our sign-in, a start page that shows what needs work, and an answer when it is busy.

It stands beside the package roles.admin, whose modules register with it while they are imported.
"""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError, OperationalError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from roles.lock import TreeBusyError
from roles.models import Chart
from roles.snapshot import one_snapshot
from roles.views.failures import RETRY_AFTER, is_for_now
from roles.work import tasks_for

LONGEST_KEY = 18
PAGES_OF_THE_TREE = ("roles_position", "roles_change", "roles_person", "autocomplete")
View = TypeVar("View", bound=Callable[..., Any])


def is_key(text: str) -> bool:
    """True for what can be a row's primary key."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


def refuse_what_no_form_sends(request: HttpRequest) -> None:
    """Refuse NUL, which PostgreSQL can't compare, a popup's field without a name, and rows chosen by no key."""
    if any("\0" in value for _name, values in request.GET.lists() for value in values):
        raise BadRequest("NUL in the address")
    if "" in {*request.GET.getlist(TO_FIELD_VAR), *request.POST.getlist(TO_FIELD_VAR)}:
        raise BadRequest("no field")
    if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
        raise BadRequest("no list of rows")


def shows_positions(request: HttpRequest) -> bool:
    """True for a page that shows something of the tree and writes nothing."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return request.method in ("GET", "HEAD") and str(name).startswith(PAGES_OF_THE_TREE)


class LabelledSuggestions(AutocompleteJsonView):
    """Suggestions that say what the model's admin wants said, such as who holds a position."""

    model_admin: Any

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Return the key and the words of one suggestion."""
        result = super().serialize_result(obj, to_field_name)
        describe = getattr(self.model_admin, "describe", str)
        return {**result, "text": describe(obj)}


class OrganisationAdminSite(admin.AdminSite):
    """Django's admin under the organisation's name."""

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Put the organisation's name at the top of every page."""
        name = Chart.shown().name
        return {**super().each_context(request), "site_title": name, "site_header": name}

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people to the sign-in page of the site; who has signed in and may not edit is told so."""
        target = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(target, reverse("login"))

    def password_change(  # type: ignore[override] # a redirect will do where the stubs want a template's answer
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send people to the site's own page."""
        return redirect("password_change")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what needs work above the list of what there is."""
        may_remove = request.user.is_superuser and Chart.shown().is_sample
        context = {"tasks": tasks_for(request.user), "may_remove_sample": may_remove, **(extra_context or {})}
        return super().index(request, context)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Suggest what fits, in the words of the model's admin."""
        return LabelledSuggestions.as_view(admin_site=self)(request)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Answer what the database can't take with 400, and a busy tree with 503."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_what_no_form_sends(request)
            try:
                with one_snapshot() if shows_positions(request) else nullcontext():
                    response = view(request, *args, **kwargs)
                    # Search fields ask the database for what they show: let that fail in here too.
                    return response.render() if isinstance(response, TemplateResponse) else response
            except (OverflowError, DataError) as error:
                raise BadRequest("a number that no column holds") from error
            except (TreeBusyError, OperationalError) as error:
                if is_for_now(error):
                    return self.busy(request)
                raise

        return super().admin_view(cast("View", guarded), cacheable)

    def busy(self, request: HttpRequest) -> TemplateResponse:
        """Say that somebody else is writing, and that nothing was saved."""
        context = {**self.each_context(request), "title": _("Try again in a moment")}
        headers = {"Retry-After": str(RETRY_AFTER)}
        return TemplateResponse(request, "admin/busy.html", context, status=503, headers=headers)
