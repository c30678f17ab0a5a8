"""What the host's events say, whatever their form: values in, values out."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from domain.kit.errors import FieldsInvalid
from domain.kit.fields import refuse_unstorable

LATEST_MS = 4_102_444_800_000
"""The year 2100; no host means that."""
_LONGEST_EVENT = 60
_LONGEST_ID = 40
_LONGEST_UUID = 100
_LONGEST_NAME = 200
_SECRET = "download_token"  # noqa: S105  # the name of a field


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a meeting, in the host's words; ``key`` tells people of one meeting apart."""

    key: str
    name: str | None = None
    email: str | None = None
    registrant_id: str | None = None
    is_host: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One event. ``at_ms`` is the host's clock in ms since 1970; ``about`` is its inner object."""

    event: str
    at_ms: int
    meeting_id: str | None
    meeting_uuid: str | None
    person: Person | None
    download_token: str | None
    about: dict[str, Any]

    @property
    def dedupe(self) -> str:
        """What the same event has in common in all its forms, as 64 hex digits."""
        who = None if self.person is None else self.person.key
        stream = self.about.get("rtms_stream_id")
        facts = (self.event, self.meeting_uuid or self.meeting_id, who, self.at_ms, stream)
        return _hash(json.dumps(facts, default=str))


def read_event(body: Any) -> Heard:
    """Return what an event says; unknown fields are left alone. Raises FieldsInvalid."""
    if not isinstance(body, dict):
        raise FieldsInvalid(fields={"body": "Must be an object with event and event_ts."})
    event, at_ms = body.get("event"), body.get("event_ts")
    if not isinstance(event, str) or not 0 < len(event) <= _LONGEST_EVENT:
        raise FieldsInvalid(fields={"event": "Must name the event."})
    if type(at_ms) is not int or not 0 < at_ms < LATEST_MS:
        raise FieldsInvalid(fields={"event_ts": "Must be milliseconds since 1970."})
    about = _innermost(body)
    token = body.get(_SECRET)
    return Heard(
        event=_checked("event", event),
        at_ms=at_ms,
        meeting_id=_word(about, "id", _LONGEST_ID),
        meeting_uuid=_word(about, "uuid", _LONGEST_UUID)
        or _word(about, "meeting_uuid", _LONGEST_UUID),
        person=_read_person(about),
        download_token=token if isinstance(token, str) and token else None,
        about=about,
    )


def without_token(body: str) -> str:
    """Return an event's JSON without its download token."""
    values = json.loads(body)
    values.pop(_SECRET, None)
    return json.dumps(values, ensure_ascii=False)


def _innermost(body: dict[str, Any]) -> dict[str, Any]:
    """Return the object that an event is about: ``payload.object``, ``payload`` or the event."""
    payload = body.get("payload")
    if not isinstance(payload, dict):
        return body
    inner = payload.get("object")
    return inner if isinstance(inner, dict) else payload


def _read_person(about: dict[str, Any]) -> Person | None:
    given = about.get("participant")
    if not isinstance(given, dict):
        return None
    account = _word(given, "id", _LONGEST_UUID)
    email = _word(given, "email", _LONGEST_NAME)
    key = _word(given, "participant_uuid", _LONGEST_UUID) or account
    key = key or _word(given, "user_id", _LONGEST_UUID)
    if key is None:
        return None
    host_email = _word(about, "host_email", _LONGEST_NAME)
    is_host = account is not None and account == _word(about, "host_id", _LONGEST_UUID)
    same_address = email is not None and host_email is not None
    return Person(
        key=_hash(key),
        name=_word(given, "user_name", _LONGEST_NAME),
        email=email,
        registrant_id=_word(given, "registrant_id", _LONGEST_UUID),
        is_host=is_host or (same_address and str(email).lower() == str(host_email).lower()),
    )


def _word(values: dict[str, Any], name: str, longest: int) -> str | None:
    """Return a number or a text as a text, None for anything else and for ''."""
    value = values.get(name)
    if type(value) is int:
        value = str(value) if abs(value) < 10**longest else ""
    if not isinstance(value, str) or not value.strip():
        return None
    return _checked(name, value.strip())[:longest]


def _checked(name: str, value: str) -> str:
    try:
        return refuse_unstorable(value)
    except ValueError as error:
        raise FieldsInvalid(fields={name: str(error)}) from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
