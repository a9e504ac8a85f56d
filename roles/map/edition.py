"""Say which state of the chart a map shows, in a word that is another one as soon as anything on it may differ."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path

from django.db.models import Subquery
from django.utils import timezone

from roles.models import Change, Chart, Role

DIGEST = 10
# What the same chart is read, sorted, placed and packed by: another release may draw another map of it.
MAKERS = ("chart/*.py", "map/*.py", "colouring.py", "palette.py", "querysets.py", "ranking.py", "models/role.py")


def digest_of(code: Path) -> str:
    """A word for the code that makes maps."""
    files = (file for pattern in MAKERS for file in sorted(code.glob(pattern)))
    return blake2s(b"".join(file.read_bytes() for file in files)).hexdigest()


# Read when the code itself is: an upgrade writes other files under a process that runs the former ones.
RELEASE = digest_of(Path(__file__).parent.parent)


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the chart: its name in addresses, and the management level of each role that has one."""

    name: str
    levels: Mapping[int, str]


def present_edition() -> Edition:
    """The edition of today, in two statements.

    A version is not enough: whoever brings back yesterday's copy of the database counts it a second time. Who holds a
    position changes at midnight too, and what a role is without a new version of the tree.
    """
    last = Subquery(Change.objects.order_by("-pk").values("at")[:1])
    state = Chart.objects.filter(pk=1).values_list("version", last).first()
    levels = dict(Role.objects.exclude(management_level="").order_by("pk").values_list("pk", "management_level"))
    return Edition(name_of(state, timezone.localdate(), levels), levels)


def name_of(state: tuple[int, datetime.datetime | None] | None, day: datetime.date, levels: Mapping[int, str]) -> str:
    """The word for a state, fit for an address."""
    return blake2s(repr((RELEASE, state, day, levels)).encode(), digest_size=DIGEST).hexdigest()
