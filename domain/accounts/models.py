"""Accounts and the refresh tokens that keep them signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.kit.actor import Role
from domain.kit.tables import NOT_PERSONAL, Base, Personal, UtcTime, sealed_text

_IDENTITY = Personal("user", "identity", "contract")
_CONTACT = Personal("user", "contact", "contract")


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
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)

    @property
    def rank(self) -> Role:
        """The account's place on the ladder of roles."""
        return Role.of(self.role)


class RefreshToken(Base):
    """One link of a refresh-token family: used once, then replaced by its child."""

    __tablename__ = "refresh_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    family: Mapped[str] = mapped_column(String(64), index=True, info=NOT_PERSONAL)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
