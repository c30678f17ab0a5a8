"""Signing up, in and out."""

from quart import Blueprint, request

from domain.accounts.schemas import LogIn, MeView, Renew, SignUp, TokenPair, UserView
from domain.accounts.service import REFRESH_LIFETIME
from domain.kit.actor import NOBODY, SYSTEM
from domain.kit.errors import SignInNeeded
from domain.kit.fields import View
from server.api.limits import ADDRESS, EVERYBODY, SIGN_IN, per_hour, per_minute
from server.api.route import PUBLIC, SIGNED_IN, Reply, route
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
    """Open an account; it is always a candidate's."""
    hashed = await house().accounts.hash_new(data.password)
    async with begin_work() as work:
        return await house().accounts.sign_up(work, data, hashed)


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
    """Sign in by username or e-mail; browsers also get the refresh token as a cookie."""
    accounts = house().accounts
    async with house().workshop.look(NOBODY) as work:
        user = await accounts.check_password(work, data)
    async with house().workshop.begin(SYSTEM) as work:
        pair = await accounts.open_session(work, user.id)
    return Reply(pair, headers=_cookie(pair.refresh_token))


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
    return Reply(pair, headers=_cookie(pair.refresh_token))


@route(blueprint, "POST", "/logout", guard=PUBLIC, body=Renew, answer=LoggedOut)
async def log_out(data: Renew) -> Reply:
    """End the session; its tokens and sockets stop working."""
    presented = data.refresh_token or request.cookies.get(COOKIE)
    async with house().workshop.begin(SYSTEM) as work:
        await house().accounts.log_out(work, presented, current_family())
    return Reply(LoggedOut(), headers=_cookie("", 0))


@route(blueprint, "GET", "/me", guard=SIGNED_IN, answer=MeView)
async def me() -> MeView:
    """Get the signed-in account, its role and what that reaches."""
    async with begin_look() as work:
        return await house().accounts.me(work, current_actor())


def _cookie(token: str, max_age: int | None = None) -> dict[str, str]:
    lasting = int(REFRESH_LIFETIME.total_seconds()) if max_age is None else max_age
    secure = "; Secure" if house().settings.public_url.startswith("https:") else ""
    value = f"{COOKIE}={token}; Path=/api/auth; Max-Age={lasting}; HttpOnly; SameSite=Strict"
    return {"Set-Cookie": value + secure}
