"""The optional second factor: codes from an authenticator app (RFC 6238), and recovery codes."""

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete, select, update

from domain.accounts.errors import (
    TooManyCodes,
    TotpNeeded,
    TotpRefused,
    TotpRefusedAtDoor,
    TotpState,
)
from domain.accounts.events import AccountChanged
from domain.accounts.models import RecoveryCode, SecondFactor, User
from domain.accounts.schemas import RecoveryCodes, TotpSetup
from domain.kit.actor import Actor
from domain.kit.crypto import token_hash
from domain.kit.errors import SignInNeeded
from domain.kit.work import Work

ISSUER = "Greenroom"
STEP_S = 30
RECOVERY_CODES = 10
TRIES = 5
FIRST_BLOCK = timedelta(minutes=15)
LONGEST_BLOCK = timedelta(days=1)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH, _GROUP = 15, 5


async def set_up(work: Work, actor: Actor) -> TotpSetup:
    """Give the actor a new secret, in force once a code proves it. Raises TotpState if on."""
    user = await _own_account(work, actor)
    if user.has_second_factor:
        raise TotpState("Your second factor is on. Turn it off first.")
    secret = pyotp.random_base32()
    factor = await _factor_of(work, user.id)
    if factor is None:
        factor = SecondFactor(user_id=user.id, secret=secret, last_step=0, failures=0)
        work.session.add(factor)
    factor.secret, factor.last_step = secret, 0
    await work.session.flush()
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    return TotpSetup(secret=secret, uri=uri)


async def enable(work: Work, actor: Actor, code: str) -> RecoveryCodes:
    """Turn the second factor on and return ten recovery codes, which are not shown again.

    Raises TotpState, TotpRefused or TooManyCodes.
    """
    user = await _own_account(work, actor)
    factor = await _factor_of(work, user.id)
    if factor is None or user.has_second_factor:
        raise TotpState("Set the second factor up first, and turn it on once.")
    await _prove(work, factor, code)
    user.second_factor_at = work.now
    codes = [_new_recovery_code() for _ in range(RECOVERY_CODES)]
    await work.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    work.session.add_all(
        RecoveryCode(user_id=user.id, code_hash=_hash_of(user.id, code)) for code in codes
    )
    work.announce(AccountChanged(user.id, "second_factor"))
    return RecoveryCodes(codes=codes)


async def disable(work: Work, actor: Actor, code: str) -> None:
    """Turn the actor's second factor off. Raises TotpState, TotpRefused or TooManyCodes."""
    user = await _own_account(work, actor)
    if not user.has_second_factor:
        raise TotpState("Your second factor is off.")
    factor = await _factor_of(work, user.id)
    if factor is not None:
        await _prove(work, factor, code)
    await remove_second_factor(work, user)


async def remove_second_factor(work: Work, user: User) -> None:
    """Delete an account's second factor, whatever state it is in."""
    user.second_factor_at = None
    for table in (RecoveryCode, SecondFactor):
        await work.session.execute(delete(table).where(table.user_id == user.id))
    await work.session.flush()
    work.announce(AccountChanged(user.id, "second_factor"))


async def prove(work: Work, user_id: int, code: str | None) -> None:
    """Pass if the account asks for no code, or ``code`` is right and was not used before.

    Raises TotpNeeded without a code, TotpRefusedAtDoor, and TooManyCodes after five wrong ones:
    for 15 minutes at first, doubling up to a day.
    """
    # The account is locked before its factor, in the order everybody keeps.
    asks = select(User.second_factor_at).where(User.id == user_id).with_for_update()
    since = await work.session.scalar(asks)
    factor = await _factor_of(work, user_id) if since else None
    if factor is None:
        return
    if code is None:
        raise TotpNeeded
    await _prove(work, factor, code, TotpRefusedAtDoor)


async def _prove(
    work: Work, factor: SecondFactor, code: str, refusal: type[TotpRefused] = TotpRefused
) -> None:
    if factor.blocked_until is not None and factor.blocked_until > work.now:
        wait = (factor.blocked_until - work.now).total_seconds()
        raise TooManyCodes(retry_after_s=int(wait) + 1)
    step = _step_of(factor, code, work.now)
    if step is None and not await _spend_recovery_code(work, factor.user_id, code):
        _count_failure(factor, work.now)
        raise refusal
    factor.last_step = step or factor.last_step
    factor.failures, factor.blocked_until = 0, None


def _step_of(factor: SecondFactor, code: str, now: datetime) -> int | None:
    """Return the unused time step that ``code`` is of; one step of drift is allowed either way."""
    totp = pyotp.TOTP(factor.secret)
    present = int(now.timestamp()) // STEP_S
    given = _plain(code).encode()
    for step in (present, present - 1, present + 1):
        fits = hmac.compare_digest(totp.generate_otp(step).encode(), given)
        if fits and step > factor.last_step:
            return step
    return None


async def _spend_recovery_code(work: Work, user_id: int, code: str) -> bool:
    spent = await work.session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.code_hash == _hash_of(user_id, code), RecoveryCode.used_at.is_(None))
        .values(used_at=work.now)
        .returning(RecoveryCode.id)
    )
    return spent.first() is not None


def _count_failure(factor: SecondFactor, now: datetime) -> None:
    factor.failures += 1
    rounds, rest = divmod(factor.failures, TRIES)
    if rest == 0:
        block = FIRST_BLOCK * 2 ** min(rounds - 1, 10)
        factor.blocked_until = now + min(block, LONGEST_BLOCK)


async def _factor_of(work: Work, user_id: int) -> SecondFactor | None:
    """Return the account's factor, locked: two guesses at once are counted one by one."""
    found = select(SecondFactor).where(SecondFactor.user_id == user_id).with_for_update()
    return await work.session.scalar(found)


async def _own_account(work: Work, actor: Actor) -> User:
    if actor.user_id is None:
        raise SignInNeeded
    return await work.session.get_one(User, actor.user_id, with_for_update=True)


def _new_recovery_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE_LENGTH, _GROUP))


def _hash_of(user_id: int, code: str) -> str:
    return token_hash(f"{user_id}:{_plain(code)}")


def _plain(code: str) -> str:
    return "".join(char for char in code if not char.isspace() and char != "-").lower()
