"""Refusals around accounts."""

from domain.kit.errors import DomainError, Kind


class WrongCredentials(DomainError):
    """Name or password is wrong, or the account is disabled: never said which."""

    kind = Kind.UNAUTHENTICATED
    message = "The username or the password is wrong."


class EmailUnverified(DomainError):
    """The password is right, but this installation lets in only confirmed addresses."""

    kind = Kind.UNAUTHENTICATED
    message = "Confirm your e-mail address first: open the link in the mail we sent you."


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


class LinkInvalid(DomainError):
    """A link from a mail is unknown, used or expired: never said which."""

    kind = Kind.INVALID
    message = "This link is no longer good. Ask for a new one."


class LastAdmin(DomainError):
    """Without this account nobody could administer the installation."""

    kind = Kind.CONFLICT
    message = "This is the last active administrator. Make somebody else one first."


class OwnRole(DomainError):
    """Nobody raises or lowers themselves."""

    kind = Kind.FORBIDDEN
    message = "You cannot change your own role. Ask another administrator."


class TotpNeeded(DomainError):
    """The password is right; the account also asks for a code."""

    kind = Kind.UNAUTHENTICATED
    message = "Enter the code from your authenticator app, or one of your recovery codes."


class TotpRefused(DomainError):
    """The code is wrong or was used before; the try is counted."""

    message = "This code is wrong or was used before. Wait for the next one and try again."
    keeps_work = True


class TotpRefusedAtDoor(TotpRefused):
    """The same for somebody who is not signed in yet."""

    code = "TotpRefused"
    kind = Kind.UNAUTHENTICATED


class TooManyCodes(DomainError):
    """Too many wrong codes for this account."""

    kind = Kind.TOO_MANY
    code = "RATE"
    message = "Too many wrong codes. Wait a while before you try again."


class TotpState(DomainError):
    """The second factor is already on, or was never set up."""

    kind = Kind.CONFLICT
    message = "This cannot be done with the account's second factor as it is now."


class ProviderRefused(DomainError):
    """What came back from the sign-in provider does not prove who this is."""

    kind = Kind.UNAUTHENTICATED
    message = "Signing in with your organisation did not work. Start again from the sign-in page."


class ProviderMailUnverified(DomainError):
    """The provider does not vouch for the person's e-mail address."""

    kind = Kind.UNAUTHENTICATED
    message = "Your organisation has not confirmed your e-mail address. Confirm it there first."


class ProviderDown(DomainError):
    """The sign-in provider does not answer, or not in a way that makes sense."""

    kind = Kind.UNAVAILABLE
    message = "Your organisation's sign-in does not answer. Try again, or use your password."


class NoProvider(DomainError):
    """No sign-in provider is set up."""

    kind = Kind.MISSING
    message = "This server has no sign-in provider. Use your username and password."
