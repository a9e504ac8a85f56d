"""The comparison as a PDF: all that the page says, on paper."""

import fcntl
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from roles import compared, comparison_print, pictures, tree
from roles.compared import Compared
from roles.models import Position, Responsibility, Role, RoleSkill, Skill
from roles.sides.asking import find_all
from roles.typesetting import Limits, TypesettingError, fill
from roles.views import comparison
from tests.described import describe_manager
from tests.pages import links
from tests.test_chart_files import HOSTILE
from tests.trees import appoint, plant
from tests.typesetting.sheets import letters
from tests.typesetting.test_tags import tags_of, unpacked

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

A4 = (595, 842)
MARGIN, FOOT = 34, 20  # twelve and seven millimetres, in points
SIDE_BY_SIDE = ["COO", "OPS-LOG"]
FOUR = ["person:T1003", "OPS-LOG", "VP-OPS", "role:team-lead"]
COMPANY = """
CEO Chief Executive Officer: Helena
  COO Chief Operating Officer: Amara
  CFO Finance Director: Katarzyna
"""
PAIR = "/compare.pdf?left=COO&right=CFO"
# What a line that is broken adds, or has as another character in a viewer.
BREAKS = re.compile(r"[\s\u00ad\u200b\u2068\u2069\x02\ufffe-]+")
TYPST = '#panic("x") $a$ [b] *c* _d_ `e` \\u{41} // f */ @g <h> = i'


@dataclass(frozen=True)
class File:
    """A PDF that was sent."""

    content: bytes

    @property
    def document(self) -> "pypdfium2.PdfDocument":
        """What a viewer opens."""
        return pypdfium2.PdfDocument(self.content)

    @property
    def text(self) -> str:
        """All its words, without what depends on where lines end."""
        return squeezed("".join(page.get_textpage().get_text_range() for page in self.document))

    @property
    def pages(self) -> int:
        """How many sheets it takes."""
        return len(self.document)


def squeezed(text: object) -> str:
    """A text without what depends on where lines end."""
    return BREAKS.sub("", str(text))


def file_of(client: Client, address: str, **headers: str) -> File:
    """Download a comparison."""
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.content.decode()
    assert response.headers["Content-Type"] == "application/pdf"
    return File(response.content)


def address_of(values: Iterable[str]) -> str:
    """The address of a PDF."""
    return "/compare.pdf?" + "&".join(
        f"{name}={value}" for name, value in zip(("left", "right", "and", "and"), values, strict=False)
    )


def is_within_margins(file: File) -> bool:
    """Whether every letter stands on the paper within its margins."""
    return all(
        letter.left >= MARGIN - 1 and letter.right <= A4[0] - MARGIN + 1 and letter.baseline < A4[1] - FOOT
        for place in range(file.pages)
        for letter in letters(file.document, place)
        if letter.text.strip()
    )


def told_by(shown: Compared) -> Iterable[object]:
    """All that the page of a comparison says, but for lists of skills: their table says the same."""
    yield from shown.titles
    for answer in (*shown.answers, *(each.pair.answer for each in shown.pairs)):
        yield from (answer.text, answer.reason)
        yield from (item for each in answer.lists if not each.is_of_skills for item in (each.heading, *each.items))
    yield from (answer.question for answer in shown.answers[1:])
    for row in shown.differences.rows:
        yield row.name
        # A sheet may end within a long text.
        yield from (each for cell in row.cells for each in (str(cell.text).split() if row.is_long else [cell.text]))
        yield from (cell.meaning for cell in row.cells if cell.text)
    for overlap in shown.differences.overlaps:
        yield overlap.name
        yield from (item for group in overlap.groups for item in group.items)
    for skill in shown.differences.skills:
        yield skill.name
        yield from (asked.step for asked in skill.asked if asked)


def missing_from(file: File, shown: Compared) -> list[str]:
    """What the page says and the file does not."""
    text = file.text
    return [str(each) for each in told_by(shown) if squeezed(each) not in text]


@pytest.fixture
def sample() -> None:
    """Load the sample organisation."""
    call_command("load_sample", verbosity=0)


@pytest.mark.usefixtures("sample")
def test_two_positions_are_compared_on_two_sheets_with_all_that_the_page_says(reader: Client) -> None:
    file = file_of(reader, address_of(SIDE_BY_SIDE))
    shown = Compared(find_all(SIDE_BY_SIDE))
    assert len(shown.answers) > 10
    assert missing_from(file, shown) == []
    assert file.pages == 2
    assert [tuple(map(round, page.get_size())) for page in file.document] == [A4, A4]
    assert is_within_margins(file)
    for page, text in enumerate(each.get_textpage().get_text_range() for each in file.document):
        assert f"page {page + 1} of 2" in text
        assert "Thornmere Furniture" in text


