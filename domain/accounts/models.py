"""Accounts, their sign-ins, and what proves that somebody may use them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.actor import Role
from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_IDENTITY = Personal("user", "identity", "contract")
_CONTACT = Personal("user", "contact", "contract")
_CONDUCT = Personal("user", "conduct", "legitimate_interest")


class User(Base):
    """An account. Name and address are sealed; their blind indexes keep them unique."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = sealed_text(_IDENTITY)
    username_index: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    email: Mapped[str] = sealed_text(_CONTACT)
    email_index: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    hashed_password: Mapped[str] = mapped_column(String(255), info=NOT_PERSONAL)
    company: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    role: Mapped[str] = mapped_column(String(20), default=Role.CANDIDATE.word, info=NOT_PERSONAL)
    is_active: Mapped[bool] = mapped_column(default=True)
    email_verified_at: Mapped[datetime | None] = mapped_column(UtcTime)
    second_factor_at: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)

    @property
    def rank(self) -> Role:
        """The account's place on the ladder of roles."""
        return Role.of(self.role)

    @property
    def email_verified(self) -> bool:
        """Whether the account's owner has shown that the address is theirs."""
        return self.email_verified_at is not None

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for a code as well."""
        return self.second_factor_at is not None


class SignIn(Base):
    """One sign-in of one browser: a family of refresh tokens, and the lock they rotate under.

    ``agent`` is a short description of the browser, ``network`` the first part of its address.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    family: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    agent: Mapped[str | None] = sealed_text(_CONDUCT)
    network: Mapped[str | None] = sealed_text(_CONDUCT)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class RefreshToken(Base):
    """One link of a sign-in's chain: used once, then replaced by its child."""

    __tablename__ = "refresh_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_id: Mapped[int] = mapped_column(
        ForeignKey("sign_ins.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class MailLink(Base):
    """A link that was mailed to prove an address: one per account and purpose, used once."""

    __tablename__ = "mail_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    purpose: Mapped[str] = mapped_column(String(10), info=NOT_PERSONAL)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (UniqueConstraint("user_id", "purpose"),)


class SecondFactor(Base):
    """An account's TOTP secret (RFC 6238), the last time step used, and failed tries."""

    __tablename__ = "second_factors"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    secret: Mapped[str] = sealed_text(_IDENTITY)
    last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(UtcTime)


class RecoveryCode(Base):
    """A code that stands in for the authenticator app, once."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class OutsideIdentity(Base):
    """A person at an OpenID provider who uses this account."""

    __tablename__ = "outside_identities"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    subject_index: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (UniqueConstraint("issuer", "subject_index"),)
