"""Read pictures as PNG files are written: of eight bits a colour, not interlaced."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}


@dataclass(frozen=True)
class Picture:
    """How large it is, and how often each colour is in it, written as in stylesheets."""

    width: int
    height: int
    colours: Counter[str]


def read_picture(content: bytes) -> Picture:
    """Decode a file; what is broken raises."""
    assert content.startswith(SIGNATURE)
    chunks = list(chunks_of(content))
    width, height, depth, kind, *_others, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    assert (depth, interlaced) == (8, 0)
    data = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    size, channels = width * CHANNELS[kind], CHANNELS[kind]
    assert len(data) == height * (width * channels + 1)
    colours: Counter[str] = Counter()
    above = bytes(width * channels)
    for row in range(height):
        start = row * (width * channels + 1)
        above = restored(data[start], bytearray(data[start + 1 : start + 1 + size]), above, channels)
        colours.update(above[at : at + 3].hex() for at in range(0, size, channels))
    return Picture(width, height, Counter({f"#{colour}": count for colour, count in colours.items()}))


def chunks_of(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a file by name."""
    at = len(SIGNATURE)
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += length + 12


def restored(method: int, row: bytearray, above: bytes, channels: int) -> bytes:
    """Undo what makes a row easier to compress."""
    for at in range(len(row)) if method else ():
        left, corner = (row[at - channels], above[at - channels]) if at >= channels else (0, 0)
        row[at] = (row[at] + guessed(method, left, above[at], corner)) & 255
    return bytes(row)


def guessed(method: int, left: int, above: int, corner: int) -> int:
    """What a byte was expected to be, from those beside it."""
    if method < 4:
        return (0, left, above, (left + above) // 2)[method]
    nearest = left + above - corner
    return min((abs(nearest - each), place, each) for place, each in enumerate((left, above, corner)))[2]
