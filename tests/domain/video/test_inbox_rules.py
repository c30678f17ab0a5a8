"""The newest time of each kind decides: no order and no repetition of events changes the end."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.interviews.meeting import PersonRole
from domain.kit.errors import FieldsInvalid
from domain.video.inbox_reading import Person, read_event, without_token
from domain.video.inbox_rules import (
    Known,
    Times,
    came,
    meeting_state,
    moment,
    shown,
    went,
)
from tests.factories.inbox import event, moved, raw

EARLY, LATE, LATER = moment(1_000), moment(2_000), moment(3_000)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event about a meeting with one person."""

    kind: str
    at_ms: int
    name: str
    role: PersonRole


@dataclass(slots=True)
class Outcome:
    """What a row of the meeting and one of its participant hold."""

    meeting: Times = field(default_factory=Times)
    person: Known = field(default_factory=Known)

    def take(self, one: Happening) -> None:
        at = moment(one.at_ms)
        person = Person("key", one.name)
        if one.kind == "started":
            self.meeting = self.meeting.began(at)
        elif one.kind == "ended":
            self.meeting = self.meeting.ended(at)
        else:
            change = came if one.kind == "joined" else went
            self.person = change(self.person, person, one.role, at)


happenings = st.builds(
    Happening,
    st.sampled_from(["started", "ended", "joined", "left"]),
    st.integers(1, 6),
    st.sampled_from(["Amina", "Bo", "Cy"]),
    st.sampled_from(["candidate", "interviewer", "unknown"]),
)


@given(st.data(), st.lists(happenings, min_size=1, max_size=8))
def test_any_order_with_repetitions_comes_to_the_same(
    data: st.DataObject, events: list[Happening]
) -> None:
    shuffled = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))
    straight, other = Outcome(), Outcome()

    for one in events:
        straight.take(one)
    for one in shuffled:
        other.take(one)

    assert straight == other
    assert shown(1, straight.person, straight.meeting) == shown(1, other.person, other.meeting)


@pytest.mark.parametrize(
    ("stored", "times", "expected"),
    [
        ("open", Times(), "open"),
        ("open", Times(LATE), "started"),
        ("failed", Times(LATE), "started"),
        ("open", Times(None, LATE), "ended"),
        ("started", Times(EARLY, LATE), "ended"),
        ("ended", Times(LATER, LATE), "started"),
        ("started", Times(LATE, LATE), "ended"),
        ("closed", Times(LATE), "closed"),
    ],
)
def test_the_later_of_beginning_and_end_decides_the_state(
    stored: str, times: Times, expected: str
) -> None:
    assert meeting_state(stored, times) == expected


@pytest.mark.parametrize(
    ("times", "meeting", "expected"),
    [
        (Times(LATE), Times(EARLY), None),
        (Times(LATE, EARLY), Times(EARLY), None),
        (Times(EARLY, LATE), Times(EARLY), LATE),
        (Times(EARLY), Times(EARLY, LATER), LATER),
        (Times(EARLY, LATE), Times(EARLY, LATER), LATE),
        (Times(LATER), Times(LATER, LATE), None),
    ],
)
def test_nobody_stays_when_the_meeting_is_over(times: Times, meeting: Times, expected: Any) -> None:
    participant = shown(1, Known(times), meeting)

    assert participant is not None
    assert participant.left_at == expected


def test_who_left_but_is_not_known_to_have_come_is_not_shown() -> None:
    assert shown(1, Known(Times(None, LATE)), Times(EARLY)) is None


@pytest.mark.parametrize(
    "body",
    [
        {
            "event": "meeting.rtms_started",
            "event_ts": 5,
            "meeting_uuid": "u",
            "rtms_stream_id": "s",
        },
        {
            "event": "meeting.rtms_started",
            "event_ts": 5,
            "payload": {"meeting_uuid": "u", "rtms_stream_id": "s"},
        },
        {
            "event": "meeting.rtms_started",
            "event_ts": 5,
            "payload": {"object": {"meeting_uuid": "u", "rtms_stream_id": "s"}},
        },
    ],
    ids=["flat", "in the payload", "in the payload's object"],
)
def test_live_transcripts_are_understood_flat_and_nested(body: dict[str, Any]) -> None:
    heard = read_event(body)

    assert (heard.meeting_uuid, heard.about["rtms_stream_id"]) == ("u", "s")
    assert heard.dedupe == read_event(body | {"sent": "again"}).dedupe


def test_a_meetings_number_is_the_same_as_digits_and_as_text() -> None:
    by_text = read_event(event("meeting.started", 5, "82000000001"))
    by_number = read_event(event("meeting.started", 5, "82000000001", id=82_000_000_001))

    assert by_text.meeting_id == by_number.meeting_id == "82000000001"
    assert by_text.dedupe == by_number.dedupe


def test_the_same_moment_of_two_people_is_two_events() -> None:
    bodies = [moved("joined", 5, "1", who) for who in ("a", "b")]

    assert len({read_event(body).dedupe for body in bodies}) == 2


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        {},
        {"event": "", "event_ts": 1},
        {"event": "x" * 61, "event_ts": 1},
        {"event": 5, "event_ts": 1},
        {"event": "meeting.started"},
        {"event": "meeting.started", "event_ts": "1"},
        {"event": "meeting.started", "event_ts": True},
        {"event": "meeting.started", "event_ts": -1},
        {"event": "meeting.started", "event_ts": 10**15},
        {"event": "meeting\x00started", "event_ts": 1},
        {"event": "meeting.started", "event_ts": 1, "payload": {"object": {"id": "\ud800"}}},
    ],
)
def test_what_is_no_event_is_refused(body: Any) -> None:
    with pytest.raises(FieldsInvalid):
        read_event(body)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "uuid", "object", "participant", "user_id", "email", "host_id"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_whatever_the_payload_is_reading_it_refuses_or_gives_bounded_words(payload: Any) -> None:
    try:
        heard = read_event({"event": "meeting.started", "event_ts": 1, "payload": payload})
    except FieldsInvalid:
        return

    assert len(heard.meeting_id or "") <= 40
    assert len(heard.meeting_uuid or "") <= 100
    assert len(heard.dedupe) == 64


def test_a_body_is_kept_without_its_token() -> None:
    body = event("recording.completed", 5, "1") | {"download_token": "canary-token"}

    kept = without_token(raw(body).decode())

    assert "canary-token" not in kept
    assert "recording.completed" in kept
