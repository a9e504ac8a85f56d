"""Run every check and every test, and sum up once at the end what passed, failed and was left out."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import browser
import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
MANAGE = [BIN / "python", "manage.py"]
PYTEST = [BIN / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
COVERED = [BIN / "python", "-m", "coverage", "run"]
IS_CI = os.environ.get("CI") == "true"
# Said by the fixture of tests/conftest.py, and only where REAL_DATA_DIR is not set.
NO_REAL_DATA = "no real data: REAL_DATA_DIR is not set"
PRODUCTION = {"DEBUG": "off", "HTTPS": "on", "SECRET_KEY": "x1y2z3-" * 10, "ALLOWED_HOSTS": "chart.example.org"}


@dataclass(frozen=True)
class Part:
    """One thing to run, with its environment variables; on a CI machine, what is needed whole skips nothing."""

    name: str
    command: list[Any]
    environment: dict[str, str] = field(default_factory=dict)
    is_pytest: bool = False
    is_needed_whole: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a part went."""

    name: str
    passed: bool
    seconds: float
    counts: str = ""
    skipped: tuple[str, ...] = ()


def checks() -> list[Part]:
    """Return linters, types and Django's own checks."""
    templates = sorted(ROOT.glob("templates/**/*.html"))
    return [
        Part("ruff check", [BIN / "ruff", "check", "--quiet"]),
        Part("ruff format", [BIN / "ruff", "format", "--check", "--quiet"]),
        Part("djade", [BIN / "djade", "--check", "--target-version", "5.2", *templates]),
        Part("mypy --strict", [BIN / "mypy"]),
        Part("check", [*MANAGE, "check", "--fail-level", "WARNING"], {"DEBUG": "on"}),
        Part("check --deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Part("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ]


def tests(folder: Path) -> list[Part]:
    """Return the tests that run on SQLite; those of the browser last, a browser a core."""
    sqlite = {"DATABASE_URL": f"sqlite:///{folder / 'orgchart.sqlite3'}"}
    return [
        Part("tests on SQLite", [*COVERED, *PYTEST[1:], "-n", "2", "-m", "not browser"], sqlite, is_pytest=True),
        Part(
            "tests in the browser",
            [*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "browser"],
            sqlite,
            is_pytest=True,
            is_needed_whole=True,
        ),
    ]


def tree_tests(url: str) -> Part:
    """Return the tests that touch the tree, on PostgreSQL."""
    command = [*PYTEST, "-n", "2", "-m", "tree and not browser"]
    return Part("tree on PostgreSQL", command, {"DATABASE_URL": url}, is_pytest=True, is_needed_whole=True)


def run(part: Part, folder: Path) -> Outcome:
    """Run a part to its end, whatever came before."""
    print(f"\n== {part.name}", flush=True)
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    command = [*part.command, f"--junitxml={report}"] if part.is_pytest else part.command
    environment = {**os.environ, "TMPDIR": str(folder), "COVERAGE_FILE": str(folder / "coverage"), **part.environment}
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=environment).returncode
    seconds = time.monotonic() - started
    if not report.exists():
        return Outcome(part.name, code == 0, seconds)
    counts, reasons = read_report(report)
    skipped = tuple(f"{number} x {reason}" for reason, number in reasons.items())
    passed = code == 0 and has_run_enough(part, set(reasons))
    return Outcome(part.name, passed, seconds, counts + read_coverage(folder), skipped)


def has_run_enough(part: Part, reasons: set[str]) -> bool:
    """Return whether what was skipped may be: on a CI machine, a needed part does without real data alone."""
    return not (IS_CI and part.is_needed_whole) or reasons <= {NO_REAL_DATA}


def read_report(report: Path) -> tuple[str, Counter[str]]:
    """Return how many tests passed, failed and were skipped, and the reasons of the last."""
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    reasons = Counter(skip.get("message", "") for case in cases for skip in case.iter("skipped"))
    skipped = sum(reasons.values())
    counts = f"{len(cases) - failed - skipped} passed, {failed} failed, {skipped} skipped"
    return counts, reasons


def read_coverage(folder: Path) -> str:
    """Return which part of our code the tests reached, and forget it for the parts to come."""
    measured = list(folder.glob("coverage.*"))
    if not measured:
        return ""
    environment = {**os.environ, "COVERAGE_FILE": str(folder / "coverage")}
    for command in (["combine", "--quiet"], ["json", "--quiet", "-o", str(folder / "total.json")]):
        subprocess.run([BIN / "python", "-m", "coverage", *command], cwd=ROOT, env=environment, check=True)
    percent = json.loads((folder / "total.json").read_text())["totals"]["percent_covered_display"]
    return f", {percent} % of the code reached"


def without_postgres() -> Outcome:
    """Return the outcome where no PostgreSQL could be had."""
    return Outcome(
        "tree on PostgreSQL", not IS_CI, 0, "not run", ("no PostgreSQL on this machine, by pip or DATABASE_URL",)
    )


def run_all(folder: Path) -> list[Outcome]:
    """Run all parts, the last of them beside a PostgreSQL server."""
    browser.install()
    browser.install_reader()
    browser.install_office()
    outcomes = [run(part, folder) for part in [*checks(), *tests(folder)]]
    with postgres.server() as url:
        return [*outcomes, run(tree_tests(url), folder) if url else without_postgres()]


def summarise(outcomes: list[Outcome]) -> None:
    """Print one line a part, then one for each reason why something was left out."""
    print(f"\n{'=' * 78}\nSummary")
    for outcome in outcomes:
        print(
            f"  {'ok    ' if outcome.passed else 'FAILED'} {outcome.name:24}{outcome.seconds:7.1f} s  {outcome.counts}"
        )
    for outcome in outcomes:
        for reason in outcome.skipped:
            print(f"  !! SKIPPED in {outcome.name}: {reason}")
    failed = sum(not outcome.passed for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    print(f"{failed or 'No'} part{'' if failed == 1 else 's'} failed, {seconds:.0f} s in all")


def main() -> int:
    """Run the checks, or all; return the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="orgchart-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        outcomes = [run(part, folder) for part in checks()] if "--check" in sys.argv else run_all(folder)
    summarise(outcomes)
    return int(any(not outcome.passed for outcome in outcomes))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
