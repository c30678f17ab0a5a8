"""Events become what the room shows, in whatever order and however often they come."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.interviews.journal import AnswerJournal
from domain.interviews.room import Room
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.errors import NotFound
from domain.kit.jobs import BackgroundJob, due_jobs
from domain.kit.work import Work, WorkShop
from domain.video.errors import HostDown
from domain.video.hooks import Hooks, Stream
from domain.video.inbox import PROCESS_EVENT, forget_old_events, list_events, replay_event
from domain.video.inbox_errors import StillWaiting
from domain.video.inbox_models import VideoEvent
from domain.video.inbox_schemas import EventQuery, EventView
from domain.video.models import VideoMeeting
from domain.video.processing import process_event
from domain.video.wishes import turn
from tests.factories.clock import SettableClock
from tests.factories.inbox import HOST_ID, Json, Listener, event, moved, ms, open_meeting, receive
from tests.factories.play import Play, open_play

ADMIN = Actor.user(1, Role.ADMIN)
NUMBER = "82000000001"


@pytest.fixture
async def play(workshop: WorkShop, journal: AnswerJournal) -> Play:
    """An interview whose meeting is open at the host."""
    return await _with_meeting(workshop, journal, NUMBER)


@pytest.fixture
def journal(workshop: WorkShop) -> AnswerJournal:
    return AnswerJournal(workshop)


async def _with_meeting(workshop: WorkShop, journal: AnswerJournal, number: str) -> Play:
    play = await open_play(workshop, journal, email=f"amina{number}@example.org")
    async with workshop.begin(SYSTEM) as work:
        await open_meeting(work, play.session_id, number)
    return play


async def process(workshop: WorkShop, hooks: Hooks | None = None) -> None:
    """Do the jobs of the inbox that are due, until none is."""
    while keys := await _due(workshop):
        for key in keys:
            async with workshop.begin(SYSTEM) as work:
                job = await work.session.get_one(BackgroundJob, key)
                job.state = "done"
                await process_event(work, job.payload["event_id"], hooks or Hooks())


async def _due(workshop: WorkShop) -> list[int]:
    async with workshop.look(SYSTEM) as work:
        due = BackgroundJob.id.in_(await due_jobs(work))
        found = select(BackgroundJob.id).where(due, BackgroundJob.name == PROCESS_EVENT)
        return list(await work.session.scalars(found.order_by(BackgroundJob.id)))


async def inbox(workshop: WorkShop) -> list[EventView]:
    """Return all events, oldest first."""
    async with workshop.look(ADMIN) as work:
        return (await list_events(work, ADMIN, EventQuery())).items[::-1]


async def only_meeting(work: Work) -> VideoMeeting:
    meeting: VideoMeeting = (await work.session.scalars(select(VideoMeeting))).one()
    return meeting


async def bodies(work: Work) -> list[str]:
    return list(await work.session.scalars(select(VideoEvent.body).order_by(VideoEvent.id)))


def course(at: int, number: str = NUMBER) -> list[Json]:
    """Return what a meeting's events say: Amina comes, goes and comes back; Bo stays."""
    amina: Json = {"email": f"amina{number}@example.org", "user_name": "Amina O."}
    return [
        event("meeting.started", at, number),
        moved("joined", at + 1, number, "amina", **amina),
        moved("joined", at + 2, number, "Bo Secret"),
        moved("left", at + 3, number, "amina", **amina),
        moved("joined", at + 4, number, "amina", **amina),
        event("meeting.ended", at + 5, number),
    ]


def meeting_of(room: Room) -> dict[str, Any]:
    """Return what the room shows of its meeting, people by name instead of number."""
    assert room.meeting is not None
    shown = room.meeting.model_dump(mode="json")
    people = shown.pop("participants")
    shown["people"] = sorted((p["role"], p["name"], p["joined_at"], p["left_at"]) for p in people)
    return shown


async def test_a_meetings_course_is_told_to_both_sides(workshop: WorkShop, play: Play) -> None:
    at = ms(workshop.clock())

    await receive(workshop, *course(at))
    await process(workshop)

    told = [one.type for one in (await play.events()).events]
    assert told == [
        "meeting.opened",
        "meeting.started",
        *["meeting.participant_joined"] * 2,
        "meeting.participant_left",
        "meeting.participant_joined",
        "meeting.ended",
    ]
    shown = meeting_of(await play.room())
    assert shown["state"] == "ended"
    assert [(role, name) for role, name, _, _ in shown["people"]] == [
        ("candidate", "Amina O."),
        ("unknown", "Bo Secret"),
    ]
    heard = (await play.events(play.candidate)).model_dump_json()
    assert "Bo Secret" not in heard + (await play.room(play.candidate)).model_dump_json()
    assert "Amina O." in heard


