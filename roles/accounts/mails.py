"""Write the mails by which people come to a password, and send them."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from smtplib import SMTPException
from threading import Thread

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override

from roles.models import Account, Chart

logger = logging.getLogger(__name__)


class Occasion(Enum):
    """Why somebody gets a link to choose a password; the value names the templates."""

    INVITATION = "invitation"
    RESET = "password_reset"


@dataclass(frozen=True)
class Letterhead:
    """What all mails of one request share; with it, writing a mail asks the database for nothing."""

    organisation: str
    site: str
    language: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Letterhead":
        """Read it once, in the thread of the request."""
        return cls(Chart.current().name, site_of(request), get_language() or settings.LANGUAGE_CODE)


def password_mail(occasion: Occasion, account: Account, letterhead: Letterhead) -> EmailMessage:
    """Write the mail with the link."""
    link = reverse(
        "password_reset_confirm",
        args=[urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)],
    )
    context = {
        "account": account,
        "organisation": letterhead.organisation,
        "link": letterhead.site + link,
        "new_link": letterhead.site + reverse("password_reset"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
    }
    with override(letterhead.language):
        subject = render_to_string(f"emails/{occasion.value}_subject.txt", context)
        body = render_to_string(f"emails/{occasion.value}.txt", context)
    # A header is one line, whatever stands in the organisation's name.
    return EmailMessage(" ".join(subject.split()), body, to=[account.email])


def site_of(request: HttpRequest) -> str:
    """Return what links begin with: SITE_URL, else the host of the request, which ALLOWED_HOSTS has checked.

    Nobody checks the port that a request names: where https is on, people come by its own, and links name none.
    """
    host = request.get_host()
    if settings.SECURE_SSL_REDIRECT:
        host, _port = split_domain_port(host)
    return settings.SITE_URL or f"{request.scheme}://{host}"


def send_soon(occasion: Occasion, accounts: Iterable[Account], letterhead: Letterhead) -> Thread:
    """Write and send beside the answer: how long a page takes must not tell whether there was anybody to write to."""
    thread = Thread(target=_send, args=[occasion, list(accounts), letterhead])
    thread.start()
    return thread


def _send(occasion: Occasion, accounts: Iterable[Account], letterhead: Letterhead) -> None:
    for account in accounts:
        try:
            password_mail(occasion, account, letterhead).send()
        except (SMTPException, OSError, ValueError):
            logger.exception("The mail with a link to choose a password could not be sent.")
