"""Positions, the seats of the organisation in one tree, and the links between them beside that tree."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roles.addresses import address_of
from roles.models.chart import Chart, Department
from roles.models.door import PositionManager, guard_collector, require_open_door
from roles.models.fields import CodeField, KeyField, LineField, UniqueKeys
from roles.models.role import Role
from roles.text import code_key, search_key, validate_text

if TYPE_CHECKING:
    from django.db.models import ForeignKey as TreeForeignKey
    from django.db.models import Model as MPTTModel

    from roles.models.person import Appointment, Person
else:
    from mptt.models import MPTTModel, TreeForeignKey

MOST_LEVELS = 64
# How many positions of a reporting loop are named beside the first.
MOST_IN_LOOP = 6
# As many as a cell of a spreadsheet may hold, so that what is exported can come back.
MOST_CHARACTERS = 2000


class Position(UniqueKeys, MPTTModel):
    """A seat in the structure, filled or not: it stays when its holder leaves."""

    code = CodeField(_("code"), help_text=_("Your own key for this position; it stands in addresses and files."))
    code_key = KeyField(
        sources=("code",),
        fold=code_key,
        max_length=150,
        unique=True,
    )
    title = LineField(_("title"), blank=True, help_text=_("Leave it empty to use the title of the role."))
    role = models.ForeignKey(
        Role, models.PROTECT, null=True, blank=True, related_name="positions", verbose_name=_("role")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="positions", verbose_name=_("department")
    )
    organisation = LineField(_("organisation"), blank=True)
    location = LineField(_("location"), blank=True)
    grade = LineField(_("grade"), max_length=50, blank=True)
    reports_to = TreeForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="direct_reports",
        verbose_name=_("reports to"),
        db_index=True,
    )
    peer_order = models.BigIntegerField(_("order among its peers"), default=0)
    is_assistant = models.BooleanField(
        _("is an assistant"), default=False, help_text=_("Drawn beside the line, not below it.")
    )
    posts = models.PositiveIntegerField(
        _("posts"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("More than one: a group of like posts, drawn as one box."),
    )
    is_placed = models.BooleanField(
        _("is placed"), default=True, help_text=_("Without the tick it waits outside the chart.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    notes = models.TextField(_("notes"), blank=True, validators=[validate_text, MaxLengthValidator(MOST_CHARACTERS)])
    search_key = KeyField(sources=("code", "title"), fold=search_key)
    version = models.PositiveBigIntegerField(_("version"), default=1, editable=False)
    lft = models.BigIntegerField(editable=False, default=0)
    rght = models.BigIntegerField(editable=False, default=0)
    tree_id = models.PositiveIntegerField(editable=False, default=0)
    level = models.PositiveIntegerField(_("level"), editable=False, default=0)
    reports_count = models.PositiveIntegerField(_("reports"), editable=False, default=0)

    objects: ClassVar["PositionManager[Position]"] = PositionManager()

    # What the queryset's with_holders(), with_span() and so on add.
    current_appointments: "list[Appointment]"
    span: int
    code_of_manager: "str | None"
    is_filled: bool

    class MPTTMeta:
        parent_attr = "reports_to"

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        base_manager_name = "objects"
        # mptt adds its index on (tree_id, lft) only to a list that stands here (django-mptt#682).
        indexes = (models.Index(fields=["level"], name="position_level"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title="") | models.Q(role__isnull=False),
                name="position_has_title_or_role",
                violation_error_message=_("Give the position a title, or a role whose title it takes."),
            ),
            models.CheckConstraint(
                condition=models.Q(reports_to__isnull=True) | ~models.Q(reports_to=models.F("id")),
                name="position_reports_to_another",
                violation_error_message=_("A position can't report to itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_placed=True, ended_on__isnull=True) | models.Q(reports_to__isnull=True),
                name="position_outside_chart_reports_to_none",
                violation_error_message=_("A position that has ended or is not placed yet reports to none."),
            ),
            models.CheckConstraint(
                condition=models.Q(posts__gte=1),
                name="position_has_posts",
                violation_error_message=_("A position has at least one post."),
            ),
            models.CheckConstraint(
                condition=models.Q(lft__lt=models.F("rght")) & models.Q(lft__gte=1), name="position_numbers_are_a_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.shown_title} ({self.code})"

    def save(self, *args: Any, **options: Any) -> None:
        """Write the row inside roles.tree; mptt's own renumbering is left out, since the door numbers the tree."""
        require_open_door()
        super(MPTTModel, self).save(*args, **options)  # type: ignore[misc] # its types are Model's

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete the row inside roles.tree, without mptt's renumbering."""
        require_open_door()
        deleted: tuple[int, dict[str, int]] = super(MPTTModel, self).delete(*args, **options)  # type: ignore[misc] # as above
        return deleted

    def get_absolute_url(self) -> str:
        """The page of the position."""
        return address_of("roles:position", self.code)

    @property
    def shown_title(self) -> str:
        """Its own title, else its role's."""
        return self.title or (self.role.title if self.role else "")

    # Whom sentences name in its place, where somebody is asked for by the position they hold.
    as_person: "Person | None" = None

    @property
    def is_in_chart(self) -> bool:
        """False once it has ended, and as long as it is not placed."""
        return self.is_placed and self.ended_on is None

    @property
    def is_head(self) -> bool:
        """True in the chart without a manager."""
        return self.is_in_chart and self.reports_to_id is None

    def clean(self) -> None:
        """Refuse what no constraint can: a loop, a second head, too many levels, a manager outside the chart."""
        super().clean()
        if self.reports_to_id is None:
            self._refuse_second_head()
            self._refuse_leaving_reports()
        else:
            self._refuse_manager_outside_chart()
            above = list(Position.objects.line_from(self.reports_to_id).values_list("pk", flat=True))
            self._refuse_loop(above)
            self._refuse_depth(len(above))

    def _refuse_second_head(self) -> None:
        if not self.is_in_chart or Chart.current().allows_several_heads:
            return
        heads = Position.objects.heads().select_related("role")
        if heads.filter(pk=self.pk).exists():
            return
        head = heads.first()
        if head is not None:
            raise ValidationError(
                {
                    "reports_to": _("%(head)s is the head already: choose whom this position reports to.")
                    % {"head": head}
                }
            )

    def _refuse_leaving_reports(self) -> None:
        count = 0 if self.is_in_chart or not self.pk else Position.objects.filter(reports_to=self.pk).count()
        if count:
            raise ValidationError(reports_in_words(self, count))

    def _refuse_manager_outside_chart(self) -> None:
        manager = Position.objects.select_related("role").filter(pk=self.reports_to_id or 0).first()
        if manager is None:
            raise ValidationError({"reports_to": _("The manager chosen is no longer there: choose another.")})
        if not manager.is_in_chart:
            raise ValidationError({"reports_to": outside_in_words(manager)})

    def _refuse_loop(self, above: Sequence[int]) -> None:
        if self.pk not in above:
            return
        loop = above[: above.index(self.pk)]
        named = Position.objects.select_related("role").in_bulk(loop[:MOST_IN_LOOP])
        names = [str(self), *(str(named[key]) for key in loop[:MOST_IN_LOOP]), str(self)]
        raise ValidationError({"reports_to": loop_in_words(names, len(loop[MOST_IN_LOOP:]))})

    def _refuse_depth(self, level: int) -> None:
        """Refuse what would stand too deep, but not what stands as deep already: it must stay possible to edit it."""
        before = Position.objects.filter(pk=self.pk).values_list("level", flat=True).first() if self.pk else None
        if before is not None and level <= before:
            return
        levels_below = Position.objects.levels_under(self.pk) if self.pk else 0
        if level + levels_below >= MOST_LEVELS:
            raise ValidationError({"reports_to": too_deep_in_words()})


