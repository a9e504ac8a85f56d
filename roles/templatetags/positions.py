"""Say in templates who holds a position, and whether anybody does."""

from django import template

from roles import sentences
from roles.models import Appointment, Position
from roles.phrases import Sentence

register = template.Library()


@register.filter
def held_now(position: Position) -> Sentence:
    """Return who holds a position that came with its holders."""
    return sentences.held_now(position)


@register.filter
def is_vacant(position: Position) -> bool:
    """Return whether nobody holds a position that came with its holders."""
    return sentences.is_vacant(position)


@register.filter
def holder(appointment: Appointment) -> Sentence:
    """Return who an appointment names, and whether they act."""
    return sentences.holder(appointment)
