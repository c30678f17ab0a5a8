"""Changing and resetting passwords, and confirming addresses."""

from domain.accounts.errors import WrongCredentials
from domain.accounts.events import AccountChanged
from domain.accounts.links import SETS_PASSWORD, drop_links, use_link
from domain.accounts.models import User
from domain.accounts.sign_ins import end_all_sign_ins
from domain.kit.actor import Actor
from domain.kit.work import Work


async def verify_email(work: Work, token: str) -> User:
    """Confirm the address that the link was mailed to; returns its account. Raises LinkInvalid."""
    user = await use_link(work, token, ["verify"])
    work.announce(AccountChanged(user.id, "details"))
    return user


async def reset_password(work: Work, token: str, hashed: str) -> None:
    """Set the password of the account that the link is for, and end all of its sign-ins.

    ``hashed`` comes from ``Accounts.hash_new``. Raises LinkInvalid.
    """
    user = await use_link(work, token, SETS_PASSWORD)
    await _set_password(work, user, hashed)


async def change_password(
    work: Work, actor: Actor, family: str | None, known_hash: str, hashed: str
) -> None:
    """Set the actor's password and end their other sign-ins.

    ``known_hash`` is the hash that the present password was found to fit; WrongCredentials if
    it was replaced in between.
    """
    user = await work.session.get_one(User, actor.user_id, with_for_update=True)
    if user.hashed_password != known_hash:
        raise WrongCredentials
    await _set_password(work, user, hashed, but=family)


async def _set_password(work: Work, user: User, hashed: str, *, but: str | None = None) -> None:
    user.hashed_password = hashed
    user.updated_at = work.now
    # Flushed first: a sign-in by the old password either waits and fails, or is seen and ended.
    await work.session.flush()
    await drop_links(work, user.id, SETS_PASSWORD)
    await end_all_sign_ins(work, user.id, but=but)
    work.announce(AccountChanged(user.id, "password"))
