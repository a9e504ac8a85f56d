"""Know who is acting, for the record of what they write, without handing it through every call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]
_actor: ContextVar[Callable[[], int | None] | None] = ContextVar("actor", default=None)


def current_actor() -> int | None:
    """The primary key of the account that acts; none on the command line."""
    ask = _actor.get()
    return ask() if ask else None


@contextmanager
def acting(account_id: int | None) -> Iterator[None]:
    """Let an account act inside the block."""
    token = _actor.set(lambda: account_id)
    try:
        yield
    finally:
        _actor.reset(token)


def remember_actor(respond: Respond) -> Respond:
    """Let whoever has signed in act while their request is answered: a middleware, behind the one for accounts."""

    def remembering(request: HttpRequest) -> HttpResponseBase:
        # Asked for only where something is written: many pages need no account.
        token = _actor.set(lambda: request.user.pk)
        try:
            return respond(request)
        finally:
            _actor.reset(token)

    return remembering
