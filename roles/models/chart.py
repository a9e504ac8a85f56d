"""The organisation itself, and the departments that label its positions."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.models.fields import CodeField, KeyField, LineField, UniqueKeys
from roles.text import code_key, search_key


class Chart(models.Model):
    """The one organisation this installation shows; `version` grows with every write to its tree."""

    name = LineField(_("name of the organisation"), default="Our organisation")
    allows_several_heads = models.BooleanField(
        _("allow several heads"),
        default=False,
        help_text=_("More than one position may report to none."),
    )
    is_sample = models.BooleanField(_("is the sample organisation"), default=False, editable=False)
    version = models.PositiveBigIntegerField(_("version"), default=0, editable=False)
    # The last change that suggestions are looked up with in full, and how much the record of those since weighs.
    kept_until = models.PositiveBigIntegerField(default=0, editable=False)
    noted = models.PositiveBigIntegerField(default=0, editable=False)
    # What the last check of the tree found, for whoever asks whether all is well without checking again.
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    findings = models.PositiveIntegerField(_("findings of the last check"), default=0, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="chart_is_one_row"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Chart":
        """The one row, written when it is first asked for."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def shown(cls) -> "Chart":
        """The one row for pages that only read: where there is none yet, what it would be."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Department(UniqueKeys):
    """A label on a position: a name and a colour."""

    code = CodeField(_("code"))
    code_key = KeyField(sources=("code",), fold=code_key, max_length=150, unique=True)
    name = LineField(_("name"))
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#5b6b7b",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Write the colour as # and six digits, such as #1f6feb."))],
    )
    search_key = KeyField(sources=("name", "code"), fold=search_key)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("search_key", "pk")

    def __str__(self) -> str:
        return self.name
