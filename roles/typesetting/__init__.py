"""Printed pages to a PDF or a picture, by Typst in a process of its own; without Django."""

from roles.typesetting.running import Limits, Typeset, TypesettingError, fill, is_available, typeset

__all__ = ("Limits", "Typeset", "TypesettingError", "fill", "is_available", "typeset")
