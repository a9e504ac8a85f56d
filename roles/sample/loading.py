"""Load the sample organisation into a database without one, through the import."""

from django.utils.translation import gettext as _

from roles import tree
from roles.access import make_hr_editor
from roles.models import Account, ChangeKind, Chart, Department, OutsideBody, Person, Position, Role, Skill
from roles.role_files import load_roles
from roles.sample import ACCOUNTS, POSITIONS_FILE, ROLES_FILE, SampleAccount
from roles.spreadsheet.applying import import_sheets
from roles.spreadsheet.plan import Options
from roles.spreadsheet.recognising import read_file

ORGANISATION = (Position, Person, Role, Department, Skill, OutsideBody)


class NotLoadedError(Exception):
    """The sample can't be loaded here; the message says why."""


def has_organisation() -> bool:
    """True when there is anything that the sample would be mixed with."""
    return any(model._default_manager.exists() for model in ORGANISATION)


def load() -> int:
    """Load roles, positions and accounts in one transaction; returns the number of positions."""
    with tree.writing(ChangeKind.IMPORTED):
        if has_organisation():
            raise NotLoadedError(
                _("There is an organisation already: the sample is loaded into an empty database only.")
            )
        taken = Account.objects.filter(username__in=[account.username for account in ACCOUNTS]).first()
        if taken is not None:
            raise NotLoadedError(
                _("There is an account called %(name)s, which the sample would need: rename it first.")
                % {"name": taken}
            )
        said = load_roles(ROLES_FILE)
        plan = import_sheets(read_file(POSITIONS_FILE.name, POSITIONS_FILE.read_bytes()), Options())
        if plan.problems:
            raise NotLoadedError("\n".join(map(str, plan.problems)))
        chart = Chart.current()
        chart.name, chart.is_sample = said["organisation"], True
        chart.save(update_fields=["name", "is_sample"])
        for account in ACCOUNTS:
            _create(account)
    return len(plan.created)


def _create(sample: SampleAccount) -> None:
    """Create one of the accounts, and give it to its person."""
    if sample.is_administrator:
        Account.objects.create_superuser(sample.username, password=sample.password)
        return
    account = Account.objects.create_user(sample.username, password=sample.password)
    if sample.is_hr_editor:
        make_hr_editor(account)
    if sample.person_number:
        person = Person.objects.get(number=sample.person_number)
        person.account = account
        person.save(update_fields=["account"])
