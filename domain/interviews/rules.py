"""The rules of the room: state and moment in, changes or a refusal out. No database, no clock."""

import hashlib
from datetime import datetime, timedelta

from domain.interviews import errors
from domain.interviews import events as e
from domain.interviews.fold import fold_all
from domain.interviews.room import AnswerState, CloseReason, QuestionState, Room
from domain.kit.errors import NotFound

Changes = list[e.RoomChange]
LATE_EDITS_GRACE = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=3)
"""How long an open question's clock waits for a candidate whose line broke."""


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def start(room: Room, now: datetime) -> Changes:
    """Begin the interview; in auto mode its first question is pushed at once."""
    if room.status == "In Progress":
        raise errors.InterviewRunning
    require_not_over(room)
    changes: Changes = [e.RoomStarted(started_at=now)]
    if room.auto:
        changes += _push_next(fold_all(room, changes), now)
    return changes


def pause(room: Room, now: datetime) -> Changes:
    """Stop the clock of the open question; time lost to a broken line is given back at once."""
    require_running(room)
    if room.paused_at is not None:
        raise errors.InterviewPaused("The interview is paused already.")
    question = room.open_question
    remaining = None
    if question is not None and question.deadline_at is not None:
        left = question.deadline_at + _lost_time(room, now) - now
        remaining = max(0.0, left.total_seconds())
    return [e.RoomPaused(paused_at=now, remaining_s=remaining)]


def resume(room: Room, now: datetime) -> Changes:
    """Let the clock go on from where it stopped; auto mode goes on if a question was closed.

    A candidate who is still away loses time from now on only: the pause cost none.
    """
    require_running(room)
    if room.paused_at is None:
        raise errors.NotPaused
    question = room.open_question
    deadline = None
    if question is not None and question.remaining_s is not None:
        deadline = now + timedelta(seconds=question.remaining_s)
    changes: Changes = [e.RoomResumed(deadline_at=deadline)]
    if room.away_since is not None:
        changes.append(e.CandidateLeft(left_at=now))
    if question is None:
        changes += _next_if_auto(fold_all(room, changes), now)
    return changes


def end(room: Room, now: datetime) -> Changes:
    """End the interview; an open answer counts as it stands."""
    require_running(room)
    return [*_close_open(room, "ended", now), e.RoomEnded(completed_at=now)]


def set_auto(room: Room, now: datetime, *, on: bool) -> Changes:
    """Switch auto mode; switched on between two questions, it pushes the next at once."""
    require_not_over(room)
    if room.auto == on:
        return []
    changes: Changes = [e.AutoSet(on=on)]
    idle = room.status == "In Progress" and room.open_question is None and room.paused_at is None
    if on and idle:
        changes += _push_next(room, now)
    return changes


def push(room: Room, question_id: int | None, limit_s: int | None, now: datetime) -> Changes:
    """Open a question (the next waiting one by default); one still open is closed first."""
    require_running(room)
    require_not_paused(room)
    question = _question_to_push(room, question_id)
    return [*_close_open(room, "closed", now), _opened(room, question, limit_s, now)]


def close_question(room: Room, reason: CloseReason, now: datetime) -> Changes:
    """Close the open question; its answer counts as it stands, and auto mode goes on."""
    require_running(room)
    if room.open_question is None:
        raise errors.QuestionNotOpen("No question is open.")
    changes = _close_open(room, reason, now)
    return changes + _next_if_auto(fold_all(room, changes), now)


def submit(room: Room, question_id: int, rev: int, sha256: str, now: datetime) -> Changes:
    """Hand in the answer to the open question as saved at ``rev``.

    Raises StaleEdit when the server's text is not the one the candidate sees.
    """
    question = require_open(room, question_id)
    answer = _answer_of(question)
    if rev != answer.rev or sha256 != text_hash(answer.text):
        raise errors.StaleEdit(details={"rev": answer.rev, "text": answer.text})
    return close_question(room, "submitted", now)


def skip(room: Room, question_id: int, now: datetime) -> Changes:
    """Leave the open question; what was written stays."""
    require_open(room, question_id)
    return close_question(room, "skipped", now)


def repeat(room: Room, question_id: int) -> Changes:
    """Note that the candidate asked for the question again."""
    question = require_open(room, question_id)
    return [e.QuestionRepeated(question_id=question_id, repeats=question.repeats + 1)]


def extend(room: Room, seconds: int) -> Changes:
    """Give the open question ``seconds`` more."""
    require_running(room)
    question = room.open_question
    if question is None:
        raise errors.QuestionNotOpen("No question is open.")
    if question.deadline_at is None and question.remaining_s is None:
        raise errors.NoTimeLimit
    deadline, remaining = question.deadline_at, question.remaining_s
    return [
        e.TimeExtended(
            question_id=question.question_id,
            seconds=seconds,
            deadline_at=deadline and deadline + timedelta(seconds=seconds),
            remaining_s=None if remaining is None else remaining + seconds,
        )
    ]