guard_collector(Position)


def reports_in_words(position: Position, count: int) -> str:
    """Say that a position can't go while others report to it."""
    return ngettext(
        "%(count)d position reports to %(position)s: move it to another manager first.",
        "%(count)d positions report to %(position)s: move them to another manager first.",
        count,
    ) % {"count": count, "position": position}


def outside_in_words(manager: Position) -> str:
    """Say that nobody can report to a position outside the chart."""
    return _("%(manager)s is not in the chart: choose another manager.") % {"manager": manager}


def too_deep_in_words() -> str:
    """Say that the chart would have too many levels."""
    return _("The chart would have more than %(most)s levels: choose a manager further up.") % {"most": MOST_LEVELS}


def loop_in_words(names: Sequence[str], left_out: int = 0) -> str:
    """Spell out a reporting loop: "A reports to B, who reports to C, who reports to A"; of many, the first ones."""
    first, *others, last = names
    left_out += len(others[MOST_IN_LOOP:])
    second, *told = others[:MOST_IN_LOOP] if left_out else [*others, last]
    line = _("%(one)s reports to %(other)s") % {"one": first, "other": second}
    for name in told:
        line = _("%(line)s, who reports to %(name)s") % {"line": line, "name": name}
    if left_out:
        line = ngettext(
            "%(line)s, who reports through %(count)d other to %(name)s",
            "%(line)s, who reports through %(count)d others to %(name)s",
            left_out,
        ) % {"line": line, "count": left_out, "name": last}
    return _("This would be a loop: %(line)s.") % {"line": line}
