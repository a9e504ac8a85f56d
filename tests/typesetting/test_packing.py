"""A file whose small objects are packed says the same in fewer bytes."""

from pathlib import Path

import pypdfium2
import typst

from roles.typesetting.packing import TOGETHER, pack

SOURCE = b"""
#set document(title: "Chart")
#for n in range(1, 60) { page([= Head #n
#list(..range(20).map(m => [Position #m of endobj stream]))
#link((page: n, x: 0pt, y: 0pt), [page #n])]) }
"""


def told(file: bytes) -> list[object]:
    """What a reader finds in a file: text, bookmarks, how many links."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    return [texts, marks, document.get_metadata_dict(), [page.get_size() for page in document]]


def test_a_packed_file_says_the_same_and_is_smaller(tmp_path: Path) -> None:
    whole = typst.compile(SOURCE, timestamp=0, pdf_standards=["ua-1"])
    assert isinstance(whole, bytes)
    packed = pack(whole)
    assert told(packed) == told(whole)
    assert len(packed) * 3 < len(whole)
    assert whole.count(b" obj\n") > 2 * TOGETHER
    assert pack(whole) == packed


def test_a_file_of_another_make_stays_as_it_is() -> None:
    assert pack(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n") == b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
    whole = typst.compile(SOURCE, timestamp=0)
    assert isinstance(whole, bytes)
    assert pack(pack(whole)) == pack(whole)