def leave(room: Room, now: datetime) -> Changes:
    """Note that the candidate's line broke in a running interview."""
    if room.status != "In Progress" or room.away_since is not None:
        return []
    return [e.CandidateLeft(left_at=now)]


def come_back(room: Room, now: datetime) -> Changes:
    """Note that the candidate is back, and give back the time lost, three minutes at most."""
    if room.away_since is None:
        return []
    changes: Changes = [e.CandidateReturned(returned_at=now)]
    lost = int(_lost_time(room, now).total_seconds())
    question = room.open_question
    if lost > 0 and question is not None and question.deadline_at is not None:
        changes += extend(room, lost)
    return changes


def _lost_time(room: Room, now: datetime) -> timedelta:
    question = room.open_question
    return lost_time(room.away_since, question.opened_at if question else None, now)


def lost_time(away_since: datetime | None, opened_at: datetime | None, now: datetime) -> timedelta:
    """Return how long a question's clock has waited for a candidate whose line broke."""
    if away_since is None or opened_at is None:
        return timedelta(0)
    return max(timedelta(0), min(now - max(away_since, opened_at), LONGEST_WAIT))


def expire(room: Room, now: datetime) -> Changes:
    """Close the open question if its time is over.

    Edits on their way have two seconds of grace; a candidate whose line broke is waited for.
    """
    question = room.open_question
    if room.status != "In Progress" or question is None or question.deadline_at is None:
        return []
    if not is_overdue(question.deadline_at, _lost_time(room, now), now):
        return []
    return close_question(room, "time", now)


def is_overdue(deadline_at: datetime, lost: timedelta, now: datetime) -> bool:
    """Tell whether a question's time is over, ``lost`` time and the grace for late edits added."""
    return now >= deadline_at + LATE_EDITS_GRACE + lost


def require_running(room: Room) -> None:
    """Raise unless the interview has begun and is not over."""
    if room.status == "Scheduled":
        raise errors.InterviewNotStarted
    require_not_over(room)


def require_not_over(room: Room) -> None:
    """Raise InterviewEnded for a completed or cancelled interview."""
    if room.status in {"Completed", "Cancelled"}:
        raise errors.InterviewEnded


def require_not_paused(room: Room) -> None:
    """Raise InterviewPaused while the clock stands."""
    if room.paused_at is not None:
        raise errors.InterviewPaused("The interview is paused. Resume it first.")


def require_open(room: Room, question_id: int) -> QuestionState:
    """Return the question if it takes an answer now; say why not otherwise."""
    require_running(room)
    question = room.question(question_id)
    if question is None or question.status == "waiting":
        raise errors.QuestionNotOpen("This question has not been asked yet.")
    if question.status == "closed":
        raise errors.QuestionNotOpen("This question is closed; its answer cannot change any more.")
    if room.paused_at is not None:
        raise errors.InterviewPaused
    return question


def _question_to_push(room: Room, question_id: int | None) -> QuestionState:
    if question_id is None:
        waiting = _next_waiting(room)
        if waiting is None:
            raise errors.NothingLeftToAsk
        return waiting
    question = room.question(question_id)
    if question is None:
        raise NotFound("This question is not part of the interview.")
    if question.status != "waiting":
        raise errors.QuestionAlreadyAsked
    return question


def _next_waiting(room: Room) -> QuestionState | None:
    return next((q for q in room.questions if q.status == "waiting"), None)


def _opened(
    room: Room, question: QuestionState, limit_s: int | None, now: datetime
) -> e.QuestionPushed:
    limit = limit_s or question.time_limit_s
    clock = {
        "status": "open",
        "opened_at": now,
        "time_limit_s": limit,
        "deadline_at": now + timedelta(seconds=limit) if limit else None,
    }
    return e.QuestionPushed(
        question=question.model_copy(update=clock), question_count=room.question_count
    )


def _push_next(room: Room, now: datetime) -> Changes:
    waiting = _next_waiting(room)
    return [] if waiting is None else [_opened(room, waiting, None, now)]


def _next_if_auto(room: Room, now: datetime) -> Changes:
    if not room.auto or room.paused_at is not None:
        return []
    return _push_next(room, now) or [e.RoomEnded(completed_at=now)]


def _close_open(room: Room, reason: CloseReason, now: datetime) -> Changes:
    question = room.open_question
    if question is None:
        return []
    answer = _answer_of(question)
    submitted = e.AnswerSubmitted(
        question_id=question.question_id,
        answer_id=answer.answer_id,
        rev=answer.rev,
        text=answer.text,
        text_sha256=text_hash(answer.text),
        submitted_at=now,
    )
    closed = e.QuestionClosed(question_id=question.question_id, reason=reason, closed_at=now)
    return [submitted, closed]


def _answer_of(question: QuestionState) -> AnswerState:
    if question.answer is None:
        raise LookupError(f"question {question.question_id} came without its answer")
    return question.answer
