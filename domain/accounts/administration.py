"""What administrators do with accounts."""

from sqlalchemy import select

from domain.accounts.errors import LastAdmin, OwnRole
from domain.accounts.events import AccountChanged
from domain.accounts.links import plan_link
from domain.accounts.models import User
from domain.accounts.opening import open_account
from domain.accounts.passwords import NO_PASSWORD
from domain.accounts.schemas import ChangeUser, CreateUser, UserQuery, UserView
from domain.accounts.second_factor import remove_second_factor
from domain.accounts.sign_ins import end_all_sign_ins
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring
from domain.kit.errors import NotFound
from domain.kit.paging import Page, fetch_page
from domain.kit.work import Work


async def list_users(work: Work, actor: Actor, query: UserQuery) -> Page[UserView]:
    """Return one page of accounts, newest first; for administrators, like all of these."""
    actor.require(Role.ADMIN)
    users = select(User)
    if query.q is not None:
        index = keyring().blind_index(query.q)
        users = users.where((User.username_index == index) | (User.email_index == index))
    if query.role is not None:
        users = users.where(User.role == query.role)
    if query.active is not None:
        users = users.where(User.is_active.is_(query.active))
    rows, cursor, total = await fetch_page(work.session, users, User.id, query)
    views = [UserView.model_validate(row) for row in rows]
    return Page(items=views, next_cursor=cursor, total=total)


async def read_user(work: Work, actor: Actor, user_id: int) -> UserView:
    """Return an account. Raises NotFound."""
    return UserView.model_validate(await _find(work, actor, user_id))


async def create_user(work: Work, actor: Actor, command: CreateUser) -> UserView:
    """Open an account without a password and mail its owner a link to set one."""
    actor.require(Role.ADMIN)
    user = await open_account(
        work,
        username=command.username,
        email=command.email,
        hashed=NO_PASSWORD,
        role=Role.of(command.role),
        company=command.company,
    )
    await plan_link(work, user.id, "invite")
    return UserView.model_validate(user)


async def change_user(work: Work, actor: Actor, user_id: int, command: ChangeUser) -> UserView:
    """Change role, activity or company. Raises NotFound, OwnRole or LastAdmin.

    Disabling ends the account's sign-ins; after a change of role its tokens have to be renewed.
    """
    actor.require(Role.ADMIN)
    admins = await _lock_admins(work)
    user = await _find(work, actor, user_id, lock=True)
    role = command.role or user.role
    active = user.is_active if command.is_active is None else command.is_active
    if role != user.role and user_id == actor.user_id:
        raise OwnRole
    if admins == [user_id] and (role != Role.ADMIN.word or not active):
        raise LastAdmin
    await _note_changes(work, user, role, active=active)
    user.role, user.is_active = role, active
    if "company" in command.model_fields_set:
        user.company = command.company
    user.updated_at = work.now
    # Flushed before sign-ins are ended: none may begin in between.
    await work.session.flush()
    if not active:
        await end_all_sign_ins(work, user_id)
    return UserView.model_validate(user)


async def revoke_sign_ins(work: Work, actor: Actor, user_id: int) -> UserView:
    """Sign an account out everywhere. Raises NotFound."""
    user = await _find(work, actor, user_id)
    await end_all_sign_ins(work, user_id)
    return UserView.model_validate(user)


async def mail_reset_link(work: Work, actor: Actor, user_id: int) -> UserView:
    """Mail an account's owner a link to set a new password. Raises NotFound."""
    user = await _find(work, actor, user_id)
    await plan_link(work, user_id, "reset")
    return UserView.model_validate(user)


async def drop_second_factor(work: Work, actor: Actor, user_id: int) -> UserView:
    """Let an account in without a code: for people who lost app and codes. Raises NotFound."""
    user = await _find(work, actor, user_id, lock=True)
    await remove_second_factor(work, user)
    return UserView.model_validate(user)


async def _find(work: Work, actor: Actor, user_id: int, *, lock: bool = False) -> User:
    actor.require(Role.ADMIN)
    user = await work.session.get(User, user_id, with_for_update=lock)
    if user is None:
        raise NotFound("There is no such account.")
    return user


async def _lock_admins(work: Work) -> list[int]:
    """Return the ids of the active administrators, held still until this work is done."""
    admins = (
        select(User.id)
        .where(User.role == Role.ADMIN.word, User.is_active.is_(True))
        .order_by(User.id)
        .with_for_update()
    )
    return list(await work.session.scalars(admins))


async def _note_changes(work: Work, user: User, role: str, *, active: bool) -> None:
    if role != user.role:
        work.announce(AccountChanged(user.id, "role"))
    if active != user.is_active:
        work.announce(AccountChanged(user.id, "activity"))
