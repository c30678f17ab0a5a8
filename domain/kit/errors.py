"""What a feature says when it will not do what was asked."""

from collections.abc import Mapping
from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """The families of refusal; each boundary maps them to its own words once."""

    MALFORMED = "malformed"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    INVALID = "invalid"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


class DomainError(Exception):
    """A refusal with a stable code and a sentence a person can act on.

    Subclasses set ``kind`` and may set ``code`` (the class name otherwise) and ``message``.
    ``details`` are extra facts for the caller's program, such as the text the server holds.
    """

    kind: Kind = Kind.INVALID
    code: str = ""
    message: str = "This cannot be done."
    keeps_work: ClassVar[bool] = False
    """Whether what was done before the refusal is committed all the same."""

    def __init__(
        self,
        message: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        details: Mapping[str, object] | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        self.message = message or type(self).message
        self.code = type(self).code or type(self).__name__
        self.fields = dict(fields or {})
        self.details = dict(details or {})
        self.retry_after_s = retry_after_s
        super().__init__(self.message)

    def body(self, request_id: str | None = None) -> dict[str, object]:
        """Return the error body shared by REST and sockets, without the ``error`` envelope."""
        body: dict[str, object] = {"code": self.code, "message": self.message}
        if self.fields:
            body["fields"] = self.fields
        if self.retry_after_s is not None:
            body["retry_after_s"] = self.retry_after_s
        if request_id:
            body["request_id"] = request_id
        return body | self.details


class FieldsInvalid(DomainError):
    """The input was understood but some of its fields are not acceptable; see ``fields``."""

    kind = Kind.INVALID
    message = "Some fields are not acceptable. Correct them and try again."


class NotFound(DomainError):
    """Unknown, or not visible to whoever asks: the two are never told apart."""

    kind = Kind.MISSING
    message = "There is nothing here that you can see."


class SignInNeeded(DomainError):
    """No valid proof of identity came with the request."""

    kind = Kind.UNAUTHENTICATED
    message = "Sign in to continue."


class NotAllowed(DomainError):
    """Known person, but their role does not reach this far."""

    kind = Kind.FORBIDDEN
    message = "Your role does not allow this. Ask an administrator if you need it."


class TooManyRequests(DomainError):
    """The caller's budget is used up; ``retry_after_s`` says when it refills."""

    kind = Kind.TOO_MANY
    code = "RATE"
    message = "That was too many at once. Wait a moment and try again."
