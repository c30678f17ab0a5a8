"""Signing in by the organisation's own provider (OpenID Connect)."""

import hmac
import secrets
from dataclasses import asdict
from datetime import timedelta

import jwt
from pydantic import ConfigDict, Field
from quart import Blueprint, request

from domain.accounts.errors import NoProvider, ProviderRefused
from domain.accounts.outside import account_of
from domain.accounts.ports import IdentityProvider, Visit
from domain.kit.actor import SYSTEM
from domain.kit.crypto import derive_key, new_token
from domain.kit.errors import DomainError
from domain.kit.fields import Command, Text, View
from server.api.auth import place_of_request, refresh_cookie, secure_mark
from server.api.limits import ADDRESS, per_minute
from server.api.route import PUBLIC, Reply, route
from server.context import house

COOKIE = "greenroom_visit"
LASTS = timedelta(minutes=10)
_ALGORITHM = "HS256"

_VISITS = per_minute(60, by=ADDRESS)

blueprint = Blueprint("oidc", __name__, url_prefix="/api/auth/oidc")


class ProviderAddress(View):
    """Where to send the browser."""

    url: str


class WayOn(View):
    """Where the browser is sent on to: the home page, or the sign-in page with a problem."""

    location: str


class Callback(Command):
    """What the provider sends back; it may add more."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: Text | None = Field(default=None, max_length=4_000)
    state: Text | None = Field(default=None, max_length=200)
    error: Text | None = Field(default=None, max_length=200)


@route(
    blueprint, "GET", "/start", guard=PUBLIC, answer=ProviderAddress, errors=(404,), limit=_VISITS
)
async def start_oidc() -> Reply:
    """Begin to sign in by the provider: get its address, and a short-lived cookie for the return.

    The cookie holds the visit's state, nonce and PKCE verifier, signed.
    """
    visit = Visit(state=new_token(), nonce=new_token(), verifier=secrets.token_urlsafe(48))
    url = await _provider().address(visit)
    cookie = _cookie(_signed(visit), int(LASTS.total_seconds()))
    return Reply(ProviderAddress(url=url), headers={"Set-Cookie": cookie})


@route(
    blueprint,
    "GET",
    "/callback",
    guard=PUBLIC,
    query=Callback,
    answer=WayOn,
    status=303,
    errors=(404,),
    limit=_VISITS,
)
async def finish_oidc(query: Callback) -> Reply:
    """Come back from the provider: sets the refresh cookie and leads on to `/`.

    A refusal leads to `/login#problem=CODE`; no token is ever part of an address.
    """
    provider = _provider()
    try:
        refresh = await _sign_in(provider, query)
    except DomainError as refusal:
        return _lead_to(f"/login#problem={refusal.code}")
    return _lead_to("/", refresh_cookie(refresh))


async def _sign_in(provider: IdentityProvider, query: Callback) -> str:
    """Return a refresh token for whoever the provider says has come back."""
    visit = _visit_of(request.cookies.get(COOKIE, ""))
    if query.code is None or not hmac.compare_digest(visit.state, query.state or ""):
        raise ProviderRefused
    person = await provider.identify(visit, query.code)
    async with house().workshop.begin(SYSTEM) as work:
        user_id = await account_of(work, person)
        pair = await house().accounts.open_session(work, user_id, place_of_request())
    return pair.refresh_token


def _provider() -> IdentityProvider:
    provider = house().provider
    if provider is None:
        raise NoProvider
    return provider


def _lead_to(location: str, *cookies: str) -> Reply:
    """Redirect, and make the visit's cookie worthless: an answer counts once."""
    kept = [*cookies, _cookie("", 0)]
    return Reply(WayOn(location=location), headers={"Location": location, "Set-Cookie": kept})


def _cookie(value: str, max_age: int) -> str:
    # Lax: the provider's redirect comes from another site.
    attributes = f"Path=/api/auth/oidc; Max-Age={max_age}; HttpOnly; SameSite=Lax"
    return f"{COOKIE}={value}; {attributes}{secure_mark()}"


def _signed(visit: Visit) -> str:
    claims = asdict(visit) | {"exp": house().workshop.clock() + LASTS}
    return jwt.encode(claims, _key(), algorithm=_ALGORITHM)


def _visit_of(cookie: str) -> Visit:
    try:
        claims = jwt.decode(cookie, _key(), algorithms=[_ALGORITHM], options={"require": ["exp"]})
        return Visit(claims["state"], claims["nonce"], claims["verifier"])
    except (jwt.PyJWTError, KeyError) as error:
        raise ProviderRefused from error


def _key() -> str:
    return derive_key(house().settings.secret_key.get_secret_value(), "oidc visits")
