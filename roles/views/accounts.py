"""The pages of accounts: sign in and out, ask for a link, choose and change a password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from roles.accounts.backends import open_account
from roles.accounts.forms import AskForLinkForm, ChangePasswordForm, ChoosePasswordForm, SignInForm
from roles.accounts.slowing import remember_device
from roles.models import Account, Chart
from roles.sample import ACCOUNTS, SampleAccount

START = reverse_lazy("roles:start")


class SignIn(LoginView):
    """Sign in with user name or e-mail and password, and go to the page that was asked for."""

    form_class = SignInForm
    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override] # as form_class says
        """Sign in; from now on the browser is known to this account."""
        response = super().form_valid(form)
        form.guess.forget()
        remember_device(self.request, response, form.get_user())
        return response

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override] # as form_class says
        """Show what was wrong, or how long to wait."""
        response = super().form_invalid(form)
        if form.wait:
            response.status_code = 429
            response.headers["Retry-After"] = str(form.wait)
        return response

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Return the page that was asked for, unless it is elsewhere or signs in and out itself."""
        target = super().get_redirect_url()
        return "" if target.startswith((reverse("login"), reverse("logout"))) else target

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Name the accounts of the sample organisation, where it is one."""
        return super().get_context_data(sample_accounts=sample_accounts(), **context)


def sample_accounts() -> list[SampleAccount]:
    """The accounts of the sample organisation that are there; none in any other organisation."""
    if not Chart.objects.filter(is_sample=True).exists():
        return []
    names = [account.username for account in ACCOUNTS]
    present = set(Account.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [account for account in ACCOUNTS if account.username in present]


class SignOut(LogoutView):
    """Sign out, by POST only."""

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """End the session, and say so."""
        response = super().post(request, *args, **options)
        messages.success(request, _("You are signed out."))
        return response


class AskForLink(PasswordResetView):
    """Ask for a link to choose a new password; the answer is the same for every address."""

    form_class = AskForLinkForm
    template_name = "registration/ask_for_link.html"


class LinkSent(PasswordResetDoneView):
    """Say what to expect."""

    template_name = "registration/link_sent.html"


class ChoosePassword(PasswordResetConfirmView):
    """Choose a password by the link of a mail, and be signed in with it."""

    form_class = ChoosePasswordForm
    template_name = "registration/choose_password.html"
    success_url = START
    post_reset_login = True
    post_reset_login_backend = "roles.accounts.backends.PasswordSignIn"

    def get_user(self, uidb64: str) -> Account | None:
        """Return the account of the link while it is open: a link from before somebody left is worth nothing."""
        account = super().get_user(uidb64)
        return open_account(account.pk) if account else None

    def form_valid(self, form: ChoosePasswordForm) -> HttpResponse:  # type: ignore[override] # as form_class says
        """Keep the password, and say so on the next page."""
        response = super().form_valid(form)
        remember_device(self.request, response, form.user)
        messages.success(self.request, _("Your password is set, and you are signed in."))
        return response


class ChangePassword(PasswordChangeView):
    """Change the password; this session stays, others end."""

    form_class = ChangePasswordForm
    template_name = "registration/change_password.html"
    success_url = START

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:  # type: ignore[override] # as form_class says
        """Change it, and say so on the next page."""
        response = super().form_valid(form)
        messages.success(
            self.request, _("Your password is changed. Wherever else you were signed in, you no longer are.")
        )
        return response
