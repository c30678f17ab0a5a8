"""Signing in by an OpenID provider: which account a person from outside has."""

import re
import secrets

from pydantic import ValidationError
from sqlalchemy import select

from domain.accounts.errors import ProviderMailUnverified, ProviderRefused, TotpNeeded
from domain.accounts.links import SETS_PASSWORD, drop_links
from domain.accounts.models import OutsideIdentity, User
from domain.accounts.opening import open_account
from domain.accounts.passwords import NO_PASSWORD
from domain.accounts.ports import OutsidePerson
from domain.accounts.schemas import CreateUser
from domain.accounts.second_factor import remove_second_factor
from domain.accounts.sign_ins import end_all_sign_ins
from domain.kit.actor import Role
from domain.kit.crypto import keyring
from domain.kit.work import Work

_LONGEST_NAME = 40


async def account_of(work: Work, person: OutsidePerson) -> int:
    """Return the id of the person's account: known, linked by verified e-mail, or opened now.

    Raises ProviderMailUnverified; ProviderRefused for a disabled account; TotpNeeded for one that
    asks for a code, which the provider cannot give.
    """
    user = await _known(work, person) or await _link(work, person)
    if not user.is_active:
        raise ProviderRefused("This account is disabled. Ask an administrator.")
    if user.has_second_factor:
        raise TotpNeeded("Your account asks for a code: sign in with your password.")
    return user.id


async def _known(work: Work, person: OutsidePerson) -> User | None:
    return await work.session.scalar(
        select(User)
        .join(OutsideIdentity, OutsideIdentity.user_id == User.id)
        .where(
            OutsideIdentity.issuer == person.issuer,
            OutsideIdentity.subject_index == _index_of(person.subject),
        )
    )


async def _has_identity(work: Work, user: User, issuer: str) -> bool:
    """Tell whether the provider knows the account's owner by another subject."""
    other = select(OutsideIdentity.id).where(
        OutsideIdentity.user_id == user.id, OutsideIdentity.issuer == issuer
    )
    return await work.session.scalar(other) is not None


async def _link(work: Work, person: OutsidePerson) -> User:
    if not person.email_verified or person.email is None:
        raise ProviderMailUnverified
    by_email = select(User).where(User.email_index == keyring().blind_index(person.email))
    user = await work.session.scalar(by_email.with_for_update())
    if user is None:
        user = await _open(work, person.email)
    # Somebody else may have linked the account while this waited for its lock.
    elif known := await _known(work, person):
        return known
    elif await _has_identity(work, user, person.issuer):
        raise ProviderRefused("This address belongs to somebody else's account.")
    elif not user.email_verified:
        await _take_over(work, user)
    work.session.add(
        OutsideIdentity(
            user_id=user.id,
            issuer=person.issuer,
            subject_index=_index_of(person.subject),
            created_at=work.now,
        )
    )
    return user


async def _open(work: Work, email: str) -> User:
    # A name that is free for certain; people sign in by the provider or by their address.
    local = re.sub(r"[^a-z0-9]+", ".", email.rpartition("@")[0].lower()).strip(".")
    username = f"{local[:_LONGEST_NAME] or 'user'}-{secrets.token_hex(4)}"
    try:
        valid = CreateUser(username=username, email=email, role="candidate")
    except ValidationError as error:
        raise ProviderRefused("Your organisation sent an e-mail address of no use.") from error
    return await open_account(
        work,
        username=valid.username,
        email=valid.email,
        hashed=NO_PASSWORD,
        role=Role.CANDIDATE,
        verified_at=work.now,
    )


async def _take_over(work: Work, user: User) -> None:
    """Give an account to the owner of its address.

    Whoever opened it never showed that the address is theirs: it may have been opened in wait
    for its owner, so neither its password nor its sign-ins may survive.
    """
    user.hashed_password = NO_PASSWORD
    user.email_verified_at = user.updated_at = work.now
    await work.session.flush()
    await drop_links(work, user.id, SETS_PASSWORD)
    await end_all_sign_ins(work, user.id)
    await remove_second_factor(work, user)


def _index_of(subject: str) -> str:
    # In hexadecimal, because the index folds case and subjects do not.
    return keyring().blind_index(subject.encode().hex())
