"""Find what writes positions past roles.tree: in SQL as it runs, and in Python as it stands in a file."""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from roles.models.door import MPTT_WRITES, QUERYSET_WRITES, PassedTheDoorError, require_open_door

SQL_WRITES = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(\s+ONLY)?|DELETE\s+FROM(\s+ONLY)?|MERGE\s+INTO|COPY"
    r'|TRUNCATE(\s+TABLE)?)\s+(\w+\.)?"?roles_position\b',
    re.IGNORECASE,
)
ROW_VERBS = (
    "save", "save_base", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create",
)  # fmt: skip
RELATION_VERBS = ("add", "set", "remove", "clear")
MPTT_VERBS = {*MPTT_WRITES, "move_to", "insert_at", "_create_space", "_close_gap", "_mptt_update"}
# By which other rows, and positions themselves, reach positions.
RELATIONS = {"direct_reports", "positions", "reports_to", "position", "from_position", "to_position"}
# What is named as a relation, but is a set or a dictionary.
NO_RELATIONS = {"plan.positions", "state.positions"}
# What a queryset answers that is none, nor positions.
ANSWERS = {"in_bulk", "aggregate", "count", "exists"}


@contextmanager
def watched_door() -> Iterator[list[str]]:
    """List the statements that write positions while the door is closed, on every connection of this process."""
    found: list[str] = []
    watched: list[BaseDatabaseWrapper] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if "roles_position" in sql and SQL_WRITES.search(sql) and not is_door_open():
            found.append(sql)
        return execute(sql, params, many, context)

    def join(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
        if watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(watch)
            watched.append(connection)

    connection_created.connect(join)
    # The thread's own, not the proxy that stands for that of any thread.
    join(connection._connections[connection._alias])  # type: ignore[attr-defined]
    try:
        yield found
    finally:
        connection_created.disconnect(join)
        for one in watched:
            one.execute_wrappers.remove(watch)


def is_door_open() -> bool:
    """True inside what roles.tree writes."""
    try:
        require_open_door()
    except PassedTheDoorError:
        return False
    return True


def writes_of(source: str) -> list[str]:
    """Say what in a module writes positions: by a chain that begins with them, by mptt, or by SQL of its own."""
    found: list[tuple[int, str]] = []
    tree = ast.parse(source)
    names = position_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_write(node, names):
            found.append((node.lineno, ast.unparse(node)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL_WRITES.search(node.value):
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.Name | ast.Attribute | ast.alias) and "open_door" in vars(node).values():
            found.append((node.lineno, "open_door"))
    return [f"{line}: {what}" for line, what in sorted(found)]


def is_write(verb: ast.Attribute, names: set[str]) -> bool:
    """True for a verb of mptt's, and for one of Django's that stands after positions."""
    name = verb.attr.removeprefix("a") if verb.attr != "add" else verb.attr
    if name in ROW_VERBS or verb.attr in QUERYSET_WRITES:
        return is_positions(verb.value, names)
    return verb.attr in MPTT_VERBS or (name in RELATION_VERBS and is_relation(verb.value))


def is_relation(expression: ast.expr) -> bool:
    """True for the many side of a relation to positions."""
    return (
        isinstance(expression, ast.Attribute)
        and expression.attr in RELATIONS
        and ast.unparse(expression) not in NO_RELATIONS
    )


def position_names(tree: ast.AST) -> set[str]:
    """The names that a module gives to positions: by assignment, by a loop over them, or by a type."""
    names = {"Position"}
    while True:
        more = {name for node in ast.walk(tree) for name in named_by(node, names)} - names
        if not more:
            return names
        names |= more


def named_by(node: ast.AST, names: set[str]) -> Iterator[str]:
    """Yield the names for positions that one statement, loop or parameter gives."""
    if isinstance(node, ast.Assign) and is_positions(node.value, names):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.For | ast.comprehension) and is_positions(node.iter, names):
        yield from (target.id for target in [node.target] if isinstance(target, ast.Name))
    elif isinstance(node, ast.NamedExpr) and is_positions(node.value, names):
        yield node.target.id
    elif isinstance(node, ast.arg) and node.annotation and "Position" in annotated(node.annotation):
        yield node.arg


def annotated(annotation: ast.expr) -> set[str]:
    """The names in a type, whether it is written as a text or not."""
    words = re.findall(r"\w+", ast.unparse(annotation))
    return set() if {"dict", "Mapping", "defaultdict"} & set(words) else set(words)


def is_positions(expression: ast.expr, names: set[str]) -> bool:
    """True when a chain of attributes and calls begins with positions, or comes by a relation to them."""
    while isinstance(expression, ast.Call | ast.Attribute | ast.Subscript):
        if isinstance(expression, ast.Attribute) and expression.attr in ANSWERS:
            return False
        if is_relation(expression) or (isinstance(expression, ast.Attribute) and expression.attr == "Position"):
            return True
        expression = expression.func if isinstance(expression, ast.Call) else expression.value
    return isinstance(expression, ast.Name) and expression.id in names
