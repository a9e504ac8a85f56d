"""The guard of positions, appointments and links: they are written inside roles.tree, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.db.models.signals import pre_delete

from roles.querysets import AppointmentQuerySet, LinkQuerySet, PositionQuerySet

if TYPE_CHECKING:
    from django.db.models import Manager as TreeManager

else:
    from mptt.managers import TreeManager

_door_is_open: ContextVar[bool] = ContextVar("door_is_open", default=False)
# What saves an instance, fixtures too, ends in `_insert` or `_update`, and cascades may end in `_raw_delete`.
QUERYSET_WRITES = ("update", "_update", "bulk_update", "_insert", "bulk_create", "delete", "_raw_delete")
# What mptt writes by SQL of its own, past any queryset, or leaves half done when an exception comes between.
MPTT_WRITES = (
    "insert_node", "move_node", "_move_node", "rebuild", "partial_rebuild", "build_tree_nodes", "delay_mptt_updates",
    "disable_mptt_updates", "_inter_tree_move_and_close_gap", "_make_sibling_of_root_node", "_manage_space",
    "_move_child_within_tree", "_move_root_node",
)  # fmt: skip


class PassedTheDoorError(RuntimeError):
    """A position, or what hangs on one, was about to be written by something else than roles.tree."""

    def __init__(self) -> None:
        """Say where to go instead."""
        super().__init__("Positions are written by roles.tree only: it locks, reads again, checks and records.")


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


def guarded(write: Callable[..., Any]) -> Callable[..., Any]:
    """A queryset's writing verb that works inside roles.tree only."""

    @wraps(write)
    def write_inside(*args: Any, **options: Any) -> Any:
        require_open_door()
        return write(*args, **options)

    return write_inside


class GuardedPositions(PositionQuerySet):
    """The positions' queryset, whose writing verbs work inside roles.tree only."""


class GuardedAppointments(AppointmentQuerySet):
    """As above, for appointments: what passed the door would not be in the record."""


class GuardedLinks(LinkQuerySet):
    """As above, for links."""


for rows in (GuardedPositions, GuardedAppointments, GuardedLinks):
    for verb in QUERYSET_WRITES:
        setattr(rows, verb, guarded(getattr(rows, verb)))


def guard_collector(model: type[Model]) -> None:
    """Let Django's Collector, which deletes by SQL of its own, work inside roles.tree only."""
    pre_delete.connect(_require_open_door_to_delete, sender=model, dispatch_uid=f"door_of_{model.__name__}")


def _require_open_door_to_delete(**_signal: Any) -> None:
    require_open_door()


def refuse(*_args: Any, **_options: Any) -> None:
    """Refuse a way to write the tree that goes past roles.tree."""
    raise PassedTheDoorError


PositionManager = TreeManager.from_queryset(GuardedPositions)
for name in MPTT_WRITES:
    setattr(PositionManager, name, refuse)
