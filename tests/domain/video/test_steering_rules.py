"""What is asked of a running meeting's host, by policy, consent and what was asked before."""

from dataclasses import replace

import pytest

from domain.video.steering_rules import Running, Step, steps_of

MAY = Running(wants_transcripts=True, may_transcribe=True, may_record=True, may_be_recorded=True)
NO = Running(wants_transcripts=True, may_be_recorded=True)


@pytest.mark.parametrize(
    ("meeting", "changes", "steps"),
    [
        (MAY, {}, ["start_transcript"]),
        (MAY, {"transcript": "asked"}, ["start_transcript"]),
        (MAY, {"transcript": "on"}, []),
        (MAY, {"wants_transcripts": False}, []),
        (MAY, {"wants_transcripts": False, "transcript": "on"}, []),
        (NO, {}, ["stop_recording"]),
        (NO, {"recording_stop": "wanted"}, ["stop_recording"]),
        (NO, {"recording_stop": "done"}, []),
        (NO, {"may_be_recorded": False}, []),
        (NO, {"transcript": "asked"}, ["stop_transcript", "stop_recording"]),
        (
            NO,
            {"transcript": "on", "wants_transcripts": False, "may_record": True},
            ["stop_transcript"],
        ),
        (MAY, {"may_record": False}, ["stop_recording", "start_transcript"]),
    ],
)
def test_what_runs_is_brought_to_what_is_allowed(
    meeting: Running, changes: dict[str, object], steps: list[Step]
) -> None:
    assert steps_of(replace(meeting, **changes)) == steps  # type: ignore[arg-type]
