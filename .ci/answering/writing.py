"""Write to a chart once a second beside those who read it, for so many seconds; print how often."""

import sys
import time

import django


def main(lasting: float) -> None:
    """Change the grade of a position in the middle of the chart."""
    django.setup()
    from roles import tree
    from roles.models import Position

    code, written = f"P{Position.objects.count() // 2}", 0
    end = time.monotonic() + lasting
    while time.monotonic() < end:
        position = Position.objects.get(code=code)
        position.grade = f"G{written % 9}"
        tree.save_position(position)
        written += 1
        time.sleep(1)
    print(written)


if __name__ == "__main__":
    main(float(sys.argv[1]))
