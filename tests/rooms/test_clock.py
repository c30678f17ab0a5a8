"""Time limits, pauses and interviews that run by themselves."""

from datetime import datetime

import pytest

from tests.factories.clock import MovableClock
from tests.factories.server import ON_SQLITE, RunningServer

pytestmark = [pytest.mark.asyncio(loop_scope="module"), ON_SQLITE]


@pytest.fixture
def clock(shared: RunningServer) -> MovableClock:
    """The shared server's clock, ahead of real time by what the test says."""
    clock = MovableClock()
    shared.house.workshop.clock = clock
    return clock


async def test_a_question_closes_when_its_time_is_over_and_the_draft_counts(
    shared: RunningServer, clock: MovableClock
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push", time_limit_s=60)
        await candidate.type(question, "As far as I got")

        clock.pass_by(63)
        submitted = await candidate.hear("answer.submitted")
        closed = await candidate.hear("question.closed")

        assert submitted["data"]["text"] == "As far as I got"
        assert submitted["data"]["rev"] == 1
        assert (closed["data"]["reason"], closed["by"]) == ("time", "Greenroom")
        late = await candidate.type(question, "As far as I got, and more", 1)
        assert late["error"]["code"] == "CLOSED"


async def test_an_edit_within_the_grace_still_counts(
    shared: RunningServer, clock: MovableClock
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push", time_limit_s=3_600)
        clock.pass_by(3_599)

        assert (await candidate.type(scene.questions[0], "Just in time"))["ok"]


async def test_auto_mode_runs_through_all_questions_and_ends(
    shared: RunningServer, clock: MovableClock
) -> None:
    async with shared.room(auto=True, questions=3, time_limit_s=60) as (
        scene,
        recruiter,
        candidate,
    ):
        await recruiter.do("room.start")
        await candidate.hear("question.pushed")
        await candidate.type(scene.questions[0], "One")
        await candidate.hand_in(scene.questions[0], "One", 1)
        await candidate.hear("question.pushed", 2)
        await candidate.do("question.skip", question_id=scene.questions[1])
        await candidate.hear("question.pushed", 3)
        clock.pass_by(63)
        await candidate.hear("room.ended")

        reasons = [event["data"]["reason"] for event in candidate.events("question.closed")]
        assert reasons == ["submitted", "skipped", "time"]
        room = (await recruiter.do("room.snapshot"))["room"]
        assert (room["status"], room["auto"]) == ("Completed", True)


async def test_auto_mode_may_be_switched_on_halfway(
    shared: RunningServer, clock: MovableClock
) -> None:
    async with shared.room(questions=2) as (_scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await recruiter.do("question.close")

        await recruiter.do("auto.set", on=True)

        await candidate.hear("question.pushed", 2)
        await recruiter.do("question.close")
        await candidate.hear("room.ended")


async def test_a_pause_stops_the_clock(shared: RunningServer, clock: MovableClock) -> None:
    async with shared.room() as (_scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push", time_limit_s=60)
        await recruiter.do("room.pause")
        left = (await candidate.hear("room.paused"))["data"]["remaining_s"]

        clock.pass_by(600)
        await recruiter.do("time.extend", seconds=30)
        await recruiter.do("room.resume")
        resumed = await candidate.hear("room.resumed")

        deadline = datetime.fromisoformat(resumed["data"]["deadline_at"])
        assert 50 < left <= 60
        given = (deadline - datetime.fromisoformat(resumed["at"])).total_seconds()
        assert given == pytest.approx(left + 30, abs=0.01)
        assert not candidate.events("question.closed")


async def test_extended_time_moves_the_deadline(shared: RunningServer, clock: MovableClock) -> None:
    async with shared.room() as (_scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push", time_limit_s=60)
        pushed = await candidate.hear("question.pushed")

        await recruiter.do("time.extend", seconds=90)
        extended = await candidate.hear("time.extended")

        before = datetime.fromisoformat(pushed["data"]["question"]["deadline_at"])
        after = datetime.fromisoformat(extended["data"]["deadline_at"])
        assert (after - before).total_seconds() == 90
