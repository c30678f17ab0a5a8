"""Opening accounts, signing in, staying signed in and leaving."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from domain.accounts.errors import (
    EmailUnverified,
    RefreshRefused,
    ReusedRefreshToken,
    WrongCredentials,
)
from domain.accounts.models import RefreshToken, SignIn, User
from domain.accounts.opening import open_account
from domain.accounts.passwords import PasswordHasher, check_new_password
from domain.accounts.schemas import LogIn, MeView, SignUp, TokenPair, UserView
from domain.accounts.sign_ins import (
    REFRESH_LIFETIME,
    Place,
    end_sign_ins,
    forget_old_sign_ins,
    is_live,
    live_families,
)
from domain.accounts.tokens import AccessTokens
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.errors import FieldsInvalid, SignInNeeded
from domain.kit.work import Work

REFRESH_GRACE = timedelta(seconds=10)
_PERMISSIONS = {
    Role.CANDIDATE: ["applications.own", "interviews.own"],
    Role.RECRUITER: ["jobs.manage", "candidates.manage", "interviews.conduct"],
    Role.DOMAIN_EXPERT: ["questions.approve", "answers.evaluate"],
    Role.ADMIN: ["users.manage", "settings.manage", "privacy.manage"],
}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The sign-in machinery: hashing, access tokens and the key that refresh tokens derive from.

    With ``must_verify`` only people who have confirmed their e-mail address come in.
    """

    hasher: PasswordHasher
    tokens: AccessTokens
    refresh_key: str
    must_verify: bool = False

    async def hash_new(self, password: str) -> str:
        """Return the hash of a new password, computed before any transaction begins.

        Raises FieldsInvalid for a weak one.
        """
        check_new_password(password)
        return await self.hasher.hash(password)

    async def sign_up(
        self,
        work: Work,
        command: SignUp,
        hashed: str,
        role: Role = Role.CANDIDATE,
        *,
        vouched: bool = False,
    ) -> UserView:
        """Open an account with a password hash from ``hash_new``; UsernameTaken for a double.

        With ``vouched`` its e-mail address counts as confirmed.
        """
        user = await open_account(
            work,
            username=command.username,
            email=command.email,
            hashed=hashed,
            role=role,
            company=command.company,
            verified_at=work.now if vouched else None,
        )
        return UserView.model_validate(user)

    async def check_password(self, work: Work, command: LogIn) -> User:
        """Return the active account that name and password fit; WrongCredentials otherwise.

        An unknown name takes as long as a known one. Raises EmailUnverified only to somebody
        who knows the password.
        """
        index = keyring().blind_index(command.username)
        found = select(User).where((User.username_index == index) | (User.email_index == index))
        user = await work.session.scalar(found.order_by(User.id).limit(1))
        fits = await self.hasher.matches(command.password, user.hashed_password if user else None)
        if user is None or not fits or not user.is_active:
            raise WrongCredentials
        if self.must_verify and not user.email_verified:
            raise EmailUnverified
        return user

    async def check_own_password(self, work: Work, actor: Actor, password: str, field: str) -> User:
        """Return the actor's account if ``password`` is theirs; FieldsInvalid names ``field``."""
        if actor.user_id is None:
            raise SignInNeeded
        user = await self._active_user(work, actor.user_id)
        if not await self.hasher.matches(password, user.hashed_password):
            raise FieldsInvalid(fields={field: "This is not your password."})
        return user

    async def open_session(
        self, work: Work, user_id: int, place: Place | None = None, *, proved_by: str | None = None
    ) -> TokenPair:
        """Start a refresh family for the account and return its first pair of tokens.

        ``proved_by`` is the password hash that was fitted before this work began: raises
        WrongCredentials if the password was changed in between.
        """
        user = await work.session.get(User, user_id, with_for_update=True)
        if user is None or not user.is_active:
            raise SignInNeeded
        if proved_by is not None and user.hashed_password != proved_by:
            raise WrongCredentials
        await forget_old_sign_ins(work, user_id)
        sign_in = await self._begin(work, user, place or Place())
        refresh = new_token()
        self._remember(work, sign_in, refresh)
        return self._pair(work, user, sign_in, refresh)

    async def renew(self, work: Work, refresh_token: str) -> TokenPair:
        """Swap ``refresh_token`` for its child pair.

        Within 10 s a second use returns the newest link of the chain, so that two tabs or a lost
        answer do no harm; later reuse ends the sign-in. Raises RefreshRefused.
        """
        sign_in = await self._lock_sign_in(work, refresh_token)
        presented = await self._find(work, refresh_token)
        if sign_in is None or presented is None:
            raise RefreshRefused
        if sign_in.ended_at is not None or presented.expires_at <= work.now:
            raise RefreshRefused
        if presented.used_at is not None and work.now - presented.used_at > REFRESH_GRACE:
            sign_in.ended_at = work.now
            raise ReusedRefreshToken
        user = await self._active_user(work, sign_in.user_id)
        sign_in.last_used_at = work.now
        if presented.used_at is None:
            presented.used_at = work.now
            child = self._child_of(refresh_token)
            self._remember(work, sign_in, child)
        else:
            child = await self._newest_after(work, refresh_token)
        return self._pair(work, user, sign_in, child)

    async def log_out(self, work: Work, refresh_token: str | None, family: str | None) -> None:
        """End the session that the refresh token or the access token's family belongs to."""
        if refresh_token is not None:
            known = (
                select(SignIn.family)
                .join(RefreshToken)
                .where(RefreshToken.token_hash == token_hash(refresh_token))
            )
            family = await work.session.scalar(known) or family
        if family is not None:
            await end_sign_ins(work, SignIn.family == family)

    async def me(self, work: Work, actor: Actor) -> MeView:
        """Return the signed-in account; SignInNeeded for anybody else."""
        if actor.user_id is None:
            raise SignInNeeded
        return _me(await self._active_user(work, actor.user_id))

    async def is_live(self, work: Work, user_id: int, role: Role, family: str) -> bool:
        """Tell whether a token still holds: account active, same role, session not ended."""
        return await is_live(work, user_id, role, family)

    async def live_families(self, work: Work, families: Collection[str]) -> dict[str, Role]:
        """Return the sign-ins that still hold, each with the account's role as it is now."""
        return await live_families(work, families)

    async def _active_user(self, work: Work, user_id: int) -> User:
        user = await work.session.get(User, user_id)
        if user is None or not user.is_active:
            raise SignInNeeded
        return user

    async def _begin(self, work: Work, user: User, place: Place) -> SignIn:
        sign_in = SignIn(
            user_id=user.id,
            family=secrets.token_hex(16),
            agent=place.agent,
            network=place.network,
            created_at=work.now,
            last_used_at=work.now,
        )
        work.session.add(sign_in)
        await work.session.flush()
        return sign_in

    async def _lock_sign_in(self, work: Work, refresh_token: str) -> SignIn | None:
        """Lock the chain before its links are read: what is read after that is final."""
        found = (
            select(SignIn)
            .join(RefreshToken)
            .where(RefreshToken.token_hash == token_hash(refresh_token))
            .with_for_update(of=SignIn)
        )
        return await work.session.scalar(found)

    async def _find(self, work: Work, refresh_token: str) -> RefreshToken | None:
        by_hash = select(RefreshToken).where(RefreshToken.token_hash == token_hash(refresh_token))
        return await work.session.scalar(by_hash)

    async def _newest_after(self, work: Work, used: str) -> str:
        newest = self._child_of(used)
        while (link := await self._find(work, newest)) and link.used_at is not None:
            newest = self._child_of(newest)
        return newest

    def _child_of(self, refresh_token: str) -> str:
        digest = hmac.new(self.refresh_key.encode(), refresh_token.encode(), hashlib.sha256)
        return digest.hexdigest()

    def _remember(self, work: Work, sign_in: SignIn, refresh: str) -> None:
        work.session.add(
            RefreshToken(
                sign_in_id=sign_in.id,
                token_hash=token_hash(refresh),
                created_at=work.now,
                expires_at=work.now + REFRESH_LIFETIME,
            )
        )

    def _pair(self, work: Work, user: User, sign_in: SignIn, refresh: str) -> TokenPair:
        return TokenPair(
            access_token=self.tokens.issue(user.id, user.rank, sign_in.family, work.now),
            expires_in=int(self.tokens.lifetime.total_seconds()),
            refresh_token=refresh,
            user=_me(user),
        )


async def usernames(work: Work, user_ids: Collection[int]) -> dict[int, str]:
    """Return the accounts' usernames by id; an unknown id is left out."""
    if not user_ids:
        return {}
    work.note("read", User.__tablename__, *user_ids)
    found = select(User.id, User.username).where(User.id.in_(user_ids))
    return {row.id: row.username for row in await work.session.execute(found)}


@dataclass(frozen=True, slots=True)
class Contact:
    """How an account is known to others."""

    username: str
    email: str


async def contacts(work: Work, user_ids: Collection[int]) -> list[Contact]:
    """Return the accounts' names and addresses, in order of id; unknown ids are left out."""
    if not user_ids:
        return []
    work.note("read", User.__tablename__, *user_ids)
    columns = select(User.username, User.email).where(User.id.in_(user_ids))
    rows = await work.session.execute(columns.order_by(User.id))
    return [Contact(row.username, row.email) for row in rows]


def _me(user: User) -> MeView:
    reached = [word for role in Role if role <= user.rank for word in _PERMISSIONS[role]]
    base = UserView.model_validate(user).model_dump()
    return MeView(**base, level=int(user.rank), permissions=reached)
