"""Each way to keep the tree: how it is filled, and its own ordinary calls for an edit, one transaction each."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench.company import Company, Edit
from bench.peers.models import MaterialisedPath, Mptt, NestedSet, ParentKey
from roles import tree
from roles.models import Position
from roles.models.door import open_door
from roles.numbering import Place, number

BATCH = 500


class Contender:
    """One way to keep the tree; `keys` has the primary keys of positions that came after the start."""

    name: str
    model: type[models.Model]

    def __init__(self) -> None:
        """Begin with no position of its own."""
        self.keys: dict[int, int] = {}

    def pk(self, key: int) -> int:
        """The primary key of a position of the company."""
        return self.keys.get(key, key)

    def rows(self, company: Company) -> Iterator[Any]:
        """The company as rows, its keys being primary keys."""
        raise NotImplementedError

    def load(self, company: Company) -> None:
        """Fill the empty table."""
        with transaction.atomic(), open_door():
            self.model._default_manager.bulk_create(list(self.rows(company)), batch_size=BATCH)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(statement)

    def do(self, edit: Edit) -> None:
        """Do an edit in one transaction."""
        act: Callable[[Edit], None] = getattr(self, edit.kind)
        with transaction.atomic():
            act(edit)

    def get(self, key: int) -> Any:
        """Read a position, as these libraries want before they write."""
        return self.model._default_manager.get(pk=self.pk(key))


def columns(key: int) -> dict[str, Any]:
    """What every contender writes of a position beside its place."""
    return {"code": f"P{key}", "title": f"Title of {key}"}


class Ours(Contender):
    """The door of roles.tree, with everything it does."""

    name, model = "ours", Position

    def rows(self, company: Company) -> Iterator[Any]:
        """Positions numbered with gaps."""
        places = [Place(key, manager or None, key) for key, manager in company.managers.items()]
        for key, own in number(places).items():
            place = {"tree_id": own.tree, "level": own.level, "lft": own.lft, "rght": own.rght}
            counted = {"reports_count": own.reports, "peer_order": key}
            yield Position(pk=key, reports_to_id=company.managers[key] or None, **place, **counted, **columns(key))

    def do(self, edit: Edit) -> None:
        """Call the door, which has a transaction of its own."""
        if edit.kind == "insert":
            made = tree.create_position(Position(reports_to_id=self.pk(edit.manager), **columns(edit.key)))
            self.keys[edit.key] = made.pk
        elif edit.kind == "move":
            tree.move_position(self.pk(edit.key), self.pk(edit.manager))
        else:
            tree.delete_position(self.pk(edit.key))


class Peer(Contender):
    """What the libraries' ways have in common: a position is read, and deletes itself."""

    def delete(self, edit: Edit) -> None:
        """Delete a position that nobody reports to."""
        self.get(edit.key).delete()


class StockMptt(Peer):
    """django-mptt as it comes."""

    name, model = "mptt", Mptt

    def rows(self, company: Company) -> Iterator[Any]:
        """Positions numbered without gaps."""
        for key, level, lft, rght in dense(company):
            yield Mptt(
                pk=key,
                parent_id=company.managers[key] or None,
                tree_id=1,
                level=level,
                lft=lft,
                rght=rght,
                **columns(key),
            )

    def insert(self, edit: Edit) -> None:
        """Save a new position, which mptt places last."""
        made = Mptt(parent_id=self.pk(edit.manager), **columns(edit.key))
        made.save()
        self.keys[edit.key] = made.pk

    def move(self, edit: Edit) -> None:
        """Move a branch."""
        self.get(edit.key).move_to(self.get(edit.manager), "last-child")


class Treebeard(Peer):
    """What both trees of django-treebeard have in common."""

    def insert(self, edit: Edit) -> None:
        """Add a child, which treebeard places last."""
        made = self.model._default_manager.add_child(self.get(edit.manager), columns(edit.key))  # type: ignore[attr-defined] # untyped
        self.keys[edit.key] = made.pk

    def move(self, edit: Edit) -> None:
        """Move a branch."""
        self.model._default_manager.move(self.get(edit.key), self.get(edit.manager), "last-child")  # type: ignore[attr-defined] # untyped


class TreebeardPath(Treebeard):
    """django-treebeard's materialised paths."""

    name, model = "treebeard MP", MaterialisedPath

    def rows(self, company: Company) -> Iterator[Any]:
        """Positions with their paths."""
        make_path: Any = getattr(MaterialisedPath, "_get_path")  # noqa: B009 - untyped
        paths = {1: make_path("", 1, 1)}
        for key in company.preorder():
            reports = company.reports[key]
            depth = len(company.line(key)) + 1
            for step, report in enumerate(reports, 1):
                paths[report] = make_path(paths[key], depth + 1, step)
            yield MaterialisedPath(pk=key, path=paths[key], depth=depth, numchild=len(reports), **columns(key))


class TreebeardSet(Treebeard):
    """django-treebeard's nested sets."""

    name, model = "treebeard NS", NestedSet

    def rows(self, company: Company) -> Iterator[Any]:
        """Positions numbered without gaps."""
        for key, level, lft, rght in dense(company):
            yield NestedSet(pk=key, tree_id=1, depth=level + 1, lft=lft, rgt=rght, **columns(key))


class TreeQueries(Peer):
    """django-tree-queries: the parent's key, and the order among peers."""

    name, model = "tree-queries", ParentKey

    def rows(self, company: Company) -> Iterator[Any]:
        """Positions with their order."""
        for key, manager in company.managers.items():
            yield ParentKey(pk=key, parent_id=manager or None, position=10 * key, **columns(key))

    def insert(self, edit: Edit) -> None:
        """Create a position, which its save places last."""
        made = ParentKey._default_manager.create(parent_id=self.pk(edit.manager), **columns(edit.key))
        self.keys[edit.key] = made.pk

    def move(self, edit: Edit) -> None:
        """Change the parent; a position of 0 makes save place it last."""
        moved = self.get(edit.key)
        moved.parent_id, moved.position = self.pk(edit.manager), 0
        moved.save()


def dense(company: Company) -> Iterator[tuple[int, int, int, int]]:
    """Each key with its level and nested set numbers without gaps."""
    counts = company.counts()
    levels = {0: -1}
    for at, key in enumerate(company.preorder()):
        level = levels[key] = levels[company.managers[key]] + 1
        # Before a position opens, `at` others have; all of them but its `level` managers have closed.
        lft = 2 * at - level + 1
        yield key, level, lft, lft + 2 * counts[key] + 1


CONTENDERS: tuple[type[Contender], ...] = (Ours, TreebeardPath, TreebeardSet, TreeQueries, StockMptt)
