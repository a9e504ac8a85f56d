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
# What mptt writes by SQL of its own, past any queryset.
MPTT_WRITES = ("insert_node", "move_node", "_move_node", "rebuild", "partial_rebuild", "build_tree_nodes")


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

    def _raw_delete(self, using: str | None) -> int:
        """Delete rows without a look at what refers to them, inside roles.tree: cascades come this way."""
        require_open_door()
        return super()._raw_delete(using)

    def bulk_create(self, *args: Any, **options: Any) -> "list[Position]":
        """Insert rows, inside roles.tree."""
        require_open_door()
        return super().bulk_create(*args, **options)

    def bulk_update(self, *args: Any, **options: Any) -> int:
        """Write rows, inside roles.tree."""
        require_open_door()
        return super().bulk_update(*args, **options)


def refuse(*_args: Any, **_options: Any) -> None:
    """Refuse a way to write the tree that goes past roles.tree."""
    raise PassedTheDoorError


PositionManager = TreeManager.from_queryset(GuardedPositions)
for name in MPTT_WRITES:
    setattr(PositionManager, name, refuse)
