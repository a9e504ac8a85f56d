"""What a browser unpacks is what was packed, and it is small."""

from hypothesis import given
from hypothesis import strategies as st

from roles.map.packing import ASSISTANT, VACANT, pack
from roles.map.placing import BOX_HEIGHT, STYLE, place
from roles.map.reading import Company, managers_of
from roles.map.tallying import sort_company
from tests.map.companies import Unpacked, company

LIMIT = 15  # bytes a position: a million and a half for a hundred thousand
TREES = st.lists(st.integers(0, 10**6), max_size=40).map(
    lambda numbers: company([None, *(number % (place + 1) for place, number in enumerate(numbers))])
)


def packed(found: Company) -> bytes:
    """Place, sort and pack a company."""
    return pack(found, place(found), sort_company(found, {}))


@given(TREES)
def test_every_number_comes_back(found: Company) -> None:
    layout, numbers = place(found), Unpacked(packed(found))
    assert numbers.rest == b""
    assert (numbers.count, numbers.heads) == (len(found.spots), 1)
    assert (numbers.width, numbers.height) == (layout.width, layout.height)
    assert numbers.spans == found.spans
    assert numbers.keys == [spot.key for spot in found.spots]
    assert (numbers.x, numbers.y) == (layout.lefts, layout.tops)
    for at, manager in enumerate(managers_of(found)):
        x, y, block = layout.lefts[manager], layout.tops[manager], layout.blocks[manager]
        left, top, right, bottom = (side[at] for side in numbers.blocks)
        assert (x - left, y - top, x + right, y + bottom) == block[:4]
        assert numbers.trunks[at] == (0 if block.trunk is None else block.trunk - block.left + 1)


def test_the_head_of_the_file_says_how_big_things_are() -> None:
    numbers = Unpacked(packed(company([None])))
    assert numbers.sizes[:2] == [STYLE.box_width, BOX_HEIGHT]


def test_flags_say_who_is_vacant_and_who_assists() -> None:
    assert Unpacked(packed(company([None, 0], is_filled=False, is_assistant=True))).flags == bytes([3, 3])
    assert (VACANT, ASSISTANT) == (1, 2)


def test_an_empty_company_can_be_packed() -> None:
    assert Unpacked(packed(company([]))).count == 0


def test_a_large_company_takes_few_bytes_a_position() -> None:
    managers = [None, *(number // 7 for number in range(20_000))]
    assert len(packed(company(managers))) < LIMIT * len(managers)


def test_the_same_company_gives_the_same_bytes() -> None:
    assert packed(company([None, 0, 0, 1])) == packed(company([None, 0, 0, 1]))
