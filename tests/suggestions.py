"""Compare what suggestions are found by with what it would be, were it written anew."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from roles.models import Position
from roles.models.search import SearchPiece, SearchText
from roles.suggesting.noting import Touched, read_noted
from roles.suggesting.pieces import LEVELS, Bits, bits_of_all, bits_of_levels, bits_of_words, unpack
from roles.suggesting.reading import Now, read_now

Value = TypeVar("Value")


def is_kept() -> bool:
    """True where everything is as it would be, were it written anew, but for what is noted, and the notes are few."""
    now = read_now(Touched(set(Position.objects.in_chart().values_list("pk", flat=True))))
    noted = read_now(read_noted())
    texts = dict(SearchText.objects.values_list("pk", "text"))
    rows = SearchPiece.objects.values_list("piece", "block", "bits")
    kept = {(piece, block): unpack(bits) for piece, block, bits in rows}
    levels = {each: kept.pop(each) for each in [*kept] if each[0] in LEVELS}
    return (
        kept == bits_of_words(texts)
        and without(texts, noted.keys) == without(now.texts, noted.keys)
        and levels_without(levels, noted) == levels_without(bits_of_levels(now.levels), noted)
    )


def without(values: Mapping[int, Value], keys: Collection[int]) -> dict[int, Value]:
    """What is known of all other positions."""
    return {key: value for key, value in values.items() if key not in keys}


def levels_without(levels: Bits, noted: Now) -> Bits:
    """Who stands on each level, but for those whose level is looked up."""
    looked_up = bits_of_all({*noted.keys, *noted.levels})
    others = {each: bits & ~looked_up.get(each[1], 0) for each, bits in levels.items()}
    return {each: bits for each, bits in others.items() if bits}
