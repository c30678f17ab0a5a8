"""Lines of Zoom's live transcripts: what they say, whatever their form."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.video.live_ports import LiveLine

LONGEST_TEXT = 4_000
LONGEST_NAME = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MS, _LAST_MS = 10**12, 4_102_444_800_000
"""From 2001 to 2100: milliseconds of that time are never microseconds of it."""
_US_IN_MS = 1_000


def read_message(raw: object) -> dict[str, Any]:
    """Return a message's fields; none for what is no JSON object."""
    try:
        said = json.loads(raw) if isinstance(raw, str) else None
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def read_line(stream_id: str, content: object) -> LiveLine | None:
    """Return the line in a message's ``content``, an object or the JSON of one; None without one.

    Times are milliseconds or microseconds since 1970. Text beyond 4,000 characters is cut.
    """
    said = read_message(content) if isinstance(content, str) else content
    if not isinstance(said, dict):
        return None
    text = _word(said.get("data"), LONGEST_TEXT)
    moments = [_milliseconds(said.get(name)) for name in ("start_time", "timestamp", "end_time")]
    known = [moment for moment in moments if moment is not None]
    if text is None or not known:
        return None
    start = known[0]
    end = max(start, known[-1])
    facts = (stream_id, said.get("user_id"), start, end, text)
    return LiveLine(
        key=hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest(),
        started_at=_EPOCH + timedelta(milliseconds=start),
        ended_at=_EPOCH + timedelta(milliseconds=end),
        name=_word(said.get("user_name"), LONGEST_NAME),
        text=text,
    )


def _milliseconds(value: object) -> int | None:
    if type(value) is not int:
        return None
    for moment in (value, value // _US_IN_MS):
        if _FIRST_MS <= moment < _LAST_MS:
            return moment
    return None


def _word(value: object, longest: int) -> str | None:
    """Return a text that any store can carry, on one line; None without one."""
    if not isinstance(value, str):
        return None
    storable = value.encode("utf-8", "ignore").decode().replace("\x00", "")
    return " ".join(storable.split())[:longest] or None
