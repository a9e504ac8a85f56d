"""References of a printed book, read back from the PDF: they lead where they say, and everybody is in it once."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command

from roles.models import Appointment, Position
from roles.seating import title_of
from tests.printing.read_pdf import CONTINUES, NAMES, NUMBER, POSITIONS, REPORTS_TO, ROW, VACANCIES, Book, number
from tests.trees import plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

COMPANIES = ("sample", "crowd", "adventureworks", "energy")
REAL = {
    "adventureworks": "companies/adventureworks/positions.csv",
    "energy": "organograms/truth/department_of_energy_and_climate_change-2011-03-31.csv",
}
CROWD = 2_000


@pytest.fixture(params=COMPANIES)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    """The book of a company, in which every full box tells its code: heads of sheets that are said again do not."""
    name = request.param
    if name == "sample":
        call_command("load_sample", verbosity=0)
    elif name == "crowd":
        plant("CEO Chief: Ann\n" + "".join(f"  K{place} Fitter: Fitter {place}\n" for place in range(CROWD)))
    else:
        call_command("import_positions", str(request.getfixturevalue("real_data_dir") / REAL[name]), verbosity=0)
    file = tmp_path / "book.pdf"
    call_command("print_chart", output=str(file), show=["holders", "code"], verbosity=0)
    return Book(file)


def test_what_is_read_back_of_a_book_is_true(book: Book) -> None:
    """One test of all, since a book takes a while."""
    positions = list(Position.objects.in_chart().select_related("role", "reports_to"))
    stands = pages_of_boxes(book, {position.code for position in positions})
    assert Counter(map(len, stands.values())) == {1: len(positions)}
    check_branches(book, positions, {code: page for code, (page,) in stands.items()})
    check_indexes(book, {code: page for code, (page,) in stands.items()})
    check_links(book)


def pages_of_boxes(book: Book, codes: set[str]) -> dict[str, list[int]]:
    """The sheets on which each position is a full box: its code is the last line but where it goes on."""
    stands: dict[str, list[int]] = {code: [] for code in codes}
    for page in book.sheets:
        for box in book.boxes(page):
            own = [line for line in box if not CONTINUES.search(line)]
            if own and own[-1] in codes:
                stands[own[-1]].append(page)
    return stands


def check_branches(book: Book, positions: list[Position], stands: dict[str, int]) -> None:
    """Each that goes on elsewhere does so where it says, and that sheet says where its head stands."""
    going = 0
    for page in book.sheets:
        boxes = book.boxes(page)
        for before, box in pairwise([[], *boxes]):
            if said := CONTINUES.search(" ".join(box)):
                going += 1
                there = number(said[1])
                # Viewers end a block where the script changes.
                assert any(begin_alike(" ".join(lines), book.head(there)) for lines in (box, [*before, *box]))
                assert (book.manager(there) or ("", 0))[1] == page
    managers = {position.reports_to_id for position in positions} - {None}
    apart = [position for position in positions if position.pk in managers and is_apart(position, stands)]
    # The sheet of a head says itself that there are others: "Chief, 1 of 5".
    assert going == sum(1 for position in apart if position.reports_to_id)
    assert apart


def is_apart(manager: Position, stands: dict[str, int]) -> bool:
    """Whether direct reports stand on another sheet than the manager's own box."""
    reports = Position.objects.in_chart().filter(reports_to=manager).values_list("code", flat=True)
    return any(stands[code] != stands[manager.code] for code in reports)


def check_indexes(book: Book, stands: dict[str, int]) -> None:
    """Every holder and every title is in the index with the page of the full box."""
    names, titles = book.rows(NAMES), book.rows(POSITIONS)
    for appointment in Appointment.objects.current().exclude(person=None).select_related("person", "position__role"):
        person, page = str(appointment.person), stands[appointment.position.code]
        assert any(is_said(text, person) and number == page for text, number in names), person
    for position in Position.objects.in_chart().select_related("role"):
        title, page = title_of(position), stands[position.code]
        assert any(is_said(text, title) and number == page for text, number in titles), title


def begin_alike(text: str, title: str) -> bool:
    """Whether a text begins with a title, as far as neither is shortened, however it is broken into lines."""
    said, called = (re.sub(r"[\s-]", "", words.partition("…")[0]) for words in (text, title))
    return said.startswith(called) or ("…" in text and called.startswith(said))


def is_said(text: str, name: str) -> bool:
    """Whether a row says a name, of a long one its beginning; viewers give right-to-left words in another order."""
    return all(word in text for word in name.split()) or re.sub(r"[\s-]", "", name)[:20] in re.sub(r"[\s-]", "", text)


def check_links(book: Book) -> None:
    """The page that a link names is the page that it leads to."""
    named = 0
    for link in book.links:
        row = ROW if book.titles[link.page] in (NAMES, POSITIONS, VACANCIES) else NUMBER
        if said := CONTINUES.search(link.text) or REPORTS_TO.match(link.text) or row.fullmatch(link.text):
            named += 1
            assert link.to == number(said.groups()[-1]), link
    assert named >= Position.objects.in_chart().count()
