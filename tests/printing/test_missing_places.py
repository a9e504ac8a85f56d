"""Where characters stand that no font has: the first place of each, found in one pass."""

import time

from roles.printing.pdf import first_places
from roles.sheets.pages import Block, Page, Printed, Words
from tests.typesetting.sheets import printed


def pages(*texts: list[str]) -> Printed:
    """A page for each list of texts."""
    return printed(
        *(
            Page(number, 600, 800, (Block(tuple(Words(text, 0, 0, 9) for text in told), "item"),))
            for number, told in enumerate(texts, start=1)
        )
    )


def test_each_is_named_where_it_stands_first_in_the_order_of_reading() -> None:
    found = first_places(
        pages(["Bo", "Mr \ua015\U00013000"], ["\ua014 and \ua015"]),
        ("U+A014 YI SYLLABLE WUT", "U+A015 YI SYLLABLE WU", "U+13000 EGYPTIAN HIEROGLYPH A001", "U+A016 ELSEWHERE"),
    )
    assert list(found) == [
        ("U+A015 YI SYLLABLE WU", 1, "Mr \ua015\U00013000"),
        ("U+13000 EGYPTIAN HIEROGLYPH A001", 1, "Mr \ua015\U00013000"),
        ("U+A014 YI SYLLABLE WUT", 2, "\ua014 and \ua015"),
    ]


def test_thousands_of_them_on_many_pages_take_no_time() -> None:
    names = [f"U+{0x4E00 + number:04X} X" for number in range(3000)]
    many = pages([f"Specialist {chr(0x4E00 + number % 1500)}" for number in range(60_000)])
    begun = time.process_time()
    assert len(list(first_places(many, names))) == 1500
    assert time.process_time() - begun < 1
