"""Read, plan and write files in this process, and say what it took."""

import io
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from time import process_time
from typing import Any

import django
from bench.bulk import megabytes


def main() -> None:
    """Do what was asked; the clock runs from the start of the process."""
    parser = ArgumentParser()
    parser.add_argument("act", choices=ACTS)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    django.setup()
    facts = ACTS[options.act](options.file)
    sys.stdout.write(json.dumps({"cpu": process_time(), "memory": megabytes(), **facts}))


def run_command(file: Path) -> dict[str, Any]:
    """Import a file by the command; without problems, or not at all."""
    from django.core.management import call_command

    out, err = io.StringIO(), io.StringIO()
    call_command("import_positions", str(file), "--json", stdout=out, stderr=err)
    return {"created": len(json.loads(out.getvalue())["created"]), "progress": err.getvalue()}


def plan(file: Path) -> dict[str, Any]:
    """Plan a file without writing it, and count the statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from roles.spreadsheet.applying import preview_sheets
    from roles.spreadsheet.plan import AS_USUAL
    from roles.spreadsheet.recognising import read_file

    start = process_time()
    with CaptureQueriesContext(connection) as queries:
        found = preview_sheets(read_file(file.name, file.read_bytes()), AS_USUAL)
    took = process_time() - start
    return {
        "planning": took,
        "statements": len(queries),
        "problems": len(found.problems),
        "is_empty": found.is_empty,
        "created": len(found.created),
    }


def read_by_openpyxl(file: Path) -> dict[str, Any]:
    """Read every cell of a workbook with openpyxl alone."""
    from openpyxl import load_workbook

    start = process_time()
    book = load_workbook(file, read_only=True, data_only=True)
    rows = sum(1 for sheet in book.worksheets for _row in sheet.iter_rows(values_only=True))
    return {"reading": process_time() - start, "rows": rows}


def refuse(file: Path) -> dict[str, Any]:
    """Read a file as the web does, and say why it was refused."""
    from roles.spreadsheet.limits import WEB
    from roles.spreadsheet.recognising import read_file

    start = process_time()
    sheets = read_file(file.name, file.read_bytes(), limits=WEB)
    problems = [str(problem) for sheet in sheets for problem in sheet.problems]
    return {"reading": process_time() - start, "problems": problems}


def import_by_others(file: Path) -> dict[str, Any]:
    """Import by django-import-export as it comes, a dry run and then for good, into a tree of django-mptt."""
    from bench.peers.models import Mptt
    from django.core.management import call_command
    from import_export.fields import Field
    from import_export.resources import ModelResource
    from import_export.widgets import ForeignKeyWidget
    from tablib import Dataset

    call_command("migrate", verbosity=0, run_syncdb=True)

    class Resource(ModelResource):
        code = Field(attribute="code", column_name="position_id")
        parent = Field(attribute="parent", column_name="reports_to", widget=ForeignKeyWidget(Mptt, "code"))

        class Meta:
            model = Mptt
            import_id_fields = ("code",)
            fields = ("code", "parent", "title", "grade")

    start = process_time()
    text = file.read_text(encoding="utf-8")
    for is_dry in (True, False):
        result = Resource().import_data(Dataset().load(text, format="csv"), dry_run=is_dry, raise_errors=True)
    return {"importing": process_time() - start, "created": result.totals["new"]}


def import_twice(file: Path) -> dict[str, Any]:
    """Import by ours likewise: a plan, then the writing."""
    from roles.spreadsheet.applying import import_sheets, preview_sheets
    from roles.spreadsheet.plan import AS_USUAL
    from roles.spreadsheet.recognising import read_file

    start = process_time()
    for act in (preview_sheets, import_sheets):
        found = act(read_file(file.name, file.read_bytes()), AS_USUAL)
    return {"importing": process_time() - start, "created": len(found.created)}


ACTS = {
    "command": run_command,
    "plan": plan,
    "openpyxl": read_by_openpyxl,
    "refuse": refuse,
    "others": import_by_others,
    "twice": import_twice,
}


if __name__ == "__main__":
    main()
