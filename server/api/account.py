"""What people do with their own account: address, password and sessions."""

from quart import Blueprint

from domain.accounts.links import SETS_PASSWORD, check_link, plan_link_to
from domain.accounts.recovery import change_password as change_own_password
from domain.accounts.recovery import reset_password
from domain.accounts.recovery import verify_email as confirm_email
from domain.accounts.schemas import (
    AskForMail,
    ChangePassword,
    PresentLink,
    ResetPassword,
    SignInView,
)
from domain.accounts.sign_ins import end_all_sign_ins, end_sign_in, list_sign_ins
from domain.candidates.service import link_applications
from domain.kit.actor import SYSTEM
from domain.kit.errors import SignInNeeded
from domain.kit.fields import View
from domain.kit.paging import Page, PageQuery
from server.api.limits import ADDRESS, SIGN_IN, per_minute
from server.api.route import PUBLIC, SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor, current_family, house

blueprint = Blueprint("account", __name__, url_prefix="/api/auth")


class MailAnswer(View):
    """The same for every address, whether it belongs to an account or not."""

    message: str = "If an account has this address, a mail is on its way."


class Done(View):
    """It is done."""

    done: bool = True


class SessionsEnded(View):
    """How many sessions were ended."""

    ended: int


@route(
    blueprint,
    "POST",
    "/verify-email/send",
    guard=PUBLIC,
    body=AskForMail,
    answer=MailAnswer,
    status=202,
    limit=SIGN_IN,
)
async def send_verification(data: AskForMail) -> MailAnswer:
    """Mail a link that confirms the address; nothing is mailed for a confirmed one."""
    async with house().workshop.begin(SYSTEM) as work:
        await plan_link_to(work, data.email, "verify")
    return MailAnswer()


@route(
    blueprint,
    "POST",
    "/verify-email",
    guard=PUBLIC,
    body=PresentLink,
    answer=Done,
    limit=per_minute(30, by=ADDRESS),
)
async def verify_email(data: PresentLink) -> Done:
    """Confirm the address by the token of the link; 422 `LinkInvalid` unless it holds.

    Applications that were made under the address without the account become the account's.
    """
    async with house().workshop.begin(SYSTEM) as work:
        user = await confirm_email(work, data.token)
        await link_applications(work, user)
    return Done()


@route(
    blueprint,
    "POST",
    "/forgot",
    guard=PUBLIC,
    body=AskForMail,
    answer=MailAnswer,
    status=202,
    limit=SIGN_IN,
)
async def forgot_password(data: AskForMail) -> MailAnswer:
    """Mail a link to set a new password; the answer is the same for every address."""
    async with house().workshop.begin(SYSTEM) as work:
        await plan_link_to(work, data.email, "reset")
    return MailAnswer()


@route(
    blueprint,
    "POST",
    "/reset",
    guard=PUBLIC,
    body=ResetPassword,
    answer=Done,
    limit=per_minute(30, by=ADDRESS),
)
async def reset(data: ResetPassword) -> Done:
    """Set a new password by the token of the link; ends every session of the account."""
    # Asked first: a made-up token must not cost a hash.
    async with house().workshop.look(SYSTEM) as work:
        await check_link(work, data.token, SETS_PASSWORD)
    hashed = await house().accounts.hash_new(data.password)
    async with house().workshop.begin(SYSTEM) as work:
        await reset_password(work, data.token, hashed)
    return Done()


@route(
    blueprint,
    "POST",
    "/password",
    guard=SIGNED_IN,
    body=ChangePassword,
    answer=Done,
    limit=per_minute(10),
)
async def change_password(data: ChangePassword) -> Done:
    """Set a new password, knowing the present one; ends the other sessions."""
    accounts, actor = house().accounts, current_actor()
    async with begin_look() as work:
        user = await accounts.check_own_password(
            work, actor, data.current_password, "current_password"
        )
    hashed = await accounts.hash_new(data.password)
    async with begin_work() as work:
        await change_own_password(work, actor, current_family(), user.hashed_password, hashed)
    return Done()


@route(
    blueprint,
    "GET",
    "/sessions",
    guard=SIGNED_IN,
    query=PageQuery,
    answer=Page[SignInView],
)
async def list_sessions(query: PageQuery) -> Page[SignInView]:
    """List the places where the account is signed in, the newest first."""
    async with begin_look() as work:
        return await list_sign_ins(work, current_actor(), current_family(), query)


@route(
    blueprint,
    "DELETE",
    "/sessions/<id:sign_in_id>",
    guard=SIGNED_IN,
    answer=SessionsEnded,
    errors=(404,),
)
async def end_session(sign_in_id: int) -> SessionsEnded:
    """End one session; its tokens and sockets stop working."""
    async with begin_work() as work:
        await end_sign_in(work, current_actor(), sign_in_id)
    return SessionsEnded(ended=1)


@route(blueprint, "DELETE", "/sessions", guard=SIGNED_IN, answer=SessionsEnded)
async def end_other_sessions() -> SessionsEnded:
    """End all sessions but this one."""
    user_id = current_actor().user_id
    if user_id is None:
        raise SignInNeeded
    async with begin_work() as work:
        return SessionsEnded(ended=await end_all_sign_ins(work, user_id, but=current_family()))
