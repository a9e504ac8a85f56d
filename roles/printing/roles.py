"""What the roles of a print are for, each role once."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from roles.chart.text import clean
from roles.models import Position, Role, RoleSkill
from roles.sheets.content import Paragraph, RoleText


def role_texts_of(positions: Iterable[Position]) -> list[RoleText]:
    """Read the roles of these positions in three statements; those of which nothing is written are left out."""
    keys = {position.role_id for position in positions if position.role_id is not None}
    # All roles are read, and those of others passed by: an organisation has some hundreds, and no database takes
    # as many keys in one statement as a large chart may have.
    skills = Prefetch("role_skills", RoleSkill.objects.select_related("skill"))
    found = Role.objects.order_by("title_key", "pk").prefetch_related("responsibilities", skills)
    texts = (RoleText(clean(role.title), tuple(paragraphs_of(role))) for role in found if role.pk in keys)
    return [text for text in texts if text.paragraphs]


def paragraphs_of(role: Role) -> Iterator[Paragraph]:
    """What it is for, what it answers for, and what it asks."""
    purpose = [text for part in role.purpose.split("\n\n") if (text := clean(part))]
    if purpose:
        yield Paragraph("", purpose)
    if duties := [clean(duty.text) for duty in role.responsibilities.all()]:
        yield Paragraph(_("Responsibilities"), duties, is_list=True)
    if skills := [in_words(skill) for skill in role.role_skills.all()]:
        yield Paragraph(_("Skills"), skills, is_list=True)


def in_words(asked: RoleSkill) -> str:
    """A skill and how well it is asked for."""
    words = {"skill": clean(asked.skill.name), "proficiency": asked.step}
    return _("%(skill)s: %(proficiency)s") % words
