"""Suggest positions: ask the pieces who may fit, those higher up first, and then those who may whether they do."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from roles.batches import BATCH
from roles.models import Position
from roles.models.search import SearchPiece, SearchText
from roles.suggesting.noting import read_noted
from roles.suggesting.pieces import LEVELS, bits_of_all, bits_of_levels, keys_in, pieces_to_find, unpack
from roles.suggesting.reading import Now, read_now
from roles.text import words_to_find

# How many times as many are asked where the first ones were too few.
GROWTH = 5
Packed = dict[str, "bytes | memoryview"]


def suggest(text: str, most: int) -> list[Position]:
    """The first positions, by level and age, in which each word stands as `PositionQuerySet.search` says."""
    words = words_to_find(text)
    now = read_now(read_noted()) if words else Now()
    may_fit = candidates(words, now)
    found: list[Position] = []
    size = most
    # Nearly always once: pieces that stand there in another order are rare, and so are holders whose time is over.
    while len(found) < most and (batch := list(islice(may_fit, size))):
        found += those_that_fit(those_with_words(batch, words, now), words)
        size = min(size * GROWTH, BATCH)
    return found[:most]


def those_with_words(keys: Sequence[int], words: Sequence[str], now: Now) -> list[int]:
    """Of those who may fit, in whose text all words stand, or stood when it was written."""
    texts = dict(SearchText.objects.filter(pk__in=keys).values_list("pk", "text")) | now.texts
    return [key for key in keys if has_words(texts.get(key, ""), words)]


def has_words(text: str, words: Sequence[str]) -> bool:
    """True for a text in which all words stand."""
    return all(word in text for word in words)


def those_that_fit(keys: Sequence[int], words: Sequence[str]) -> list[Position]:
    """Of those, in whose rows all words stand today, by level and age."""
    rows = Position.objects.in_chart().filter(pk__in=keys).with_holders().order_by("level", "pk") if keys else ()
    return [position for position in rows if fits(position, words)]


def candidates(words: Sequence[str], now: Now) -> Iterator[int]:
    """The keys of positions that hold all pieces of all words, by level and age; of some is known what holds now."""
    wanted = {piece for word in words for piece in pieces_to_find(word)}
    blocks = read_blocks([*wanted, *LEVELS]) if wanted else {}
    known, fit = bits_of_all(now.keys), bits_of_all(key for key, text in now.texts.items() if has_words(text, words))
    placed, places = bits_of_all(now.levels), bits_of_levels(now.levels)
    may_fit = {
        block: in_common(blocks.get(block, {}), wanted) & ~known.get(block, 0) | fit.get(block, 0)
        for block in sorted({*blocks, *fit})
    }
    for level in LEVELS:
        for block, bits in may_fit.items():
            packed = blocks.get(block, {}).get(level)
            stand = places.get((level, block), 0)
            if bits and packed:
                stand |= unpack(packed) & ~placed.get(block, 0)
            yield from keys_in(block, bits & stand)


def read_blocks(pieces: Sequence[str]) -> dict[int, Packed]:
    """The bits of pieces, by block and piece."""
    blocks: defaultdict[int, Packed] = defaultdict(dict)
    rows = SearchPiece.objects.filter(piece__in=pieces).values_list("piece", "block", "bits")
    for piece, block, bits in rows:
        blocks[block][piece] = bits
    return blocks


def in_common(rows: Packed, pieces: set[str]) -> int:
    """Those of a block that hold all of several pieces."""
    bits = -1 if rows.keys() >= pieces else 0
    for piece in pieces:
        if not bits:
            break
        bits &= unpack(rows[piece])
    return bits


def fits(position: Position, words: Sequence[str]) -> bool:
    """True for a position in which each word stands, in code, title, role or a present holder's name."""
    said = [position.search_key, position.role.search_key if position.role else ""]
    said += [each.person.name_search_key for each in position.current_appointments if each.person]
    return all(any(word in text for text in said) for word in words)
