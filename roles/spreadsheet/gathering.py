"""Say problems line by line, those of one cause and one missing manager in a single line with the cells of all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.spreadsheet.plan import Plan
from roles.spreadsheet.problems import Problem, bare_name, shown_name
from roles.spreadsheet.questions import Question
from roles.spreadsheet.shortening import first_of

Kind = tuple[str, str]


def gather(questions: Iterable[Question]) -> list[list[Question]]:
    """Questions of one cause about one manager together, in the order of the first of each."""
    found: dict[Kind, list[Question]] = {}
    for question in questions:
        found.setdefault((question.cause, question.wanted or question.key), []).append(question)
    return list(found.values())


def problem_lines(plan: Plan) -> list[str]:
    """All problems in words, each file named once above its own."""
    firsts: dict[Problem, list[Question]] = {}
    others: set[Problem] = set()
    for together in gather(question for question, answer in plan.asked if answer is None):
        firsts[together[0].problem] = together
        others.update(question.problem for question in together[1:])
    lines = []
    shown = (problem for problem in plan.problems if problem not in others)
    for path, of_file in groupby(shown, key=attrgetter("file")):
        texts = [" ".join((str(replace(each, file="")), *words_beside(firsts.get(each, ())))) for each in of_file]
        lines += below_path(path, texts)
    return lines


def below_path(path: str, texts: Iterable[str]) -> list[str]:
    """What is said of a file, below its path; of no file as it is."""
    return [f"{shown_name(path)}:", *(f"  {text}" for text in texts)] if path else [*texts]


def words_beside(together: Sequence[Question]) -> list[str]:
    """What is said behind the first of some questions: where the others are, and how many are below them all."""
    same = [_same_in(together[0].problem.file, together[1:])] if len(together) > 1 else []
    count = sum(question.below for question in together)
    return [*same, follow_in_words(count)] if count else same


def follow_in_words(count: int) -> str:
    """That others go off the chart with a position."""
    text = ngettext(
        "Where it is not placed, %(count)d position below is not placed either.",
        "Where it is not placed, %(count)d positions below are not placed either.",
        count,
    )
    return text % {"count": count}


def _same_in(file: str, questions: Sequence[Question]) -> str:
    """Of which positions the same is wrong, and where; other files by their names."""
    files: dict[str, list[str]] = {}
    for question in questions:
        problem = question.problem
        place = problem.cell or _("row %(number)s") % {"number": problem.row}
        name = "" if problem.file == file else bare_name(problem.file)
        files.setdefault(", ".join(filter(None, (name, problem.sheet))), []).append(f"{question.code} ({place})")
    places = "; ".join(", ".join(filter(None, (name, first_of(found)))) for name, found in files.items())
    text = ngettext(
        "The same of %(count)d other position: %(places)s.",
        "The same of %(count)d other positions: %(places)s.",
        len(questions),
    )
    return text % {"count": len(questions), "places": places}
