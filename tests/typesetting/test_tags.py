"""The file says what it is, and every mark on its pages belongs to something that is read or is decoration."""

import re
import zlib
from ctypes import byref, c_ulong, c_ushort, create_string_buffer
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from roles.sheets.pages import Block, Page, Panel, Stroke, Words
from roles.typesetting import typeset
from tests.typesetting.sheets import MADE, page, printed, set_to

Tag = tuple[str, list["Tag"]]


def sheet(number: int = 1) -> Page:
    """A page with something of each kind."""
    return Page(
        number,
        600,
        400,
        (
            Block((Words("Chief Officer", 30, 30, 14),), "heading", 1),
            Block((Words("Office", 30, 50, 11),), "heading", 2),
            Block((Words("reports to nobody,", 30, 70, 8), Words("page 2", 30, 80, 8, to=2))),
            Block((Words("Manager", 40, 120, 9, 600), Words("Ada", 40, 132, 9)), "item"),
            Block((Words("Clerk", 240, 120, 9, 600), Words("محمد", 300, 132, 9, is_right_to_left=True)), "item"),
            Block((Words("page 1 of 2", 570, 380, 8, anchor="right"),), "artifact"),
        ),
        (Panel(30, 100, 150, 50, edge="#7d8288", is_dashed=True, radius=3), Panel(30, 105, 3, 20, "#0b5480")),
        (Stroke(((100, 90), (100, 100))), Stroke(((90, 95), (95, 100), (85, 100)), is_filled=True)),
    )


def name_of(element: object) -> str:
    """The type of an element of the structure."""
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, c_ulong(size))
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def tags(element: object) -> Tag:
    """An element with those that it holds."""
    children = (
        pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        for place in range(pdfium.FPDF_StructElement_CountChildren(element))
    )
    return name_of(element), [tags(child) for child in children if child]


def tags_of(document: "pypdfium2.PdfDocument") -> list[Tag]:
    """The structure of the first page, below the document itself."""
    tree = pdfium.FPDF_StructTree_GetForPage(document[0])
    assert pdfium.FPDF_StructTree_CountChildren(tree) == 1
    name, found = tags(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0))
    assert name == "Document"
    return found


def test_a_page_is_tagged_as_its_blocks_say(tmp_path: Path) -> None:
    document, told = set_to(tmp_path, sheet(), sheet(2))
    assert told.has_standard
    assert pdfium.FPDFCatalog_IsTagged(document)
    item: Tag = ("LI", [("LBody", [])])
    assert tags_of(document)[:4] == [("H1", []), ("H2", []), ("P", [("Link", [])]), ("L", [item, item])]


def test_each_line_of_an_index_is_a_paragraph_with_one_link(tmp_path: Path) -> None:
    rows = [
        Block((Words("Ada", 30, 60 + 12 * row, 8, to=1), Words("2", 200, 60 + 12 * row, 8, anchor="right", to=1)))
        for row in range(3)
    ]
    document, told = set_to(tmp_path, page(Block((Words("Names", 30, 30, 14),), "heading", 1), *rows))
    assert told.has_standard
    assert tags_of(document) == [("H1", []), *[("P", [("Link", [])])] * 3]


def test_every_mark_is_tagged_or_decoration(tmp_path: Path) -> None:
    document, _told = set_to(tmp_path, sheet(), sheet(2))
    marks = {"tagged": 0, "decoration": 0}
    for thing in document[0].get_objects(max_depth=1):
        count = pdfium.FPDFPageObj_CountMarks(thing)
        assert count, thing
        names = {mark_name(pdfium.FPDFPageObj_GetMark(thing, place)) for place in range(count)}
        is_tagged = pdfium.FPDFPageObj_GetMarkedContentID(thing) >= 0
        assert is_tagged != ("Artifact" in names)
        marks["tagged" if is_tagged else "decoration"] += 1
    assert marks["tagged"] >= 8
    assert marks["decoration"] >= 2


def mark_name(mark: object) -> str:
    """What a mark of a thing on the page is called."""
    length = c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, None, 0, byref(length))
    buffer = (c_ushort * (length.value // 2))()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, length.value, byref(length))
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def test_the_file_claims_the_standard_and_has_what_it_asks_of_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "chart.pdf"
    typeset(printed(sheet(), sheet(2), title="Æ <Chart> & more"), file, language="de-AT", made=MADE)
    whole = file.read_bytes()
    said = whole + b"".join(unpacked(whole))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert b"/Lang(de" in said
    assert b"/DisplayDocTitle true" in said
    assert b"/MarkInfo<</Marked true" in said
    assert b"/Tabs/S" in said
    document = pypdfium2.PdfDocument(whole)
    assert document.get_metadata_dict()["Title"] == "Æ <Chart> & more"
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20261128093000")


def test_pages_are_as_large_and_as_many_as_was_printed(tmp_path: Path) -> None:
    large = Page(2, 3370.39, 2383.94, (Block((Words("Wall", 3000, 2300, 40),)),))
    document, _told = set_to(tmp_path, sheet(), large, Page(3, 300, 300))
    sizes = [page.get_size() for page in document]
    assert [(round(width, 1), round(height, 1)) for width, height in sizes] == [
        (600, 400),
        (3370.4, 2383.9),
        (300, 300),
    ]


def unpacked(file: bytes) -> list[bytes]:
    """The objects that are packed in streams."""
    streams = re.findall(rb"/Type/ObjStm.*?stream\n(.*?)\nendstream", file, re.DOTALL)
    return [zlib.decompress(stream) for stream in streams]
