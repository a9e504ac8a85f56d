"""Find people by what they are called: whom we know, and whom rows of a file have named so far."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from roles.spreadsheet.state import Known
from roles.text import clean_line

# Of several with one name so many are named.
MOST_NAMESAKES = 5


class Names:
    """Keys of people by name: of all, and of those who have no address."""

    def __init__(self, people: Mapping[str, Known]) -> None:
        """Take in whom we know."""
        self.people = people
        self.all: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.without_email: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for key, known in people.items():
            self.add(clean_line(known.name), key, has_email=False)

    def add(self, name: str, key: str, *, has_email: bool) -> None:
        """Note what somebody is called, and whether a row says an address of theirs."""
        self.all[name][key] = None
        known = self.people.get(key)
        if has_email:
            for called in (name, clean_line(known.name) if known else ""):
                self.without_email[called].pop(key, None)
        elif not (known and known.email):
            self.without_email[name][key] = None

    def first(self, name: str, *, without_email: bool) -> list[str]:
        """The first of that name, or of those who have no address."""
        return list(islice((self.without_email if without_email else self.all).get(name, ()), MOST_NAMESAKES))
