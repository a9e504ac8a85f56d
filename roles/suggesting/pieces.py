"""Part words into pieces, and keep sets of positions as bits."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from roles.models import MOST_LEVELS
from roles.models.search import LONGEST_PIECE

# As many positions share a row of bits; a row of a kilobyte is written in one piece by every database.
BLOCK = 8192
# Who holds a piece, by piece and block.
Bits = dict[tuple[str, int], int]


def piece_of_level(level: int) -> str:
    """What stands for a level among the pieces; no word has a blank."""
    return f" {min(level, MOST_LEVELS - 1)}"


LEVELS = tuple(map(piece_of_level, range(MOST_LEVELS)))


def pieces_of(word: str) -> set[str]:
    """All its letters, and those that stand next to each other by twos and threes."""
    return {word[start : start + size] for size in range(1, LONGEST_PIECE + 1) for start in range(len(word) - size + 1)}


def pieces_to_find(word: str) -> set[str]:
    """The longest pieces of a word: the shorter ones are in them."""
    size = min(len(word), LONGEST_PIECE)
    return {word[start : start + size] for start in range(len(word) - size + 1)}


def bits_of_words(texts: Mapping[int, str]) -> Bits:
    """Who holds each piece of a word; words that many share are parted once."""
    by_word: defaultdict[tuple[str, int], int] = defaultdict(int)
    for key, text in texts.items():
        block, bit = place_of(key)
        for word in text.split():
            by_word[word, block] |= bit
    bits: defaultdict[tuple[str, int], int] = defaultdict(int)
    for (word, block), holders in by_word.items():
        for piece in pieces_of(word):
            bits[piece, block] |= holders
    return bits


def bits_of_levels(levels: Mapping[int, int]) -> Bits:
    """Who stands on each level."""
    by_level: defaultdict[int, list[int]] = defaultdict(list)
    for key, level in levels.items():
        by_level[level].append(key)
    bits: defaultdict[tuple[str, int], int] = defaultdict(int)
    for level, keys in by_level.items():
        for block, holders in bits_of_all(keys).items():
            bits[piece_of_level(level), block] |= holders
    return bits


def bits_of_all(keys: Iterable[int]) -> dict[int, int]:
    """Those positions, by block."""
    rows: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(BLOCK // 8))
    for key in keys:
        rows[key // BLOCK][key % BLOCK // 8] |= 1 << key % 8
    return {block: int.from_bytes(row, "little") for block, row in rows.items()}


def place_of(key: int) -> tuple[int, int]:
    """The block of a position, and its bit there."""
    return key // BLOCK, 1 << key % BLOCK


def pack(bits: int) -> bytes:
    """Bits as a row keeps them."""
    return zlib.compress(bits.to_bytes((bits.bit_length() + 7) // 8, "little"), 1)


def unpack(packed: "bytes | memoryview") -> int:
    """Bits as a row keeps them, as a number again."""
    return int.from_bytes(zlib.decompress(packed), "little")


def keys_in(block: int, bits: int) -> Iterator[int]:
    """The keys of the positions whose bits are set, in ascending order."""
    while bits:
        lowest = bits & -bits
        yield block * BLOCK + lowest.bit_length() - 1
        bits ^= lowest
