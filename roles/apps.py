"""Tell Django about the application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    """The organisation's positions, roles and people."""

    name = "roles"
    verbose_name = _("Organisation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let Django know of our checks."""
        from roles import checks  # noqa: F401
