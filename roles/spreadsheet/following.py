"""Count who would follow a position off the chart: whoever is below it, however far down."""

from collections import Counter, deque
from collections.abc import Mapping, Set
from dataclasses import replace

from roles.spreadsheet.deciding import Decisions
from roles.spreadsheet.questions import Answer
from roles.text import code_key


def count_followers(decisions: Decisions, managers: Mapping[str, str | None]) -> None:
    """Note of each question without an answer how many are below the position that may be taken off the chart."""
    asked = {
        key: question
        for key, (question, answer) in decisions.asked.items()
        if answer is None and Answer.UNPLACED in question.answers
    }
    # Who is asked about goes along with nobody.
    apart = {code_key(question.code) for question in asked.values()}
    below = sizes_below(managers, apart) if asked else Counter()
    for key, question in asked.items():
        if count := below[code_key(question.code)]:
            decisions.asked[key] = replace(question, below=count), None


def sizes_below(managers: Mapping[str, str | None], apart: Set[str] = frozenset()) -> Counter[str]:
    """How many positions are below each, those in loops left aside, and those that are apart with all below them."""
    reports = Counter(manager for manager in managers.values() if manager)
    below: Counter[str] = Counter()
    waiting = deque(key for key in managers if not reports[key])
    while waiting:
        key = waiting.popleft()
        manager = managers.get(key)
        if manager:
            below[manager] += 0 if key in apart else below[key] + 1
            reports[manager] -= 1
            if not reports[manager]:
                waiting.append(manager)
    return below
