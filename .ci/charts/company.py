"""Write the company that is measured: the peers' own of that size where their folder is given, else ours."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import organisation

HEADINGS = ("position_id", "reports_to", "title", "unit", "holder", "person_number", "status")


def write(file: Path, size: int, peers: Path | None) -> None:
    """Write so many positions as a file that the import reads."""
    if peers is None:
        organisation.write(file, size)
        return
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        writer.writerows(rows(data_of(peers, size)))


def data_of(peers: Path, size: int) -> Path:
    """Where the peers keep a company of that size."""
    return peers / "data" / f"org_{size}.json"


def rows(data: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row a position, each with a holder of its own."""
    for seat in json.loads(data.read_text(encoding="utf-8")):
        number = seat["id"].lstrip("e")
        yield (seat["id"], seat["parentId"] or "", seat["title"], seat["dept"], seat["name"], f"N{number}", "filled")
