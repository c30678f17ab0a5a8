"""Links in mails: made in the background, single-use, stored hashed."""

from collections.abc import Collection
from datetime import timedelta
from typing import Literal

from sqlalchemy import Select, delete, select

from domain.accounts.errors import LinkInvalid
from domain.accounts.models import MailLink, User
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.messaging.service import queue_mail

Purpose = Literal["verify", "reset", "invite"]
SETS_PASSWORD: tuple[Purpose, ...] = ("reset", "invite")
MAIL_LINK = "mail_link"
ONE_MAIL_PER = timedelta(minutes=1)
_LIFETIMES: dict[str, timedelta] = {
    "verify": timedelta(days=3),
    "reset": timedelta(hours=1),
    "invite": timedelta(days=7),
}
_PAGES = {"verify": "/verify", "reset": "/reset", "invite": "/reset"}
_NOBODY = 0


async def plan_link(work: Work, user_id: int, purpose: Purpose) -> None:
    """Plan a mail with a link for an account."""
    await enqueue(work, MAIL_LINK, user_id=user_id, purpose=purpose)


async def plan_link_to(work: Work, email: str, purpose: Purpose) -> None:
    """Plan a mail with a link to ``email``, if an account has that address.

    For an unknown address the same is done, down to a job that finds nobody: the answer's time
    tells nothing. Only the id is read, because a noted access would take time as well.
    """
    found = select(User.id).where(User.email_index == keyring().blind_index(email))
    user_id = await work.session.scalar(found)
    await plan_link(work, user_id or _NOBODY, purpose)


async def mail_link(work: Work, user_id: int, purpose: Purpose, base_url: str) -> None:
    """Make a link and queue its mail, unless there is nobody to send it to or one has just gone.

    A new link takes the place of the account's former one for the same purpose.
    """
    user = await work.session.get(User, user_id, with_for_update=True)
    if user is None or not user.is_active or (purpose == "verify" and user.email_verified):
        return
    if await _was_just_mailed(work, user_id, purpose):
        return
    await drop_links(work, user_id, [purpose])
    token = new_token()
    link = MailLink(
        user_id=user_id,
        purpose=purpose,
        token_hash=token_hash(token),
        created_at=work.now,
        expires_at=work.now + _LIFETIMES[purpose],
    )
    work.session.add(link)
    await work.session.flush()
    await queue_mail(
        work,
        purpose,
        user.email,
        key=f"link:{link.token_hash}",
        name=user.username,
        # In the fragment the token reaches no server's log on the way.
        link=f"{base_url}{_PAGES[purpose]}#token={token}",
        hours=int(_LIFETIMES[purpose].total_seconds() // 3_600),
    )


async def check_link(work: Work, token: str, purposes: Collection[Purpose]) -> None:
    """Raise LinkInvalid unless ``token`` is of a link for one of ``purposes`` that holds."""
    if await work.session.scalar(_holding(work, token, purposes)) is None:
        raise LinkInvalid


async def use_link(work: Work, token: str, purposes: Collection[Purpose]) -> User:
    """Use a link up and return the account, whose address it proves. Raises LinkInvalid."""
    owner = select(User).join(MailLink).where(MailLink.id.in_(_holding(work, token, purposes)))
    # The account is locked before its link, in the order everybody keeps.
    user = await work.session.scalar(owner.with_for_update(of=User))
    holding = MailLink.id.in_(_holding(work, token, purposes))
    used = await work.session.execute(delete(MailLink).where(holding).returning(MailLink.id))
    if user is None or not user.is_active or used.first() is None:
        raise LinkInvalid
    if not user.email_verified:
        user.email_verified_at = work.now
    return user


async def drop_links(work: Work, user_id: int, purposes: Collection[Purpose]) -> None:
    """Make an account's links for ``purposes`` worthless."""
    await work.session.execute(
        delete(MailLink).where(MailLink.user_id == user_id, MailLink.purpose.in_(purposes))
    )


async def _was_just_mailed(work: Work, user_id: int, purpose: Purpose) -> bool:
    recent = select(MailLink.id).where(
        MailLink.user_id == user_id,
        MailLink.purpose == purpose,
        MailLink.created_at > work.now - ONE_MAIL_PER,
    )
    return await work.session.scalar(recent) is not None


def _holding(work: Work, token: str, purposes: Collection[Purpose]) -> Select[int]:
    return select(MailLink.id).where(
        MailLink.token_hash == token_hash(token),
        MailLink.purpose.in_(purposes),
        MailLink.expires_at > work.now,
    )
