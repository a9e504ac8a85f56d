"""Imports go one way: this reads them and says so."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from tests.past_the_door import writes_of

ROOT = Path(__file__).resolve().parent.parent

# What a module or package must not import; a name stands for all that is below it.
PAPER = ("roles.sheets", "roles.typesetting", "roles.printing")
FORBIDDEN = {
    "roles.chart": ("django", "mptt", "orgchart", "roles"),
    "roles.sheets": ("django", "mptt", "orgchart", "roles"),
    "roles.typesetting": ("django", "mptt", "orgchart", "roles"),
    "roles.spreadsheet": (
        "django.http",
        "django.shortcuts",
        "django.urls",
        "django.forms",
        "roles.views",
        "roles.admin",
    ),
    "roles.models": (
        "roles.views",
        "roles.admin",
        "roles.chart",
        "roles.spreadsheet",
        "roles.comparison",
        "roles.tree",
        *PAPER,
    ),
    "roles.querysets": (
        "roles.views",
        "roles.admin",
        "roles.chart",
        "roles.spreadsheet",
        "roles.comparison",
        "roles.tree",
        *PAPER,
    ),
    "roles.tree": ("roles.views", "roles.admin", "roles.chart", "roles.spreadsheet", "roles.comparison", *PAPER),
    "roles.comparison": (
        "django.http",
        "django.shortcuts",
        "roles.views",
        "roles.admin",
        "roles.chart",
        "roles.spreadsheet",
        *PAPER,
    ),
    **dict.fromkeys(
        ("roles.answers", "roles.pairs", "roles.differences", "roles.ways"),
        ("django.http", "django.shortcuts", "roles.views", "roles.admin", "roles.chart", "roles.spreadsheet"),
    ),
    "roles.structure": ("django.http", "django.shortcuts", "django.forms", "roles.views", "roles.admin", "roles.chart"),
    "roles.lattice": ("django.http", "django.shortcuts", "roles.views", "roles.admin", "roles.spreadsheet"),
    "roles.printing": ("django.shortcuts", "roles.views", "roles.admin", "roles.management"),
    "roles.views": ("roles.admin", "roles.management"),
    "roles.admin": ("roles.management",),
    "roles": ("tests", "orgchart"),
    "orgchart": ("tests", "roles.models", "roles.admin"),
}

# What a package may import all the same.
BESIDE = {
    "roles.sheets": ("roles.chart", "roles.collector"),
    "roles.typesetting": ("roles.chart", "roles.sheets", "roles.collector"),
}

# The door, and whatever writes inside it, beside the module that guards it.
DOOR = ("roles.tree", "roles.models.door")


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the dotted name and the file of each of our modules."""
    for package in ("orgchart", "roles"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


@cache
def imports(path: Path) -> list[str]:
    """Return the dotted names that a file imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.extend(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def is_below(name: str, package: str) -> bool:
    """Return whether a dotted name is the package or stands in it."""
    return name == package or name.startswith(f"{package}.")


def offences(package: str, forbidden: tuple[str, ...]) -> list[str]:
    """Return each import that goes the wrong way; a package may always import itself."""
    return [
        f"{name} imports {imported}"
        for name, path in modules()
        if is_below(name, package)
        for imported in imports(path)
        if any(is_below(imported, other) for other in forbidden)
        and not any(is_below(imported, allowed) for allowed in (package, *BESIDE.get(package, ())))
    ]


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_go_one_way(package: str) -> None:
    assert offences(package, FORBIDDEN[package]) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name for name, path in modules() if path.read_text() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [name for name in silent if ".migrations" not in name] == []


def test_modules_import_each_other_in_no_circle() -> None:
    names = dict(modules())
    needs = {name: names.keys() & set(imported(path)) - {name} for name, path in names.items()}
    while free := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in free}
    assert needs == {}


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names of modules that a file imports as it is loaded, not those inside functions."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_door(name: str) -> bool:
    """True for the door, and whatever writes inside it."""
    return any(is_below(name, door) for door in DOOR)


def test_nothing_but_the_door_writes_positions() -> None:
    past = [f"{name}, line {what}" for name, path in modules() if not is_door(name) for what in writes_of(read(path))]
    assert past == []


@pytest.mark.parametrize(
    "snippet",
    [
        "Position.objects.filter(pk=1).update(title='x')",
        "Position._base_manager.in_chart().delete()",
        "Position._default_manager.using('default').bulk_create([])",
        "Position.objects.all()._raw_delete('default')",
        "Position.objects.abulk_update([], ['title'])",
        "Position(code='A').save()",
        "models.Position.objects.update(title='x')",
        "vacant = Position.objects.vacant()\nvacant.update(title='x')",
        "for each in Position.objects.all():\n    each.asave()",
        "if head := Position.objects.heads().first():\n    head.delete()",
        "def rename(position: 'Position | None') -> None:\n    position.save()",
        "def end(positions: Sequence[Position]) -> None:\n    [each.delete() for each in positions]",
        "role.positions.update(title='x')",
        "manager.direct_reports.add(other)",
        "appointment.position.save()",
        "position.move_to(None)",
        "Position.objects.rebuild()",
        "with Position.objects.delay_mptt_updates(): pass",
        "from roles.models.door import open_door",
        "door.open_door()",
        'cursor.execute("UPDATE roles_position SET level = 1")',
        "cursor.execute(f'DELETE FROM \"roles_position\" WHERE id IN ({keys})')",
        "SQL = 'insert or ignore\\ninto roles_position (code) VALUES (1)'",
    ],
)
def test_who_writes_positions_would_be_found(snippet: str) -> None:
    assert writes_of(snippet) != []


def test_who_reads_positions_or_writes_something_else_is_not_found() -> None:
    innocent = """
    found = Position.objects.in_bulk()
    found.update(other)
    plan.positions.add(key)
    Chart.objects.filter(pk=Position.objects.count()).update(name="x")
    cursor.execute("SELECT * FROM roles_position FOR UPDATE")
    cursor.execute("INSERT INTO roles_positionevent SELECT id FROM roles_position")
    """
    assert writes_of(dedent(innocent)) == []


def read(path: Path) -> str:
    """The text of a module."""
    return path.read_text(encoding="utf-8")
