"""Comparing interviews with the meetings at the host: what differs, and which repair it needs.

The interview is the truth for when a meeting is and whether there is one: people were told its
time by Greenroom, and only Greenroom asks who may move it. So a meeting that was moved at the host
is moved back, and one that was deleted there is made again. Whether a meeting runs only the host
knows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.interviews.schemas import MeetingState
from domain.video.ports import Hosted
from domain.video.rules import OVER
from domain.video.schemas import RepairKind

EXACT = timedelta(minutes=1)
"""Hosts keep times to the second or the minute."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting as we know it, and its interview's state.

    ``is_settled``: the host has done the newest wish. ``is_planned``: a job will ask the host.
    ``touched_at`` is when the row last came together with the host or got another wish.
    """

    row_id: int
    session_id: int
    status: str
    reference: str
    meeting_id: str | None
    state: MeetingState
    is_settled: bool
    is_planned: bool
    starts_at: datetime
    minutes: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Repair:
    """What is to be done about one difference: to the row ``row_id``, or at the host alone."""

    kind: RepairKind
    why: str
    row_id: int | None = None
    session_id: int | None = None
    meeting_id: str | None = None


def is_as_wished(hosted: Hosted, starts_at: datetime, minutes: int) -> bool:
    """Tell whether the host's time and length are the wanted ones."""
    return abs(hosted.starts_at - starts_at) < EXACT and hosted.minutes == minutes


def compare(
    kept: Iterable[Kept], hosted: Iterable[Hosted], listed_at: datetime, now: datetime
) -> list[Repair]:
    """Return the repairs that make both sides agree; none if they do.

    ``listed_at`` is when the host's list was begun: what was touched since is left to the next
    comparison. Meetings at the host without a reference of ours are nobody's business.
    """
    by_reference: dict[str, list[Hosted]] = defaultdict(list)
    for one in hosted:
        if one.reference is not None:
            by_reference[one.reference].append(one)
    repairs: list[Repair] = []
    for row in kept:
        found = by_reference.pop(row.reference, [])
        if row.touched_at < listed_at:
            repairs += _repairs_of(row, found, now)
    for left in by_reference.values():
        repairs += [_closed(one, "No interview knows this meeting.") for one in left]
    return repairs


def _repairs_of(row: Kept, found: list[Hosted], now: datetime) -> list[Repair]:
    own = next((one for one in found if one.meeting_id == row.meeting_id), None)
    if row.status in OVER:
        return _of_one_that_is_over(row, own, found)
    if not row.is_settled:
        stuck = not row.is_planned and row.state != "failed"
        return [_of(row, "retried", "The host was never asked for it.")] if stuck else []
    doubles = [one for one in found if one is not own]
    repairs = [_closed(one, "The interview has another meeting.", row) for one in doubles]
    if own is None:
        return repairs + _of_a_missing_one(row, now)
    return repairs + _of_a_found_one(row, own)


def _of_one_that_is_over(row: Kept, own: Hosted | None, found: list[Hosted]) -> list[Repair]:
    if row.is_planned:
        return []
    if row.status == "Completed" and own is not None and row.state in {"started", "ended"}:
        # A meeting that was held stays listed, and its recording hangs on it.
        if own.state == "started" or row.state == "started":
            return [_of(row, "retried", "The interview is over and its meeting still runs.")]
        return [_closed(one, "The interview is over.", row) for one in found if one is not own]
    if not row.is_settled and row.state != "failed":
        return [_of(row, "retried", "The host was never asked for it.")]
    return [_closed(one, "The interview is over.", row) for one in found]


def _of_a_missing_one(row: Kept, now: datetime) -> list[Repair]:
    if row.state == "started":
        return [_of(row, "ended", "The meeting is over at the host.")]
    is_to_come = now < row.starts_at + timedelta(minutes=row.minutes)
    if row.meeting_id is not None and row.state == "open" and is_to_come:
        return [_of(row, "reopened", "The meeting was deleted at the host.")]
    return []


def _of_a_found_one(row: Kept, own: Hosted) -> list[Repair]:
    if row.state == "started" and own.state == "waiting":
        return [_of(row, "ended", "The meeting is over at the host.")]
    if row.state != "started" and own.state == "started":
        return [_of(row, "started", "The meeting runs at the host.")]
    if row.state == "open" and not is_as_wished(own, row.starts_at, row.minutes):
        return [_of(row, "moved", "The meeting was moved at the host.")]
    return []


def _of(row: Kept, kind: RepairKind, why: str) -> Repair:
    return Repair(kind, why, row.row_id, row.session_id, row.meeting_id)


def _closed(hosted: Hosted, why: str, row: Kept | None = None) -> Repair:
    session_id = None if row is None else row.session_id
    return Repair("closed", why, session_id=session_id, meeting_id=hosted.meeting_id)
