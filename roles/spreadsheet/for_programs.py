"""A plan as one object of lists, numbers and texts, for programs that read JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from roles.spreadsheet.catalogue.telling import names_by_kind
from roles.spreadsheet.deciding import Asked
from roles.spreadsheet.plan import Plan
from roles.spreadsheet.problems import Problem
from roles.spreadsheet.recognising import Sheet


def object_of(plan: Plan, sheets: Iterable[Sheet] = ()) -> dict[str, Any]:
    """The plan of these sheets: lists of codes; notes, problems and questions as objects with their place."""
    return {
        "created": plan.created,
        "changed": plan.changed,
        "moved": plan.moved,
        "ended": plan.ended,
        "unchanged": plan.unchanged,
        "unplaced": plan.unplaced,
        "skipped": plan.skipped,
        "notes": [*_notes(plan, sheets)],
        "problems": [_problem(each) for each in plan.problems],
        "questions": [_question(asked) for asked in plan.asked],
        **_where_any(plan),
    }


def _where_any(plan: Plan) -> dict[str, Any]:
    """What is told only where there is any of it."""
    # Those who hold none of the positions; the others are told by the positions they hold.
    people = {"created": plan.new_people, "changed": plan.changed_people}
    return {
        **({"catalogue": names_by_kind(plan.catalogue)} if plan.catalogue.count else {}),
        **({"left_out": plan.left_out} if plan.left_out else {}),
        **({"people": people} if any(people.values()) else {}),
    }


def _notes(plan: Plan, sheets: Iterable[Sheet]) -> Iterator[dict[str, str]]:
    """What is to know of each table, then of all together, which has no file."""
    for sheet in sheets:
        for note in sheet.notes:
            yield {"file": sheet.source.file, "sheet": sheet.source.sheet, "message": note}
    for note in plan.notes:
        yield {"file": "", "sheet": "", "message": note}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "cell": problem.cell,
        "message": problem.message,
    }


def _question(asked: Asked) -> dict[str, Any]:
    question, answer = asked
    where = _problem(question.problem)
    del where["column"]
    return {
        "key": question.key,
        "cause": question.cause,
        "code": question.code,
        **where,
        "answers": question.answers,
        "proposal": question.proposal,
        "manager": question.wanted,
        "below": question.below,
        "answer": answer,
    }
