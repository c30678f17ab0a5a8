"""Zoom's JSON, also where it is not what Zoom should say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.video.errors import HostDown
from domain.video.ports import Recorded
from server.adapters.zoom_shapes import (
    Shaped,
    ZoomMeeting,
    ZoomPage,
    ZoomRecording,
    ZoomRegistrant,
    meeting_fields,
    read_as,
    reference_in,
)
from tests.server.adapters.zoom.conftest import wish

MEETING = {
    "id": 82_000_000_007,
    "uuid": "/a//b==",
    "join_url": "https://zoom.us/j/1",
    "start_time": "2030-06-01T10:00:00Z",
    "duration": 45,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON, st.sampled_from([*MEETING, "agenda", "status"]))
def test_a_meeting_is_read_or_the_answer_is_none(said: Any, field: str) -> None:
    try:
        hosted = read_as(ZoomMeeting, MEETING | {field: said}).hosted("us")
    except HostDown:
        return

    assert hosted.state in {"waiting", "started"}


@given(JSON)
def test_a_recording_is_read_or_the_answer_is_none(said: Any) -> None:
    try:
        recorded = read_as(ZoomRecording, {"id": 1, "uuid": "u", "recording_files": said})
        result = recorded.recorded()
    except HostDown:
        return

    assert isinstance(result, Recorded)


@pytest.mark.parametrize("shape", [ZoomMeeting, ZoomPage, ZoomRecording, ZoomRegistrant])
@pytest.mark.parametrize("said", [None, "text", 7, [], [{}], {"meetings": "many", "id": {}}])
def test_what_is_no_answer_of_zoom_counts_as_none(shape: type[Shaped], said: Any) -> None:
    with pytest.raises(HostDown) as caught:
        read_as(shape, said)

    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("agenda", "reference"),
    [
        (meeting_fields(wish(3), "us.example", registers=True)["agenda"], "session-3"),
        ("Our talk. [greenroom us.example session-3] See you!", "session-3"),
        ("[greenroom other.example session-3]", None),
        ("[greenroom us.example ]", None),
        ("[greenroom us.example session 3]", None),
        ("session-3", None),
        ("", None),
    ],
)
def test_a_reference_is_found_in_an_agenda_of_ours(agenda: str, reference: str | None) -> None:
    assert reference_in(agenda, "us.example") == reference


@pytest.mark.parametrize(("registers", "approval"), [(True, 0), (False, 2)])
def test_only_paying_plans_register(registers: bool, approval: int) -> None:  # noqa: FBT001  # a table
    fields = meeting_fields(wish(), "us.example", registers=registers)

    assert fields["settings"]["approval_type"] == approval
