"""Counting the current request against the limits of its route."""

from collections.abc import Iterable

from pydantic import BaseModel
from quart import request

from domain.kit.actor import Role
from domain.kit.crypto import keyring
from server.api.limits import BAD_INVITES, BAD_TOKENS, By, Limit
from server.callers import client_address
from server.context import current_actor, house


async def spend(name: str, limits: Iterable[Limit], body: BaseModel | None = None) -> None:
    """Count the request against ``limits``; requests without a ``name`` are counted together.

    Raises TooManyRequests.
    """
    is_staff = current_actor().reaches(Role.RECRUITER)
    for limit in limits:
        key = _key(limit.by, body)
        if key is not None:
            await house().throttle.spend(name or "any", limit, key, is_staff=is_staff)


async def may_show_invite() -> None:
    """Raise TooManyRequests for an address that has shown too many worthless invites."""
    await house().throttle.check("invites", BAD_INVITES, _address())


async def shown_bad_invite() -> None:
    """Count a worthless invite. Raises TooManyRequests."""
    await house().throttle.spend("invites", BAD_INVITES, _address())


async def shown_bad_token() -> None:
    """Count a worthless token. Raises TooManyRequests; good ones are never held up by bad ones."""
    await house().throttle.spend("tokens", BAD_TOKENS, _address())


def _key(by: By, body: BaseModel | None) -> str | None:
    if by is By.ADDRESS:
        return _address()
    if by is By.EVERYBODY:
        return "all"
    if by is By.ACCOUNT:
        return _named_account(body)
    actor = current_actor()
    return actor.key if actor.role is not None else _address()


def _named_account(body: BaseModel | None) -> str | None:
    """Return the fingerprint of the name in the body: names themselves are never stored."""
    named = getattr(body, "username", None) or getattr(body, "email", None)
    return None if named is None else keyring().blind_index(named)


def _address() -> str:
    return client_address(request.scope, house().settings.trusted_proxies)
