"""The address of a position or a person is the one that Django's own reverse() gives."""

import pytest
from django.urls import reverse, set_script_prefix

from roles.models import Person, Position

CODES = ("A", "OPS-1.2_b", "Jörg", "部長", "some-code", "ع١")


@pytest.mark.parametrize("prefix", ["/", "/chart/"])
@pytest.mark.parametrize("code", CODES)
def test_addresses_are_those_of_reverse(code: str, prefix: str) -> None:
    set_script_prefix(prefix)
    try:
        assert Position(code=code).get_absolute_url() == reverse("roles:position", args=[code])
        assert Person(number=code).get_absolute_url() == reverse("roles:person", args=[code])
    finally:
        set_script_prefix("/")
