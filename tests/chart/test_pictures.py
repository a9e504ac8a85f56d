"""Few small charts, exactly as they are drawn."""

from dataclasses import replace
from textwrap import dedent

import pytest

from roles.chart import PLAIN, draw_chart
from tests.chart.seating import picture, seats

ACROSS, DOWN = 29, 39

PICTURES = {
    "a head with few reports has them in a row": (
        """
        Head
          One
          Two
          Three
        """,
        """
                Head
        One     Two     Three
        """,
    ),
    "a head with more reports has them in a field": (
        """
        Head
          One
          Two
          Three
          Four
          Five
          Six
        """,
        """
                 Head
         One     Three   Five
         Two     Four    Six
        """,
    ),
    "leaf reports are stacked and an assistant stands beside the line": (
        """
        Head
          One
            Four
            Five
          *Aide
          Two
            Six
        """,
        """
             Head
        Aide
         One     Two
         Four    Six
         Five
        """,
    ),
    "several heads stand side by side": (
        """
        Alpha
          Beta
            Gamma
            Delta
          Epsilon
        Omega
        """,
        """
             Alpha   Omega
         Beta    Epsilon
         Gamma
         Delta
        """,
    ),
}


PACKED = {
    "leaf reports fill one stack below their manager": (
        """
        Head
          One
          Two
          Three
          Four
          Five
        """,
        """
             Head
         One     Four
         Two     Five
         Three
        """,
    ),
    "branches stand on shelves, tall ones first, with leaf reports and assistants in their blocks": (
        """
        Head
          Ada
            One
          Ben
            Two
            Three
            *Aide
          Cleo
        """,
        """
             Head
             Ben
         Aide
         Two     Three
         Ada      Cleo
         One
        """,
    ),
}


TO_THE_RIGHT = {
    "reports stand to the right of their manager, leaf reports singly": (
        """
        Head
          Ada
            One
            Two
          Ben
          Cleo
        """,
        """
                         One
                 Ada     Two
        Head     Ben
                 Cleo
        """,
    ),
}


@pytest.mark.parametrize(("tree", "drawn"), PICTURES.values(), ids=PICTURES)
def test_small_charts_are_drawn_exactly_so(tree: str, drawn: str) -> None:
    found = picture(draw_chart(seats(dedent(tree))), ACROSS, DOWN)
    assert dedent(found) == dedent(drawn).strip("\n")


@pytest.mark.parametrize(("tree", "drawn"), PACKED.values(), ids=PACKED)
def test_packed_charts_are_drawn_exactly_so(tree: str, drawn: str) -> None:
    found = picture(draw_chart(seats(dedent(tree)), replace(PLAIN, shape="packed")), ACROSS, DOWN)
    assert dedent(found) == dedent(drawn).strip("\n")


@pytest.mark.parametrize(("tree", "drawn"), TO_THE_RIGHT.values(), ids=TO_THE_RIGHT)
def test_charts_to_the_right_are_drawn_exactly_so(tree: str, drawn: str) -> None:
    found = picture(draw_chart(seats(dedent(tree)), replace(PLAIN, direction="right")), ACROSS, DOWN)
    assert dedent(found) == dedent(drawn).strip("\n")
