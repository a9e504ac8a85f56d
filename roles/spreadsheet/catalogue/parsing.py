"""What the cells of the catalogue mean: a choice by any of its names, several names in one cell."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils.translation import gettext as _

from roles.spreadsheet.lists import split_names
from roles.spreadsheet.parsing import fold_heading
from roles.text import validate_text


def choice_of(choices: type[Choices]) -> Callable[[str], Any]:
    """Parse one of some choices, by its value, its label or its name in the code."""

    def parse(text: str) -> Any:
        names = {fold_heading(str(name)): each for each in choices for name in (each.name, each.label, each.value)}
        found = names.get(fold_heading(text))
        if found is None:
            raise ValidationError(
                _("“%(text)s” is none of the choices: write one of %(choices)s.")
                % {"text": text[:60], "choices": ", ".join(str(each.label) for each in choices)}
            )
        return found.value

    return parse


def names_for(parse: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """Parse several names, each as a field takes it."""
    return lambda text: tuple(parse(name) for name in split_names(text))


def parse_paragraphs(text: str) -> str:
    """Keep the line breaks of a text, each as one character, those too that word processors write in their own way."""
    text = re.sub("\r\n?|[\u2028\u2029\x0b]", "\n", text).strip()
    validate_text(text)
    return text
