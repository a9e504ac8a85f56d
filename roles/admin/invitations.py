"""What HR does with accounts on the list of people: invite, close, open again; and what a last appointment closes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.accounts.closing import close_accounts, close_leavers, reopen_accounts
from roles.accounts.invitations import MOST_AT_ONCE, invite, sort_guests
from roles.accounts.states import state_of, with_account_state
from roles.models import Account, Person

MOST_NAMES = 10

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = object


def names_of(people: Iterable[Person]) -> str:
    """Name people, ten at most, and say how many more there are."""
    named = [f"{person.name} ({person.number})" for person in people]
    more = len(named) - MOST_NAMES
    shown = ", ".join(named[:MOST_NAMES])
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more) % {"names": shown, "more": more}


class ClosesLeavers(ModelAdmin):
    """For a form in which appointments are edited: closes the account at once when the last one is over."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the appointments, then close whose last appointment has ended."""
        super().save_related(request, form, formsets, change)
        for account in close_leavers():
            text = _("The account of %(person)s is closed: the last appointment has ended.")
            self.message_user(request, text % {"person": getattr(account, "person", account)})


class InvitesPeople(ModelAdmin):
    """For the list of people: invitations and the state of accounts; stands before the admin's own class."""

    actions = ("invite_people", "close_accounts", "reopen_accounts", "delete_selected")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Read people with how it stands with their accounts, in the same statement."""
        return with_account_state(super().get_queryset(request))

    @admin.display(description=gettext_lazy("account"))
    def account_state(self, person: Person) -> str:
        """Show no account, invited, open or closed."""
        return str(state_of(person).label)

    @admin.action(permissions=["change"], description=gettext_lazy("Invite selected people by e-mail"))
    def invite_people(self, request: HttpRequest, queryset: QuerySet[Person]) -> TemplateResponse | None:
        """Show who would get a mail and who not, then send."""
        guests = sort_guests(queryset)
        if "confirmed" in request.POST:
            # Mails leave when nothing is locked any more: a mail server may take its time.
            transaction.on_commit(lambda: self.send_invitations(request, guests.to_mail))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Invite by e-mail"),
            "opts": self.model._meta,
            "guests": guests,
            "most": MOST_AT_ONCE,
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/roles/person/invite.html", context)

    def send_invitations(self, request: HttpRequest, people: list[Person]) -> None:
        """Send, and say what became of it."""
        sent = invite(people, request)
        self.log(request, sent.invited, _("Invited by e-mail."))
        invited = len(sent.invited)
        if invited:
            text = ngettext("%(count)s person is invited.", "%(count)s people are invited.", invited)
            self.message_user(request, text % {"count": invited}, messages.SUCCESS)
        if sent.refused:
            text = _("The mail server refused the address of %(people)s: check it. They were not invited.")
            self.message_user(request, text % {"people": names_of(sent.refused)}, messages.WARNING)
        if sent.unreached:
            text = _("The mail server does not answer. Not invited: %(people)s. Try again later.")
            self.message_user(request, text % {"people": names_of(sent.unreached)}, messages.ERROR)
        if not people:
            self.message_user(request, _("There was nobody to invite."), messages.WARNING)

    @admin.action(permissions=["change"], description=gettext_lazy("Close the accounts of selected people"))
    def close_accounts(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        """Close them, and end their sessions."""
        people = self.within_reach(request, queryset)
        count = close_accounts(person.account for person in people if person.account)
        self.log(request, people, _("Account closed."))
        text = ngettext("%(count)s account is closed.", "%(count)s accounts are closed.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(permissions=["change"], description=gettext_lazy("Open the accounts of selected people again"))
    def reopen_accounts(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        """Open them, and take the tick off ended appointments, which would close them again."""
        people = self.within_reach(request, queryset)
        count = reopen_accounts(person.account for person in people if person.account)
        self.log(request, people, _("Account opened again."))
        text = ngettext("%(count)s account is open again.", "%(count)s accounts are open again.", count)
        self.message_user(request, text % {"count": count})

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        """Delete a person, and close their account: nobody else is left to answer for it."""
        account = obj.account
        super().delete_model(request, obj)
        if account is not None and not self.is_beyond(request, account):
            close_accounts([account])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        """Delete people, and close their accounts."""
        accounts = [person.account for person in queryset.select_related("account") if person.account]
        super().delete_queryset(request, queryset)
        close_accounts(account for account in accounts if not self.is_beyond(request, account))

    def within_reach(self, request: HttpRequest, people: QuerySet[Person]) -> list[Person]:
        """Leave out one's own account and, unless one is an administrator, those of administrators; say whose."""
        found = list(people.filter(account__isnull=False).select_related("account"))
        kept = [person for person in found if person.account and self.is_beyond(request, person.account)]
        if kept:
            text = _("Left as it is: %(people)s. Your own account and those of administrators need an administrator.")
            self.message_user(request, text % {"people": names_of(kept)}, messages.WARNING)
        return [person for person in found if person not in kept]

    def is_beyond(self, request: HttpRequest, account: Account) -> bool:
        """True for one's own account, and for an administrator's when one is none."""
        return account == request.user or (account.is_superuser and not request.user.is_superuser)

    def log(self, request: HttpRequest, people: list[Person], message: str) -> None:
        """Write into the admin's history of each person what was done."""
        LogEntry.objects.log_actions(request.user.pk or 0, people, CHANGE, message)
