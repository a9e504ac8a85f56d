"""Part long lists into pieces that every database takes in one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 500
Item = TypeVar("Item")


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, so many at a time."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