async def test_every_order_of_the_same_events_ends_in_the_same_room(
    workshop: WorkShop, journal: AnswerJournal, play: Play, clock: SettableClock
) -> None:
    at = ms(clock.now)
    await receive(workshop, *course(at))
    await process(workshop)
    expected = meeting_of(await play.room())

    for place, order in enumerate(list(itertools.permutations(range(6)))[::180], start=2):
        number = str(int(NUMBER) + place)
        other = await _with_meeting(workshop, journal, number)
        for index in order:
            await receive(workshop, course(at, number)[index], course(at, number)[index])
            await process(workshop)
        assert meeting_of(await other.room()) == expected, order


async def test_events_that_wait_together_are_done_in_the_order_of_the_hosts_clock(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, *reversed(course(ms(clock.now))))
    await process(workshop)

    told = [one.type for one in (await play.events()).events][1:]
    assert told[0] == "meeting.started"
    assert told[-1] == "meeting.ended"
    assert {one.outcome for one in await inbox(workshop)} == {"done"}


async def test_a_late_older_event_changes_nothing_and_says_so(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    at = ms(clock.now)
    await receive(workshop, event("meeting.started", at + 10, NUMBER, uuid="second"))
    await process(workshop)
    before = await play.room()

    await receive(workshop, event("meeting.started", at, NUMBER, uuid="first"))
    await receive(workshop, event("meeting.ended", at + 5, NUMBER, uuid="first"))
    await process(workshop)

    assert await play.room() == before
    late = (await inbox(workshop))[1]
    assert (late.outcome, late.problem) == ("ignored", "A newer event says otherwise.")
    async with workshop.look(SYSTEM) as work:
        meeting = await only_meeting(work)
        assert meeting.meeting_uuid == "second"


async def test_the_same_event_is_stored_once_whatever_its_spelling(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    once = event("meeting.started", ms(clock.now), NUMBER)

    await receive(workshop, once, once, once | {"sent": "again"})
    await process(workshop)

    assert len(await inbox(workshop)) == 1
    assert [one.type for one in (await play.events()).events].count("meeting.started") == 1


async def test_an_event_of_an_unknown_meeting_waits_until_the_meeting_is_found(
    workshop: WorkShop, journal: AnswerJournal, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, event("meeting.started", ms(clock.now), "999"))
    await process(workshop)
    assert [one.outcome for one in await inbox(workshop)] == [None]

    other = await _with_meeting(workshop, journal, "999")
    clock.pass_by(12 * 60)
    await process(workshop)

    assert [one.outcome for one in await inbox(workshop)] == ["done"]
    assert meeting_of(await other.room())["state"] == "started"


async def test_an_event_of_a_meeting_that_nobody_knows_is_given_up_after_an_hour(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, event("meeting.started", ms(clock.now), "999"))

    for _ in range(6):
        await process(workshop)
        clock.pass_by(12 * 60)

    [kept] = await inbox(workshop)
    assert (kept.outcome, kept.problem) == ("ignored", "No interview has this meeting.")
    assert not await _due(workshop)


async def test_what_is_not_used_is_ignored_with_a_reason(workshop: WorkShop, play: Play) -> None:
    cases = [
        ("user.created", "Greenroom does not use this kind of event."),
        ("meeting.participant_left", "The event names no participant."),
        ("recording.completed", "Recordings are not taken here."),
        ("meeting.rtms_started", "Live transcripts are not taken here."),
        ("meeting.rtms_stopped", "Live transcripts are not taken here."),
    ]

    await receive(workshop, *(event(name, 5, NUMBER) for name, _ in cases))
    await process(workshop)

    kept = [(one.event, one.problem) for one in await inbox(workshop)]
    assert kept == cases
    assert {one.outcome for one in await inbox(workshop)} == {"ignored"}


async def test_a_recording_is_handed_on_with_its_token_which_is_then_forgotten(
    workshop: WorkShop, play: Play
) -> None:
    hooks = Hooks(recordings=(listener := Listener()))
    body = event("recording.completed", 5, NUMBER) | {"download_token": "canary-download"}

    await receive(workshop, body)
    await process(workshop, hooks)

    assert listener.recorded == [(play.session_id, f"uuid-{NUMBER}", "canary-download")]
    async with workshop.look(SYSTEM) as work:
        assert "canary-download" not in "".join(await bodies(work))

    async with workshop.begin(ADMIN) as work:
        [kept] = (await list_events(work, ADMIN, EventQuery())).items
        await replay_event(work, ADMIN, kept.id)
    await process(workshop, hooks)
    assert listener.recorded[1:] == [(play.session_id, f"uuid-{NUMBER}", None)]


async def test_what_fails_is_tried_again_and_leaves_the_others_alone(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    hooks = Hooks(recordings=(listener := Listener(fails=1)))
    await receive(workshop, event("recording.completed", 5, NUMBER))
    await receive(workshop, event("meeting.started", ms(clock.now), NUMBER))

    await process(workshop, hooks)
    assert [one.outcome for one in await inbox(workshop)] == ["failed", "done"]

    clock.pass_by(12 * 60)
    await process(workshop, hooks)
    assert [one.outcome for one in await inbox(workshop)] == ["done", "done"]
    assert len(listener.recorded) == 1


async def test_a_live_transcript_is_offered_by_uuid_unless_it_is_over(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    hooks, at = Hooks(streams=(listener := Listener())), ms(clock.now)
    offer = {"meeting_uuid": f"uuid-{NUMBER}", "server_urls": "wss://zoom.us/a"}

    def flat(name: str, at_ms: int, **rest: object) -> Json:
        return {"event": f"meeting.rtms_{name}", "event_ts": at_ms, **offer, **rest}

    await receive(workshop, flat("started", at, rtms_stream_id="one"))
    await process(workshop, hooks)
    await receive(workshop, flat("stopped", at + 9, rtms_stream_id="two", stop_reason=8))
    await process(workshop, hooks)
    await receive(workshop, flat("started", at + 1, rtms_stream_id="two"))
    await process(workshop, hooks)

    assert listener.started == [Stream(f"uuid-{NUMBER}", "one", "wss://zoom.us/a")]
    assert listener.stopped == [("two", 8)]
    assert (await inbox(workshop))[2].problem == "The live transcript is over already."


async def test_a_live_transcript_is_found_by_the_uuid_that_another_event_named(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    hooks, at = Hooks(streams=(listener := Listener())), ms(clock.now)
    await receive(workshop, moved("joined", at, NUMBER, "x") | {"uuid": "ignored"})
    await receive(workshop, event("meeting.ended", at + 1, NUMBER, uuid="held before"))
    offer = {"rtms_stream_id": "s", "meeting_uuid": "held before", "stop_reason": 6}

    await receive(workshop, {"event": "meeting.rtms_stopped", "event_ts": at + 2, "payload": offer})
    await process(workshop, hooks)

    assert listener.stopped == [("s", 6)]


async def test_the_host_is_an_interviewer(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, event("meeting.started", ms(clock.now), NUMBER))
    await receive(workshop, moved("joined", ms(clock.now) + 1, NUMBER, "Rita", id=HOST_ID))
    await process(workshop)

    [(role, name, _, left_at)] = meeting_of(await play.room())["people"]
    assert (role, name, left_at) == ("interviewer", "Rita", None)


async def test_a_meeting_that_is_made_anew_has_nobody_in_it(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, *course(ms(clock.now)))
    await process(workshop)

    async with workshop.begin(SYSTEM) as work:
        meeting = await only_meeting(work)
        await turn(work, meeting, "wanted")
        assert meeting.ended_at is None
        meeting.meeting_id, meeting.join_url = "77", "https://zoom.us/j/77"
        await turn(work, meeting, "open")

    shown = meeting_of(await play.room())
    assert (shown["state"], shown["join_url"], shown["people"]) == (
        "open",
        "https://zoom.us/j/77",
        [],
    )


async def test_a_problem_at_the_host_is_for_interviewers_and_goes_when_it_is_solved(
    workshop: WorkShop, play: Play
) -> None:
    async with workshop.begin(SYSTEM) as work:
        meeting = await only_meeting(work)
        meeting.problem = HostDown.message
        await turn(work, meeting, "failed")
    assert meeting_of(await play.room())["problem"] == HostDown.message
    assert meeting_of(await play.room(play.candidate))["problem"] is None

    async with workshop.begin(SYSTEM) as work:
        meeting = await only_meeting(work)
        meeting.problem = None
        await turn(work, meeting, "open")

    assert meeting_of(await play.room())["problem"] is None


async def test_events_are_forgotten_after_thirty_days(
    workshop: WorkShop, play: Play, clock: SettableClock
) -> None:
    await receive(workshop, event("user.created", 5, NUMBER))
    clock.pass_by(timedelta(days=29).total_seconds())
    async with workshop.begin(SYSTEM) as work:
        await forget_old_events(work)
    assert len(await inbox(workshop)) == 1

    clock.pass_by(timedelta(days=2).total_seconds())
    async with workshop.begin(SYSTEM) as work:
        await forget_old_events(work)

    assert await inbox(workshop) == []


async def test_only_what_was_processed_is_processed_again_and_only_for_administrators(
    workshop: WorkShop, play: Play
) -> None:
    await receive(workshop, event("user.created", 5, NUMBER))
    [waiting] = await inbox(workshop)

    with pytest.raises(StillWaiting):
        async with workshop.begin(ADMIN) as work:
            await replay_event(work, ADMIN, waiting.id)
    with pytest.raises(NotFound):
        async with workshop.begin(play.recruiter) as work:
            await replay_event(work, play.recruiter, waiting.id)
