"""The one shape of every REST error."""

from typing import Any

import httpx


def assert_error(answer: httpx.Response, status: int, code: str | None = None) -> Any:
    """Check status, shape and, if given, code of a refusal; return its body."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert set(body) == {"error"}
    error = body["error"]
    assert {"code", "message", "request_id"} <= set(error)
    assert error["request_id"] == answer.headers["x-request-id"]
    assert len(error["message"].split()) >= 2
    assert "Traceback" not in answer.text
    if code is not None:
        assert error["code"] == code
    if status == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer")
    if status in {429, 503}:
        assert int(answer.headers["retry-after"]) > 0
    return error
