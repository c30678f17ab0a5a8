"""What is done at the host for an interview, and what follows from a refusal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kit.errors import DomainError
from domain.video.errors import HostBusy, HostDown, HostRefused
from domain.video.rules import (
    MOST_FAILURES,
    Planned,
    Standing,
    Step,
    decide,
    judge,
    state_after,
)

NOW = datetime(2030, 6, 1, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
LONG_PAST = NOW - timedelta(days=2)
NEW = Standing()
OPEN = Standing("open", "82000000007", wish_version=2, done_version=1)
RUNNING = replace(OPEN, state="started")


@pytest.mark.parametrize(
    ("meeting", "status", "starts_at", "expected"),
    [
        (NEW, "Scheduled", SOON, "open"),
        (NEW, "In Progress", LONG_PAST, "open"),
        (NEW, "Scheduled", LONG_PAST, "settle"),
        (replace(NEW, asked=True), "Scheduled", LONG_PAST, "open"),
        (NEW, "Cancelled", SOON, "settle"),
        (NEW, "Completed", SOON, "settle"),
        (replace(NEW, asked=True), "Cancelled", SOON, "close"),
        (replace(NEW, asked=True), "Completed", SOON, "close"),
        (OPEN, "Scheduled", SOON, "move"),
        (OPEN, "In Progress", SOON, "move"),
        (OPEN, "Cancelled", SOON, "close"),
        (OPEN, "Completed", SOON, "end"),
        (RUNNING, "Scheduled", SOON, "settle"),
        (RUNNING, "In Progress", SOON, "settle"),
        (RUNNING, "Completed", SOON, "end"),
        (RUNNING, "Cancelled", SOON, "close"),
        (replace(OPEN, done_version=2), "Cancelled", SOON, "nothing"),
    ],
)
def test_the_newest_wish_is_fulfilled_whatever_was_wished_before(
    meeting: Standing, status: str, starts_at: datetime, expected: Step
) -> None:
    assert decide(meeting, Planned(status, starts_at, 60), NOW) == expected


@given(
    statuses=st.lists(st.sampled_from(["Scheduled", "In Progress", "Completed", "Cancelled"])),
    answers=st.lists(st.booleans(), max_size=30),
    end=st.sampled_from(["Completed", "Cancelled"]),
)
def test_whatever_comes_between_no_meeting_is_left_open_when_the_interview_is_over(
    statuses: list[str], answers: list[bool], end: str
) -> None:
    meeting, at_host = Standing(), False
    for status in [*statuses, end]:
        meeting = replace(meeting, wish_version=meeting.wish_version + 1)
        is_heard = answers.pop() if answers else True
        meeting, at_host = _live_through(meeting, status, at_host=at_host, is_heard=is_heard)

    meeting, at_host = _live_through(meeting, end, at_host=at_host, is_heard=True)

    assert meeting.is_settled
    assert not at_host
    assert meeting.state in {"closed", "ended"}


def _live_through(
    meeting: Standing, status: str, *, at_host: bool, is_heard: bool
) -> tuple[Standing, bool]:
    """Do one step at a host that always does it, and whose answer may be lost."""
    step = decide(meeting, Planned(status, SOON, 60), NOW)
    if step == "nothing":
        return meeting, at_host
    after_call = {"open": True, "close": False, "end": False}.get(step, at_host)
    asked = replace(meeting, asked=meeting.asked or step == "open")
    if not is_heard and step != "settle":
        return asked, after_call
    known = {"open": "82000000007", "close": None}.get(step, meeting.meeting_id)
    done = replace(
        asked,
        state=state_after(step, meeting),
        meeting_id=known,
        asked=False,
        done_version=meeting.wish_version,
    )
    return done, after_call


@pytest.mark.parametrize(
    ("refusal", "failures", "pause_s", "expected_failures"),
    [
        (HostBusy(retry_after_s=7), 0, 7, 0),
        (HostBusy(retry_after_s=0), 5, 1, 5),
        (HostBusy(retry_after_s=10**9), 2, 86_400, 2),
        (HostBusy(), 0, 30, 0),
        (HostDown(), 0, 5, 1),
        (HostDown(), 3, 40, 4),
        (HostDown(), MOST_FAILURES - 1, None, MOST_FAILURES),
        (HostRefused(), 0, None, 1),
    ],
)
def test_a_busy_host_is_obeyed_a_silent_one_waited_for_and_a_refusal_is_for_a_person(
    refusal: DomainError, failures: int, pause_s: int | None, expected_failures: int
) -> None:
    setback = judge(refusal, failures)

    assert setback.pause == (None if pause_s is None else timedelta(seconds=pause_s))
    assert setback.failures == expected_failures
    assert setback.problem == refusal.message
