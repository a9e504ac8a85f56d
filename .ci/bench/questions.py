"""CPU time of the tree's reads, each contender's own way, in turns so that a busy moment of the machine hits all."""

import random
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from bench.clock import cpu_seconds
from bench.company import SEED
from bench.contenders import Contender
from bench.reading import BY_HAND, COMMON, COUNT, QUESTIONS, REPORTS, TOP, WAYS, Question, by_hand
from bench.table import OURS, Row, at_most
from roles.models import Position

ROUNDS = 7
CALLS = 50
# What takes longer than this many seconds is asked once a round.
SLOW = 0.03
LIMIT = 1.2


def measure(contenders: Sequence[Contender], size: int) -> Iterator[Row]:
    """A row for each question; raises where two contenders answer differently."""
    ways = {contender.name: WAYS[type(contender)](contender) for contender in contenders} | {BY_HAND: by_hand()}
    for question in QUESTIONS:
        parameters = parameters_of(question, size)
        answers = {name: way[question] for name, way in ways.items()}
        compare(question, answers, parameters[:2])
        figures = clock(answers, parameters)
        best = min(figure for name, figure in figures.items() if name != OURS)
        goals = [at_most(f"at most {LIMIT} x the best", figures[OURS] / best, LIMIT)]
        yield Row("", question, "CPU ms", figures, goals)


def parameters_of(question: str, size: int) -> list[tuple[int, ...]]:
    """What to ask for: random positions, pairs, or managers of 50 to 500."""
    chance = random.Random(SEED + 2)  # noqa: S311
    total = ROUNDS * CALLS
    if question == TOP:
        return [(1,)] * total
    if question == REPORTS:
        managers = Position.objects.filter(reports_count__range=(50, 500)).order_by("pk").values_list("pk", flat=True)
        return [(chance.choice(managers),) for _ in range(total)]
    ends = 2 if question == COMMON else 1
    return [tuple(chance.randint(1, size) for _ in range(ends)) for _ in range(total)]


def compare(question: str, answers: dict[str, Question], parameters: list[tuple[int, ...]]) -> None:
    """Let every contender answer alike."""
    for values in parameters:
        said = {name: plain(question, answer(*values)) for name, answer in answers.items()}
        if any(each != said[OURS] for each in said.values()):
            raise AssertionError(f"{question} of {values} is answered differently: {said}")


def plain(question: str, answer: Any) -> Any:
    """An answer as codes and titles, or as a number."""
    if question == COUNT:
        return int(answer[0][0] if isinstance(answer, list) else answer)
    if question == COMMON:
        found = answer[0] if isinstance(answer, list) and answer else answer or None
        return found and (getattr(found, "code", found[0]), getattr(found, "title", found[1]))
    return [(row.code, row.title) if hasattr(row, "code") else tuple(row) for row in answer]


def clock(answers: dict[str, Question], parameters: list[tuple[int, ...]]) -> dict[str, float]:
    """The median over the rounds of the CPU milliseconds of a call."""
    calls = {name: CALLS if seconds(answer, parameters[:2]) < SLOW else 1 for name, answer in answers.items()}
    rounds: dict[str, list[float]] = {name: [] for name in answers}
    for turn in range(ROUNDS):
        for name, answer in answers.items():
            start = turn * CALLS
            rounds[name].append(seconds(answer, parameters[start : start + calls[name]]) * 1000)
    return {name: statistics.median(times) for name, times in rounds.items()}


def seconds(answer: Question, parameters: Sequence[tuple[int, ...]]) -> float:
    """The CPU seconds of a call."""
    start = cpu_seconds()
    for values in parameters:
        answer(*values)
    return (cpu_seconds() - start) / len(parameters)
