"""What a kind of position is for: roles with their facts, responsibilities, skills and next steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.addresses import address_of
from roles.models.fields import KeyField, LineField, UniqueKeys
from roles.text import search_key, validate_text


class ManagementLevel(models.TextChoices):
    """How high a role stands."""

    EXECUTIVE = "executive", _("top-level executive")
    SENIOR = "senior", _("senior management")
    MIDDLE = "middle", _("middle management")
    FIRST_LINE = "first_line", _("first-line management")
    STAFF = "staff", _("staff")


class Scope(models.TextChoices):
    """How far a role reaches."""

    ORGANISATION = "organisation", _("the whole organisation")
    DIVISION = "division", _("a division")
    DEPARTMENT = "department", _("one department")
    TEAM = "team", _("a team")
    OWN_WORK = "own_work", _("one's own work")


class Focus(models.TextChoices):
    """What kind of decisions a role takes."""

    STRATEGIC = "strategic", _("strategic")
    TACTICAL = "tactical", _("tactical")
    OPERATIONAL = "operational", _("operational")


class PlanningHorizon(models.TextChoices):
    """How far ahead a role plans."""

    YEARS = "years", _("years ahead")
    QUARTERS = "quarters", _("quarters ahead")
    WEEKS = "weeks", _("weeks ahead")
    DAYS = "days", _("day to day")


class Proficiency(models.IntegerChoices):
    """How well a role asks for a skill, in four steps."""

    AWARENESS = 1, _("awareness")
    WORKING = 2, _("working")
    PRACTITIONER = 3, _("practitioner")
    EXPERT = 4, _("expert")


class Skill(UniqueKeys):
    """Something one can be good at."""

    name = LineField(_("name"))
    name_key = KeyField(sources=("name",), fold=search_key, unique=True)
    description = models.TextField(_("description"), blank=True, validators=[validate_text])

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ("name_key", "pk")

    def __str__(self) -> str:
        return self.name


class OutsideBody(UniqueKeys):
    """Somebody outside the chart whom a role deals with, such as the board of directors."""

    name = LineField(_("name"))
    name_key = KeyField(sources=("name",), fold=search_key, unique=True)

    class Meta:
        verbose_name = _("outside body")
        verbose_name_plural = _("outside bodies")
        ordering = ("name_key", "pk")

    def __str__(self) -> str:
        return self.name


class Role(UniqueKeys):
    """What a kind of position is for; many positions may share one."""

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    title = LineField(_("title"))
    title_key = KeyField(sources=("title",), fold=search_key, unique=True)
    abbreviation = LineField(_("abbreviation"), max_length=20, blank=True)
    also_called = LineField(_("also called"), blank=True)
    purpose = models.TextField(
        _("purpose"),
        blank=True,
        validators=[validate_text],
        help_text=_("What it is for; the first paragraph stands in large type."),
    )
    management_level = models.CharField(_("management level"), max_length=20, choices=ManagementLevel, blank=True)
    scope = models.CharField(_("scope"), max_length=20, choices=Scope, blank=True)
    focus = models.CharField(_("focus"), max_length=20, choices=Focus, blank=True)
    planning_horizon = models.CharField(_("planning horizon"), max_length=20, choices=PlanningHorizon, blank=True)
    skills = models.ManyToManyField(Skill, through="RoleSkill", related_name="roles", verbose_name=_("skills"))
    works_with = models.ManyToManyField("self", blank=True, verbose_name=_("works closely with"))
    also_works_with = LineField(
        _("also works with"), blank=True, help_text=_("Those that are no role here, such as “other departments”.")
    )
    outside_bodies = models.ManyToManyField(
        OutsideBody, blank=True, related_name="roles", verbose_name=_("outside bodies")
    )
    next_roles = models.ManyToManyField("self", through="NextStep", symmetrical=False, related_name="previous_roles")
    search_key = KeyField(sources=("title", "abbreviation", "also_called"), fold=search_key)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ("title_key", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(management_level__in=["", *ManagementLevel.values]), name="role_level_is_known"
            ),
            models.CheckConstraint(condition=models.Q(scope__in=["", *Scope.values]), name="role_scope_is_known"),
            models.CheckConstraint(condition=models.Q(focus__in=["", *Focus.values]), name="role_focus_is_known"),
            models.CheckConstraint(
                condition=models.Q(planning_horizon__in=["", *PlanningHorizon.values]), name="role_horizon_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the role."""
        return address_of("roles:role", self.slug)


class Responsibility(models.Model):
    """One thing a role answers for; two roles share it when the text is the same."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="responsibilities", verbose_name=_("role"))
    text = LineField(_("responsibility"), max_length=500)
    text_key = KeyField(sources=("text",), fold=search_key)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=("role", "text_key"), name="responsibility_once_a_role"),)

    def __str__(self) -> str:
        return self.text


class RoleSkill(models.Model):
    """A skill that a role asks for, and how well."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="role_skills", verbose_name=_("role"))
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="role_skills", verbose_name=_("skill"))
    proficiency = models.PositiveSmallIntegerField(_("proficiency"), choices=Proficiency, default=Proficiency.WORKING)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("skill of a role")
        verbose_name_plural = _("skills of a role")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("role", "skill"), name="skill_once_a_role"),
            models.CheckConstraint(condition=models.Q(proficiency__in=Proficiency.values), name="proficiency_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.skill} ({self.step})"

    @property
    def step(self) -> str:
        """What the proficiency is called; Django's own display method takes ten times as long."""
        return str(Proficiency(self.proficiency).label)


class NextStep(models.Model):
    """A role that holders of this one usually move on to, and what that takes."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="next_steps", verbose_name=_("role"))
    next_role = models.ForeignKey(Role, models.CASCADE, related_name="steps_here", verbose_name=_("next role"))
    advice = models.TextField(_("what it takes"), blank=True, validators=[validate_text])

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("role", "next_role"), name="next_step_once"),
            models.CheckConstraint(
                condition=~models.Q(role=models.F("next_role")),
                name="next_step_leads_elsewhere",
                violation_error_message=_("A next step leads to another role."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} → {self.next_role}"
