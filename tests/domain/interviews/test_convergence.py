"""A snapshot and the events after it always equal a fresh snapshot, for both sides of the table."""

from contextlib import suppress
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.interviews.events import AnyChange, RoomEvent
from domain.interviews.fold import fold
from domain.interviews.journal import AnswerJournal
from domain.interviews.room import Room
from domain.interviews.store import RoomHappened
from domain.kit.actor import Actor
from domain.kit.errors import DomainError
from domain.kit.work import WorkShop
from tests.domain.interviews.commands import (
    MOVES,
    SECRET_NAME,
    SECRET_NOTE,
    SECRET_PROBLEM,
    SECRET_REASON,
    WHOLE_INTERVIEW,
)
from tests.factories.clock import SettableClock
from tests.factories.follower import assert_same_room
from tests.factories.play import Play, open_play
from tests.factories.questions import GOLD, POINTS

PLANNED = {"questions": 3, "time_limit_s": 60}
EVERY_EVENT = {change.model_fields["type"].default for change in get_args(get_args(AnyChange)[0])}
likely_moves = st.sampled_from([name for name in MOVES if name != "end"] + ["push next", "write"])
Course = list[tuple[str, int]]
moves = st.tuples(likely_moves, st.integers(0, 7))


async def play_out(play: Play, clock: SettableClock, course: Course) -> None:
    """Make the moves of a course; what the rules refuse is part of the game."""
    for name, number in course:
        await make_move(play, clock, name, number)


async def make_move(play: Play, clock: SettableClock, name: str, number: int) -> None:
    clock.pass_by(number * 3.000_457)
    with suppress(DomainError):
        await MOVES[name](play, await play.room(), number)


async def assert_it_converges(play: Play, actor: Actor, snapshots: list[Room]) -> None:
    """Fold what came after each snapshot; it must lead to the room as it is now."""
    fresh, delta = await play.room(actor), await play.events(actor)
    assert [event.seq for event in delta.events] == list(range(1, fresh.seq + 1))
    events = [RoomEvent.model_validate_json(event.model_dump_json()) for event in delta.events]
    for snapshot in {room.seq: room for room in snapshots}.values():
        heard = Room.model_validate_json(snapshot.model_dump_json())
        assert_same_room(folded(heard, events[snapshot.seq :]), fresh)


def folded(room: Room, events: list[RoomEvent]) -> Room:
    for event in events:
        room = fold(room, event.data).model_copy(update={"seq": event.seq})
    return room


async def assert_every_moment_converges(play: Play, clock: SettableClock, course: Course) -> None:
    staff, candidate = [await play.room()], [await play.room(play.candidate)]
    for name, number in course:
        await make_move(play, clock, name, number)
        staff.append(await play.room())
        candidate.append(await play.room(play.candidate))
    await assert_it_converges(play, play.recruiter, staff)
    await assert_it_converges(play, play.candidate, candidate)


async def test_a_whole_interview_converges_from_every_moment_of_it(
    workshop: WorkShop, journal: AnswerJournal, clock: SettableClock
) -> None:
    play = await open_play(workshop, journal, **PLANNED)

    await assert_every_moment_converges(play, clock, WHOLE_INTERVIEW)

    assert (await play.room()).status == "Completed"


async def test_the_whole_interview_leaves_no_kind_of_event_out(
    workshop: WorkShop, journal: AnswerJournal, clock: SettableClock
) -> None:
    play = await open_play(workshop, journal, **PLANNED)

    await play_out(play, clock, WHOLE_INTERVIEW)

    happened = {event.type for event in (await play.events()).events}
    assert happened == EVERY_EVENT, "add a move to WHOLE_INTERVIEW for each new event"


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(moves, max_size=3), after=st.lists(moves, min_size=5, max_size=15))
async def test_any_course_of_an_interview_converges(
    workshop: WorkShop,
    journal: AnswerJournal,
    clock: SettableClock,
    before: Course,
    after: Course,
) -> None:
    play = await open_play(workshop, journal, **PLANNED)

    await assert_every_moment_converges(play, clock, [*before, ("start", 0), *after])


async def test_the_candidate_never_hears_what_is_for_interviewers(
    workshop: WorkShop, journal: AnswerJournal, clock: SettableClock
) -> None:
    play = await open_play(workshop, journal, **PLANNED)
    await play_out(play, clock, WHOLE_INTERVIEW)

    heard = (await play.events(play.candidate)).model_dump_json()
    heard += (await play.room(play.candidate)).model_dump_json()

    points = [str(point["text"]) for point in POINTS]
    words = (SECRET_NOTE, SECRET_REASON, SECRET_NAME, SECRET_PROBLEM)
    for secret in (GOLD, *points, *words, "input_hash", "ruling"):
        assert secret not in heard
        assert secret in (await play.room()).model_dump_json()


async def test_the_candidates_stream_has_no_gaps_where_interviewers_hear_more(
    workshop: WorkShop, journal: AnswerJournal, clock: SettableClock
) -> None:
    play = await open_play(workshop, journal, **PLANNED)
    await play_out(play, clock, WHOLE_INTERVIEW)

    staff, candidate = await play.events(), await play.events(play.candidate)

    assert [event.seq for event in candidate.events] == list(range(1, candidate.seq + 1))
    private = {
        "note.added",
        "score.final",
        "score.evaluated",
        "score.overridden",
        "meeting.failed",
        "recording.ready",
    }
    assert [e.type for e in candidate.events] == [
        e.type for e in staff.events if e.type not in private
    ]


async def test_events_are_announced_as_they_are_stored(
    workshop: WorkShop, journal: AnswerJournal, clock: SettableClock
) -> None:
    play = await open_play(workshop, journal, **PLANNED)
    told: list[RoomHappened] = []

    def hear(announcement: object) -> None:
        if isinstance(announcement, RoomHappened):
            told.append(announcement)

    workshop.listen(hear)

    await play_out(play, clock, WHOLE_INTERVIEW)

    staff = [happened.staff for happened in told]
    candidate = [happened.candidate for happened in told if happened.candidate]
    stored = [e.model_dump(mode="json") for e in (await play.events()).events]
    own = [e.model_dump(mode="json") for e in (await play.events(play.candidate)).events]
    assert (staff, candidate) == (stored, own)


async def test_who_asks_for_what_never_happened_is_sent_to_a_snapshot(
    workshop: WorkShop, journal: AnswerJournal
) -> None:
    play = await open_play(workshop, journal)

    delta = await play.events(after=1)

    assert (delta.resync, delta.events, delta.seq) == (True, [], 0)
