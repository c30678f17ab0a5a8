"""From refusals to HTTP: one table, one body."""

from typing import Any

import structlog
from quart import Quart, Response, g, jsonify, request
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from domain.kit.errors import DomainError, Kind
from server.staticfiles import static_dir

STATUS = {
    Kind.MALFORMED: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_LARGE: 413,
    Kind.UNSUPPORTED: 415,
    Kind.INVALID: 422,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}
_HTTP_CODES = {
    400: ("Malformed", "The request could not be read. Check its syntax."),
    404: ("NotFound", "There is nothing at this address."),
    405: ("MethodNotAllowed", "This address does not take that method."),
    413: ("TOO_LARGE", "The request is larger than allowed."),
    415: ("UnsupportedType", "Send application/json."),
}
_UNKNOWN = ("Refused", "The request was refused.")

log = structlog.get_logger(__name__)


class Malformed(DomainError):
    """The body is not what its content type says."""

    kind = Kind.MALFORMED
    message = "The request could not be read. Check its syntax."


class UnsupportedType(DomainError):
    """The body has a content type that the route does not take."""

    kind = Kind.UNSUPPORTED
    message = "Send application/json."


class TooLarge(DomainError):
    """The body is larger than the route takes."""

    kind = Kind.TOO_LARGE
    code = "TOO_LARGE"
    message = "The request is larger than allowed. Send less at once."


class StorageDown(DomainError):
    """The database does not answer."""

    kind = Kind.UNAVAILABLE
    message = "Nothing can be read or saved right now. Try again in a moment."


def register_error_handlers(app: Quart) -> None:
    """Answer every refusal and every fault with the one error body."""
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(HTTPException, _http)
    for lost in (OperationalError, InterfaceError, OSError):
        app.register_error_handler(lost, _storage_down)
    app.register_error_handler(Exception, _fault)


def error_response(status: int, body: dict[str, Any]) -> Response:
    """Return the error body with the headers its status asks for."""
    response: Response = jsonify({"error": body | {"request_id": g.get("request_id", "")}})
    response.status_code = status
    if status == STATUS[Kind.UNAUTHENTICATED]:
        response.headers["WWW-Authenticate"] = 'Bearer realm="greenroom"'
    if "retry_after_s" in body:
        response.headers["Retry-After"] = str(body["retry_after_s"])
    return response


async def _refused(error: DomainError) -> Response:
    body = error.body()
    if error.kind is Kind.UNAVAILABLE:
        body.setdefault("retry_after_s", 5)
    return error_response(STATUS[error.kind], body)


async def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status == STATUS[Kind.MISSING] and _is_visit():
        page = (static_dir() / "missing.html").read_text(encoding="utf-8")
        return Response(page, status, content_type="text/html; charset=utf-8")
    code, message = _HTTP_CODES.get(status, _UNKNOWN)
    response = error_response(status, {"code": code, "message": message})
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted({*(error.valid_methods or ()), "OPTIONS"}))
    return response


def _is_visit() -> bool:
    """Tell whether a person's browser asked for a page, and not a program for data."""
    if request.path.startswith(("/api/", "/static/")):
        return False
    wanted = request.accept_mimetypes
    return bool(wanted["text/html"] > wanted["application/json"])


async def _storage_down(error: Exception) -> Response:
    log.error("storage_down", exc_info=error)
    return await _refused(StorageDown())


async def _fault(error: Exception) -> Response:
    log.error("request_failed", exc_info=error)
    message = "Something went wrong here. Try again; if it stays, tell us the request id."
    return error_response(500, {"code": "Unexpected", "message": message})
