"""What the inbox refuses."""

from domain.kit.errors import DomainError, Kind


class NotFromHost(DomainError):
    """The request does not prove that the host sent it."""

    kind = Kind.UNAUTHENTICATED
    message = "The signature is missing, wrong or too old. Check the secret token and the clock."


class StillWaiting(DomainError):
    """The event has not been processed yet."""

    kind = Kind.CONFLICT
    message = "This event is still waiting to be processed."
