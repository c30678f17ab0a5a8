"""How refusals look, and how the contract describes each of them once."""

from http import HTTPStatus
from typing import Any

from pydantic import ConfigDict

from domain.kit.fields import View

WORDS = {
    400: ("Malformed", "The body cannot be read: broken JSON, a doubled key, NaN."),
    401: ("SignInNeeded", "No valid token or invite came with the request."),
    403: ("NotAllowed", "The role does not reach this far."),
    404: ("NotFound", "Unknown, or not visible to whoever asks; never told apart."),
    409: ("Conflict", "It does not fit the state things are in; `code` says how."),
    410: ("Gone", "It was here once and is not any more."),
    413: ("TOO_LARGE", "The body is larger than this route takes."),
    415: ("UnsupportedType", "The body has a content type that this route does not take."),
    422: ("FieldsInvalid", "Fields are not acceptable; `fields` names them."),
    429: ("RATE", "Too many requests; `Retry-After` says when to try again."),
    503: ("StorageDown", "Something that is needed does not answer; try again shortly."),
}


class ErrorBody(View):
    """What went wrong: a stable code, a sentence that says what to do, and the fields it is about.

    Some codes bring more facts, such as the text that the server holds.
    """

    model_config = ConfigDict(extra="allow")

    code: str
    message: str
    fields: dict[str, str] | None = None
    retry_after_s: int | None = None
    request_id: str


class ErrorEnvelope(View):
    """The one shape of every error."""

    error: ErrorBody


def refusal_name(status: int) -> str:
    """Return the name of the shared response for a status."""
    return f"Refused{status}"


def refusal(status: int) -> dict[str, Any]:
    """Return how the document describes a refusal with ``status``."""
    code, about = WORDS[status]
    error: dict[str, Any] = {"code": code, "message": about, "request_id": "f3a1c09b7d2e4a58"}
    described: dict[str, Any] = {"description": about}
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        error["fields"] = {"email": "must be an e-mail address like name@example.com"}
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        error["retry_after_s"] = 5
        described["headers"] = {"Retry-After": _header("Seconds to wait.", "integer")}
    if status == HTTPStatus.UNAUTHORIZED:
        described["headers"] = {"WWW-Authenticate": _header("How to sign in.", "string")}
    ref = {"$ref": "#/components/schemas/ErrorEnvelope"}
    content = {"application/json": {"schema": ref, "example": {"error": error}}}
    return described | {"content": content}


def _header(about: str, kind: str) -> dict[str, Any]:
    return {"description": about, "schema": {"type": kind}}
