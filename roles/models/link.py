"""Links between positions, beside the one solid line."""

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from roles.models.door import GuardedLinks, guard_collector
from roles.models.position import Position


class LinkKind(models.TextChoices):
    """What a link says."""

    DOTTED_LINE = "dotted_line", _("dotted line")
    DEPUTY = "deputy", _("deputy")
    WORKS_WITH = "works_with", _("works with")


class Link(models.Model):
    """Any relation other than the solid line: A also reports to B, deputises for B, or works with B."""

    from_position = models.ForeignKey(Position, models.CASCADE, related_name="links_out", verbose_name=_("from"))
    to_position = models.ForeignKey(Position, models.CASCADE, related_name="links_in", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)

    objects = GuardedLinks.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        base_manager_name = "objects"
        ordering = ("kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("from_position", "to_position", "kind"),
                name="link_once",
                violation_error_message=_("This link exists already."),
            ),
            models.UniqueConstraint(
                # By the names of the fields: a form's check puts the values of its own row in the place of these alone.
                Least("from_position", "to_position"),
                Greatest("from_position", "to_position"),
                condition=models.Q(kind=LinkKind.WORKS_WITH),
                name="works_with_once_in_either_direction",
                violation_error_message=_("These two positions are linked as working together already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(from_position=models.F("to_position")),
                name="link_leads_elsewhere",
                violation_error_message=_("A position can't be linked with itself."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=LinkKind.values), name="link_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.from_position} → {self.to_position}: {self.get_kind_display()}"


guard_collector(Link)
