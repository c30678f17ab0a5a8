"""Opening accounts, signing in, staying signed in and leaving."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, func, select, update
from sqlalchemy.exc import IntegrityError

from domain.accounts.errors import (
    RefreshRefused,
    ReusedRefreshToken,
    UsernameTaken,
    WrongCredentials,
)
from domain.accounts.models import RefreshToken, User
from domain.accounts.passwords import PasswordHasher, check_new_password
from domain.accounts.schemas import LogIn, MeView, SignUp, TokenPair, UserView
from domain.accounts.tokens import AccessTokens
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring, new_token, token_hash
from domain.kit.errors import SignInNeeded
from domain.kit.work import Work

REFRESH_LIFETIME = timedelta(days=14)
REFRESH_GRACE = timedelta(seconds=10)
_PERMISSIONS = {
    Role.CANDIDATE: ["applications.own", "interviews.own"],
    Role.RECRUITER: ["jobs.manage", "candidates.manage", "interviews.conduct"],
    Role.DOMAIN_EXPERT: ["questions.approve", "answers.evaluate"],
    Role.ADMIN: ["users.manage", "settings.manage", "privacy.manage"],
}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The sign-in machinery: hashing, access tokens and the key that refresh tokens derive from."""

    hasher: PasswordHasher
    tokens: AccessTokens
    refresh_key: str

    async def hash_new(self, password: str) -> str:
        """Return the hash of a new password, computed before any transaction begins.

        Raises FieldsInvalid for a weak one.
        """
        check_new_password(password)
        return await self.hasher.hash(password)

    async def sign_up(
        self, work: Work, command: SignUp, hashed: str, role: Role = Role.CANDIDATE
    ) -> UserView:
        """Open an account with a password hash from ``hash_new``; UsernameTaken for a double."""
        user = User(
            username=command.username,
            username_index=keyring().blind_index(command.username),
            email=command.email,
            email_index=keyring().blind_index(command.email),
            hashed_password=hashed,
            company=command.company,
            role=role.word,
            is_active=True,
            created_at=work.now,
            updated_at=work.now,
        )
        work.session.add(user)
        try:
            await work.session.flush()
        except IntegrityError as error:
            raise UsernameTaken from error
        return UserView.model_validate(user)

    async def check_password(self, work: Work, command: LogIn) -> User:
        """Return the active account that name and password fit; WrongCredentials otherwise.

        An unknown name takes as long as a known one.
        """
        index = keyring().blind_index(command.username)
        found = select(User).where((User.username_index == index) | (User.email_index == index))
        user = await work.session.scalar(found.order_by(User.id).limit(1))
        fits = await self.hasher.matches(command.password, user.hashed_password if user else None)
        if user is None or not fits or not user.is_active:
            raise WrongCredentials
        return user

    async def open_session(self, work: Work, user_id: int) -> TokenPair:
        """Start a refresh family for the account and return its first pair of tokens."""
        user = await self._active_user(work, user_id)
        family, refresh = secrets.token_hex(16), new_token()
        self._remember(work, user.id, family, refresh)
        return self._pair(work, user, family, refresh)

    async def renew(self, work: Work, refresh_token: str) -> TokenPair:
        """Swap ``refresh_token`` for its child pair.

        Within 10 s a second use returns the same child, so that two tabs or a lost answer do no
        harm; later reuse revokes the family. Raises RefreshRefused.
        """
        presented = await work.session.scalar(
            select(RefreshToken)
            .where(RefreshToken.token_hash == token_hash(refresh_token))
            .with_for_update()
        )
        if presented is None or presented.revoked_at or presented.expires_at <= work.now:
            raise RefreshRefused
        child = self._child_of(refresh_token)
        if presented.used_at is None:
            presented.used_at = work.now
            self._remember(work, presented.user_id, presented.family, child)
        elif work.now - presented.used_at > REFRESH_GRACE:
            await self._revoke(work, presented.family)
            raise ReusedRefreshToken
        user = await self._active_user(work, presented.user_id)
        return self._pair(work, user, presented.family, child)

    async def log_out(self, work: Work, refresh_token: str | None, family: str | None) -> None:
        """End the session that the refresh token or the access token's family belongs to."""
        if refresh_token is not None:
            known = select(RefreshToken.family).where(
                RefreshToken.token_hash == token_hash(refresh_token)
            )
            family = await work.session.scalar(known) or family
        if family is not None:
            await self._revoke(work, family)

    async def me(self, work: Work, actor: Actor) -> MeView:
        """Return the signed-in account; SignInNeeded for anybody else."""
        if actor.user_id is None:
            raise SignInNeeded
        return _me(await self._active_user(work, actor.user_id))

    async def is_live(self, work: Work, user_id: int, role: Role, family: str) -> bool:
        """Tell whether a token still holds: account active, same role, session not ended."""
        account = select(User.id).where(
            User.id == user_id, User.is_active.is_(True), User.role == role.word
        )
        ended = select(RefreshToken.id).where(
            RefreshToken.family == family, RefreshToken.revoked_at.is_not(None)
        )
        if await work.session.scalar(account) is None:
            return False
        return await work.session.scalar(ended.limit(1)) is None

    async def live_families(self, work: Work, families: Collection[str]) -> dict[str, Role]:
        """Return the sign-ins that still hold, each with the account's role as it is now."""
        if not families:
            return {}
        ended = RefreshToken.revoked_at.is_not(None)
        rows = await work.session.execute(
            select(RefreshToken.family, User.role, func.max(case((ended, 1), else_=0)))
            .join(User, User.id == RefreshToken.user_id)
            .where(RefreshToken.family.in_(families), User.is_active.is_(True))
            .group_by(RefreshToken.family, User.role)
        )
        return {family: Role.of(role) for family, role, over in rows if not over}

    async def _active_user(self, work: Work, user_id: int) -> User:
        user = await work.session.get(User, user_id)
        if user is None or not user.is_active:
            raise SignInNeeded
        return user

    def _child_of(self, refresh_token: str) -> str:
        digest = hmac.new(self.refresh_key.encode(), refresh_token.encode(), hashlib.sha256)
        return digest.hexdigest()

    def _remember(self, work: Work, user_id: int, family: str, refresh: str) -> None:
        work.session.add(
            RefreshToken(
                user_id=user_id,
                family=family,
                token_hash=token_hash(refresh),
                created_at=work.now,
                expires_at=work.now + REFRESH_LIFETIME,
            )
        )

    async def _revoke(self, work: Work, family: str) -> None:
        alive = (RefreshToken.family == family) & RefreshToken.revoked_at.is_(None)
        await work.session.execute(update(RefreshToken).where(alive).values(revoked_at=work.now))

    def _pair(self, work: Work, user: User, family: str, refresh: str) -> TokenPair:
        return TokenPair(
            access_token=self.tokens.issue(user.id, user.rank, family, work.now),
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


def _me(user: User) -> MeView:
    reached = [word for role in Role if role <= user.rank for word in _PERMISSIONS[role]]
    base = UserView.model_validate(user).model_dump()
    return MeView(**base, level=int(user.rank), permissions=reached)
