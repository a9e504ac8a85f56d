"""The page that removes the sample organisation: what would go, counted, and a password nobody else knows."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roles.models import Account, Chart
from roles.sample import ACCOUNTS
from roles.sample.removal import NoSampleError, accounts_that_go, is_sample_account, remove, what_would_go


class OwnPasswordForm(SetPasswordForm):  # type: ignore[type-arg] # generic in the stubs only
    """A password that is not one of the sample's."""

    def clean_new_password1(self) -> str:
        """Refuse those that the sample's sign-in page prints."""
        password: str = self.cleaned_data["new_password1"]
        if password in {account.password for account in ACCOUNTS}:
            raise ValidationError(_("This password came with the sample and is known to all: choose another."))
        return password


@require_http_methods(["GET", "POST"])
def remove_sample(request: HttpRequest) -> HttpResponse:
    """Ask, then remove everything; for administrators, since other people's accounts go too."""
    account = cast("Account", request.user)
    if not account.is_superuser:
        raise PermissionDenied
    if not Chart.current().is_sample:
        messages.info(request, _("This is not the sample organisation: nothing was removed."))
        return redirect("admin:index")
    form = password_form(request, account)
    if request.method == "POST" and form.is_valid():
        return removed(request, account, form)
    context = {
        **admin.site.each_context(request),
        "title": _("Remove the sample organisation"),
        "piles": what_would_go(account),
        "accounts": accounts_that_go(account),
        "form": form,
    }
    return TemplateResponse(request, "admin/roles/chart/remove_sample.html", context)


def password_form(request: HttpRequest, account: Account) -> Any:
    """The passwords of the sample are printed on its sign-in page: whoever came with it needs a new one."""
    data = request.POST if request.method == "POST" else None
    return OwnPasswordForm(account, data) if is_sample_account(account) else Form(data)


def removed(request: HttpRequest, account: Account, form: Any) -> HttpResponse:
    """Remove everything, and stay signed in with the new password."""
    try:
        remove(account, form.cleaned_data.get("new_password1", ""))
    except NoSampleError:
        messages.info(request, _("Somebody else has removed the sample organisation already."))
    else:
        update_session_auth_hash(request, account)
        messages.success(request, _("The sample organisation is removed. Name your own first."))
        return redirect("admin:roles_chart_change", Chart.current().pk)
    return redirect("admin:index")
