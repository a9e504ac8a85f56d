"""Print the chart, or a branch of it, into a file, as the print dialogue does."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from roles.choice import ColourBy
from roles.management.base import OrganisationCommand
from roles.management.replacing import replacing
from roles.models import Account
from roles.printing.asked import TITLE, Asked, Binding, Lying, PaperSize, Told
from roles.printing.files import page_as_svg
from roles.printing.form import PrintForm
from roles.printing.making import make
from roles.printing.pdf import beginning_of_day, first_places, limits
from roles.printing.phrases import type_size
from roles.printing.reading import TooManyPositionsError, read_content
from roles.sheets.pages import Printed
from roles.snapshot import one_snapshot
from roles.spreadsheet.problems import shown_name
from roles.typesetting import TypesettingError, typeset

PDF, SVG = ".pdf", ".svg"
# What is called here as it is in the dialogue's address, with what may be said; switches are what they stand for there.
CHOICES: dict[str, type[TextChoices]] = {
    "paper": PaperSize, "layout": Binding, "orientation": Lying, "colour": ColourBy,
}  # fmt: skip
VALUES = {
    "levels": "how many levels from the top",
    "margin": "millimetres on each side",
    "type": "the smallest type that may be, in points",
    "width": "of a paper of your own, in millimetres",
    "height": "of a paper of your own, in millimetres",
    "heading": "what the print is called: on the cover and in the foot of a book, above a single sheet",
    "footer": "what stands below each sheet",
}
SWITCHES = {
    "black": ("ink", "black", "print in black and white"),
    "contact": ("contact", "1", "with e-mail and phone of holders"),
    "roles": ("roles", "1", "with pages of what the roles are for"),
}


class Command(OrganisationCommand):
    """Print what whoever runs it may read, which is everything."""

    help = "Print the chart, or the branch of one position, as PDF, or as one SVG file a page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the branch, the file, and the settings of the print dialogue by their names."""
        parser.add_argument("code", nargs="?", default="", metavar="CODE", help="the position at the top")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="FILE.pdf, or FILE.svg")
        for name, choices in CHOICES.items():
            parser.add_argument(f"--{name}", choices=choices.values)
        for name, text in VALUES.items():
            parser.add_argument(f"--{name}", help=text)
        for name, (_field, _value, text) in SWITCHES.items():
            parser.add_argument(f"--{name}", action="store_true", help=text)
        parser.add_argument("--show", nargs="*", choices=Told.values, help="what boxes say beside the title")

    def handle(self, *, code: str, output: str, **options: Any) -> None:
        """Print, and say on how many sheets, and how small the type is."""
        path = Path(output)
        if path.suffix.lower() not in (PDF, SVG):
            raise CommandError(
                _("--output must end in .pdf or .svg, and %(file)s does not.") % {"file": shown_name(output)}
            )
        printed = print_pages(asked_of(code, options))
        try:
            names = self.write_pdf(printed, path) if path.suffix.lower() == PDF else write_svg(printed, path)
        except TypesettingError as error:
            raise CommandError(failure_of(error)) from error
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            said = {"file": shown_name(output), "why": why}
            raise CommandError(_("%(file)s can't be written: %(why)s.") % said) from error
        self.report(printed, names)

    def write_pdf(self, printed: Printed, path: Path) -> list[str]:
        """Have a PDF made, and say what it lacks."""
        with TemporaryDirectory() as folder:
            made = Path(folder) / "chart.pdf"
            done = typeset(
                printed, made, language=get_language() or "en", made=beginning_of_day(timezone.now()), limits=limits()
            )
            with replacing(str(path)) as file:
                file.buffer.write(made.read_bytes())
        if done.reason:
            self.stderr.write(_("The PDF does not claim PDF/UA: %(why)s") % {"why": done.reason})
        for name, page, words in first_places(printed, done.missing):
            place = {"name": name, "page": page, "words": words}
            self.stderr.write(_("No font has %(name)s, on page %(page)s in: %(words)s") % place)
        return [str(path)]

    def report(self, printed: Printed, names: list[str]) -> None:
        """Say what there is now."""
        file = shown_name(names[0]) + (f" … {shown_name(names[-1])}" if len(names) > 1 else "")
        words = {
            "file": file,
            "sheets": printed.sheets,
            "pages": len(printed.pages),
            "size": type_size(printed.smallest),
        }
        self.stdout.write(_("%(file)s: sheets %(sheets)d, pages %(pages)d, smallest type %(size)s pt") % words)


def asked_of(code: str, options: dict[str, Any]) -> Asked:
    """What the options say; what the dialogue would do otherwise is refused here."""
    query = QueryDict(mutable=True)
    for name in (*CHOICES, *VALUES):
        if options[name] is not None:
            query[name] = str(options[name])
    for name, (field, value, _text) in SWITCHES.items():
        if options[name]:
            query[field] = value
    if options["show"] is not None:
        query.setlist("show", [TITLE, *options["show"]])
    form = PrintForm(query, code)
    if form.errors:
        # What is wrong with a field is said first; what the dialogue does instead, second.
        name, (wrong, *_instead) = next(iter(form.errors.items()))
        raise CommandError(f"--{name}: {wrong}")
    return form.asked


def print_pages(asked: Asked) -> Printed:
    """Read the chart as somebody who may read everything, and put it on its pages."""
    is_code = asked.code.isprintable()
    try:
        with one_snapshot():
            content = read_content(asked, Account()) if is_code else None
    except TooManyPositionsError as error:
        text = ngettext(
            "There is more than %(count)d position: print a branch, or fewer levels.",
            "There are more than %(count)d positions: print a branch, or fewer levels.",
            settings.MOST_PRINTED,
        )
        raise CommandError(text % {"count": settings.MOST_PRINTED}) from error
    if content is None or not content.seats:
        unknown = _("No position in the chart has the code %(code)s.") % {"code": shown_name(asked.code)}
        raise CommandError(unknown if asked.code else _("The chart has no positions yet."))
    return make(asked, content)


def write_svg(printed: Printed, path: Path) -> list[str]:
    """Write one file, or of several pages each into a file with its number."""
    count = len(printed.pages)
    width = max(2, len(str(count)))
    numbers = [f"-{page.number:0{width}}" if count > 1 else "" for page in printed.pages]
    names = [str(path.with_name(f"{path.stem}{number}{path.suffix}")) for number in numbers]
    if count == 1:
        with replacing(names[0]) as file:
            file.write(page_as_svg(printed.pages[0], printed.title))
        return names
    # Beside where they shall be, so that no file is there before all could be written.
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        parts = [Path(folder) / Path(name).name for name in names]
        for part, page in zip(parts, printed.pages, strict=True):
            part.write_text(page_as_svg(page, printed.title), encoding="utf-8")
        for part, name in zip(parts, names, strict=True):
            part.replace(name)
    return names


def failure_of(error: TypesettingError) -> str:
    """Why no PDF could be made."""
    if error.kind == "missing":
        return _("No PDF can be made without Typst: install requirements.txt, or write .svg files.")
    if error.kind == "long":
        return _("The PDF took longer than PRINT_SECONDS allows: print a branch, or fewer levels.")
    if error.kind == "large":
        return _("The PDF needed more memory than PRINT_MEMORY allows: print a branch, or fewer levels.")
    return _("The PDF could not be made: %(why)s") % {"why": error.reason.rpartition("\n")[2]}
