"""The commands of the interview room; each calls the service of the same name."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import Field

from domain.interviews import answering, conduct, history
from domain.interviews import schemas as s
from domain.interviews import views as v
from domain.interviews.room import Note, Purpose, Signal
from domain.kit.fields import Command, Text, View
from rooms.budgets import per_minute, per_second
from rooms.registry import ANYBODY, CANDIDATE, STAFF, Hall, on
from rooms.seats import Seat

Outcome = TypeVar("Outcome")


class Done(View):
    """The command was carried out; the room's events tell what came of it."""


class CatchUp(Command):
    """Which events are known: all up to ``after``."""

    after: int = Field(ge=0, le=2**53)


class RenewSeat(Command):
    """A fresh access token, so that the seat outlives the old one."""

    token: Text = Field(min_length=1, max_length=4_000)


class AnswerTextView(View):
    """An answer's newest text as interviewers read it."""

    question_id: int
    answer_id: int
    rev: int
    text: str


async def _do(
    hall: Hall, seat: Seat, verb: Callable[..., Awaitable[Outcome]], *command: Command
) -> Outcome:
    """Carry out a service's verb for the seat in one work."""
    async with hall.workshop.begin(seat.actor) as work:
        return await verb(work, seat.actor, seat.room_id, *command)


@on(
    "room.snapshot",
    payload=s.Empty,
    ack=v.Snapshot,
    seats=ANYBODY,
    budget=per_minute(60),
)
async def read_snapshot(hall: Hall, seat: Seat, _command: s.Empty) -> object:
    """Get the whole room again."""
    return await hall.snapshot(seat)


@on("room.catch_up", payload=CatchUp, ack=v.Delta, seats=ANYBODY, budget=per_minute(120))
async def catch_up(hall: Hall, seat: Seat, command: CatchUp) -> v.Delta:
    """Get the events after a known one."""
    async with hall.workshop.look(seat.actor) as work:
        return await history.read_events(work, seat.actor, seat.room_id, command.after)


@on(
    "seat.renew",
    payload=RenewSeat,
    ack=v.SeatView,
    seats=ANYBODY,
    budget=per_minute(10),
)
async def renew_seat(hall: Hall, seat: Seat, command: RenewSeat) -> v.SeatView:
    """Keep the seat with a fresh access token."""
    await hall.renew_seat(seat, command.token)
    return seat.view


@on(
    "answer.edit",
    payload=s.EditAnswer,
    ack=s.EditSaved,
    seats=CANDIDATE,
    budget=per_second(20),
)
async def edit_answer(hall: Hall, seat: Seat, command: s.EditAnswer) -> s.EditSaved:
    """Save what was typed; acknowledged once it is durable."""
    return await hall.journal.edit(seat.actor, seat.room_id, command)


@on(
    "answer.submit",
    payload=s.SubmitAnswer,
    ack=s.SubmittedAnswer,
    seats=CANDIDATE,
    budget=per_minute(60),
)
async def submit_answer(hall: Hall, seat: Seat, command: s.SubmitAnswer) -> s.SubmittedAnswer:
    """Hand in the answer; a second submit gets the first one's answer."""
    return await _do(hall, seat, answering.submit_answer, command)


@on(
    "question.skip",
    payload=s.NameQuestion,
    ack=s.SubmittedAnswer,
    seats=CANDIDATE,
    budget=per_minute(60),
)
async def skip_question(hall: Hall, seat: Seat, command: s.NameQuestion) -> s.SubmittedAnswer:
    """Leave the open question."""
    return await _do(hall, seat, answering.skip_question, command)


@on(
    "question.repeat",
    payload=s.NameQuestion,
    ack=Done,
    seats=CANDIDATE,
    budget=per_minute(30),
)
async def repeat_question(hall: Hall, seat: Seat, command: s.NameQuestion) -> Done:
    """Ask for the question again."""
    await _do(hall, seat, answering.repeat_question, command)
    return Done()


@on(
    "consent.set",
    payload=s.SetConsent,
    ack=dict[Purpose, bool],
    seats=CANDIDATE,
    budget=per_minute(60),
)
async def set_consent(hall: Hall, seat: Seat, command: s.SetConsent) -> dict[Purpose, bool]:
    """Give or withdraw a consent; it holds at once."""
    return await _do(hall, seat, answering.set_consent, command)


@on("room.ready", payload=s.GetReady, ack=Done, seats=CANDIDATE, budget=per_minute(30))
async def get_ready(hall: Hall, seat: Seat, _command: s.GetReady) -> Done:
    """Say that the device check is done."""
    await _do(hall, seat, answering.get_ready)
    return Done()


