"""Administrators look after accounts."""

from quart import Blueprint

from domain.accounts import administration
from domain.accounts.schemas import ChangeUser, CreateUser, UserQuery, UserView
from domain.kit.paging import Page
from server.api.route import ADMIN, route
from server.context import begin_look, begin_work, current_actor

blueprint = Blueprint("admin_users", __name__, url_prefix="/api/admin/users")


@route(blueprint, "GET", "", guard=ADMIN, query=UserQuery, answer=Page[UserView])
async def list_users(query: UserQuery) -> Page[UserView]:
    """List accounts; `q` finds a whole username or e-mail address."""
    async with begin_look() as work:
        return await administration.list_users(work, current_actor(), query)


@route(
    blueprint,
    "POST",
    "",
    guard=ADMIN,
    body=CreateUser,
    answer=UserView,
    status=201,
    errors=(409,),
)
async def create_user(data: CreateUser) -> UserView:
    """Open an account and mail its owner a link to set a password."""
    async with begin_work() as work:
        return await administration.create_user(work, current_actor(), data)


@route(blueprint, "GET", "/<id:user_id>", guard=ADMIN, answer=UserView, errors=(404,))
async def read_user(user_id: int) -> UserView:
    """Get an account."""
    async with begin_look() as work:
        return await administration.read_user(work, current_actor(), user_id)


@route(
    blueprint,
    "PATCH",
    "/<id:user_id>",
    guard=ADMIN,
    body=ChangeUser,
    answer=UserView,
    errors=(404, 409),
)
async def change_user(user_id: int, data: ChangeUser) -> UserView:
    """Change role, activity or company; disabling ends the account's sessions."""
    async with begin_work() as work:
        return await administration.change_user(work, current_actor(), user_id, data)


@route(
    blueprint,
    "POST",
    "/<id:user_id>/sessions/revoke",
    guard=ADMIN,
    answer=UserView,
    errors=(404,),
)
async def revoke_sessions(user_id: int) -> UserView:
    """Sign an account out everywhere."""
    async with begin_work() as work:
        return await administration.revoke_sign_ins(work, current_actor(), user_id)


@route(
    blueprint,
    "POST",
    "/<id:user_id>/reset-password",
    guard=ADMIN,
    answer=UserView,
    errors=(404,),
)
async def send_reset_link(user_id: int) -> UserView:
    """Mail an account's owner a link to set a new password."""
    async with begin_work() as work:
        return await administration.mail_reset_link(work, current_actor(), user_id)


@route(
    blueprint,
    "POST",
    "/<id:user_id>/totp/remove",
    guard=ADMIN,
    answer=UserView,
    errors=(404,),
)
async def remove_totp(user_id: int) -> UserView:
    """Remove the second factor of somebody who lost app and recovery codes."""
    async with begin_work() as work:
        return await administration.drop_second_factor(work, current_actor(), user_id)
