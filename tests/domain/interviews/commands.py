"""Everything people can do in a room, as named moves that a test can play in any order."""

from collections.abc import Awaitable, Callable

from domain.interviews import answering, conduct, scores
from domain.interviews import events as e
from domain.interviews.evaluating import store_evaluation
from domain.interviews.meeting import Capture, Participant
from domain.interviews.meetings import tell_of_meeting
from domain.interviews.room import Room
from domain.interviews.schemas import (
    AddNote,
    AskForHelp,
    ExtendTime,
    NameQuestion,
    OverrideScore,
    PushQuestion,
    ReportSignal,
    SetAuto,
    SetConsent,
)
from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import Work
from tests.factories.play import Play
from tests.factories.values import make_evaluation, make_score

Move = Callable[[Play, Room, int], Awaitable[object]]
SECRET_NOTE = "a note that no candidate may read"
SECRET_REASON = "a reason that no candidate may read"
SECRET_NAME = "a name that no candidate may read"
SECRET_PROBLEM = "a problem that no candidate may read"


async def _expire(work: Work, _actor: Actor, session_id: int) -> None:
    await conduct.expire_question(work, session_id)


async def _leave(work: Work, _actor: Actor, session_id: int) -> None:
    await answering.note_absence(work, session_id)


async def _come_back(work: Work, _actor: Actor, session_id: int) -> None:
    await answering.note_return(work, session_id)


async def _store_score(work: Work, _actor: Actor, session_id: int, question_id: int) -> None:
    found = await scores.read_final_answer(work, session_id, question_id)
    if found is not None:
        await scores.store_score(work, session_id, question_id, make_score())


async def _evaluate(work: Work, _actor: Actor, session_id: int, question_id: int) -> None:
    await store_evaluation(work, session_id, question_id, make_evaluation())


async def _tell(work: Work, _actor: Actor, session_id: int, change: e.RoomChange) -> None:
    await tell_of_meeting(work, session_id, [change])


def _told(make: Callable[[Play, int], e.RoomChange]) -> Move:
    return lambda play, _room, number: play.act(SYSTEM, _tell, make(play, number))


def _somebody(play: Play, number: int, *, left: bool = False) -> Participant:
    now = play.workshop.clock()
    return Participant(
        participant_id=number % 3 + 1,
        role="candidate" if number % 3 else "unknown",
        name=f"own name {number}" if number % 3 else SECRET_NAME,
        joined_at=now,
        left_at=now if left else None,
    )


def _capture(number: int) -> Capture:
    recording = "stopped" if number % 2 else None
    return Capture(transcript="on", recording=recording, problem=SECRET_PROBLEM)


def _line(play: Play, number: int) -> e.TranscriptLine:
    now = play.workshop.clock()
    said = {"text": f"words {number}", "started_at": now, "ended_at": now}
    return e.TranscriptLine(line_id=number, speaker="candidate", source="live", **said)


MEETING_MOVES: dict[str, Move] = {
    "meeting opens": _told(lambda _p, n: e.MeetingOpened(provider="zoom", passcode=str(n))),
    "meeting starts": _told(lambda p, _n: e.MeetingStarted(started_at=p.workshop.clock())),
    "meeting ends": _told(lambda p, _n: e.MeetingEnded(ended_at=p.workshop.clock())),
    "meeting closes": _told(lambda _p, _n: e.MeetingClosed()),
    "meeting fails": _told(lambda _p, _n: e.MeetingFailed(provider="zoom", problem=SECRET_PROBLEM)),
    "somebody joins": _told(lambda p, n: e.ParticipantJoined(participant=_somebody(p, n))),
    "somebody leaves": _told(
        lambda p, n: e.ParticipantLeft(participant=_somebody(p, n, left=True))
    ),
    "capture changes": _told(lambda _p, n: e.CaptureChanged(capture=_capture(n))),
    "recording": _told(lambda _p, n: e.RecordingReady(recording_id=n, kind="video")),
    "line": _told(_line),
}


def _some_question(room: Room, number: int) -> int:
    return room.questions[number % len(room.questions)].question_id


def _some_answer(room: Room, number: int) -> int:
    answer = room.questions[number % len(room.questions)].answer
    return answer.answer_id if answer else number


async def _submit(play: Play, room: Room, number: int) -> object:
    question = room.open_question
    if question is None or question.answer is None:
        return await play.submit(_some_question(room, number), 1, "a guess")
    return await play.submit(question.question_id, question.answer.rev, question.answer.text)