@on(
    "help.request",
    payload=s.AskForHelp,
    ack=Done,
    seats=CANDIDATE,
    budget=per_minute(10),
)
async def request_help(hall: Hall, seat: Seat, command: s.AskForHelp) -> Done:
    """Ask a person for help."""
    await _do(hall, seat, answering.request_help, command)
    return Done()


@on(
    "signal.report",
    payload=s.ReportSignal,
    ack=Signal,
    seats=CANDIDATE,
    budget=per_minute(60),
)
async def report_signal(hall: Hall, seat: Seat, command: s.ReportSignal) -> Signal:
    """Report a paste or a loss of focus; the candidate sees it too."""
    return await _do(hall, seat, answering.report_signal, command)


@on("room.start", payload=s.Empty, ack=Done, seats=STAFF, budget=per_minute(60))
async def start_room(hall: Hall, seat: Seat, _command: s.Empty) -> Done:
    """Begin the interview."""
    await _do(hall, seat, conduct.start_room)
    return Done()


@on("room.pause", payload=s.Empty, ack=Done, seats=STAFF, budget=per_minute(60))
async def pause_room(hall: Hall, seat: Seat, _command: s.Empty) -> Done:
    """Stop the clock."""
    await _do(hall, seat, conduct.pause_room)
    return Done()


@on("room.resume", payload=s.Empty, ack=Done, seats=STAFF, budget=per_minute(60))
async def resume_room(hall: Hall, seat: Seat, _command: s.Empty) -> Done:
    """Let the clock go on."""
    await _do(hall, seat, conduct.resume_room)
    return Done()


@on("room.end", payload=s.Empty, ack=Done, seats=STAFF, budget=per_minute(60))
async def end_room(hall: Hall, seat: Seat, _command: s.Empty) -> Done:
    """End the interview."""
    await _do(hall, seat, conduct.end_room)
    return Done()


@on(
    "question.push",
    payload=s.PushQuestion,
    ack=Done,
    seats=STAFF,
    budget=per_minute(60),
)
async def push_question(hall: Hall, seat: Seat, command: s.PushQuestion) -> Done:
    """Open the next question, a named one, or a follow-up."""
    await _do(hall, seat, conduct.push_question, command)
    return Done()


@on("question.close", payload=s.Empty, ack=Done, seats=STAFF, budget=per_minute(60))
async def close_question(hall: Hall, seat: Seat, _command: s.Empty) -> Done:
    """Close the open question."""
    await _do(hall, seat, conduct.close_question)
    return Done()


@on("time.extend", payload=s.ExtendTime, ack=Done, seats=STAFF, budget=per_minute(60))
async def extend_time(hall: Hall, seat: Seat, command: s.ExtendTime) -> Done:
    """Give the open question more time."""
    await _do(hall, seat, conduct.extend_time, command)
    return Done()


@on("auto.set", payload=s.SetAuto, ack=Done, seats=STAFF, budget=per_minute(60))
async def set_auto(hall: Hall, seat: Seat, command: s.SetAuto) -> Done:
    """Let the server push the next question by itself, or stop it."""
    await _do(hall, seat, conduct.set_auto, command)
    return Done()


@on("note.add", payload=s.AddNote, ack=Note, seats=STAFF, budget=per_minute(60))
async def add_note(hall: Hall, seat: Seat, command: s.AddNote) -> Note:
    """Write a private note."""
    return await _do(hall, seat, conduct.add_note, command)


@on(
    "score.override",
    payload=s.OverrideScore,
    ack=Done,
    seats=STAFF,
    budget=per_minute(60),
)
async def override_score(hall: Hall, seat: Seat, command: s.OverrideScore) -> Done:
    """Put a person's value beside the machine's."""
    await _do(hall, seat, conduct.override_score, command)
    return Done()


@on(
    "answer.read",
    payload=s.NameQuestion,
    ack=AnswerTextView,
    seats=ANYBODY,
    budget=per_minute(240),
)
async def read_answer(hall: Hall, seat: Seat, command: s.NameQuestion) -> AnswerTextView:
    """Get the newest text of one answer."""
    async with hall.workshop.look(seat.actor) as work:
        answer = await history.read_answer(work, seat.actor, seat.room_id, command.question_id)
    return AnswerTextView(
        question_id=command.question_id,
        answer_id=answer.answer_id,
        rev=answer.rev,
        text=answer.text,
    )
