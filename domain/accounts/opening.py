"""Opening accounts."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from domain.accounts.errors import UsernameTaken
from domain.accounts.events import AccountChanged
from domain.accounts.models import User
from domain.kit.actor import Role
from domain.kit.crypto import keyring
from domain.kit.work import Work


async def open_account(  # noqa: PLR0913  # an account has this many facts, all named at the call
    work: Work,
    *,
    username: str,
    email: str,
    hashed: str,
    role: Role,
    company: str | None = None,
    verified_at: datetime | None = None,
) -> User:
    """Open an account with a password hash, or NO_PASSWORD; UsernameTaken for a double."""
    user = User(
        username=username,
        username_index=keyring().blind_index(username),
        email=email,
        email_index=keyring().blind_index(email),
        hashed_password=hashed,
        company=company,
        role=role.word,
        is_active=True,
        email_verified_at=verified_at,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(user)
    try:
        await work.session.flush()
    except IntegrityError as error:
        raise UsernameTaken from error
    work.announce(AccountChanged(user.id, "opened"))
    return user
