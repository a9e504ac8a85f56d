"""Test the command that prints: its files, its sentence, and what it refuses without leaving half a file."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from roles.management.commands import print_chart
from roles.models import Person
from roles.typesetting import TypesettingError
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = "CEO Chief Executive Officer: Helena Brandvold\n  COO Chief Operating Officer: Amara Okafor\n" + "\n".join(
    f"    T{number} Team lead {number}: Person {number}" for number in range(30)
)
SAID = re.compile(r"(.+): sheets (\d+), pages (\d+), smallest type (\d+(?:\.\d)?) pt")


@pytest.fixture(autouse=True)
def company() -> None:
    plant(COMPANY)
    Person.objects.filter(name="Helena Brandvold").update(email="helena@example.org")


def run(*arguments: str, output: Path, **options: Any) -> tuple[int, int, float, str]:
    """Run the command, and return the sheets, the pages, the smallest type and the files that it says."""
    said = StringIO()
    call_command("print_chart", *arguments, output=str(output), stdout=said, **options)
    match = SAID.fullmatch(said.getvalue().strip())
    assert match, said.getvalue()
    return int(match[2]), int(match[3]), float(match[4]), match[1]


def text_of(pdf: Path) -> str:
    """All words of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_book_is_a_pdf_of_so_many_pages_as_is_said(tmp_path: Path) -> None:
    sheets, pages, smallest, file = run(output=tmp_path / "chart.pdf")
    assert file == str(tmp_path / "chart.pdf")
    assert len(pypdfium2.PdfDocument(file)) == pages > sheets >= 1
    assert smallest >= 7
    assert "Helena Brandvold" in text_of(Path(file))
    assert "Person 29" in text_of(Path(file))


def test_sheet_is_one_page_on_the_paper_asked_for(tmp_path: Path) -> None:
    sheets, pages, _smallest, file = run("coo", output=tmp_path / "a.pdf", layout="sheet", paper="a3", levels="1")
    (page,) = pypdfium2.PdfDocument(file)
    assert (sheets, pages) == (1, 1)
    assert sorted(round(side / 72 * 25.4) for side in page.get_size()) == [297, 420]
    assert "Chief Operating Officer" in text_of(Path(file))
    assert "Team lead" not in text_of(Path(file))


def test_contact_data_is_printed_where_it_is_asked_for(tmp_path: Path) -> None:
    run(output=tmp_path / "without.pdf", layout="sheet")
    run(output=tmp_path / "with.pdf", layout="sheet", contact=True)
    assert ["helena@example.org" in text_of(tmp_path / name) for name in ("without.pdf", "with.pdf")] == [False, True]


def test_same_day_same_bytes(tmp_path: Path) -> None:
    run(output=tmp_path / "one.pdf")
    run(output=tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_several_pages_are_several_svg_files(tmp_path: Path) -> None:
    _sheets, pages, _smallest, file = run(output=tmp_path / "chart.svg")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"chart-{number:02}.svg" for number in range(1, pages + 1)]
    assert file == f"{tmp_path / names[0]} … {tmp_path / names[-1]}"
    texts = [element.text for name in names for element in words(tmp_path / name)]
    assert "Helena Brandvold" in texts


def words(svg: Path) -> Iterator[ElementTree.Element]:
    """The lines of text of a picture."""
    return ElementTree.parse(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own file


def test_one_page_is_one_svg_file(tmp_path: Path) -> None:
    run(output=tmp_path / "chart.svg", layout="sheet")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.svg"]


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("NOBODY",), {}, r"No position in the chart has the code NOBODY\."),
        (("a\0b",), {}, r"No position in the chart has the code a\\x00b\."),
        (("\udcff",), {}, r"No position in the chart has the code \\udcff\."),
        (("--paper", "b7"), {}, "invalid choice: 'b7'"),
        (("--layout", "scroll"), {}, "invalid choice: 'scroll'"),
        (("--levels", "many"), {}, r"^--levels: Give a number from 1 to 64\.$"),
        (("--margin", "51"), {}, r"^--margin: Give from 0 to 50 mm\.$"),
        (("--type", "99"), {}, r"^--type: Give from 4 to 24 pt\.$"),
        (("--paper", "own", "--width", "49", "--height", "1,189"), {}, r"^--width: Give from 50 to 5,000 mm\.$"),
        (("--paper", "own", "--width", "100"), {}, r"^--width: Give width and height\.$"),
        (("--heading", "x" * 121), {}, r"^--heading: Give no more than 120 characters\.$"),
        ((), {"output": "chart.docx"}, r"--output must end in \.pdf or \.svg, and .*chart\.docx does not\."),
        ((), {"output": "no/such/folder/chart.pdf"}, r"chart\.pdf can't be written: No such file or directory\."),
        (("--layout", "sheet"), {"output": "no/such/folder/chart.svg"}, r"can't be written: No such file"),
        ((), {"output": "no/such/folder/chart.svg"}, r"can't be written: No such file or directory\."),
        ((), {"output": "folder.pdf"}, r"folder\.pdf can't be written: Is a directory\."),
        (("--layout", "sheet"), {"output": "a\0b.svg"}, r"can't be written"),
    ],
)
def test_what_cant_be_printed_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, arguments: tuple[str, ...], options: dict[str, str], said: str
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    output = str(tmp_path / options.get("output", "chart.pdf"))
    with pytest.raises(CommandError, match=said):
        call_command("print_chart", *arguments, "--output", output)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder.pdf"]


def test_too_many_positions_are_a_sentence(tmp_path: Path, settings: Settings) -> None:
    settings.MOST_PRINTED = 10
    with pytest.raises(CommandError, match="There are more than 10 positions: print a branch, or fewer levels"):
        run(output=tmp_path / "chart.pdf")
    run(output=tmp_path / "chart.pdf", levels="2")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", "without Typst: install"),
        ("long", "longer than PRINT_SECONDS allows"),
        ("large", "more memory than PRINT_MEMORY allows"),
        ("failed", "could not be made: why"),
    ],
)
def test_what_stops_typesetting_is_a_sentence(tmp_path: Path, kind: Any, said: str) -> None:
    (tmp_path / "chart.pdf").write_text("before")
    failing = mock.patch.object(print_chart, "typeset", side_effect=TypesettingError(kind, "Traceback:\nwhy"))
    with failing, pytest.raises(CommandError, match=said) as refused:
        run(output=tmp_path / "chart.pdf")
    assert "Traceback" not in str(refused.value)
    assert (tmp_path / "chart.pdf").read_text() == "before"


def test_no_page_is_left_where_one_cant_be_written(tmp_path: Path) -> None:
    pages = mock.patch.object(
        print_chart, "page_as_svg", side_effect=["<svg/>", OSError(28, "No space left on device")]
    )
    with pages, pytest.raises(CommandError, match="No space left on device"):
        run(output=tmp_path / "chart.svg")
    assert list(tmp_path.iterdir()) == []
