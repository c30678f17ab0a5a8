"""Which question words answer, and where in a recording they are heard.

Values in and out: lines find the question that was open, and the candidate's lines of one question
become a spoken answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.interviews.service import AskedTime, Pause


@dataclass(frozen=True, slots=True)
class Said:
    """A line with its times and its speaker's role."""

    line_id: int
    started_at: datetime
    ended_at: datetime
    speaker: str
    text: str
    question_id: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a spoken answer (in code points) is which line."""

    line_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the candidate said to one question."""

    question_id: int
    text: str
    parts: tuple[Part, ...]


def question_at(
    started_at: datetime, ended_at: datetime, times: Iterable[AskedTime], pauses: Sequence[Pause]
) -> int | None:
    """Return the question that was open for most of a line, pauses taken out.

    A line without length belongs to the question that was open at that moment.
    """
    ended_at = max(ended_at, started_at + timedelta(milliseconds=1))
    best, longest = None, timedelta(0)
    for time in times:
        shared = _shared(started_at, ended_at, time.opened_at, time.closed_at)
        for paused, resumed in pauses:
            begun = max(time.opened_at, paused)
            ends = _earlier(time.closed_at, resumed)
            shared -= _shared(started_at, ended_at, begun, ends)
        if shared > longest:
            best, longest = time.question_id, shared
    return best


def spoken_answers(lines: Iterable[Said]) -> list[Spoken]:
    """Return the candidate's words by question, in the order in which they were said."""
    by_question: dict[int, list[Said]] = defaultdict(list)
    for line in sorted(lines, key=lambda one: (one.started_at, one.line_id)):
        if line.speaker == "candidate" and line.question_id is not None:
            by_question[line.question_id].append(line)
    return [_joined(question, said) for question, said in by_question.items()]


def parts_of(parts: Iterable[Part], start: int, end: int) -> list[Part]:
    """Return the pieces of lines, each in its own code points, that make up ``[start, end)``."""
    return [
        Part(part.line_id, max(start - part.start, 0), min(end, part.end) - part.start)
        for part in parts
        if part.start < end and start < part.end
    ]


def moment_in(recording_starts: datetime, recording_ends: datetime, at: datetime) -> float | None:
    """Return how many seconds into a recording ``at`` lies; None outside of it."""
    if not recording_starts <= at <= recording_ends:
        return None
    return round((at - recording_starts).total_seconds(), 3)


def _joined(question_id: int, lines: Sequence[Said]) -> Spoken:
    parts: list[Part] = []
    place = 0
    for line in lines:
        parts.append(Part(line.line_id, place, place + len(line.text)))
        place += len(line.text) + 1
    return Spoken(question_id, " ".join(line.text for line in lines), tuple(parts))


def _shared(start: datetime, end: datetime, begun: datetime, ended: datetime | None) -> timedelta:
    last = end if ended is None else min(end, ended)
    return max(last - max(start, begun), timedelta(0))


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [moment for moment in (one, other) if moment is not None]
    return min(known, default=None)
