"""Files whose letters are written in one of the ways that there are: never guessed, but asked for."""

import pytest

from roles.spreadsheet.encodings import ENCODINGS, encodings_that_fit
from roles.spreadsheet.recognising import Sheet, read_file
from roles.spreadsheet.tables import Reading

PLAIN = "code,title\nA,Head\nB,Müller's deputy\n"


def read(content: bytes, encoding: str | None = None, separator: str | None = None) -> Sheet:
    """The one table of a CSV file."""
    (sheet,) = read_file("p.csv", content, Reading(encoding, separator))
    return sheet


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "windows-1250", "mac-roman"])
def test_a_chosen_encoding_is_taken(encoding: str) -> None:
    content = PLAIN.encode(encoding)
    (problem,) = read(content).problems
    assert "This is not UTF-8: line 3 holds the byte" in problem.message
    assert "Choose the encoding" in problem.message
    sheet = read(content, encoding)
    assert (sheet.problems, sheet.encoding, sheet.rows[1].cells["title"]) == ((), encoding, "Müller's deputy")


@pytest.mark.parametrize("half", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_once_it_is_chosen(half: str) -> None:
    content = PLAIN.encode(half)
    assert "UTF-16 without its mark" in read(content).problems[0].message
    assert read(content, "utf-16").rows[1].cells["title"] == "Müller's deputy"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_says_more_than_a_choice(encoding: str) -> None:
    sheet = read(PLAIN.encode(encoding), "windows-1252")
    assert (sheet.encoding, sheet.rows[1].cells["title"]) == (encoding, "Müller's deputy")


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        (PLAIN.encode(), "idna", "The encoding idna is not known: choose one of utf-8, utf-16, windows-1252"),
        (PLAIN.encode(), "rot13", "The encoding rot13 is not known"),
        (b"code,title\nA,\x81\n", "windows-1252", "This is not windows-1252: line 2 holds the byte 81."),
    ],
)
def test_an_encoding_that_does_not_fit_is_named(content: bytes, encoding: str, expected: str) -> None:
    assert expected in read(content, encoding).problems[0].message


def test_what_may_be_chosen_is_shown_with_lines_that_differ() -> None:
    offers = encodings_that_fit("code,title\nA,Chef\nB,Müller\nC,5 €\n".encode("windows-1252"))
    assert [offer.encoding for offer in offers] == ["windows-1252", "windows-1251", "mac-roman"]
    samples = {offer.encoding: offer.sample for offer in offers}
    assert samples["windows-1252"].startswith("B,Müller")
    assert samples["windows-1251"].startswith("B,Mьller")
    assert samples["mac-roman"].startswith("B,M¸ller")


def test_a_later_line_is_shown_where_the_first_looks_alike() -> None:
    offers = encodings_that_fit("code,title\nB,Müller\nC,Müller\nD,Noël and Ĺ\n".encode("windows-1250", "replace"))
    samples = {offer.encoding: offer.sample for offer in offers}
    assert len(set(samples.values())) == len(samples)
    assert samples["windows-1252"] == "B,Müller … D,Noël and Å"
    assert samples["windows-1250"] == "B,Müller … D,Noël and Ĺ"


@pytest.mark.parametrize("content", [b"", PLAIN.encode(), PLAIN.encode("utf-8-sig"), PLAIN.encode("utf-16")])
def test_nothing_is_asked_where_it_is_clear(content: bytes) -> None:
    assert encodings_that_fit(content) == []


def test_every_encoding_on_the_list_is_one() -> None:
    assert {encoding: "x".encode(encoding) for encoding in ENCODINGS}.keys() == ENCODINGS.keys()


def test_cells_with_lost_letters_are_named_and_what_to_do() -> None:
    sheet = read("code,title\nA,M�ller\nB,Chef\nC,�� �\n".encode())
    assert sheet.problems == ()
    assert sheet.notes == (
        "In 2 cells letters were lost before the file was saved, and show as �: B2, B4. Save the file again as "
        "“CSV UTF-8” from where the letters are still right.",
    )
    (note,) = read(("code,title\n" + "A,M�ller\n" * 22).encode()).notes
    assert "In 22 cells letters were lost" in note
    assert ": B2, B3, B4, B5, B6 and 17 others. Save" in note


def test_a_heading_with_lost_letters_is_no_cell() -> None:
    assert not any("lost" in note for note in read("code,title,Pay (�)\nA,Chef,1\n".encode()).notes)


@pytest.mark.parametrize(("separator", "works"), [("|", True), (";", False), ("a", False), ("ab", False)])
def test_a_chosen_separator_is_taken(separator: str, works: bool) -> None:
    sheet = read(b"code|title\nA|Head\n", separator=separator)
    assert (sheet.problems == ()) is works
