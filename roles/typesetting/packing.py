"""Pack the many small objects of a PDF into compressed streams: the tags of a book take most of its file otherwise.

Typst writes each object on its own (PDF 1.7, 7.5.7 allows both); the objects themselves are left as they are.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

TOGETHER = 500  # objects in a stream: whoever reads one unpacks all of them
TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [fn][ \r\n]{2})+)\s*trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
BEGIN, END = b" 0 obj", b"endobj"
QUICKLY = 4  # how hard zlib tries: a tenth larger than with 6, in half the time
ROW = struct.Struct(">BIH")  # of the table of objects
FREE, PLAIN, PACKED = 0, 1, 2
Place = tuple[int, int, int]


@dataclass(slots=True)
class Written:
    """The new file as far as it is written, and where each object stands in it."""

    parts: list[bytes] = field(default_factory=list)
    length: int = 0
    places: dict[int, Place] = field(default_factory=lambda: {0: (FREE, 0, 65535)})

    def add(self, part: bytes, number: int | None = None) -> None:
        """Write on, an object under its number."""
        if number is not None:
            self.places[number] = (PLAIN, self.length, 0)
        self.parts.append(part)
        self.length += len(part)

    def add_stream(self, number: int, entries: bytes, content: bytes) -> None:
        """Write a stream, compressed."""
        data = zlib.compress(content, QUICKLY)
        head = b"%d 0 obj\n<<%b/Length %d/Filter/FlateDecode>>\nstream\n" % (number, entries, len(data))
        self.add(head + data + b"\nendstream\nendobj\n", number)


def pack(file: bytes) -> bytes:
    """Return the same file smaller; one that is not as Typst writes it comes back as it is."""
    table = TABLE.search(file, file.rfind(b"\nxref"))
    if table is None:
        return file
    rows = [row.split() for row in table[2].splitlines()]
    offsets = sorted((int(offset), number) for number, (offset, _generation, kind) in enumerate(rows) if kind == b"n")
    written = Written()
    written.add(file[: offsets[0][0]])
    small: list[tuple[int, bytes]] = []
    for (start, number), (end, _next) in pairwise([*offsets, (table.start(), 0)]):
        body = file[start:end]
        if b"stream\n" in body:
            written.add(body, number)
        else:
            small.append((number, body[body.index(BEGIN) + len(BEGIN) : body.rindex(END)].strip()))
    for stream, group in enumerate(groups(sorted(small)), start=len(rows)):
        add_group(written, stream, group)
    add_table(written, table[3])
    return b"".join(written.parts)


def groups(small: Sequence[tuple[int, bytes]]) -> Iterator[Sequence[tuple[int, bytes]]]:
    """As many objects as a stream holds, one after the other."""
    return (small[start : start + TOGETHER] for start in range(0, len(small), TOGETHER))


def add_group(written: Written, stream: int, group: Sequence[tuple[int, bytes]]) -> None:
    """Write some objects as one stream: their numbers and where they begin, then they themselves."""
    index, start = [], 0
    for place, (number, body) in enumerate(group):
        index.append(b"%d %d" % (number, start))
        start += len(body) + 1
        written.places[number] = (PACKED, stream, place)
    head = b" ".join(index) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(group), len(head))
    written.add_stream(stream, entries, head + b"\n".join(body for _number, body in group))


def add_table(written: Written, trailer: bytes) -> None:
    """Write where everything is, as a stream of seven bytes an object, and where that is."""
    number, start = max(written.places) + 1, written.length
    written.places[number] = (PLAIN, start, 0)
    free = (FREE, 0, 65535)
    rows = b"".join(ROW.pack(*written.places.get(each, free)) for each in range(number + 1))
    kept = re.sub(rb"/Size \d+", b"", trailer).strip()
    written.add_stream(number, b"/Type/XRef/Size %d/W[1 4 2]%b" % (number + 1, kept), rows)
    written.add(b"startxref\n%d\n%%%%EOF\n" % start)
