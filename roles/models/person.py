"""People, and the appointments by which they hold positions."""

import datetime
from collections.abc import Collection
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from roles.addresses import address_of
from roles.models.door import GuardedAppointments, guard_collector
from roles.models.fields import CodeField, KeyField, LineField, UniqueKeys
from roles.models.position import Position
from roles.querysets import PersonQuerySet
from roles.text import code_key, search_key


class Person(UniqueKeys):
    """A human being, with an employee number."""

    number = CodeField(_("number"), help_text=_("The employee number."))
    number_key = KeyField(
        sources=("number",),
        fold=code_key,
        max_length=150,
        unique=True,
    )
    name = LineField(_("name"))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = LineField(_("phone"), max_length=50, blank=True)
    location = LineField(_("location"), blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    name_search_key = KeyField(sources=("name",), fold=search_key)
    search_key = KeyField(sources=("name", "number"), fold=search_key)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("search_key", "pk")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_any_case",
                violation_error_message=_("Another person has this e-mail address."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the person."""
        return address_of("roles:person", self.number)


class AppointmentKind(models.TextChoices):
    """How somebody holds a position."""

    SUBSTANTIVE = "substantive", _("substantive")
    ACTING = "acting", _("acting")
    SHARED = "shared", _("shared")


class Appointment(models.Model):
    """A person holds a position from a day to a day, both included; without a person the name is not published."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="appointments", verbose_name=_("position"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AppointmentKind, default=AppointmentKind.SUBSTANTIVE)
    share = models.DecimalField(
        _("share"),
        max_digits=7,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("Full-time equivalent: 1 is full time."),
    )
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("The last day."))
    closes_account = models.BooleanField(
        _("close the account"),
        default=False,
        help_text=_("Close the person's account when this ends and no other appointment is left."),
    )

    objects = GuardedAppointments.as_manager()

    # Those that one form judges together with this one, by what they will be: clean() leaves out what they are.
    judged_together: Collection[int] = ()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        base_manager_name = "objects"
        ordering = (models.F("start").asc(nulls_first=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(end__isnull=True)
                | models.Q(start__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="appointment_ends_after_start",
                violation_error_message=_("An appointment can't end before it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(share__gt=0),
                name="appointment_has_share",
                violation_error_message=_("The share must be above 0."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AppointmentKind.values), name="appointment_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person or _('name not published')}: {self.position}"

    def clean(self) -> None:
        """Refuse a holder for an ended position, the same person twice, and a second substantive holder at a time."""
        super().clean()
        if self.position_id is None:
            return
        ended_on = self.position.ended_on
        if ended_on is not None and (self.end is None or self.end > ended_on):
            raise ValidationError(
                {
                    "end": _("The position ended on %(day)s: nobody can hold it after that.")
                    % {"day": date_format(ended_on)}
                }
            )
        others = (
            Appointment.objects.filter(position=self.position_id)
            .exclude(pk__in=[self.pk, *self.judged_together])
            .overlapping(self.start, self.end)
        )
        if self.person_id and others.filter(person=self.person_id).exists():
            raise ValidationError({"person": _("This person holds the position in these days already.")})
        if (
            self.kind == AppointmentKind.SUBSTANTIVE
            and self.position.posts == 1
            and others.filter(kind=self.kind).exists()
        ):
            raise ValidationError(
                {
                    "kind": _(
                        "Somebody holds the position in these days: end that appointment, or make both of them shared."
                    )
                }
            )

    def is_current(self, on: datetime.date | None = None) -> bool:
        """True when it holds on that day, or today."""
        day = on or timezone.localdate()
        return (self.start is None or self.start <= day) and (self.end is None or self.end >= day)


guard_collector(Appointment)
