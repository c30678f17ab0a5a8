"""A client that was away gets exactly what it missed, and nothing overtakes its first message."""

import asyncio
from typing import Any

import pytest

from domain.interviews.room import Room
from domain.interviews.views import Snapshot
from tests.factories.follower import Follower, assert_same_room
from tests.factories.server import Client, RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def fresh_room(client: Client) -> Room:
    return Snapshot.model_validate(await client.do("room.snapshot")).room


def known(room: dict[str, Any]) -> dict[str, Any]:
    """Return what a returning client says it knows."""
    return {"epoch": room["epoch"], "last_seq": room["seq"]}


async def play(recruiter: Client, candidate: Client, question: int) -> None:
    """Open a question, answer it, and do this and that around it."""
    await recruiter.do("question.push", question_id=question)
    await candidate.do("signal.report", kind="paste", size=12)
    await candidate.type(question, "An answer.")
    await recruiter.do("room.pause")
    await recruiter.do("note.add", text="Paused for the fire alarm.")
    await recruiter.do("room.resume")
    await candidate.hand_in(question, "An answer.", 1)


async def test_a_lost_candidate_gets_exactly_what_it_missed(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        seen = Follower(candidate)
        room = await seen.until(1)
        await candidate.vanish()
        await recruiter.do("question.push")
        await recruiter.do("note.add", text="Not for the candidate.")
        await recruiter.do("room.pause")

        back = await shared.join(scene.session_id, invite=scene.invite, **known(room.model_dump()))
        delta = await back.hear("room.delta")

        assert [event["seq"] for event in delta["events"]] == list(range(2, delta["seq"] + 1))
        types = [event["type"] for event in delta["events"]]
        conducted = [name for name in types if not name.startswith("candidate.")]
        assert conducted == ["question.pushed", "room.paused"]
        assert not back.events("room.snapshot")
        follower = Follower(back, room)
        assert_same_room(await follower.until(delta["seq"]), await fresh_room(back))
        await back.leave()


async def test_somebody_who_missed_nothing_gets_an_empty_delta(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, _candidate):
        room = (await recruiter.hear("room.snapshot"))["room"]
        await recruiter.vanish()

        back = await shared.join(scene.session_id, token=scene.token, **known(room))

        assert (await back.hear("room.delta"))["events"] == []
        await back.leave()


@pytest.mark.parametrize(
    "claim",
    [{"epoch": "another", "last_seq": 0}, {"last_seq": 0}, {"epoch": "x"}, {"last_seq": 2**53}],
)
async def test_what_cannot_be_continued_begins_with_a_snapshot(
    shared: RunningServer, claim: dict[str, Any]
) -> None:
    scene = await shared.scene()

    client = await shared.join(scene.session_id, token=scene.token, **claim)

    assert (await client.hear("room.snapshot"))["room"]["session_id"] == scene.session_id
    await client.leave()


async def test_a_future_seq_of_the_right_epoch_is_answered_by_a_snapshot(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, _candidate):
        room = (await recruiter.hear("room.snapshot"))["room"]

        claim = known(room) | {"last_seq": 7}
        client = await shared.join(scene.session_id, token=scene.token, **claim)

        assert await client.hear("room.snapshot")
        await client.leave()


async def test_more_than_300_missed_events_are_answered_by_a_snapshot(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, _candidate):
        room = (await recruiter.hear("room.snapshot"))["room"]
        await recruiter.do("room.start")
        await shared.fill(scene, events=300)

        exactly = await shared.join(scene.session_id, token=scene.token, **known(room | {"seq": 1}))
        too_far = await shared.join(scene.session_id, token=scene.token, **known(room))
        resync = await recruiter.do("room.catch_up", after=0)

        assert len((await exactly.hear("room.delta"))["events"]) == 300
        assert (await too_far.hear("room.snapshot"))["room"]["seq"] == 301
        assert resync == {"epoch": room["epoch"], "seq": 301, "resync": True, "events": []}
        await exactly.leave()
        await too_far.leave()


async def test_nothing_overtakes_the_snapshot_of_those_who_join_meanwhile(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        joined: list[Client] = []

        async def join_again_and_again() -> None:
            for number in range(12):
                proof = {"token": scene.token} if number % 2 else {"invite": scene.invite}
                joined.append(await shared.join(scene.session_id, **proof))

        async def make_events() -> None:
            for question in scene.questions:
                await play(recruiter, candidate, question)

        await asyncio.gather(join_again_and_again(), make_events())

        for watcher in (recruiter, candidate):
            newest = await fresh_room(watcher)
            for client in joined[1::2] if watcher is recruiter else joined[::2]:
                await client.hear("room.snapshot")
                assert client.heard[0][0] == "room.snapshot"
                follower = Follower(client)
                assert_same_room(await follower.until(newest.seq), newest)
                assert follower.gaps == 0
        for client in joined:
            await client.leave()


async def test_a_candidate_who_vanishes_at_every_step_ends_up_with_the_same_room(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, _first):
        candidate = await shared.join(scene.session_id, invite=scene.invite)
        room: Room | None = None

        async def come_back() -> tuple[Client, Room]:
            have = await Follower(candidate, room).catch_up()
            await candidate.vanish()
            claim = known(have.model_dump())
            return await shared.join(scene.session_id, invite=scene.invite, **claim), have

        await candidate.hear("room.snapshot")
        steps: list[tuple[str, dict[str, Any]]] = [
            ("room.start", {}),
            ("question.push", {"time_limit_s": 600}),
            ("time.extend", {"seconds": 60}),
            ("room.pause", {}),
            ("time.extend", {"seconds": 60}),
            ("room.resume", {}),
            ("question.close", {}),
            ("auto.set", {"on": True}),
            ("question.push", {"text": "And why?"}),
            ("room.end", {}),
        ]
        for name, data in steps:
            candidate, room = await come_back()
            await recruiter.do(name, **data)
            await candidate.hear("room.delta")

        newest = await fresh_room(candidate)
        assert_same_room(await Follower(candidate, room).until(newest.seq), newest)
        await candidate.leave()


async def test_presence_shows_who_is_there(shared: RunningServer) -> None:
    async with shared.room() as (_scene, recruiter, candidate):
        for client in (recruiter, candidate):
            await client.hear_people({"interviewer", "candidate"})

        await candidate.vanish()

        await recruiter.hear_people({"interviewer"})
