"""Folding events into a room: the rule that makes every client converge.

``fold(room, change)`` is what clients do with each event, and what the server does before it
stores the outcome. Snapshot plus events equals a fresh snapshot.
"""

from collections.abc import Callable, Iterable
from typing import Any

from domain.interviews import events as e
from domain.interviews import meeting_fold as meeting
from domain.interviews.room import Override, QuestionState, Room


def fold(room: Room, change: e.RoomChange) -> Room:
    """Return ``room`` after ``change``; ``seq`` is left to the caller."""
    folder = _FOLDERS.get(type(change))
    return room if folder is None else folder(room, change)


def fold_all(room: Room, changes: Iterable[e.RoomChange]) -> Room:
    """Return ``room`` after all of ``changes`` in order."""
    for change in changes:
        room = fold(room, change)
    return room


def with_question(room: Room, question: QuestionState) -> Room:
    """Return ``room`` with ``question`` put in by its id, in order of position."""
    others = [q for q in room.questions if q.question_id != question.question_id]
    ordered = sorted([*others, question], key=lambda q: q.position)
    return room.model_copy(update={"questions": tuple(ordered)})


def _update_question(room: Room, question_id: int, **fields: Any) -> Room:
    question = room.question(question_id)
    if question is None:
        return room
    return with_question(room, question.model_copy(update=fields))


def _update_open(room: Room, **fields: Any) -> Room:
    question = room.open_question
    return room if question is None else _update_question(room, question.question_id, **fields)


def _update_answer(room: Room, question_id: int, update: dict[str, Any]) -> Room:
    question = room.question(question_id)
    if question is None or question.answer is None:
        return room
    answer = question.answer.model_copy(update=update)
    return _update_question(room, question_id, answer=answer)


def _started(room: Room, change: e.RoomStarted) -> Room:
    return room.model_copy(update={"status": "In Progress", "started_at": change.started_at})


def _paused(room: Room, change: e.RoomPaused) -> Room:
    room = _update_open(room, deadline_at=None, remaining_s=change.remaining_s)
    return room.model_copy(update={"paused_at": change.paused_at})


def _resumed(room: Room, change: e.RoomResumed) -> Room:
    room = _update_open(room, deadline_at=change.deadline_at, remaining_s=None)
    return room.model_copy(update={"paused_at": None})


def _ended(room: Room, change: e.RoomEnded) -> Room:
    over = {
        "status": "Completed",
        "completed_at": change.completed_at,
        "paused_at": None,
    }
    return room.model_copy(update=over)


def _auto(room: Room, change: e.AutoSet) -> Room:
    return room.model_copy(update={"auto": change.on})


def _pushed(room: Room, change: e.QuestionPushed) -> Room:
    room = with_question(room, change.question)
    return room.model_copy(update={"question_count": change.question_count})


def _submitted(room: Room, change: e.AnswerSubmitted) -> Room:
    handed_in = {
        "rev": change.rev,
        "text": change.text,
        "status": "submitted",
        "text_sha256": change.text_sha256,
        "submitted_at": change.submitted_at,
    }
    return _update_answer(room, change.question_id, handed_in)


def _closed(room: Room, change: e.QuestionClosed) -> Room:
    return _update_question(
        room,
        change.question_id,
        status="closed",
        close_reason=change.reason,
        closed_at=change.closed_at,
        deadline_at=None,
        remaining_s=None,
    )


def _extended(room: Room, change: e.TimeExtended) -> Room:
    return _update_question(
        room,
        change.question_id,
        deadline_at=change.deadline_at,
        remaining_s=change.remaining_s,
    )


def _repeated(room: Room, change: e.QuestionRepeated) -> Room:
    return _update_question(room, change.question_id, repeats=change.repeats)


def _ready(room: Room, change: e.CandidateReady) -> Room:
    return room.model_copy(update={"ready_at": change.ready_at})


def _left(room: Room, change: e.CandidateLeft) -> Room:
    return room.model_copy(update={"away_since": change.left_at})


def _returned(room: Room, _change: e.CandidateReturned) -> Room:
    return room.model_copy(update={"away_since": None})


def _consented(room: Room, change: e.ConsentChanged) -> Room:
    return room.model_copy(update={"consents": room.consents | {change.purpose: change.granted}})


def _scored(room: Room, change: e.ScoreFinal) -> Room:
    return _update_answer(room, change.question_id, {"score": change.score})


def _evaluated(room: Room, change: e.ScoreEvaluated) -> Room:
    return _update_answer(room, change.question_id, {"evaluation": change.evaluation})


def _overridden(room: Room, change: e.ScoreOverridden) -> Room:
    question = room.question(change.question_id)
    if question is None or question.answer is None:
        return room
    override = Override.model_validate(change.model_dump(include=set(Override.model_fields)))
    kept = question.answer.overrides
    return _update_answer(room, change.question_id, {"overrides": (*kept, override)})


def _noted(room: Room, change: e.NoteAdded) -> Room:
    return room.model_copy(update={"notes": (*room.notes, change.note)})


def _signalled(room: Room, change: e.SignalRaised) -> Room:
    return room.model_copy(update={"signals": (*room.signals, change.signal)})


_FOLDERS: dict[type[e.RoomChange], Callable[[Room, Any], Room]] = {
    e.RoomStarted: _started,
    e.RoomPaused: _paused,
    e.RoomResumed: _resumed,
    e.RoomEnded: _ended,
    e.AutoSet: _auto,
    e.QuestionPushed: _pushed,
    e.AnswerSubmitted: _submitted,
    e.QuestionClosed: _closed,
    e.TimeExtended: _extended,
    e.QuestionRepeated: _repeated,
    e.CandidateReady: _ready,
    e.CandidateLeft: _left,
    e.CandidateReturned: _returned,
    e.ConsentChanged: _consented,
    e.ScoreFinal: _scored,
    e.ScoreEvaluated: _evaluated,
    e.ScoreOverridden: _overridden,
    e.NoteAdded: _noted,
    e.SignalRaised: _signalled,
    e.MeetingOpened: meeting.opened,
    e.MeetingStarted: meeting.started,
    e.MeetingEnded: meeting.ended,
    e.MeetingClosed: meeting.closed,
    e.MeetingFailed: meeting.failed,
    e.ParticipantJoined: meeting.joined,
    e.ParticipantLeft: meeting.left,
    e.CaptureChanged: meeting.captured,
}
