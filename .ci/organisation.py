"""Make up an organisation of any size, the same each time, as a file that the import reads."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

HEADINGS = ("position_id", "reports_to", "title", "unit", "grade", "holder", "person_number", "status", "fte")
FIRST_NAMES = (
    "Amara",
    "Björn",
    "Chidi",
    "Дарья",
    "Elif",
    "Françoise",
    "Γιώργος",
    "Hina",
    "Ines",
    "陽子",
    "Kofi",
    "Łucja",
)
LAST_NAMES = (
    "Abara",
    "Brandt",
    "Çelik",
    "Dubois",
    "Ekström",
    "Ferrari",
    "García",
    "Hồ",
    "Иванов",
    "Jónsdóttir",
    "Kumar",
)
# The title of a role, which the measuring makes first: each manager has it.
ROLE = "Operations Manager"
UNITS = ("Operations", "Logistics", "Finance", "Engineering", "People", "Sales", "Quality", "Purchasing")
# How many report to a manager: six or so mostly, dozens now and then, as on a shop floor.
SPANS = (2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 11, 40)


def write(path: Path, size: int) -> None:
    """Write so many positions, the head first."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows(size))


def rows(size: int) -> Iterator[tuple[str, ...]]:
    """Yield a row a position; each manager in turn gets a number of reports until there are enough."""
    chance = random.Random(size)  # noqa: S311
    managers = managers_of(size, chance)
    busy = set(managers)
    for number, manager in enumerate(managers, 1):
        title = "Chief Executive Officer" if not manager else ROLE if number in busy else "Specialist"
        unit = UNITS[number % len(UNITS)]
        name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        filled = (name, f"N{number}", "filled") if number % 17 else ("", "", "vacant")
        yield (f"P{number}", f"P{manager}" if manager else "", title, unit, str(number % 9), *filled, "1")


def managers_of(size: int, chance: random.Random) -> list[int]:
    """Return for each position the number of its manager; 0 for the head."""
    managers = [0]
    manager = 1
    while len(managers) < size:
        managers.extend([manager] * min(chance.choice(SPANS), size - len(managers)))
        manager += 1
    return managers
