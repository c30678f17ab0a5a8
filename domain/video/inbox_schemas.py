"""The inbox as administrators see it: no bodies, which name people and open recordings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.kit.fields import Line, Moment, View, Word, example
from domain.kit.paging import PageQuery

Outcome = Literal["done", "ignored", "failed"]


class HostNotice(BaseModel):
    """An event as the host sends it; only what is used is described."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"examples": [{"event": "meeting.started", "event_ts": 1_800_000_000}]},
    )

    event: str
    event_ts: int


class HookProof(View):
    """The proof, asked for by ``endpoint.url_validation``, that the secret is known here."""

    model_config = example(plainToken="abc", encryptedToken="0123abcd")

    plainToken: str  # noqa: N815  # the host's own name
    encryptedToken: str  # noqa: N815  # the host's own name


class EventQuery(PageQuery):
    """Which events, newest first; ``waiting`` are those that have no outcome yet."""

    outcome: Outcome | Literal["waiting"] | None = None
    event: Word | None = None
    meeting_id: Line | None = None


class EventView(View):
    """One event of the host; ``event_ts`` is its clock in ms since 1970."""

    id: int
    event: str
    event_ts: int
    meeting_id: str | None
    meeting_uuid: str | None
    received_at: Moment
    processed_at: Moment | None
    outcome: Outcome | None
    problem: str | None