@pytest.mark.usefixtures("sample")
def test_what_is_printed_stands_in_the_order_of_the_page(reader: Client) -> None:
    text = file_of(reader, address_of(SIDE_BY_SIDE)).text
    order = (
        "Chief Operating Officer and Operations Manager, Logistics",
        "The Chief Operating Officer is directly above the Operations Manager, Logistics.",
        "Questions and answers",
        "Where their lines meet",
        "Helena BrandvoldNearest common manager",
        "Side by side",
        "Strategic Decides where to go, and why.",
        "ResponsibilitiesBoth",
        "Outside bodies",
        "Skills",
        "expert practitioner 1 step",
    )
    places = [text.find(squeezed(each)) for each in order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.usefixtures("sample")
def test_four_columns_have_everything_too(reader: Client) -> None:
    file = file_of(reader, address_of(FOUR))
    shown = Compared(find_all(FOUR))
    assert len(shown.pairs) == 6
    assert missing_from(file, shown) == []
    assert is_within_margins(file)


@pytest.mark.usefixtures("sample")
def test_a_german_reader_has_it_in_german(reader: Client) -> None:
    file = file_of(reader, address_of(SIDE_BY_SIDE), **{"accept-language": "de"})
    assert file.pages == 2
    assert is_within_margins(file)
    for words in ("Fragen und Antworten", "Nebeneinander", "Seite 1 von 2", "2 Stufen", "Wo sich ihre Linien treffen"):
        assert squeezed(words) in file.text
    assert b"/Lang(de" in whole(file)


def whole(file: File) -> bytes:
    """Everything in a file, unpacked."""
    return file.content + b"".join(unpacked(file.content))


@pytest.fixture
def company() -> dict[str, Position]:
    """Plant a small company; two of its positions have one role, which says much."""
    role = describe_manager()
    seats = plant(COMPANY)
    with tree.writing():
        changed = list(Position.objects.filter(code__in=["COO", "CFO"]))
        for position in changed:
            position.role = role
        tree.apply(tree.Changes(changed=changed))
    return seats


@pytest.mark.usefixtures("company")
def test_the_file_is_tagged_and_claims_the_standard(reader: Client) -> None:
    file = file_of(reader, PAIR)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole(file)
    assert b"/Lang(en" in whole(file)
    assert file.document.get_metadata_dict()["Title"] == "Chief Operating Officer / Finance Director"
    assert pdfium.FPDFCatalog_IsTagged(file.document)
    found = tags_of(file.document)
    names = [name for name, _within in found]
    assert names[:3] == ["H1", "P", "H2"]
    assert names.count("Table") == 2
    assert [name for name, _within in dict(found)["Table"]] == ["THead", "TBody"]
    assert [mark.get_title() for mark in file.document.get_toc()][1:4] == [
        "Questions and answers",
        "Where their lines meet",
        "Side by side",
    ]


@pytest.mark.usefixtures("company")
def test_only_the_differences_leave_out_what_is_the_same(reader: Client) -> None:
    everything, differences = (file_of(reader, PAIR + end).text for end in ("", "&only=differences"))
    assert squeezed("Find bottlenecks.") in everything
    assert squeezed("Find bottlenecks.") not in differences
    assert squeezed("Only the differences") in differences
    assert squeezed("Only the differences") not in everything
    assert "Katarzyna" in differences


@pytest.mark.parametrize("text", [*HOSTILE[:5], TYPST])
def test_hostile_texts_are_printed_as_they_are(reader: Client, company: dict[str, Position], text: str) -> None:
    write_everywhere(company, text)
    file = file_of(reader, PAIR)
    assert file.text.count(squeezed(text)) >= 8
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole(file)


@pytest.mark.parametrize("text", [*HOSTILE[5:], "Donaudampfschifffahrtskapitän" * 6, "12/" * 60, "経理部長" * 40])
def test_nothing_is_cut_off_whatever_the_data(reader: Client, company: dict[str, Position], text: str) -> None:
    write_everywhere(company, text)
    for address in (PAIR, f"{PAIR}&and=CEO&and=role:operations-manager"):
        file = file_of(reader, address)
        assert is_within_margins(file)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in whole(file)


def write_everywhere(company: dict[str, Position], text: str) -> None:
    """Write a text wherever one can write."""
    appoint(company["COO"], text)
    role = Role.objects.get(slug="operations-manager")
    # Past validation on purpose: the data may be older than the rules.
    Role.objects.filter(pk=role.pk).update(purpose=text, title=text[:200], also_works_with=text)
    Responsibility.objects.create(role=role, text=text, order=9)
    RoleSkill.objects.create(role=role, skill=Skill.objects.create(name=text[:100]), proficiency=2)
    with tree.writing():
        position = Position.objects.get(code="COO")
        position.title, position.location, position.grade = text[:200], text[:100], text[:20]
        tree.apply(tree.Changes(changed=[position]))


@pytest.mark.usefixtures("company")
def test_very_long_texts_take_more_sheets_and_end_on_the_last(reader: Client) -> None:
    purpose = "It goes on and on. " * 900 + "\n\nAnd here it ends."
    Role.objects.filter(slug="operations-manager").update(purpose=purpose)
    file = file_of(reader, PAIR)
    assert file.pages > 3
    assert file.text.count(squeezed("It goes on and on.")) == 2 * 900
    assert file.text.count(squeezed("And here it ends.")) == 2
    assert is_within_margins(file)


def test_names_of_every_script_are_found_again(reader: Client, company: dict[str, Position]) -> None:
    names = ("محمد", "王小明", "अनुराधा", "שרה", "สมชาย")
    for name, code in zip(names, ("COO", "COO", "CFO", "CFO", "CEO"), strict=True):
        appoint(company[code], name)
    text = file_of(reader, f"{PAIR}&and=CEO").text
    assert [name for name in names if name not in text] == []


@pytest.mark.usefixtures("company")
def test_the_page_leads_to_its_pdf_where_any_is_made(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "/compare/?left=COO&right=CFO&only=differences"
    assert links(reader.get(page))["Download as PDF"] == f"{PAIR}&only=differences"
    for module in (compared, comparison):
        monkeypatch.setattr(module, "is_available", lambda: False)
    assert "Download as PDF" not in links(reader.get(page))
    assert reader.get(PAIR).status_code == 404


@pytest.mark.usefixtures("company")
def test_it_is_saved_under_a_name_that_says_what_it_is(reader: Client) -> None:
    name = reader.get(PAIR).headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename=".*comparison-\d{4}-\d\d-\d\d\.pdf"', name)


@pytest.mark.usefixtures("company")
def test_where_something_is_to_be_chosen_the_page_asks(reader: Client) -> None:
    response = reader.get("/compare.pdf?left=COO&right=nobody")
    assert (response.status_code, response["Location"]) == (302, "/compare/?left=COO&right=nobody")


@pytest.mark.usefixtures("company")
def test_the_same_comparison_is_the_same_file_all_day(reader: Client) -> None:
    assert file_of(reader, PAIR) == file_of(reader, PAIR)


@pytest.mark.usefixtures("company")
def test_nothing_is_read_while_it_is_made(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, calls = fill, []

    def refuse(*_arguments: object) -> None:
        raise AssertionError("read while a PDF is made")

    def guarded(*arguments: object, **options: object) -> str:
        calls.append(arguments[0])
        with connection.execute_wrapper(refuse):
            return usual(*arguments, **options)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(comparison_print, "fill", guarded)
    assert reader.get(PAIR).status_code == 200
    assert calls == ["comparison"]


@pytest.mark.usefixtures("company")
def test_who_comes_while_another_file_is_made_is_told_so(
    reader: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LONGEST_WAIT", 0.2)
    with Path(settings.PICTURE_LOCK_FILE).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        response = reader.get(PAIR)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    text = response.content.decode()
    assert "Another file is being made right now." in text
    assert 'href="/compare/?left=COO&amp;right=CFO"' in text
    assert 'href="/compare.xlsx?left=COO&amp;right=CFO"' in text
    assert reader.get(PAIR).status_code == 200


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("limits", [Limits(seconds=0.01), Limits(memory=1)], ids=["time", "memory"])
def test_what_takes_too_much_is_refused_in_a_sentence(
    reader: Client, monkeypatch: pytest.MonkeyPatch, limits: Limits
) -> None:
    monkeypatch.setattr(comparison_print, "LIMITS", limits)
    response = reader.get(PAIR)
    assert response.status_code == 422
    assert "Retry-After" not in response.headers
    assert "This comparison is too long for a PDF" in response.content.decode()


@pytest.mark.usefixtures("company")
def test_what_fails_otherwise_is_said_too(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_print, "fill", failing)
    response = reader.get(PAIR)
    assert response.status_code == 422
    assert "Retry-After" not in response.headers
    assert "This PDF could not be made." in response.content.decode()


def failing(*_arguments: object, **_options: object) -> str:
    """Fail as Typst would."""
    raise TypesettingError("failed", "no reason")
