"""Nothing is kept of the map from one test to the next."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Empty the cache, since trees that are planted by hand have no version."""
    yield
    caches["map"].clear()
