"""What the documents name exists, and what must be named is."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def section(heading: str) -> str:
    """Return the text under a heading of the README."""
    return README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def file_map() -> Iterator[str]:
    """Yield each path of the file map; an indented one stands in the folder above it."""
    folder = ""
    for line in section("File map").split("```")[1].strip().splitlines():
        name = line.split()[0]
        if line.startswith(" "):
            yield folder + name
        else:
            folder = name
            yield name


def defined() -> Iterator[str]:
    """Yield what our Python defines: classes, functions, and the fields of classes."""
    for path in (ROOT / "roles").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield from (target.id for field in node.body for target in targets(field))
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                yield node.name


def targets(statement: ast.stmt) -> list[ast.Name]:
    """Return the names that a statement gives a value or a type."""
    found: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        found = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        found = [statement.target]
    return [target for target in found if isinstance(target, ast.Name)]


def words() -> list[str]:
    """Return the names that the table of words says are in the code."""
    return re.findall(r"^\| [^|]+ \| `(\w+)` \|", section("Words"), re.MULTILINE)


@pytest.mark.parametrize("path", list(file_map()))
def test_path_of_the_file_map_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_folder_of_the_project_is_on_the_file_map() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    folders = {name.split("/")[0] + "/" for name in tracked.stdout.splitlines() if "/" in name}
    assert folders - set(file_map()) <= {"locale/", "var/"}


def test_every_word_is_the_name_of_a_class_a_function_or_a_field() -> None:
    rows = [line for line in section("Words").splitlines() if line.startswith("| ")]
    assert len(words()) == len(rows) - 1  # without the heading
    assert set(words()) - set(defined()) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_targets_of_make_exist(document: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=[^a-z]*[`\n=A-Z])", document.read_text(encoding="utf-8")))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(document: Path) -> None:
    named = set(re.findall(r"manage\.py (\w+)", document.read_text(encoding="utf-8")))
    assert named <= get_commands().keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_variable_is_documented_and_no_other() -> None:
    read = set(re.findall(r"env_\w+\(\s*\"([A-Z_]+)\"", (ROOT / "orgchart" / "settings.py").read_text()))
    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    table = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    documented = set(re.findall(r"`([A-Z_]+)`", table))
    assert documented == read - {"HOST"}
    assert all(name in text for name in read)
