"""Cards say what the few positions that are shown large are."""

import pytest

from roles.choice import ColourBy
from roles.map.cards import MOST_CARDS, Card, cards_of, keys_in
from roles.map.placing import BOX_HEIGHT, STYLE
from roles.models import Department, ManagementLevel, Position, Role
from roles.seating import Addresses
from roles.tree import create_position
from tests.trees import appoint, plant


def card(position: Position, by: ColourBy = ColourBy.DEPARTMENT) -> Card:
    """The card of one position."""
    return cards_of([position.pk], by, Addresses.of_pages())[0]


def texts(found: Card, kind: str) -> list[str]:
    """The lines of one kind."""
    return [text for each, text, *_place in found.lines if each == kind]


@pytest.mark.django_db
@pytest.mark.tree
def test_a_card_names_the_position_its_holder_and_department_and_counts_reports() -> None:
    sales = Department.objects.create(code="S", name="Sales")
    planted = plant("A Head of Sales\n  B Beta\n  C Gamma", department=sales)
    appoint(planted["A"], "Ama Boateng")
    found = card(planted["A"])
    assert found.name == "Ama Boateng, Head of Sales, Sales, 2 direct reports, level 0"
    assert (found.code, found.link) == ("A", "/positions/A/")
    said = [text for _kind, text, *_place in found.lines]
    assert said == ["Head of Sales", "Ama Boateng", "Sales", "2 direct reports"]
    assert texts(card(planted["B"]), "vacancy") == ["Vacant"]


@pytest.mark.django_db
@pytest.mark.tree
def test_the_last_line_says_what_the_colour_means() -> None:
    role = Role.objects.create(slug="m", title="Manager", management_level=ManagementLevel.MIDDLE)
    alpha = plant("A Alpha", role=role, location="Accra")["A"]
    assert texts(card(alpha, ColourBy.LEVEL), "counts") == ["middle management"]
    assert texts(card(alpha, ColourBy.LOCATION), "counts") == ["Accra"]
    assert texts(card(alpha, ColourBy.SPAN), "counts") == []
    beta = create_position(Position(code="B", title="Beta", reports_to=alpha))
    assert texts(card(beta, ColourBy.LEVEL), "counts") == ["No management level given"]
    assert texts(card(beta, ColourBy.LOCATION), "counts") == ["No location given"]


@pytest.mark.django_db
@pytest.mark.tree
def test_the_longest_texts_stay_in_the_box() -> None:
    department = Department.objects.create(code="S", name="Department of Everything " * 5)
    alpha = plant(f"A {'Director of International Affairs ' * 5}", department=department, location="Accra " * 20)["A"]
    for number in range(6):
        appoint(alpha, f"Somebody with a long name {number}", kind="shared")
    found = card(alpha, ColourBy.LOCATION)
    assert len(texts(found, "title")) == 2
    assert [len(texts(found, kind)) for kind in ("holder", "department", "counts")] == [1, 1, 1]
    assert max(y for *_text, y, _direction in found.lines) < BOX_HEIGHT
    assert {x for _kind, _text, x, *_rest in found.lines} == {22}
    assert STYLE.title_lines == 2


@pytest.mark.django_db
@pytest.mark.tree
def test_a_long_name_takes_a_second_line_where_there_is_room_else_it_is_cut_within_a_word() -> None:
    name, long_title = "Quentin Maria Featherstonehaugh", "Director of International Business Affairs"
    sales = Department.objects.create(code="S", name="Sales")
    planted = plant(f"A Alpha\n  B {long_title}\n    C {long_title}", department=sales)
    for position in planted.values():
        appoint(position, name)
    for code in ("A", "C"):
        assert "".join(texts(card(planted[code]), "holder")).replace(" ", "") == name.replace(" ", "")
        assert len(texts(card(planted[code]), "holder")) == 2
    cut = texts(card(planted["B"]), "holder")
    assert len(cut) == 1
    assert cut[0].startswith("Quentin Maria Feath")
    assert cut[0].endswith("…")


@pytest.mark.django_db
@pytest.mark.tree
def test_text_says_whether_it_is_written_from_right_to_left() -> None:
    alpha = plant("A Alpha")["A"]
    appoint(alpha, "شرة بن داود")
    assert [is_right_to_left for *_text, is_right_to_left in card(alpha).lines] == [False, True]


@pytest.mark.django_db
@pytest.mark.tree
def test_who_is_not_in_the_chart_has_no_card() -> None:
    assert cards_of([1, 2, 10**17], ColourBy.DEPARTMENT, Addresses.of_pages()) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("1,2,1", [1, 2]),
        ("x,-1,1.5,٣,²,7", [7]),
        (f"{'9' * 18},{'9' * 19}", [10**18 - 1]),
        (",".join(map(str, range(500))), list(range(MOST_CARDS))),
    ],
)
def test_keys_are_the_first_numbers_that_can_be_keys(text: str, keys: list[int]) -> None:
    assert keys_in(text) == keys
