"""Test the command that compares: its sentences, its JSON, its exit codes, and files of pairs good and bad."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANY = """
CEO Chief Executive Officer: Helena
  COO Chief Operating Officer: Amara
    OPS Operations Manager, Logistics: Jonas
  CFO Finance Director
"""


@pytest.fixture(autouse=True)
def company() -> None:
    plant(COMPANY)


def run(*codes: str, **options: Any) -> str:
    """Run the command, and return what it prints."""
    output = StringIO()
    call_command("compare", *codes, stdout=output, **options)
    return output.getvalue()


def run_badly(*codes: str, **options: Any) -> list[dict[str, Any]]:
    """Run the command as JSON to its exit code 1, and return the objects that it prints."""
    output = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("compare", *codes, stdout=output, json=True, **options)
    assert end.value.code == 1
    return [json.loads(line) for line in output.getvalue().splitlines()]


def pairs(tmp_path: Path, content: str | bytes) -> Path:
    """Write a file of pairs."""
    file = tmp_path / "pairs.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_sentences_begin_with_who_is_above_whom() -> None:
    question, answer, reason, *_rest = run("coo", "ops").splitlines()
    assert question == "Is the Chief Operating Officer higher than the Operations Manager, Logistics?"
    assert answer == "  The Chief Operating Officer is directly above the Operations Manager, Logistics."
    assert reason == "  The Operations Manager, Logistics reports to the Chief Operating Officer, Amara."


def test_json_is_one_object_of_the_agreed_names() -> None:
    assert json.loads(run("ops", "Cfo", json=True)) == {
        "relation": "neither",
        "levels_between": None,
        "nearest_common_manager": "CEO",
        "distance": 3,
        "left": {
            "code": "OPS",
            "level": 2,
            "reporting_line": ["COO", "CEO"],
            "span_of_control": 0,
            "reports": 0,
        },
        "right": {"code": "CFO", "level": 1, "reporting_line": ["CEO"], "span_of_control": 0, "reports": 0},
    }


def test_unknown_code_is_an_error_in_sentences_and_in_json() -> None:
    with pytest.raises(CommandError, match=r"No position has the code NOBODY\."):
        run("COO", "NOBODY")
    assert run_badly("COO", "NOBODY") == [{"error": "No position has the code NOBODY."}]


def test_bytes_that_are_no_text_are_the_code_of_nobody() -> None:
    with pytest.raises(CommandError, match="No position has the code"):
        run("COO", "\udcff")
    assert run_badly("COO", "\udcff") == [{"error": "No position has the code \udcff."}]


def test_pairs_come_out_in_their_order_with_errors_in_their_place(tmp_path: Path) -> None:
    file = pairs(tmp_path, "left,right\nCEO,COO\nCOO,NOBODY\n\nCOO,\nOPS,OPS\n")
    found = run_badly(pairs=file)
    assert [each.get("relation") for each in found] == ["above", None, None, "same"]
    assert [each.get("error") for each in found] == [
        None,
        "No position has the code NOBODY.",
        "A code is missing.",
        None,
    ]


@pytest.mark.parametrize(
    "content",
    [
        "left,right\nCEO,COO\n",
        "\ufeffleft,right\r\nCEO,COO\r\n",
        'Right , "LEFT" ,note\n COO , CEO ,first\n',
        "left;right\nCEO;COO\n",
        "left\tright\nCEO\tCOO",
        'left,right\n"CEO","COO"\n',
        "left;right\rCEO;COO\r",
        "Left\tRight\nCEO\tCOO\n".encode("utf-16"),
        b"\xfe\xff" + "left,right\nCEO,COO\n".encode("utf-16-be"),
    ],
)
def test_pairs_are_read_as_spreadsheets_write_them(tmp_path: Path, content: str | bytes) -> None:
    (line,) = run(pairs=pairs(tmp_path, content), json=True).splitlines()
    assert json.loads(line)["relation"] == "above"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "The file has no column left, right"),
        ("left,middle\nCEO,COO\n", "The file has no column right"),
        ("left,right,LEFT\nCEO,COO,CFO\n", "The file has several columns left: leave one of each"),
        ("left;right;left;right\nCEO;COO;CFO;COO\n", "The file has several columns left, right"),
        (b"PK\x03\x04rest of a workbook", "can't be read: This is an Excel workbook"),
        ('left,right\nCEO,"COO\n', "can't be read: Row 2: a quotation mark is opened and not closed"),
        ("left,right\nCEO,Müller\n".encode("latin-1"), "can't be read"),
        ("left,right\nCEO," + "X" * 200_000, "can't be read"),
    ],
)
def test_file_that_is_no_list_of_pairs_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(pairs=pairs(tmp_path, content), json=True)


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be read"):
        run(pairs=tmp_path / "nothing.csv", json=True)


def test_file_without_pairs_prints_nothing(tmp_path: Path) -> None:
    assert run(pairs=pairs(tmp_path, "left,right\n"), json=True) == ""


@pytest.mark.parametrize(
    ("codes", "options"),
    [((), {}), (("CEO",), {}), (("CEO", "COO", "OPS"), {}), (("CEO", "COO"), {"pairs": Path("x"), "json": True})],
)
def test_anything_but_two_codes_or_a_file_is_refused(codes: tuple[str, ...], options: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="--pairs"):
        run(*codes, **options)


def test_pairs_are_printed_as_json_only(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--json"):
        run(pairs=pairs(tmp_path, "left,right\nCEO,COO\n"))


def test_number_of_queries_grows_with_every_five_hundred_pairs_alone(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    file = pairs(tmp_path, "left,right\n" + "CEO,COO\nOPS,CFO\n" * 400)
    with django_assert_num_queries(4):
        assert len(run(pairs=file, json=True).splitlines()) == 800
