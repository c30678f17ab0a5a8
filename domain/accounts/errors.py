"""Refusals around accounts."""

from domain.kit.errors import DomainError, Kind


class WrongCredentials(DomainError):
    """Name or password is wrong, or the account is disabled: never said which."""

    kind = Kind.UNAUTHENTICATED
    message = "The username or the password is wrong."


class UsernameTaken(DomainError):
    """Somebody has this name already."""

    kind = Kind.CONFLICT
    message = "This username or e-mail address cannot be used. Try another, or sign in."


class RefreshRefused(DomainError):
    """The refresh token is unknown, used, expired or revoked."""

    kind = Kind.UNAUTHENTICATED
    message = "Your session is over. Sign in again."


class ReusedRefreshToken(RefreshRefused):
    """A used token came back: its family has just been revoked, which is kept."""

    code = "RefreshRefused"
    keeps_work = True
