"""Say what to do where a print failed."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from roles.models import PrintFault


class Advice(NamedTuple):
    """What to do where a print failed, and the same where a browser manages its pages."""

    alone: Promise
    beside: Promise


SMALLER = Advice(
    gettext_lazy("Ask for fewer levels or for a branch."),
    gettext_lazy("Ask for fewer levels or for a branch, or print the sheets from the browser."),
)
AGAIN = Advice(
    gettext_lazy("Ask for it once more; if that fails as well, tell whoever runs this site."),
    gettext_lazy("Ask for it once more; if that fails as well, print the sheets from the browser."),
)
TELL = Advice(
    gettext_lazy("Tell whoever runs this site, and ask for it again once it is mended."),
    gettext_lazy("Tell whoever runs this site, and print the sheets from the browser until it is mended."),
)


def always(text: Promise) -> Advice:
    """Advice that has nothing to do with browsers."""
    return Advice(text, text)


ADVICE: dict[PrintFault, Advice] = {
    PrintFault.DIED: AGAIN,
    PrintFault.CLOSED: always(gettext_lazy("Sign in, and ask for it once more.")),
    PrintFault.UNPLACED: always(gettext_lazy("Print the whole chart, or the branch of another position.")),
    PrintFault.EMPTY: always(gettext_lazy("Print it once there are some.")),
    PrintFault.MANY: SMALLER,
    PrintFault.TIME: SMALLER,
    PrintFault.MEMORY: SMALLER,
    PrintFault.DISK: TELL,
    PrintFault.TYPST: TELL,
    PrintFault.OURS: TELL,
}
