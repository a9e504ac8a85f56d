"""Suggestions say what the search says, and what they are looked up in says what is written."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from roles import tree
from roles.models import Appointment, Chart, Person, Position, Role, SearchPiece, SearchText
from roles.suggesting import keeping
from roles.suggesting.asking import candidates, suggest
from roles.suggesting.noting import MOST_ENTRIES, MOST_WEIGHT, WEIGHT_OF_ENTRY, read_noted
from roles.suggesting.pieces import BLOCK, bits_of_words, keys_in, pack, pieces_of, pieces_to_find, unpack
from roles.suggesting.reading import Now
from roles.text import search_key
from roles.tree import beside
from tests.suggestions import is_kept
from tests.trees import appoint, plant, remove_appointments

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

# Few letters, so that words stand in each other and pieces stand there in another order.
LETTERS = "aAáb1-山"
WORDS = st.text(LETTERS, min_size=1, max_size=6)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DAYS = st.none() | st.integers(-2, 2)
SEATS = st.tuples(st.integers(0, 10**6), TEXTS, st.sampled_from((None, 0, 1)), st.none() | TEXTS, DAYS, DAYS)


def codes(positions: list[Position]) -> list[str]:
    """The codes in the order they come."""
    return [position.code for position in positions]


def searched(query: str, most: int = 10) -> list[str]:
    """What the plain search finds first."""
    return codes(list(Position.objects.search(query).order_by("level", "pk")[:most]))


def day(distance: int | None) -> datetime.date | None:
    """So many days from today."""
    return None if distance is None else timezone.localdate() + datetime.timedelta(days=distance)


class RandomCompanies(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=60)
    @given(
        st.lists(SEATS, min_size=1, max_size=14), TEXTS, st.lists(TEXTS, min_size=1, max_size=6), st.integers(-1, 13)
    )
    def test_the_same_is_suggested_as_is_found(
        self,
        seats: list[tuple[int, str, int | None, str | None, int | None, int | None]],
        role: str,
        queries: list[str],
        last_kept: int,
    ) -> None:
        roles = [Role.objects.create(slug=f"r{each}", title=f"{role} {each}", abbreviation="b1b") for each in range(2)]
        made: list[Position] = []
        for number, (manager, title, of_role, holder, start, end) in enumerate(seats):
            position = Position(code=f"a{number}", title=title, role=None if of_role is None else roles[of_role])
            position.reports_to = made[manager % len(made)] if made else None
            made.append(tree.create_position(position))
            if holder:
                first, last = (start, end) if start is None or end is None else sorted((start, end))
                appoint(position, holder, start=day(first), end=day(last))
            if number == last_kept:
                tree.repair()
        for query in [*queries, *seats[0][1].split()]:
            assert codes(suggest(query, 3)) == searched(query, 3), query
        assert is_kept()


@given(st.text(LETTERS, min_size=1), st.text(LETTERS), st.text(LETTERS))
def test_the_pieces_of_a_word_stand_wherever_the_word_stands(word: str, before: str, behind: str) -> None:
    assert pieces_to_find(word) <= pieces_of(before + word + behind)
    assert pieces_to_find(word) <= pieces_of(word)


@given(st.sets(st.integers(0, BLOCK - 1)), st.integers(0, 10**6))
def test_sets_of_positions_come_back_from_bits_in_order(places: set[int], block: int) -> None:
    texts = {block * BLOCK + place: "a" for place in places}
    assert list(keys_in(block, unpack(pack(bits_of_words(texts).get(("a", block), 0))))) == sorted(texts)


def test_those_higher_up_come_first_and_then_those_who_came_first() -> None:
    plant("A Clerk\n  B Clerk\n    C Clerk\n  D Clerk\n    E Clerk")
    assert codes(suggest("clerk", 10)) == ["A", "B", "D", "C", "E"] == searched("clerk")
    assert codes(suggest("clerk", 3)) == ["A", "B", "D"]
    assert suggest("", 10) == suggest(" \0 ", 10) == []


def test_of_many_that_fit_only_those_shown_are_read() -> None:
    head = plant("A Clerk\n" + "".join(f"  P{number} Clerk\n" for number in range(30)))["A"]
    tree.repair()
    few = cost("clerk")
    with tree.writing():
        tree.apply(tree.Changes([Position(code=f"Q{n}", title="Clerk of Tea", reports_to=head) for n in range(300)]))
    assert cost("clerk") == few
    assert few[2] == 10


def cost(query: str) -> tuple[int, int, int]:
    """How many statements a query asks, how many rows of bits, and how many positions it reads."""
    read: list[int] = []

    def note(instance: Position, **_signal: object) -> None:
        read.append(instance.pk)

    post_init.connect(note, sender=Position)
    try:
        with CaptureQueriesContext(connection) as queries:
            suggest(query, 10)
    finally:
        post_init.disconnect(note, sender=Position)
    wanted = {piece for word in query.split() for piece in pieces_to_find(word)}
    return len(queries), SearchPiece.objects.filter(piece__in=wanted).count(), len(read)


def test_pieces_in_another_order_are_no_word() -> None:
    plant("A Tanaka\n" + "".join(f"  P{number} Kanata nakana: Aka Natan\n" for number in range(80)) + "    X Katanaka")
    tree.repair()
    assert len(list(candidates(["tanaka"], Now()))) > 80
    assert codes(suggest("tanaka", 10)) == searched("tanaka") == ["A", "X"]


def test_holders_are_found_from_their_first_day_to_their_last(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A\n" + "".join(f"  P{number}\n" for number in range(40)))
    for code in list(company)[1:]:
        appoint(company[code], "Ada", start=day(1), end=day(2))
    appoint(company["P39"], "Ada", end=day(0), kind="acting")
    assert codes(suggest("ada", 10)) == ["P39"]
    in_two_days = day(2)
    monkeypatch.setattr(timezone, "localdate", lambda: in_two_days)
    assert codes(suggest("ada", 10)) == [f"P{number}" for number in range(10)]


def test_whoever_no_longer_stands_there_is_no_longer_found() -> None:
    company = plant("A\n  B Baker: Ada\n    C\n  D Driver: Dot")
    remove_appointments(company["D"])
    tree.end_position(company["B"].pk, heir_id=company["A"].pk)
    assert suggest("ada", 10) == suggest("baker", 10) == suggest("dot", 10) == []
    assert codes(suggest("title", 10)) == ["A", "C"]
    assert is_kept()
    tree.remove_everything()
    assert not SearchPiece.objects.exists()
    assert not SearchText.objects.exists()


def test_a_branch_that_moves_takes_its_levels_along() -> None:
    company = plant("A\n  B\n    C\n      D\n  E\n    F\n      G")
    tree.move_position(company["B"].pk, company["G"].pk)
    assert codes(suggest("title", 10)) == ["A", "E", "F", "G", "B", "C", "D"]
    tree.delete_position(company["F"].pk, heir_id=company["E"].pk)
    assert codes(suggest("title", 10)) == ["A", "E", "G", "B", "C", "D"]
    assert is_kept()


def test_an_appointment_that_moves_leaves_no_name_behind() -> None:
    company = plant("A\n  B: Ada\n  C")
    held = Appointment.objects.get()
    held.position = company["C"]
    with tree.writing() as record:
        beside.write(record, Appointment, changed=[held])
    assert codes(suggest("ada", 10)) == ["C"]
    assert is_kept()


def test_a_person_who_is_called_otherwise_is_found_by_the_new_name() -> None:
    plant("A\n  B: Ada\n  C: Ada")
    ada = Person.objects.get()
    ada.name = "Björk"
    with tree.writing() as record:
        beside.write(record, Person, changed=[ada])
    assert codes(suggest("bjork", 10)) == ["B", "C"]
    assert suggest("ada", 10) == []
    assert is_kept()


def test_an_edit_writes_nothing_that_suggestions_are_looked_up_in() -> None:
    company = plant("A\n  B: Ada\n    C\n  D")
    with CaptureQueriesContext(connection) as queries:
        company["C"].title = "Clerk"
        tree.save_position(company["C"])
        tree.move_position(company["B"].pk, company["D"].pk)
        tree.delete_position(company["C"].pk)
        tree.create_position(Position(code="E", title="Clerk", reports_to=company["D"]))
    assert not [each for each in queries if "roles_search" in each["sql"]]
    assert codes(suggest("clerk", 10)) == ["E"]


def test_what_is_noted_stands_in_its_place_among_the_others() -> None:
    company = plant("A Clerk\n  B Clerk\n    C Clerk\n      D Clerk\n  E\n    F Clerk")
    tree.repair()
    company["E"].title = "Clerk"
    tree.save_position(company["E"])
    tree.move_position(company["C"].pk, company["A"].pk)
    assert codes(suggest("clerk", 10)) == searched("clerk") == ["A", "B", "E", "C", "F", "D"]
    company["F"].title = "Baker"
    tree.save_position(company["F"])
    tree.end_position(company["B"].pk)
    assert codes(suggest("clerk", 10)) == searched("clerk") == ["A", "E", "C", "D"]
    assert is_kept()


def test_whoever_leaves_a_branch_that_is_noted_takes_their_reports_along() -> None:
    company = plant("A\n  B\n    C\n      D\n  E\n    F")
    tree.repair()
    tree.move_position(company["B"].pk, company["F"].pk)
    tree.move_position(company["C"].pk, company["A"].pk)
    tree.delete_position(company["B"].pk)
    assert codes(suggest("title", 10)) == searched("title") == ["A", "E", "C", "F", "D"]
    assert is_kept()


def test_only_what_can_be_found_otherwise_is_noted() -> None:
    company = plant("A\n  B\n    C\n    D\n  E")
    tree.repair()
    company["A"].title, company["E"].notes = "Head", "Nothing to be found by"
    tree.save_position(company["A"])
    tree.save_position(company["E"])
    tree.order_position(company["D"].pk, company["C"].pk)
    noted = read_noted()
    assert (noted.keys, noted.tops, noted.moved_along) == ({company["A"].pk}, set(), 0)
    assert Chart.current().noted == 3 * WEIGHT_OF_ENTRY


def test_what_is_noted_is_written_before_queries_would_feel_it() -> None:
    company = plant("A\n  B\n  C")
    tree.repair()
    weights = []
    for number in range(MOST_ENTRIES + 2):
        company["B"].title = f"Clerk {number}"
        tree.save_position(company["B"])
        weights.append(Chart.current().noted)
    assert max(weights) == MOST_WEIGHT
    assert weights[-2:] == [0, WEIGHT_OF_ENTRY]
    assert SearchText.objects.get(pk=company["B"].pk).text == f"b clerk {MOST_ENTRIES}"
    assert codes(suggest(f"{MOST_ENTRIES + 1}", 10)) == ["B"]


def test_a_large_branch_is_written_at_once_with_what_was_noted_before(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A\n  B\n" + "".join(f"    P{number}\n" for number in range(20)) + "  C\n    D")
    tree.repair()
    monkeypatch.setattr(keeping, "MOST_WEIGHT", 2 * WEIGHT_OF_ENTRY + 15)
    company["A"].title = "Head"
    tree.save_position(company["A"])
    assert read_noted().keys == {company["A"].pk}
    tree.move_position(company["B"].pk, company["D"].pk)
    assert read_noted().keys == set()
    assert is_kept()
    assert codes(suggest("title", 4)) == searched("title", 4) == ["C", "D", "B", "P0"]


def test_reports_that_are_handed_over_weigh_as_much_as_those_below_them(monkeypatch: pytest.MonkeyPatch) -> None:
    company = plant("A\n  B\n    C\n      D\n        E\n    F\n      G\n  H")
    tree.repair()
    tree.delete_position(company["B"].pk, heir_id=company["H"].pk)
    # Two who report to another, the one that went, and three below them.
    assert Chart.current().noted == 3 * WEIGHT_OF_ENTRY + 3
    assert is_kept()


def test_a_branch_that_an_import_moves_weighs_as_much_as_it_has_positions() -> None:
    company = plant("A\n  B\n    C\n      D\n  E")
    tree.repair()
    with tree.writing():
        moved = Position.objects.get(code="B")
        moved.reports_to = company["E"]
        tree.apply(tree.Changes(changed=[moved]))
    assert Chart.current().noted == WEIGHT_OF_ENTRY + 2
    assert codes(suggest("title", 10)) == searched("title")
    assert is_kept()


def test_notes_are_looked_up_in_the_same_number_of_statements() -> None:
    company = plant("A\n" + "".join(f"  B{number}: Ada\n    C{number}\n" for number in range(40)))
    head = tree.create_position(Position(code="H", title="H", reports_to=company["B0"]))
    tree.repair()
    tree.move_position(company["B1"].pk, head.pk)
    few = cost("title")[0]
    for number in range(2, 40):
        tree.move_position(company[f"B{number}"].pk, head.pk)
    assert len(read_noted().tops) == 39
    assert cost("title")[0] == few


def test_a_repair_mends_what_somebody_else_wrote() -> None:
    plant("A\n  B: Ada")
    tree.repair()
    Person.objects.update(name="Bo", name_search_key=search_key("Bo"))
    SearchPiece.objects.filter(piece="t").delete()
    assert not is_kept()
    call_command("check_tree", fix=True, verbosity=0)
    assert is_kept()
    assert codes(suggest("bo", 10)) == ["B"]


def test_positions_from_before_are_found_once_the_database_is_migrated(transactional_db: None) -> None:
    plant("A Clerk\n  B: Ada")
    call_command("migrate", "roles", "0004", verbosity=0)
    assert "roles_searchpiece" not in connection.introspection.table_names()
    call_command("migrate", "roles", verbosity=0)
    assert is_kept()
    assert read_noted().entries == 0
    assert codes(suggest("ada", 10)) == ["B"]
