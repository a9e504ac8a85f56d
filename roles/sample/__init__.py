"""Hold the sample organisation: its two files and the accounts that exist only with it."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POSITIONS_FILE = Path(__file__).with_name("positions.csv")
ROLES_FILE = Path(__file__).with_name("roles.toml")


@dataclass(frozen=True)
class SampleAccount:
    """An account to try the product with; a person number links it to somebody in positions.csv."""

    username: str
    password: str
    label: str | Promise
    person_number: str = ""
    is_hr_editor: bool = False
    is_administrator: bool = False


EMPLOYEE = SampleAccount(
    username="employee",
    password="orgchart-employee",  # noqa: S106  printed on the sign-in page of the sample, secret to nobody
    label=_("Jonas Verhelst, Operations Manager, Logistics: looks things up"),
    person_number="T1008",
)
HR_EDITOR = SampleAccount(
    username="hr",
    password="orgchart-hr",  # noqa: S106
    label=_("Rosalind Kettleby, HR Adviser: edits the chart"),
    person_number="T1065",
    is_hr_editor=True,
)
ADMINISTRATOR = SampleAccount(
    username="admin",
    password="orgchart-admin",  # noqa: S106
    label=_("Administrator: may do everything, belongs to nobody in the chart"),
    is_administrator=True,
)
ACCOUNTS = (EMPLOYEE, HR_EDITOR, ADMINISTRATOR)
