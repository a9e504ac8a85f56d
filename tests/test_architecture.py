"""Imports go one way: this reads them and says so."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What a module or package must not import; a name stands for all that is below it.
FORBIDDEN = {
    "roles.chart": ("django", "mptt", "orgchart", "roles"),
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
    ),
    "roles.querysets": (
        "roles.views",
        "roles.admin",
        "roles.chart",
        "roles.spreadsheet",
        "roles.comparison",
        "roles.tree",
    ),
    "roles.tree": ("roles.views", "roles.admin", "roles.chart", "roles.spreadsheet", "roles.comparison"),
    "roles.comparison": (
        "django.http",
        "django.shortcuts",
        "roles.views",
        "roles.admin",
        "roles.chart",
        "roles.spreadsheet",
    ),
    **dict.fromkeys(
        ("roles.answers", "roles.pairs", "roles.differences", "roles.ways"),
        ("django.http", "django.shortcuts", "roles.views", "roles.admin", "roles.chart", "roles.spreadsheet"),
    ),
    "roles.views": ("roles.admin", "roles.management"),
    "roles.admin": ("roles.management",),
    "roles": ("tests", "orgchart"),
    "orgchart": ("tests", "roles.models", "roles.admin"),
}


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
        if any(is_below(imported, other) for other in forbidden) and not is_below(imported, package)
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