async def _write(play: Play, room: Room, number: int) -> object:
    question = room.open_question
    key = question.question_id if question else _some_question(room, number)
    return await play.write(key, f"draft {number} 😀")


MOVES: dict[str, Move] = MEETING_MOVES | {
    "start": lambda p, _r, _n: p.staff(conduct.start_room),
    "pause": lambda p, _r, _n: p.staff(conduct.pause_room),
    "resume": lambda p, _r, _n: p.staff(conduct.resume_room),
    "end": lambda p, _r, _n: p.staff(conduct.end_room),
    "push next": lambda p, _r, _n: p.staff(conduct.push_question, PushQuestion()),
    "push one": lambda p, r, n: p.staff(
        conduct.push_question, PushQuestion(question_id=_some_question(r, n), time_limit_s=30)
    ),
    "push follow-up": lambda p, _r, n: p.staff(
        conduct.push_question, PushQuestion(text=f"And why, {n}?")
    ),
    "close": lambda p, _r, _n: p.staff(conduct.close_question),
    "extend": lambda p, _r, n: p.staff(conduct.extend_time, ExtendTime(seconds=n + 1)),
    "auto on": lambda p, _r, _n: p.staff(conduct.set_auto, SetAuto(on=True)),
    "auto off": lambda p, _r, _n: p.staff(conduct.set_auto, SetAuto(on=False)),
    "note": lambda p, _r, _n: p.staff(conduct.add_note, AddNote(text=SECRET_NOTE)),
    "override": lambda p, r, n: p.staff(
        conduct.override_score,
        OverrideScore(
            answer_id=_some_answer(r, n), dimension="overall", value=n / 3, reason=SECRET_REASON
        ),
    ),
    "score": lambda p, r, n: p.act(SYSTEM, _store_score, _some_question(r, n)),
    "evaluate": lambda p, r, n: p.act(SYSTEM, _evaluate, _some_question(r, n)),
    "expire": lambda p, _r, _n: p.act(SYSTEM, _expire),
    "leave": lambda p, _r, _n: p.act(SYSTEM, _leave),
    "come back": lambda p, _r, _n: p.act(SYSTEM, _come_back),
    "get ready": lambda p, _r, _n: p.guest(answering.get_ready),
    "allow scoring": lambda p, _r, _n: p.guest(
        answering.set_consent, SetConsent(purpose="ai_score", granted=True, text_version="1")
    ),
    "refuse scoring": lambda p, _r, _n: p.guest(
        answering.set_consent, SetConsent(purpose="ai_score", granted=False, text_version="1")
    ),
    "write": _write,
    "submit": _submit,
    "skip": lambda p, r, n: p.guest(
        answering.skip_question, NameQuestion(question_id=_some_question(r, n))
    ),
    "repeat": lambda p, r, n: p.guest(
        answering.repeat_question, NameQuestion(question_id=_some_question(r, n))
    ),
    "ask for help": lambda p, _r, _n: p.guest(answering.request_help, AskForHelp()),
    "paste": lambda p, _r, n: p.guest(answering.report_signal, ReportSignal(kind="paste", size=n)),
}

COURSE_OF_A_MEETING = [
    ("meeting fails", 0),
    ("meeting starts", 0),
    ("meeting opens", 0),
    ("meeting closes", 0),
    ("meeting opens", 1),
    ("meeting starts", 0),
    ("somebody joins", 1),
    ("somebody joins", 3),
    ("capture changes", 1),
    ("line", 1),
    ("somebody leaves", 1),
    ("somebody joins", 4),
    ("meeting ends", 0),
    ("recording", 1),
    ("meeting fails", 0),
]
WHOLE_INTERVIEW = [
    ("get ready", 0),
    ("allow scoring", 0),
    ("start", 0),
    ("push next", 0),
    ("repeat", 0),
    ("write", 1),
    ("override", 0),
    ("extend", 5),
    ("pause", 0),
    ("extend", 7),
    ("note", 0),
    ("resume", 0),
    ("paste", 12),
    ("ask for help", 0),
    ("leave", 0),
    ("come back", 2),
    ("submit", 0),
    ("score", 0),
    ("evaluate", 0),
    ("override", 0),
    ("push follow-up", 1),
    ("write", 2),
    ("skip", 3),
    ("auto on", 0),
    ("close", 0),
    ("refuse scoring", 0),
    ("auto off", 0),
    ("write", 3),
    ("end", 0),
    ("score", 1),
    *COURSE_OF_A_MEETING,
]
"""A course of moves in which everything happens that can happen."""
