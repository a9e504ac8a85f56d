"""What writers do to the tree, and the same done to a plain dictionary, in the order of a log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection

from roles import tree
from roles.models import Position

KEY = {"sqlite": "integer PRIMARY KEY", "postgresql": "bigserial PRIMARY KEY"}


class Seat(NamedTuple):
    """A position as a writer saw it before it took the lock."""

    key: int
    code: str
    reports: int


class LogRow(NamedTuple):
    """An operation that was committed: its name, the two positions it was about, and the name it gave."""

    operation: str
    one: str
    other: str
    name: str


@dataclass
class Organisation:
    """Who reports to whom, and what each is called: all that the operations change."""

    managers: dict[str, str | None] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def stored(cls) -> "Organisation":
        """The organisation as the database has it."""
        rows = list(Position.objects.order_by().values_list("code", "reports_to__code", "title"))
        return cls({code: manager for code, manager, _title in rows}, {code: title for code, _manager, title in rows})

    def play(self, rows: Iterable[LogRow]) -> None:
        """Do to it what the log says; raises KeyError when a position is not there."""
        for row in rows:
            OPERATIONS[row.operation].replay(self, row)

    def create(self, row: LogRow) -> None:
        """A new position, below the other."""
        self.managers[row.name], self.titles[row.name] = row.other, row.name

    def move(self, row: LogRow) -> None:
        """One reports to the other."""
        self.managers[row.one], _gone = row.other, self.managers[row.one]

    def move_alone(self, row: LogRow) -> None:
        """One reports to the other, and its reports to its manager."""
        for report, manager in self.managers.items():
            if manager == row.one:
                self.managers[report] = self.managers[row.one]
        self.move(row)

    def delete(self, row: LogRow) -> None:
        """One is no more."""
        del self.managers[row.one], self.titles[row.one]

    def hand_over(self, row: LogRow) -> None:
        """One is no more, and its reports go to the other."""
        for report, manager in self.managers.items():
            if manager == row.one:
                self.managers[report] = row.other
        self.delete(row)

    def put_first(self, row: LogRow) -> None:
        """One is there, wherever it stands among its peers."""
        self.managers[row.one], _same = self.managers[row.one], self.titles[row.one]

    def end(self, row: LogRow) -> None:
        """One reports to nobody."""
        self.managers[row.one], _gone = None, self.managers[row.one]

    def rename(self, row: LogRow) -> None:
        """One has a new title."""
        self.titles[row.one], _gone = row.name, self.titles[row.one]


@dataclass(frozen=True)
class Operation:
    """One thing a writer does through the door, how it is replayed, how often it is chosen, and for whom."""

    write: Callable[[Seat, Seat, str], object]
    replay: Callable[[Organisation, LogRow], None]
    weight: int = 2
    of_leaf: bool = False


def rename(key: int, title: str) -> None:
    """Give a position another title; call it inside the lock."""
    position = Position.objects.filter(pk=key).first()
    if position is None:
        raise ValidationError("gone meanwhile")
    position.title = title
    tree.save_position(position)


def put_first(key: int) -> None:
    """Put a position before all its peers; call it inside the lock."""
    peers = Position.objects.filter(reports_to__direct_reports=key).exclude(pk=key)
    first = peers.in_tree_order().first()
    tree.order_position(key, first.pk if first else None)


# Another operation is a line here and a method above.
OPERATIONS = {
    "create": Operation(
        lambda one, other, name: tree.create_position(Position(code=name, title=name, reports_to_id=other.key)),
        Organisation.create,
        weight=4,  # more than are deleted
    ),
    "move": Operation(lambda one, other, name: tree.move_position(one.key, other.key), Organisation.move, weight=4),
    "move alone": Operation(
        lambda one, other, name: tree.move_position(one.key, other.key, with_reports=False), Organisation.move_alone
    ),
    "delete": Operation(lambda one, other, name: tree.delete_position(one.key), Organisation.delete, of_leaf=True),
    "hand over": Operation(
        lambda one, other, name: tree.delete_position(one.key, heir_id=other.key), Organisation.hand_over, weight=1
    ),
    "put first": Operation(lambda one, other, name: put_first(one.key), Organisation.put_first, weight=1),
    "end": Operation(lambda one, other, name: tree.end_position(one.key), Organisation.end, 1, of_leaf=True),
    "rename": Operation(lambda one, other, name: rename(one.key, name), Organisation.rename),
}


def create_log() -> None:
    """Make the table of the log, whose keys grow in the order of commits, since they are drawn under the lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE operation_log (id {KEY[connection.vendor]},"
            " operation varchar(20), one varchar(50), other varchar(50), name varchar(50))"
        )


def drop_log() -> None:
    """Take the table away again."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE operation_log")


def write_log(row: LogRow) -> int:
    """Note an operation in its own transaction; returns the key of the row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO operation_log (operation, one, other, name) VALUES (%s, %s, %s, %s) RETURNING id", row
        )
        return int(cursor.fetchone()[0])


def read_log(after: int = 0) -> dict[int, LogRow]:
    """The operations that were committed, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, operation, one, other, name FROM operation_log WHERE id > %s ORDER BY id", [after])
        return {key: LogRow(*row) for key, *row in cursor.fetchall()}
