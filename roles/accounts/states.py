"""Say how it stands with somebody's account."""

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from roles.accounts.closing import has_left
from roles.models import Account, Person


class AccountState(TextChoices):
    """From nothing to the end."""

    NONE = "none", _("no account")
    INVITED = "invited", _("invited, no password yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


def with_account_state(people: QuerySet[Person]) -> QuerySet[Person]:
    """Fetch with each person what `state_of` asks for, in the same statement."""
    left = ExpressionWrapper(has_left(account="account_id"), output_field=BooleanField())
    return people.select_related("account").annotate(has_left=left)


def state_of(person: Person) -> AccountState:
    """The state of a person's account; the person comes from `with_account_state`."""
    account: Account | None = person.account
    if account is None:
        return AccountState.NONE
    if person.has_left or not account.is_active:  # type: ignore[attr-defined] # annotated
        return AccountState.CLOSED
    if account.has_usable_password() or account.last_login:
        return AccountState.OPEN
    return AccountState.INVITED
