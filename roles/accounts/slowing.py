"""Slow down whoever guesses passwords, without locking anybody out.

Libraries that we found lock an account or an address for a while (django-axes), or count in fixed windows in a cache
that all processes must share (django-ratelimit). Both let a stranger lock somebody out, or a whole office behind one
address. Here each wrong password makes the next try wait longer, up to a minute; a browser in which an account was
signed in before is known by a cookie and counts for itself, so an attack from elsewhere never slows its owner.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from roles.accounts.backends import account_named
from roles.models import Account, Attempt, AttemptKind

REMEMBERED = timedelta(hours=1)
DEVICE_COOKIE = "known_device"
DEVICE_LIFE = timedelta(days=180)
MOST_MAILS = 3


@dataclass(frozen=True)
class Limit:
    """How many tries are free, and how long, in seconds, one waits at most after those that follow."""

    free: int
    longest: int

    def wait(self, count: int, last: datetime | None) -> int:
        """Seconds to wait now, after so many tries of which the last was then."""
        if last is None or count < self.free:
            return 0
        pause: int = min(self.longest, 2 ** min(count - self.free, 20))
        return max(0, ceil(pause - (timezone.now() - last).total_seconds()))


FROM_KNOWN_DEVICE = Limit(free=10, longest=60)
FROM_ONE_NETWORK = Limit(free=5, longest=60)
FROM_ANYWHERE = Limit(free=20, longest=60)
# Many people share one address: only a flood of wrong passwords is slowed, to one in two seconds.
FOR_ALL_NAMES = Limit(free=200, longest=2)


@dataclass(frozen=True)
class Guess:
    """Whom somebody says they are, and from where."""

    name_key: str
    network: str
    device: str

    @classmethod
    def of(cls, request: HttpRequest, name: str) -> "Guess":
        """Read it from a request; the name as typed."""
        return cls(key_of(name), network_of(request), device_of(request, name))

    def seconds_to_wait(self) -> int:
        """How long this name has to wait here before the next try; 0 for not at all."""
        recent = Attempt.objects.filter(kind=AttemptKind.SIGN_IN, at__gt=timezone.now() - REMEMBERED)
        tries = [
            (limit, recent.filter(where).aggregate(count=Count("pk"), last=Max("at")))
            for limit, where in self._limits()
        ]
        return max(limit.wait(found["count"], found["last"]) for limit, found in tries)

    def _limits(self) -> list[tuple[Limit, Q]]:
        name, network = Q(name_key=self.name_key), Q(network=self.network)
        if self.device:
            return [(FROM_KNOWN_DEVICE, Q(device=self.device))]
        unknown = Q(device="")
        return [
            (FROM_ONE_NETWORK, name & network & unknown),
            (FROM_ANYWHERE, name & unknown),
            (FOR_ALL_NAMES, network & unknown),
        ]

    def record(self) -> Attempt:
        """Write the try down before the password is checked, so that many at once are counted too."""
        forget_old_attempts()
        where = {"network": self.network, "device": self.device}
        return Attempt.objects.create(kind=AttemptKind.SIGN_IN, name_key=self.name_key, at=timezone.now(), **where)

    def forget(self) -> None:
        """Take back the tries that led to the right password."""
        mine = Q(device=self.device) if self.device else Q(device="", name_key=self.name_key, network=self.network)
        Attempt.objects.filter(mine, kind=AttemptKind.SIGN_IN).delete()


def may_mail(address: str) -> bool:
    """Count a mail asked for; false when an address has had enough of them this hour."""
    forget_old_attempts()
    asked = Attempt.objects.filter(
        kind=AttemptKind.RESET, name_key=key_of(address), at__gt=timezone.now() - REMEMBERED
    ).count()
    if asked >= MOST_MAILS:
        return False
    Attempt.objects.create(kind=AttemptKind.RESET, name_key=key_of(address), at=timezone.now())
    return True


def forget_old_attempts() -> None:
    """Delete what no longer counts."""
    Attempt.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()


def key_of(name: str) -> str:
    """Return a hash of a name: people type their password into the wrong field too."""
    return salted_hmac("roles.attempts", name.strip().casefold(), algorithm="sha256").hexdigest()[:32]


def network_of(request: HttpRequest) -> str:
    """Return the address of the reader, of an IPv6 address its network; counted past the proxies we know of."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")] if settings.PROXIES else []
    hops.append(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(hops[max(0, len(hops) - 1 - settings.PROXIES)])
    except ValueError:
        return ""
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))


def device_of(request: HttpRequest, name: str) -> str:
    """Return the mark of a browser in which the account of that name was signed in before, else nothing."""
    try:
        known = _signer().unsign(request.COOKIES.get(DEVICE_COOKIE, ""), max_age=DEVICE_LIFE)
    except BadSignature:
        return ""
    key, _dot, device = known.partition(".")
    account = account_named(name)
    return device if account is not None and str(account.pk) == key else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, account: Account) -> None:
    """Let the browser be known to this account from now on."""
    device = device_of(request, account.username) or secrets.token_hex(16)
    response.set_cookie(
        DEVICE_COOKIE,
        _signer().sign(f"{account.pk}.{device}"),
        max_age=DEVICE_LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="roles.known-device")
