"""Which fields Zoom accepts."""

import re
from typing import Any

from aiohttp import web

from tests.fakes.zoom.state import Json, unspell

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_SETTINGS = {
    "host_video",
    "participant_video",
    "join_before_host",
    "mute_upon_entry",
    "waiting_room",
    "approval_type",
    "registrants_email_notification",
    "registrants_confirmation_email",
    "audio",
    "auto_recording",
    "alternative_hosts",
    "meeting_invitees",
}
_KNOWN = {
    "topic",
    "type",
    "start_time",
    "duration",
    "timezone",
    "agenda",
    "password",
    "settings",
}


def checked_meeting(said: Json, *, whole: bool) -> Json:
    """Return what was said of a meeting; raises the 400 that names the wrong field."""
    wrong = [_wrong(name, value) for name, value in said.items() if name in _KNOWN]
    if whole and said.get("type", 2) == 2 and "start_time" not in said:
        wrong.append("start_time")
    named = [name for name in wrong if name]
    if named:
        raise _invalid(named)
    return {name: value for name, value in said.items() if name in _KNOWN}


def checked_registrant(said: Json) -> Json:
    """Return a registrant's fields; raises the 400 that names the wrong one."""
    wrong = []
    if not _EMAIL.fullmatch(str(said.get("email", ""))):
        wrong.append("email")
    if not 1 <= len(str(said.get("first_name", ""))) <= 64:
        wrong.append("first_name")
    if len(str(said.get("last_name", ""))) > 64:
        wrong.append("last_name")
    if wrong:
        raise _invalid(wrong)
    return {name: said[name] for name in ("email", "first_name", "last_name") if name in said}


def _wrong(name: str, value: Any) -> str | None:
    judges: dict[str, Any] = {
        "topic": lambda: isinstance(value, str) and len(value) <= 200,
        "type": lambda: value in {1, 2, 3, 8},
        "start_time": lambda: unspell(value) is not None,
        "duration": lambda: isinstance(value, int) and 1 <= value <= 1_440,
        "timezone": lambda: isinstance(value, str),
        "agenda": lambda: isinstance(value, str) and len(value) <= 2_000,
        "password": lambda: isinstance(value, str) and len(value) <= 10,
        "settings": lambda: _settings_hold(value),
    }
    try:
        return None if judges[name]() else name
    except (TypeError, ValueError):
        return name


def _settings_hold(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= _SETTINGS
        and value.get("auto_recording", "none") in {"local", "cloud", "none"}
        and value.get("approval_type", 2) in {0, 1, 2}
    )


def _invalid(names: list[str]) -> web.HTTPBadRequest:
    errors = [{"field": name, "message": "Invalid field."} for name in names]
    body = web.json_response({"code": 300, "message": "Validation Failed.", "errors": errors})
    return web.HTTPBadRequest(text=body.text or "", content_type="application/json")
