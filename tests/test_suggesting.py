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
from roles.models import Appointment, Person, Position, Role, SearchPiece, SearchText
from roles.suggesting.asking import candidates, suggest
from roles.suggesting.keeping import is_kept
from roles.suggesting.pieces import BLOCK, bits_of_words, keys_in, pack, pieces_of, pieces_to_find, unpack
from roles.text import search_key
from roles.tree import beside
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
    @given(st.lists(SEATS, min_size=1, max_size=14), TEXTS, st.lists(TEXTS, min_size=1, max_size=6))
    def test_the_same_is_suggested_as_is_found(
        self,
        seats: list[tuple[int, str, int | None, str | None, int | None, int | None]],
        role: str,
        queries: list[str],
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
    assert len(list(candidates(["tanaka"]))) > 80
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


def test_a_repair_mends_what_somebody_else_wrote() -> None:
    plant("A\n  B: Ada")
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
    assert codes(suggest("ada", 10)) == ["B"]
