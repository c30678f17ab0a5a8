"""What interviewers do in a running room; the same verbs serve REST and socket."""

from collections.abc import Callable
from datetime import datetime

from domain.interviews import rules
from domain.interviews.assemble import note_view
from domain.interviews.errors import QuestionNotOpen
from domain.interviews.events import NoteAdded, RoomChange, ScoreOverridden
from domain.interviews.models import ScoreOverride, SessionNote
from domain.interviews.names import own_name
from domain.interviews.room import Note, QuestionState, Room
from domain.interviews.schemas import (
    AddNote,
    ExtendTime,
    OverrideScore,
    PushQuestion,
    SetAuto,
)
from domain.interviews.scores import plan_scoring
from domain.interviews.sessions import freeze_question
from domain.interviews.store import LoadedRoom, commit_changes, load_room
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotFound
from domain.kit.work import Work
from domain.questions.service import add_follow_up

Rule = Callable[[Room, datetime], list[RoomChange]]


async def start_room(work: Work, actor: Actor, session_id: int) -> Room:
    """Begin the interview."""
    return await _conduct(work, actor, session_id, rules.start)


async def pause_room(work: Work, actor: Actor, session_id: int) -> Room:
    """Stop the clock."""
    return await _conduct(work, actor, session_id, rules.pause)


async def resume_room(work: Work, actor: Actor, session_id: int) -> Room:
    """Let the clock go on."""
    return await _conduct(work, actor, session_id, rules.resume)


async def end_room(work: Work, actor: Actor, session_id: int) -> Room:
    """End the interview."""
    return await _conduct(work, actor, session_id, rules.end)


async def push_question(work: Work, actor: Actor, session_id: int, command: PushQuestion) -> Room:
    """Open a question: the next one, a named one, or a follow-up by its text."""
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    question_id = command.question_id
    if command.text is not None:
        rules.require_running(loaded.room)
        question_id = await _add_follow_up(work, actor, loaded, command.text)
    changes = rules.push(loaded.room, question_id, command.time_limit_s, work.now)
    return await apply_changes(work, actor, loaded, changes)


async def close_question(work: Work, actor: Actor, session_id: int) -> Room:
    """Close the open question; the answer counts as it stands."""
    return await _conduct(
        work,
        actor,
        session_id,
        lambda room, now: rules.close_question(room, "closed", now),
    )


async def extend_time(work: Work, actor: Actor, session_id: int, command: ExtendTime) -> Room:
    """Give the open question more time."""
    return await _conduct(
        work, actor, session_id, lambda room, _now: rules.extend(room, command.seconds)
    )


async def set_auto(work: Work, actor: Actor, session_id: int, command: SetAuto) -> Room:
    """Let the server push the next question by itself, or stop it."""
    return await _conduct(
        work, actor, session_id, lambda room, now: rules.set_auto(room, now, on=command.on)
    )


async def add_note(work: Work, actor: Actor, session_id: int, command: AddNote) -> Note:
    """Keep a private note, pinned to now or to the moment given."""
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    row = SessionNote(
        session_id=session_id,
        text=command.text,
        by=actor.key,
        at=command.at or work.now,
    )
    work.session.add(row)
    await work.session.flush()
    note = note_view(row, await own_name(work, actor))
    await commit_changes(work, actor, loaded, [NoteAdded(note=note)])
    return note


async def override_score(work: Work, actor: Actor, session_id: int, command: OverrideScore) -> Room:
    """Put a person's value beside the machine's; the machine's stays as it is."""
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    question = _question_of_answer(loaded.room, command.answer_id)
    row = ScoreOverride(**command.model_dump(), by=actor.key, at=work.now)
    work.session.add(row)
    change = ScoreOverridden(
        **command.model_dump(),
        question_id=question.question_id,
        by=await own_name(work, actor),
        at=work.now,
    )
    return await commit_changes(work, actor, loaded, [change])


async def expire_question(work: Work, session_id: int) -> None:
    """Close the open question of a room if its time is over; harmless otherwise."""
    loaded = await load_room(work, SYSTEM, session_id, changing=True)
    await apply_changes(work, SYSTEM, loaded, rules.expire(loaded.room, work.now))


async def apply_changes(
    work: Work, actor: Actor, loaded: LoadedRoom, changes: list[RoomChange]
) -> Room:
    """Commit ``changes`` and plan the scoring of answers that became final by them."""
    room = await commit_changes(work, actor, loaded, changes)
    await plan_scoring(work, room, changes)
    return room


async def _conduct(work: Work, actor: Actor, session_id: int, rule: Rule) -> Room:
    actor.require(Role.RECRUITER)
    loaded = await load_room(work, actor, session_id, changing=True)
    return await apply_changes(work, actor, loaded, rule(loaded.room, work.now))


async def _add_follow_up(work: Work, actor: Actor, loaded: LoadedRoom, text: str) -> int:
    question = await add_follow_up(work, actor, loaded.session.job_id, text)
    position = len(loaded.questions) + 1
    frozen, answer = freeze_question(work, loaded.session.id, position, question, None)
    await work.session.flush()
    loaded.add_question(frozen, answer)
    return question.id


def _question_of_answer(room: Room, answer_id: int) -> QuestionState:
    for question in room.questions:
        if question.answer is not None and question.answer.answer_id == answer_id:
            if question.status == "waiting":
                raise QuestionNotOpen("This question has not been asked yet.")
            return question
    raise NotFound("This answer is not part of the interview.")
