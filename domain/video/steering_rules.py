"""What is to be asked of the host of a running meeting: values in and out.

Nobody is written down or recorded without leave: a transcript is begun only with it, and both are
stopped without it.
"""

from dataclasses import dataclass
from typing import Literal

Step = Literal["start_transcript", "stop_transcript", "stop_recording"]


@dataclass(frozen=True, slots=True)
class Running:
    """A running meeting, and what policy and candidate allow.

    ``transcript`` is None, asked or on. ``wants_transcripts`` is the operator's word.
    ``may_be_recorded`` is false only where nobody wanted a recording and the candidate said
    nothing about it.
    """

    transcript: str | None = None
    wants_transcripts: bool = False
    may_transcribe: bool = False
    may_record: bool = False
    may_be_recorded: bool = False
    recording_stop: str | None = None


def steps_of(meeting: Running) -> list[Step]:
    """Return what is to be asked of the host, most urgent first; nothing if all is as it may be."""
    steps: list[Step] = []
    if not meeting.may_transcribe and meeting.transcript is not None:
        steps.append("stop_transcript")
    if not meeting.may_record and meeting.may_be_recorded and meeting.recording_stop != "done":
        steps.append("stop_recording")
    wants = meeting.wants_transcripts and meeting.may_transcribe
    if wants and meeting.transcript != "on":
        steps.append("start_transcript")
    return steps
