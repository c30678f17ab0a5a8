"""Signing up, in and out."""

from quart import Blueprint, request

from domain.accounts.links import plan_link
from domain.accounts.schemas import LogIn, MeView, Renew, SignInOptions, SignUp, TokenPair, UserView
from domain.accounts.second_factor import prove
from domain.accounts.sign_ins import REFRESH_LIFETIME, Place
from domain.kit.actor import NOBODY, SYSTEM
from domain.kit.errors import SignInNeeded
from domain.kit.fields import View
from server.api.limits import ADDRESS, EVERYBODY, SIGN_IN, per_hour, per_minute
from server.api.route import PUBLIC, SIGNED_IN, Reply, route
from server.callers import client_address
from server.context import begin_look, begin_work, current_actor, current_family, house

COOKIE = "greenroom_refresh"

blueprint = Blueprint("auth", __name__, url_prefix="/api/auth")


class LoggedOut(View):
    """The session has ended."""

    ended: bool = True


@route(
    blueprint,
    "POST",
    "/signup",
    guard=PUBLIC,
    body=SignUp,
    answer=UserView,
    status=201,
    errors=(409,),
    limit=(per_hour(20, by=ADDRESS), per_minute(120, by=EVERYBODY)),
)
async def sign_up(data: SignUp) -> UserView:
    """Open an account; it is always a candidate's. A link to confirm the address is mailed."""
    hashed = await house().accounts.hash_new(data.password)
    async with begin_work() as work:
        user = await house().accounts.sign_up(work, data, hashed)
        await plan_link(work, user.id, "verify")
        return user


@route(
    blueprint,
    "POST",
    "/login",
    guard=PUBLIC,
    body=LogIn,
    form=True,
    answer=TokenPair,
    errors=(401,),
    limit=SIGN_IN,
)
async def log_in(data: LogIn) -> Reply:
    """Sign in by username or e-mail; browsers also get the refresh token as a cookie.

    An account with a second factor answers 401 `TotpNeeded` until `totp_code` comes along.
    """
    accounts = house().accounts
    async with house().workshop.look(NOBODY) as work:
        user = await accounts.check_password(work, data)
    async with house().workshop.begin(SYSTEM) as work:
        await prove(work, user.id, data.totp_code)
        pair = await accounts.open_session(
            work, user.id, place_of_request(), proved_by=user.hashed_password
        )
    return Reply(pair, headers={"Set-Cookie": refresh_cookie(pair.refresh_token)})


@route(
    blueprint,
    "POST",
    "/refresh",
    guard=PUBLIC,
    body=Renew,
    answer=TokenPair,
    errors=(401,),
    limit=per_minute(60, by=ADDRESS),
)
async def refresh(data: Renew) -> Reply:
    """Swap the refresh token (in the body or the cookie) for a new pair."""
    presented = data.refresh_token or request.cookies.get(COOKIE)
    if presented is None:
        raise SignInNeeded
    async with house().workshop.begin(SYSTEM) as work:
        pair = await house().accounts.renew(work, presented)
    return Reply(pair, headers={"Set-Cookie": refresh_cookie(pair.refresh_token)})


@route(blueprint, "POST", "/logout", guard=PUBLIC, body=Renew, answer=LoggedOut)
async def log_out(data: Renew) -> Reply:
    """End the session; its tokens and sockets stop working."""
    presented = data.refresh_token or request.cookies.get(COOKIE)
    async with house().workshop.begin(SYSTEM) as work:
        await house().accounts.log_out(work, presented, current_family())
    return Reply(LoggedOut(), headers={"Set-Cookie": refresh_cookie("", 0)})


@route(blueprint, "GET", "/me", guard=SIGNED_IN, answer=MeView)
async def me() -> MeView:
    """Get the signed-in account, its role and what that reaches."""
    async with begin_look() as work:
        return await house().accounts.me(work, current_actor())


@route(blueprint, "GET", "/options", guard=PUBLIC, answer=SignInOptions)
async def options() -> SignInOptions:
    """Get which ways of signing in this server has."""
    return SignInOptions(
        provider=house().provider is not None,
        email_must_be_verified=house().accounts.must_verify,
    )


def refresh_cookie(token: str, max_age: int | None = None) -> str:
    """Return the header that makes a browser keep ``token``, or with 0 seconds forget it."""
    lasting = int(REFRESH_LIFETIME.total_seconds()) if max_age is None else max_age
    value = f"{COOKIE}={token}; Path=/api/auth; Max-Age={lasting}; HttpOnly; SameSite=Strict"
    return value + secure_mark()


def secure_mark() -> str:
    """Return the attribute of cookies that must not travel on an open line, where there is TLS."""
    return "; Secure" if house().settings.public_url.startswith("https:") else ""


def place_of_request() -> Place:
    """Return what is kept about where a sign-in comes from."""
    address = client_address(request.scope, house().settings.trusted_proxies)
    return Place.of(request.headers.get("User-Agent"), address.partition("/")[0])
