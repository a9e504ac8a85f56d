"""How administrators look after accounts; nobody else sees them here."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm, UsernameField
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roles.access import make_hr_editor, unmake_hr_editor
from roles.accounts.closing import close_accounts, has_left, reopen_accounts
from roles.models import Account
from roles.text import search_key

if TYPE_CHECKING:
    BaseAdmin = UserAdmin[Account]
else:
    BaseAdmin = UserAdmin


class NewAccountForm(AdminUserCreationForm):  # type: ignore[type-arg] # generic in the stubs only
    """A new account, with a password or without one."""

    class Meta:
        model = Account
        fields = ("username", "email")
        field_classes = {"username": UsernameField}


class AccountForm(UserChangeForm):  # type: ignore[type-arg] # as above
    """An account that is there."""

    class Meta:
        model = Account
        fields = ("username", "email", "password", "is_active", "is_staff", "is_superuser", "groups")
        field_classes = {"username": UsernameField}
        labels = {"is_active": gettext_lazy("open")}
        help_texts = {"is_active": gettext_lazy("Nobody can sign in with a closed account; its sessions end at once.")}
        widgets = {"groups": forms.CheckboxSelectMultiple}


@admin.register(Account)
class AccountAdmin(BaseAdmin):
    """Accounts with their rights; people are invited on the list of people."""

    form = AccountForm
    add_form = NewAccountForm
    list_display = ("username", "email", "whose", "is_open", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    list_select_related = ("person",)
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("username",)
    search_help_text = gettext_lazy("User name, e-mail, or name or number of the person.")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "email", "password")}),
        (gettext_lazy("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),)
    actions = ("close", "reopen", "make_hr_editors", "unmake_hr_editors")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show accounts to administrators alone: whoever may change accounts may make themselves anything."""
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """As above."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As above."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """As above."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """As above, but for one's own account."""
        return self.has_module_permission(request) and obj != request.user

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        """Read accounts with whether their person has left."""
        left = ExpressionWrapper(has_left(), output_field=BooleanField())
        return super().get_queryset(request).annotate(has_left=left)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Account], search_term: str
    ) -> tuple[QuerySet[Account], bool]:
        """Find accounts in which each word stands."""
        for word in search_term.split():
            person = Q(person__search_key__contains=search_key(word))
            queryset = queryset.filter(Q(username__icontains=word) | Q(email__icontains=word) | person)
        return queryset, False

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def whose(self, account: Account) -> str:
        """Name the person, or nobody."""
        return account.person.name if hasattr(account, "person") else ""

    @admin.display(description=gettext_lazy("open"), boolean=True)
    def is_open(self, account: Account) -> bool:
        """False for a closed account, and for a leaver's."""
        return account.is_active and not account.has_left  # type: ignore[attr-defined] # annotated

    def save_model(self, request: HttpRequest, obj: Account, form: Any, change: bool) -> None:
        """Let the tick at "open" do what the actions do."""
        opens, obj.is_active = obj.is_active, form.initial.get("is_active", obj.is_active)
        super().save_model(request, obj, form, change)
        if opens and change:
            reopen_accounts([obj])
        elif not opens:
            close_accounts([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        """Delete each with what belongs to it outside of the database."""
        for account in queryset:
            account.delete()

    @admin.action(description=gettext_lazy("Close selected accounts"))
    def close(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        """Close them and end their sessions; one's own stays."""
        count = close_accounts(account for account in queryset if account != request.user)
        text = ngettext("%(count)s account is closed.", "%(count)s accounts are closed.", count)
        self.message_user(request, text % {"count": count})
        if request.user in queryset:
            self.message_user(request, _("Your own account stays open."), messages.WARNING)

    @admin.action(description=gettext_lazy("Open selected accounts again"))
    def reopen(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        """Open them, and take the tick off ended appointments, which would close them again."""
        count = reopen_accounts(queryset)
        text = ngettext("%(count)s account is open again.", "%(count)s accounts are open again.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(description=gettext_lazy("Let selected accounts edit the chart"))
    def make_hr_editors(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        """Put them into the group of HR editors, and let them into the admin."""
        for account in queryset:
            make_hr_editor(account)
        self.message_user(request, _("The selected accounts may edit the chart."))

    @admin.action(description=gettext_lazy("Let selected accounts read only"))
    def unmake_hr_editors(self, request: HttpRequest, queryset: QuerySet[Account]) -> None:
        """Take them out of the group of HR editors, and out of the admin unless they are administrators."""
        for account in queryset:
            unmake_hr_editor(account)
        self.message_user(request, _("The selected accounts read only, but for administrators."))
