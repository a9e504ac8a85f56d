"""The organogram of a UK government body, by its published schema: senior posts, and groups of junior ones."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import ngettext

from roles.spreadsheet.formats.junior import gather_posts
from roles.spreadsheet.formats.kinds import JUNIOR, SENIOR, Format, folded
from roles.spreadsheet.formats.senior import tidy_senior
from roles.spreadsheet.parsing import fold_heading

PAY = (
    *("Payscale Minimum", "Payscale Maximum", "Salary Cost of Reports"),
    *("Actual Pay Floor", "Actual Pay Ceiling"),
)
OTHERS = (
    *("Parent Department", "Professional/Occupational Group", "Valid?", "URI"),
    *("source_file", "source_line", "source_row", ""),
)
PAY_HEADINGS = frozenset(map(fold_heading, PAY))
LEFT_OUT = dict.fromkeys(map(fold_heading, (*PAY, *OTHERS)), "")


def say_left_out(headings: Iterable[str]) -> list[str]:
    """The pay columns by name, then the others."""
    headings = [heading for heading in headings if heading]
    pay = [heading for heading in headings if fold_heading(heading) in PAY_HEADINGS]
    others = [heading for heading in headings if heading not in pay]
    return [*_named(_say_pay, pay), *_named(_say_others, others)]


def _named(say: Callable[[int], str], headings: list[str]) -> list[str]:
    return [say(len(headings)) % {"headings": ", ".join(headings)}] if headings else []


def _say_pay(count: int) -> str:
    return ngettext(
        "Pay is left out: the column %(headings)s is not read.",
        "Pay is left out: the columns %(headings)s are not read.",
        count,
    )


def _say_others(count: int) -> str:
    return ngettext(
        "The column %(headings)s is left out: nothing in the chart is like it.",
        "The columns %(headings)s are left out: nothing in the chart is like them.",
        count,
    )


SENIOR_POSTS = Format(
    SENIOR,
    folded(
        {
            "Post Unique Reference": "code",
            "Name": "holder",
            "Grade (or equivalent)": "grade",
            "Grade": "grade",
            "Job Title": "title",
            "Job/Team Function": "job_function",
            "Organisation": "organisation",
            "Unit": "department",
            "Contact Phone": "phone",
            "Contact E-mail": "email",
            "Reports to Senior Post": "reports_to",
            "FTE": "fte",
            "Notes": "notes",
        }
    )
    | LEFT_OUT,
    needed=(("code",), ("title",), ("reports_to",)),
    shown={"job_function": "notes"},
    tidy=tidy_senior,
    say_left_out=say_left_out,
    takes_unnamed=True,
)
JUNIOR_POSTS = replace(
    SENIOR_POSTS,
    kind=JUNIOR,
    headings=folded(
        {
            "Organisation": "organisation",
            "Unit": "department",
            "Reporting Senior Post": "reports_to",
            "Grade": "grade",
            "Grade (or equivalent)": "grade",
            "Generic Job Title": "title",
            "Number of Posts in FTE": "posts",
        }
    )
    | LEFT_OUT,
    needed=(("reports_to",), ("title",), ("posts",)),
    shown={},
    tidy=gather_posts,
)


def organogram_of(headings: Iterable[str]) -> Format | None:
    """The format of these folded headings, if it is one of the two."""
    found = set(headings)
    if {fold_heading("Post Unique Reference"), fold_heading("Reports to Senior Post")} <= found:
        return SENIOR_POSTS
    if fold_heading("Reporting Senior Post") in found and found & set(
        map(fold_heading, ("Generic Job Title", "Number of Posts in FTE"))
    ):
        return JUNIOR_POSTS
    return None
