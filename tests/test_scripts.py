"""The scripts of a page are few bytes, and import what there is."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

JS = Path(__file__).resolve().parent.parent / "static" / "js"
IMPORT = re.compile(r"""(?:\bfrom |\bimport\()"(\.{1,2}/[\w./-]+)\"""")
MOST_BYTES = 30_000


def with_imports(scripts: Iterable[Path]) -> set[Path]:
    """Return scripts with all that they import, at once or later."""
    found: set[Path] = set()
    waiting = list(scripts)
    while waiting:
        script = waiting.pop()
        if script in found:
            continue
        found.add(script)
        if script.is_file():
            imported = IMPORT.findall(script.read_text(encoding="utf-8"))
            waiting += [(script.parent / name).resolve() for name in imported]
    return found


def test_the_scripts_of_the_chart_are_few_bytes() -> None:
    scripts = with_imports(JS / name for name in ("chart.js", "suggest.js", "print.js"))
    assert {path.name for path in (JS / "chart").iterdir()} <= {script.name for script in scripts}
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= MOST_BYTES


@pytest.mark.parametrize("script", sorted(JS.rglob("*.js")), ids=lambda path: str(path.relative_to(JS)))
def test_a_script_imports_what_there_is(script: Path) -> None:
    assert [imported for imported in with_imports([script]) if not imported.is_file()] == []
