"""What the candidate does in a room: consent, get ready, hand in, skip, ask."""

from datetime import datetime

from domain.candidates.service import is_own_application
from domain.interviews import rules
from domain.interviews.conduct import apply_changes
from domain.interviews.errors import StaleEdit
from domain.interviews.events import (
    CandidateReady,
    ConsentChanged,
    ConsentSet,
    HelpRequested,
    RoomChange,
    SignalRaised,
)
from domain.interviews.models import Consent, IntegritySignal
from domain.interviews.room import Purpose, Room, Signal
from domain.interviews.schemas import (
    AskForHelp,
    NameQuestion,
    ReportSignal,
    SetConsent,
    SubmitAnswer,
    SubmittedAnswer,
)
from domain.interviews.sessions import find_session
from domain.interviews.store import LoadedRoom, commit_changes, load_room
from domain.kit.actor import SYSTEM, Actor
from domain.kit.errors import NotFound
from domain.kit.work import Work


async def load_own_room(work: Work, actor: Actor, session_id: int) -> LoadedRoom:
    """Read the room for changing, if ``actor`` is its candidate; NotFound otherwise."""
    loaded = await load_room(work, actor, session_id, changing=True)
    if not await is_own_application(work, actor, loaded.session.candidate_id):
        raise NotFound("This is not your interview.")
    return loaded


async def require_candidate(work: Work, actor: Actor, session_id: int) -> None:
    """Raise NotFound unless ``actor`` is the candidate of this interview."""
    session = await find_session(work, actor, session_id)
    if not await is_own_application(work, actor, session.candidate_id):
        raise NotFound("This is not your interview.")


async def submit_answer(
    work: Work, actor: Actor, session_id: int, command: SubmitAnswer
) -> SubmittedAnswer:
    """Hand in the answer on screen; a second submit gets the first one's answer.

    Raises StaleEdit when the saved text is not the one the candidate sees.
    """
    loaded = await load_own_room(work, actor, session_id)
    handed_in = _submitted(loaded.room, command.question_id)
    if handed_in is not None:
        return handed_in
    changes = _hand_in(loaded, command, work.now)
    room = await apply_changes(work, actor, loaded, changes)
    stored = _submitted(room, command.question_id)
    if stored is None:
        raise LookupError("a submitted answer has no text")
    return stored


async def skip_question(
    work: Work, actor: Actor, session_id: int, command: NameQuestion
) -> SubmittedAnswer:
    """Leave the open question; what was written is kept as the answer."""
    loaded = await load_own_room(work, actor, session_id)
    changes = rules.skip(loaded.room, command.question_id, work.now)
    room = await apply_changes(work, actor, loaded, changes)
    stored = _submitted(room, command.question_id)
    if stored is None:
        raise LookupError("a skipped answer has no text")
    return stored


async def repeat_question(work: Work, actor: Actor, session_id: int, command: NameQuestion) -> Room:
    """Note that the candidate asked for the question again."""
    loaded = await load_own_room(work, actor, session_id)
    changes = rules.repeat(loaded.room, command.question_id)
    return await commit_changes(work, actor, loaded, changes)


async def set_consent(
    work: Work, actor: Actor, session_id: int, command: SetConsent
) -> dict[Purpose, bool]:
    """Store a decision about one purpose and return how all purposes stand."""
    loaded = await load_own_room(work, actor, session_id)
    decision = Consent(**command.model_dump(), session_id=session_id, by=actor.key, at=work.now)
    work.session.add(decision)
    change = ConsentChanged(**command.model_dump())
    room = await commit_changes(work, actor, loaded, [change])
    await work.involve(ConsentSet(session_id, command.purpose, command.granted))
    return room.consents


async def get_ready(work: Work, actor: Actor, session_id: int) -> Room:
    """Note that the candidate passed the device check."""
    loaded = await load_own_room(work, actor, session_id)
    rules.require_not_over(loaded.room)
    return await commit_changes(work, actor, loaded, [CandidateReady(ready_at=work.now)])


async def note_absence(work: Work, session_id: int) -> None:
    """Note that the candidate's last socket is gone; a running question's clock waits."""
    loaded = await load_room(work, SYSTEM, session_id, changing=True)
    await commit_changes(work, SYSTEM, loaded, rules.leave(loaded.room, work.now))


async def note_return(work: Work, session_id: int) -> None:
    """Note that the candidate is back; time lost on the open question is given back."""
    loaded = await load_room(work, SYSTEM, session_id, changing=True)
    await commit_changes(work, SYSTEM, loaded, rules.come_back(loaded.room, work.now))


async def request_help(work: Work, actor: Actor, session_id: int, command: AskForHelp) -> Room:
    """Tell the interviewers that the candidate needs a person."""
    loaded = await load_own_room(work, actor, session_id)
    return await commit_changes(work, actor, loaded, [HelpRequested(message=command.message)])


async def report_signal(work: Work, actor: Actor, session_id: int, command: ReportSignal) -> Signal:
    """Keep what the candidate's browser noticed, for both sides to see."""
    loaded = await load_own_room(work, actor, session_id)
    rules.require_running(loaded.room)
    row = IntegritySignal(
        session_id=session_id,
        kind=command.kind,
        size=command.size,
        at=command.at or work.now,
    )
    work.session.add(row)
    await work.session.flush()
    signal = Signal.model_validate(row)
    await commit_changes(work, actor, loaded, [SignalRaised(signal=signal)])
    return signal


def _hand_in(loaded: LoadedRoom, command: SubmitAnswer, now: datetime) -> list[RoomChange]:
    """Return the changes of a submit; a stale one also hears which tab wrote the server's text."""
    question_id = command.question_id
    try:
        return rules.submit(loaded.room, question_id, command.rev, command.text_sha256, now)
    except StaleEdit as stale:
        stale.details["client_id"] = loaded.answer(question_id).client_id
        raise


def _submitted(room: Room, question_id: int) -> SubmittedAnswer | None:
    question = room.question(question_id)
    if question is None or question.answer is None or question.answer.submitted_at is None:
        return None
    answer = question.answer
    return SubmittedAnswer(
        question_id=question_id,
        answer_id=answer.answer_id,
        rev=answer.rev,
        text=answer.text,
        text_sha256=answer.text_sha256 or rules.text_hash(answer.text),
        submitted_at=question.answer.submitted_at,
    )
