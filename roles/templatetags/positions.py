"""Write sentences in templates, say who holds a position, and write texts and numbers as one reads them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from html import escape

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from roles import sentences
from roles.access import may_import
from roles.facts import MEANINGS
from roles.lattice.moving import SkillLine
from roles.listing import listed
from roles.models import Account, Appointment, Position
from roles.phrases import Part, Sentence, written
from roles.ways import SkillAsked

# Four boxes, of which the style sheet fills as many as the steps say.
BOXES = "".join(f'<rect x="{at}" y="1" width="8" height="8"/>' for at in (1, 13, 25, 37))
PROFICIENCY = (
    '<span class="proficiency" data-steps="{}">'
    f'<svg class="steps" viewBox="0 0 46 10" aria-hidden="true">{BOXES}</svg> {{}}</span>'
)

register = template.Library()
register.filter(written)
register.filter(may_import)
register.filter(listed)


def paragraphs(text: str) -> list[str]:
    """Part a text where a line is empty."""
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]


@register.filter
def held_now(position: Position) -> Sentence:
    """Return who holds a position that came with its holders."""
    return sentences.held_now(position)


@register.filter
def said(sentence: Sentence, reader: Account | AnonymousUser) -> SafeString:
    """Write a sentence, names apart from the text around them, with links where this reader may follow them."""
    return mark_safe("".join([part_of(part, reader) for part in sentence]))  # noqa: S308 - escaped part by part


def part_of(part: Part, reader: Account | AnonymousUser) -> str:
    """Write one run of text as HTML; Django's own ways would double what a page of many sentences costs."""
    text = escape(part.text)
    if part.url and (part.is_public or reader.is_authenticated):
        return f'<a href="{escape(part.url)}"><bdi>{text}</bdi></a>'
    return f"<bdi>{text}</bdi>" if part.is_name else text


@register.filter
def as_items(skills: Iterable[SkillLine]) -> SafeString:
    """Write skills as the items of a list; a page has hundreds of them, which a loop would take three times as long."""
    return format_html_join("", "<li>{}<bdi>{}</bdi>{}</li>", skills)


@register.filter
def proficiency(skill: SkillAsked) -> SafeString:
    """Draw how well a skill is asked for as boxes, and say it; including a template takes ten times as long."""
    return format_html(PROFICIENCY, skill.proficiency, skill.step)


@register.filter
def is_vacant(position: Position) -> bool:
    """Return whether nobody holds a position that came with its holders."""
    return sentences.is_vacant(position)


@register.filter
def first_paragraph(text: str) -> str:
    """Return the first paragraph of a text."""
    return paragraphs(text)[0]


@register.filter
def other_paragraphs(text: str) -> str:
    """Return a text without its first paragraph."""
    return "\n\n".join(paragraphs(text)[1:])


@register.filter
def meaning(choice: str) -> str:
    """Return what a choice among a role's facts means."""
    return str(MEANINGS.get(choice, ""))


@register.filter
def shortest(number: Decimal) -> str:
    """Write a number without needless zeros, as the language does: 0.5, 10."""
    return str(localize(Decimal(f"{number.normalize():f}")))


@register.filter
def parts_of_address(email: str) -> list[str]:
    """Part an e-mail address where a line may break: before the @."""
    name, at, domain = email.partition("@")
    return [name, at + domain]


@register.filter
def holder(appointment: Appointment) -> Sentence:
    """Return who an appointment names, and whether they act."""
    return sentences.holder(appointment)
