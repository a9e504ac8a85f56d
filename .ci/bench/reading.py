"""The same questions to each contender, answered as codes and titles in the order of the chart."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from bench.contenders import (
    Contender,
    Ours,
    StockMptt,
    TreebeardPath,
    TreebeardSet,
    TreeQueries,
)
from roles import reads

Question = Callable[..., Any]
LINE, COMMON, COUNT, REPORTS, TOP = (
    "line to the top",
    "nearest common manager",
    "count below",
    "all reports of a manager",
    "three levels from the top",
)
QUESTIONS = (LINE, COMMON, COUNT, REPORTS, TOP)
FIELDS = ("code", "title")
BY_HAND = "by hand"
# Recursive queries over our own table, as one writes them by hand; our numbers serve for the order alone.
HAND_LINE = """
WITH RECURSIVE line AS (
    SELECT id, reports_to_id, code, title, 0 AS step FROM roles_position WHERE id = %s
    UNION ALL
    SELECT m.id, m.reports_to_id, m.code, m.title, line.step + 1
    FROM roles_position m JOIN line ON m.id = line.reports_to_id
) SELECT code, title FROM line WHERE step > 0 ORDER BY step"""
HAND_COMMON = """
WITH RECURSIVE one AS (
    SELECT reports_to_id AS id, 1 AS step FROM roles_position WHERE id = %s
    UNION ALL SELECT m.reports_to_id, one.step + 1 FROM roles_position m JOIN one ON m.id = one.id
), other AS (
    SELECT reports_to_id AS id FROM roles_position WHERE id = %s
    UNION ALL SELECT m.reports_to_id FROM roles_position m JOIN other ON m.id = other.id
) SELECT code, title FROM one JOIN other USING (id) JOIN roles_position USING (id) ORDER BY step LIMIT 1"""
HAND_COUNT = """
WITH RECURSIVE below AS (
    SELECT id FROM roles_position WHERE reports_to_id = %s
    UNION ALL
    SELECT r.id FROM below JOIN roles_position r ON r.reports_to_id = below.id
) SELECT count(*) FROM below"""
HAND_REPORTS = """
WITH RECURSIVE below AS (
    SELECT id, code, title, lft FROM roles_position WHERE reports_to_id = %s
    UNION ALL
    SELECT r.id, r.code, r.title, r.lft FROM below JOIN roles_position r ON r.reports_to_id = below.id
) SELECT code, title FROM below ORDER BY lft"""
HAND_TOP = """
WITH RECURSIVE below AS (
    SELECT id, code, title, lft, 0 AS level FROM roles_position WHERE id = %s
    UNION ALL
    SELECT r.id, r.code, r.title, r.lft, below.level + 1
    FROM below JOIN roles_position r ON r.reports_to_id = below.id WHERE below.level < 2
) SELECT code, title FROM below ORDER BY lft"""


def ask(statement: str) -> Question:
    """A question answered by a statement."""

    def answer(*parameters: int) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    return answer


def by_hand() -> dict[str, Question]:
    """Recursive queries by a cursor."""
    return {
        LINE: ask(HAND_LINE),
        COMMON: ask(HAND_COMMON),
        COUNT: ask(HAND_COUNT),
        REPORTS: ask(HAND_REPORTS),
        TOP: ask(HAND_TOP),
    }


def ours(_contender: Contender) -> dict[str, Question]:
    """The reads of roles.reads."""
    return {
        LINE: reads.read_line,
        COMMON: reads.read_nearest_common_manager,
        COUNT: reads.read_reports_count,
        REPORTS: reads.read_reports,
        TOP: lambda _head: reads.read_first_levels(3),
    }


def mptt(contender: Contender) -> dict[str, Question]:
    """What django-mptt's instances and manager offer."""
    get, rows = contender.get, contender.model._default_manager

    def common(left: int, right: int) -> Any:
        one, other = get(left), get(right)
        above = one.get_ancestors(ascending=True)
        found = above.filter(lft__lt=other.lft, rght__gt=other.rght).values_list(*FIELDS)
        return found.first()

    return {
        LINE: lambda key: list(get(key).get_ancestors(ascending=True).values_list(*FIELDS)),
        COMMON: common,
        COUNT: lambda key: get(key).get_descendant_count(),
        REPORTS: lambda key: list(get(key).get_descendants().values_list(*FIELDS)),
        TOP: lambda _head: list(rows.filter(level__lt=3).order_by("tree_id", "lft").values_list(*FIELDS)),
    }


def treebeard_path(contender: Contender) -> dict[str, Question]:
    """What django-treebeard's materialised paths offer; two paths begin alike as far as their managers are the same."""
    get, rows = contender.get, contender.model._default_manager
    manager: Any = rows

    def common(left: int, right: int) -> Any:
        one, other = get(left).path, get(right).path
        longest = min(len(one), len(other)) - 4
        length = next((end for end in range(longest, 0, -4) if one[:end] == other[:end]), 0)
        return rows.filter(path=one[:length]).values_list(*FIELDS).first() if length else None

    return {
        LINE: lambda key: list(manager.get_ancestors(get(key)).order_by("-depth").values_list(*FIELDS)),
        COMMON: common,
        COUNT: lambda key: manager.get_descendant_count(get(key)),
        REPORTS: lambda key: list(manager.get_descendants(get(key)).values_list(*FIELDS)),
        TOP: lambda _head: list(rows.filter(depth__lte=3).order_by("path").values_list(*FIELDS)),
    }


def treebeard_set(contender: Contender) -> dict[str, Question]:
    """What django-treebeard's nested sets offer."""
    get, rows = contender.get, contender.model._default_manager
    manager: Any = rows

    def common(left: int, right: int) -> Any:
        one, other = get(left), get(right)
        above = manager.get_ancestors(one).filter(lft__lt=other.lft, rgt__gt=other.rgt)
        return above.order_by("-depth").values_list(*FIELDS).first()

    return {
        LINE: lambda key: list(manager.get_ancestors(get(key)).order_by("-depth").values_list(*FIELDS)),
        COMMON: common,
        COUNT: lambda key: manager.get_descendant_count(get(key)),
        REPORTS: lambda key: list(manager.get_descendants(get(key)).values_list(*FIELDS)),
        TOP: lambda _head: list(rows.filter(depth__lte=3).order_by("tree_id", "lft").values_list(*FIELDS)),
    }


def tree_queries(contender: Contender) -> dict[str, Question]:
    """What django-tree-queries' querysets offer."""
    get = contender.get
    rows: Any = contender.model._default_manager

    def placed(key: int) -> Any:
        return rows.with_tree_fields().get(pk=contender.pk(key))

    def common(left: int, right: int) -> Any:
        above = set(placed(right).tree_path[:-1])
        found = [key for key in placed(left).tree_path[:-1] if key in above]
        return rows.filter(pk=found[-1]).values_list(*FIELDS).first() if found else None

    return {
        LINE: lambda key: list(rows.ancestors(placed(key)).values_list(*FIELDS))[::-1],
        COMMON: common,
        COUNT: lambda key: rows.descendants(get(key)).count(),
        REPORTS: lambda key: list(rows.descendants(get(key)).values_list(*FIELDS)),
        TOP: lambda _head: list(rows.with_tree_fields().extra(where=["__tree.tree_depth < 3"]).values_list(*FIELDS)),
    }


WAYS: dict[type[Contender], Callable[[Any], dict[str, Question]]] = {
    Ours: ours,
    StockMptt: mptt,
    TreebeardPath: treebeard_path,
    TreebeardSet: treebeard_set,
    TreeQueries: tree_queries,
}
