"""The guard of the positions' table: it is written inside roles.tree, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from roles.querysets import PositionQuerySet

if TYPE_CHECKING:
    from django.db.models import Manager as TreeManager

    from roles.models.position import Position
else:
    from mptt.managers import TreeManager

_door_is_open: ContextVar[bool] = ContextVar("door_is_open", default=False)


class PassedTheDoorError(RuntimeError):
    """A position was about to be written by something else than roles.tree."""

    def __init__(self) -> None:
        """Say where to go instead."""
        super().__init__("Positions are written by roles.tree only: it locks, reads again, checks and renumbers.")


@contextmanager
def open_door() -> Iterator[None]:
    """Let positions be written inside the block: for roles.tree alone."""
    token = _door_is_open.set(True)
    try:
        yield
    finally:
        _door_is_open.reset(token)


def require_open_door() -> None:
    """Raise PassedTheDoorError outside roles.tree."""
    if not _door_is_open.get():
        raise PassedTheDoorError


class GuardedPositions(PositionQuerySet):
    """The positions' queryset, whose writing verbs work inside roles.tree only."""

    def update(self, **values: Any) -> int:
        """Write rows, inside roles.tree."""
        require_open_door()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows, inside roles.tree."""
        require_open_door()
        return super().delete()

    def bulk_create(self, *args: Any, **options: Any) -> "list[Position]":
        """Insert rows, inside roles.tree."""
        require_open_door()
        return super().bulk_create(*args, **options)

    def bulk_update(self, *args: Any, **options: Any) -> int:
        """Write rows, inside roles.tree."""
        require_open_door()
        return super().bulk_update(*args, **options)


PositionManager = TreeManager.from_queryset(GuardedPositions)
