"""Which titles take an article in a sentence."""

import pytest

from roles.models import Position, Role
from roles.titles import Gender, gender_of


@pytest.mark.parametrize(
    "title",
    [
        "Operations Manager, Logistics",
        "Chief Executive Officer",
        "Head of Sales",
        "Team Lead, Warehouse (nights)",
        "CEO, Office for Nuclear Development",
        "Production Technician - WC60",
        "Director Household Energy Efficiency",
        "Operations Analyst",
        "Warehouse Associate",
        "Accountant",
        "Principal Private Secretary",
        "Office for Renewable Energy Development",
        "Delivery Unit",
    ],
)
def test_who_does_the_work_takes_an_article(title: str) -> None:
    assert gender_of(Position(title=title)) is not Gender.NONE


@pytest.mark.parametrize(
    "title",
    [
        "Communications",
        "Offshore Renewables",
        "Legal Team 6: Corporate and Renewables",
        "Tools for Design",
        "Customer Service",
        "Water and Power",
        "The Registrar",
        "Maschinensicherheitsprüfung",
        "總經理",
    ],
)
def test_the_work_itself_takes_none(title: str) -> None:
    assert gender_of(Position(title=title)) is Gender.NONE


def test_a_role_is_always_somebody() -> None:
    assert gender_of(Position(role=Role(title="Barista"))) is Gender.UNKNOWN
    assert gender_of(Position(title="The Barista", role=Role(title="Barista"))) is Gender.NONE
