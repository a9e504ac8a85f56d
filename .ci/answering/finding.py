"""Print how many findings of each kind there are in a structure."""

import json

import django

LIMIT = 12


def main() -> None:
    """Find everything, and count it by what it is called."""
    django.setup()
    from roles.structure.findings import find_all
    from roles.structure.reading import read_seats
    from roles.structure.summing import put_together

    findings = find_all(put_together(read_seats()), LIMIT)
    print(json.dumps({kind.value: len(found) for kind, found in findings.items() if found}))


if __name__ == "__main__":
    main()
