"""Printed pages to a PDF or a picture, by Typst in a process of its own; without Django."""

from roles.typesetting.flowing import flowing
from roles.typesetting.listing import Listing
from roles.typesetting.running import Limits, Typeset, TypesettingError, fill, is_available, typeset

__all__ = ("Limits", "Listing", "Typeset", "TypesettingError", "fill", "flowing", "is_available", "typeset")
