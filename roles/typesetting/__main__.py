"""Typeset what a file says, in a process that limits itself; says why it did without the standard."""

import os
import resource
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Literal, get_args

from roles.typesetting.packing import pack
from roles.typesetting.running import FONTS, UNLOADED, Template

try:
    import typst
except (ImportError, OSError) as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(UNLOADED)

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "typst"
STANDARD: Literal["ua-1"] = "ua-1"
MEGABYTE = 1 << 20
GRACE = 5  # seconds between being told that time is up and being killed


def main() -> int:
    """Limit ourselves, typeset, say what was left out."""
    asked = arguments()
    limit(asked)
    Thread(target=end_with_caller, daemon=True).start()
    data = asked.source.read_text()
    try:
        asked.result.write_bytes(compile_pages(data, asked, has_standard=True))
    except typst.TypstError as error:
        asked.result.write_bytes(compile_pages(data, asked, has_standard=False))
        sys.stdout.write(error.message)
    return 0


def arguments() -> Namespace:
    """What we are called with."""
    parser = ArgumentParser(prog="roles.typesetting")
    parser.add_argument("source", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--template", choices=get_args(Template), default="pages")
    parser.add_argument("--format", choices=("pdf", "png"), default="pdf")
    parser.add_argument("--ppi", type=float, default=144)
    parser.add_argument("--made", default="", help="the date in the file, in ISO 8601; none by default")
    parser.add_argument("--computing", type=int, default=resource.RLIM_INFINITY, help="seconds of the processor")
    parser.add_argument("--memory", type=int, default=0, help="megabytes; 0 is no limit")
    return parser.parse_args()


def limit(asked: Namespace) -> None:
    """Take no more than our share; address space is no measure of memory, since each thread reserves much of it."""
    resource.setrlimit(resource.RLIMIT_CPU, (asked.computing, asked.computing + GRACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if asked.memory:
        resource.setrlimit(resource.RLIMIT_DATA, (asked.memory * MEGABYTE, asked.memory * MEGABYTE))


def end_with_caller() -> None:
    """Wait until who called us closes our input or is gone, and end at once."""
    sys.stdin.read()
    os._exit(1)


def compile_pages(data: str, asked: Namespace, *, has_standard: bool) -> bytes:
    """Return the file; of a picture, its first page."""
    made = datetime.fromisoformat(asked.made) if asked.made else datetime.fromtimestamp(0, UTC)
    written = typst.compile(
        TEMPLATES / f"{asked.template}.typ",
        sys_inputs={"data": data},
        font_paths=[asked.source.parent / FONTS],
        ignore_system_fonts=True,
        timestamp=made,
        format=asked.format,
        ppi=asked.ppi,
        pdf_standards=[STANDARD] if has_standard and asked.format == "pdf" else [],
    )
    if asked.format == "pdf":
        return pack(written)
    return written[0] if isinstance(written, list) else written


if __name__ == "__main__":
    sys.exit(main())
