"""CPU time of looking at the whole tree: is it sound, and its repair when every number is lost."""

from collections.abc import Iterator

from bench.clock import cpu_seconds
from bench.company import company
from bench.contenders import Ours
from bench.fresh import fill
from bench.table import OURS, Row, at_most
from roles import tree
from roles.models import Position
from roles.models.door import open_door
from roles.soundness import check_tree

CHECK, REPAIR = 1.0, 5.0


def measure(size: int) -> Iterator[Row]:
    """A row for the check and one for the repair."""
    fill(company(size), [Ours])
    start = cpu_seconds()
    problems = check_tree()
    took = cpu_seconds() - start
    if problems:
        raise AssertionError(f"the tree is not sound before anything was done to it: {problems[:3]}")
    yield Row("", "check of the whole tree", "CPU s", {OURS: took}, [at_most("at most 1", took, CHECK, "s")])
    with open_door():
        Position.objects.update(tree_id=1, level=0, lft=1, rght=2, reports_count=0)
    start = cpu_seconds()
    tree.repair()
    took = cpu_seconds() - start
    problems = check_tree()
    if problems:
        raise AssertionError(f"the repair has left problems: {problems[:3]}")
    yield Row("", "repair of every number lost", "CPU s", {OURS: took}, [at_most("at most 5", took, REPAIR, "s")])
