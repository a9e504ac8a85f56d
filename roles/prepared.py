"""Put a queryset together once, and ask it again with other values: Django takes longer over one than the database."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MethodType
from typing import Any, Generic, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)
Value = int | str | datetime.date
Parameter = Value | Sequence[int]

FIRST_KEY, FIRST_DAY = 2_000_000_000, datetime.date(9000, 1, 1)


# Private names of Django 5.2.19: SQLCompiler's klass_info, annotation_col_map, select, get_converters and as_sql,
# Query.get_compiler, get_related_populators with populate, local_setter, cols_start, pk_idx and related_populators, and
# how apply_converters calls a converter. tests/test_prepared.py holds each answer against that of the queryset itself.

# The instances that were made beside the rows of one answer: hundreds of positions may have one role.
Known = dict[tuple[int, Any], Any]


@dataclass(frozen=True)
class Slot:
    """The place of a value in a statement."""

    number: int


@dataclass(frozen=True)
class Conversion:
    """How the values of a column become Python's: functions, and methods of the operations of whichever connection."""

    at: int
    functions: tuple[tuple[Callable[..., Any], bool], ...]
    expression: Any

    def bound(self, ops: Any) -> list[Callable[..., Any]]:
        """Return the functions, with the methods bound to the operations of a connection."""
        return [partial(function, ops) if is_method else function for function, is_method in self.functions]


@dataclass(frozen=True)
class Compiled:
    """A statement with slots among its parameters, and what Django needs to make instances of its rows.

    Nothing of the connection that it was compiled for is kept: another thread asks over its own.
    """

    sql: str
    parameters: tuple[Any, ...]
    model: type[Model]
    annotations: Mapping[str, int]
    conversions: tuple[Conversion, ...]
    fields: slice
    names: list[str]
    related: list[tuple[Any, dict[str, Any]]]

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """Ask, and make instances as the queryset would."""
        filled = [values[each.number] if isinstance(each, Slot) else each for each in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            rows = cursor.fetchall()
        known: Known = {}
        return [self.instance(row, known) for row in self.converted(rows)]

    def converted(self, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """Turn the database's values into Python's over the connection at hand, as the compiler would."""
        wrapper = connections[connection.alias]
        bound = [(each.at, each.bound(wrapper.ops), each.expression) for each in self.conversions]
        for row in map(list, rows):
            for at, functions, expression in bound:
                for function in functions:
                    row[at] = function(row[at], expression, wrapper)
            yield row

    def instance(self, row: list[Any], known: Known) -> Any:
        """Make one, with what was selected and annotated beside it."""
        made = self.model.from_db(connection.alias, self.names, row[self.fields])
        for populator, info in self.related:
            beside(populator, info, row, made, known)
        for name, at in self.annotations.items():
            setattr(made, name, row[at])
        return made


def beside(populator: Any, info: dict[str, Any], row: list[Any], made: Any, known: Known) -> None:
    """Set what was selected beside a row, made once for all rows where nothing else hangs on it."""
    if populator.related_populators or info["reverse"] or info["from_parent"]:
        populator.populate(row, made)
        return
    key = (id(populator), row[populator.cols_start + populator.pk_idx])
    if key in known:
        populator.local_setter(made, known[key])
    else:
        populator.populate(row, made)
        known[key] = info["field"].get_cached_value(made)


class Prepared(Generic[Row]):
    """A queryset of numbers, texts, days and lists of keys, compiled when it is first asked for in this process.

    The function that puts it together is called once, so whatever may differ between two readers, today's date too,
    must be among its parameters, and none of them may decide what the statement is like. A list is filled up to the
    next power of two by its first key again; for an empty one there is nothing to ask.
    """

    def __init__(self, build: Callable[..., "QuerySet[Row]"]) -> None:
        self.build = build
        self.compiled: dict[tuple[Any, ...], Compiled] = {}

    def __call__(self, *parameters: Parameter) -> list[Row]:
        """Return the rows."""
        full = [each if isinstance(each, Value) else filled_up(each) for each in parameters]
        if () in full:
            return []
        shape = (
            connection.alias,
            connection.vendor,
            *(len(each) if isinstance(each, tuple) else type(each) for each in full),
        )
        if shape not in self.compiled:
            self.compiled[shape] = compiled(self.build, full)
        return self.compiled[shape].rows([adapted(each) for each in flat(full)])


def filled_up(keys: Sequence[int]) -> tuple[int, ...]:
    """Keys as many as the next power of two, so that few lengths are compiled."""
    return (*keys, *tuple(keys[:1]) * (most(len(keys)) - len(keys)))


def most(length: int) -> int:
    """The next power of two."""
    return 1 << (length - 1).bit_length() if length else 0


def flat(parameters: Sequence[Value | tuple[int, ...]]) -> list[Value]:
    """All values one after the other."""
    return [value for each in parameters for value in (each if isinstance(each, tuple) else (each,))]


def adapted(value: Value) -> Any:
    """A value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value


def compiled(build: Callable[..., "QuerySet[Any]"], parameters: Sequence[Value | tuple[int, ...]]) -> Compiled:
    """Put the queryset together with values that nobody asks for, and find where they stand in its statement."""
    marks = iter(marked(flat(parameters)))
    given: list[Any] = [
        tuple(next(marks) for _key in each) if isinstance(each, tuple) else next(marks) for each in parameters
    ]
    compiler: Any = build(*given).query.get_compiler(using=connection.alias)
    sql, found = compiler.as_sql()
    slots = {as_given: Slot(number) for number, mark in enumerate(flat(given)) for as_given in (mark, adapted(mark))}
    places = tuple(slots.get(each, each) for each in found)
    if not set(slots.values()) <= set(places):
        raise ValueError("A value of a prepared queryset is not among the parameters of its statement.")
    selected = compiler.klass_info["select_fields"]
    fields = slice(selected[0], selected[-1] + 1)
    columns = [column for column, _sql, _alias in compiler.select]
    names = [column.target.attname for column in columns[fields]]
    populators: Any = get_related_populators  # whose types are those of another release
    infos = compiler.klass_info.get("related_klass_infos", [])
    related = list(zip(populators(compiler.klass_info, compiler.select, connection.alias), infos, strict=True))
    model, annotations = compiler.klass_info["model"], dict(compiler.annotation_col_map)
    return Compiled(sql, places, model, annotations, conversions(compiler, columns), fields, names, related)


def conversions(compiler: Any, columns: Sequence[Any]) -> tuple[Conversion, ...]:
    """Return how the values of columns are converted, methods of the connection's operations apart from it."""
    ops = compiler.connection.ops
    return tuple(
        Conversion(at, tuple(unbound(each, ops) for each in functions), expression)
        for at, (functions, expression) in compiler.get_converters(columns).items()
    )


def unbound(function: Callable[..., Any], ops: Any) -> tuple[Callable[..., Any], bool]:
    """Return a method of a connection's operations without them, and whether it is one."""
    if isinstance(function, MethodType) and function.__self__ is ops:
        return function.__func__, True
    return function, False


def marked(values: Sequence[Value]) -> list[Value]:
    """For each value another one of its kind that stands nowhere else."""
    marks: dict[type, Callable[[int], Value]] = {
        int: lambda number: FIRST_KEY + number,
        str: lambda number: f"mark {number}",
        datetime.date: lambda number: FIRST_DAY + datetime.timedelta(days=number),
    }
    return [marks[type(value)](number) for number, value in enumerate(values)]
