"""Make one print in this process, from the database to the file, and say what it took and what is in it."""

import json
import resource
import sys
from argparse import ArgumentParser
from pathlib import Path
from time import process_time
from typing import Any

import django

BOOK, POSTER = "book", "sheet"
BYTES_IN_KB = 1024


def main() -> None:
    """Print what was asked for; the clock runs from the first statement until the file is written."""
    parser = ArgumentParser()
    parser.add_argument("layout", choices=(BOOK, POSTER))
    parser.add_argument("paper")
    parser.add_argument("output", type=Path)
    parser.add_argument("--document", type=Path, help="write the first page as a browser prints it too, off the clock")
    options = parser.parse_args()
    django.setup()
    sys.stdout.write(json.dumps(make(options.layout, options.paper, options.output, options.document)))


def make(layout: str, paper: str, output: Path, document: Path | None) -> dict[str, Any]:
    """Read, put on pages, typeset; return the figures."""
    from roles.printing.reading import read_content
    from roles.sheets.book import draw_book
    from roles.sheets.plan import plan_book
    from roles.sheets.poster import make_poster
    from roles.typesetting import typeset

    asked, reader = asked_for(layout, paper)
    begin = spent()
    content = read_content(asked, reader)
    plan = plan_book(content, asked.setup) if layout == BOOK else None
    printed = draw_book(plan) if plan else make_poster(content, asked.setup)
    told = typeset(printed, output, language="en")
    facts = {"cpu": spent() - begin, "memory": peak(), "megabytes": output.stat().st_size / 1e6}
    if document:
        document.write_text(as_document(printed), encoding="utf-8")
    from prints.covering import covered

    facts |= {"sheets": printed.sheets, "pages": len(printed.pages), "type": printed.type}
    facts |= {"smallest": printed.smallest, "covered": covered(plan, printed) if plan else 0}
    return facts | {"has_standard": told.has_standard, "reason": told.reason}


def asked_for(layout: str, paper: str) -> tuple[Any, Any]:
    """Everything a print can hold, for whoever may see it."""
    from roles.models import Account
    from roles.printing.asked import Asked, Binding, PaperSize

    asked = Asked(paper=PaperSize(paper), layout=Binding(layout), has_contact=True, has_roles=layout == BOOK)
    return asked, Account.objects.select_related("person")[0]


def as_document(printed: Any) -> str:
    """The first page as a browser is given it to print: on paper of its size, with its own fonts."""
    from roles.printing.files import page_as_svg

    page = printed.pages[0]
    _declaration, mark, drawing = page_as_svg(page, printed.title).partition("<svg")
    looks = f"@page{{size:{page.width}pt {page.height}pt;margin:0}}body{{margin:0}}svg{{display:block}}"
    return f'<!doctype html><meta charset="utf-8"><title>Poster</title><style>{looks}</style>{mark}{drawing}'


def spent() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def peak() -> float:
    """The most memory, in megabytes, that this process and the one that typesets can have had together."""
    both = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(both) * BYTES_IN_KB / 1e6


if __name__ == "__main__":
    main()
