"""Seats and drawings as indented text, so that a test shows the tree it is about."""

from collections.abc import Sequence

from roles.chart import Drawing, Seat


def seats(text: str) -> list[Seat]:
    """Read a seat a line, two spaces deeper than its manager: "title | holder & holder", "*title" for an assistant."""
    found: list[Seat] = []
    line_above: list[int] = []
    for line in filter(str.strip, text.splitlines()):
        depth = (len(line) - len(line.lstrip(" "))) // 2
        title, _, holders = (part.strip() for part in line.partition("|"))
        del line_above[depth:]
        found.append(
            Seat(
                key=len(found),
                reports_to=line_above[-1] if line_above else None,
                code=title.lstrip("*"),
                title=title.lstrip("*"),
                holders=tuple(holder.strip() for holder in holders.split("&") if holder.strip()),
                is_assistant=title.startswith("*"),
            )
        )
        line_above.append(len(found) - 1)
    return found


def picture(drawing: Drawing, across: int, down: int) -> str:
    """Print the titles of a drawing where their boxes stand, for boxes that begin on a grid of that mesh."""
    cells = {(box.x // across, box.y // down): box.seat.title for box in drawing.boxes}
    rows: dict[int, str] = {}
    for (column, row), title in sorted(cells.items(), key=lambda cell: (cell[0][1], cell[0][0])):
        rows[row] = rows.get(row, "").ljust(column) + title
    return "\n".join(rows[row] for row in sorted(rows))


def chain(length: int) -> Sequence[Seat]:
    """As many seats as asked for, each reporting to the one before."""
    return [Seat(number, number - 1 if number else None, str(number), f"Position {number}") for number in range(length)]
