"""Companies of any size for tests, the same for the same seed."""

from random import Random

from roles.chart import Seat


def company(count: int, seed: int = 7) -> list[Seat]:
    """A head and so many positions in all; a few managers have very many reports, and most have a handful."""
    random = Random(seed)  # noqa: S311 - no secret
    managers: list[int | None] = [None]
    waiting = [0]
    while len(managers) < count:
        manager = waiting.pop(random.randrange(min(len(waiting), 40)))
        reports = random.randint(30, 60) if random.random() < 0.03 else random.randint(2, 10)
        for _ in range(min(reports, count - len(managers))):
            waiting.append(len(managers))
            managers.append(manager)
    return [
        Seat(number, manager, f"C{number}", f"Position {number}", (f"Holder {number}",), department="Works")
        for number, manager in enumerate(managers)
    ]
