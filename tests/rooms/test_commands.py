"""Commands out of turn: refused with a code and a sentence while the connection lives."""

import pytest

from domain.interviews.schemas import AskInvite
from domain.interviews.sessions import invite_candidate
from domain.kit.actor import SYSTEM
from rooms.registry import ROOM
from tests.factories.server import ON_SQLITE, RunningServer
from tests.rooms.refusals import assert_alive, assert_refused

pytestmark = [pytest.mark.asyncio(loop_scope="module"), ON_SQLITE]


async def test_too_large_an_edit_names_the_limit_in_words(shared: RunningServer) -> None:
    async with shared.room() as (scene, _recruiter, candidate):
        answer = await candidate.type(scene.questions[0], "a" * 20_001)

        assert_refused(answer, "TOO_LARGE")
        assert "20000" in answer["error"]["fields"]["text"]


async def test_an_answer_takes_edits_only_while_its_question_is_open(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        first, second, _ = scene.questions

        assert_refused(await candidate.type(first, "early"), "CLOSED")
        await recruiter.do("room.start")
        assert_refused(await candidate.type(first, "early"), "CLOSED")
        await recruiter.do("question.push")
        await recruiter.do("room.pause")
        assert_refused(await candidate.type(first, "paused"), "PAUSED")
        assert_refused(await candidate.hand_in(first, "", 0), "PAUSED")
        await recruiter.do("room.resume")
        await candidate.type(first, "in time")
        await candidate.hand_in(first, "in time", 1)
        assert_refused(await candidate.type(first, "late", 1), "CLOSED")
        assert_refused(await candidate.type(second, "ahead"), "CLOSED")
        assert_refused(await candidate.hand_in(second, "", 0), "CLOSED")


async def test_a_second_submit_gets_the_first_ones_answer(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(question, "once")

        first = await candidate.hand_in(question, "once", 1)
        second = await candidate.hand_in(question, "something else", 9)

        assert first == second
        assert len(recruiter.events("answer.submitted")) == 1


async def test_a_submit_of_another_text_than_the_saved_one_is_stale(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(question, "saved")

        answer = await candidate.hand_in(question, "seen", 1)

        assert_refused(answer, "STALE")
        assert (answer["error"]["rev"], answer["error"]["text"]) == (1, "saved")


async def test_a_message_over_every_limit_costs_the_sender_the_connection(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(scene.questions[0], "kept")

        await candidate.sio.emit("help.request", {"message": "a" * 1_100_000}, namespace=ROOM)
        await candidate.gone()
        again = await shared.join(scene.session_id, invite=scene.invite)

        snapshot = await again.hear("room.snapshot")
        assert snapshot["room"]["questions"][0]["answer"]["text"] == "kept"
        await assert_alive(recruiter)
        await again.leave()


async def test_too_many_commands_are_told_when_to_try_again(shared: RunningServer) -> None:
    async with shared.room() as (_scene, _recruiter, candidate):
        answers = [await candidate.call("help.request", message="Hello?") for _ in range(6)]

        refused = [answer["error"] for answer in answers if not answer["ok"]]
        assert refused
        assert {error["code"] for error in refused} == {"RATE"}
        assert all(error["retry_after_s"] >= 1 for error in refused)
        await assert_alive(candidate)


async def test_a_running_interview_refuses_what_no_longer_fits(shared: RunningServer) -> None:
    async with shared.room(questions=1) as (scene, recruiter, candidate):
        await recruiter.do("room.start")
        assert_refused(await recruiter.call("room.start"), "InterviewRunning")
        assert_refused(await recruiter.call("room.resume"), "NotPaused")
        assert_refused(await recruiter.call("question.close"), "CLOSED")
        assert_refused(await recruiter.call("question.push", question_id=999_999), "NotFound")
        await recruiter.do("question.push")
        assert_refused(await recruiter.call("time.extend", seconds=60), "NoTimeLimit")
        await recruiter.do("question.close")
        assert_refused(await recruiter.call("question.push"), "NothingLeftToAsk")
        again = await recruiter.call("question.push", question_id=scene.questions[0])
        assert_refused(again, "QuestionAlreadyAsked")
        await recruiter.do("room.pause")
        assert_refused(await recruiter.call("room.pause"), "PAUSED")
        assert_refused(await recruiter.call("question.push", text="More?"), "PAUSED")
        await recruiter.do("room.end")
        for name in ("room.start", "room.pause", "room.end", "question.push"):
            assert_refused(await recruiter.call(name), "InterviewEnded")
        assert_refused(await candidate.send("room.ready"), "InterviewEnded")
        assert_refused(await candidate.call("signal.report", kind="blur"), "InterviewEnded")


async def test_a_replaced_invite_closes_the_seat_it_opened(shared: RunningServer) -> None:
    async with shared.room() as (scene, _recruiter, candidate):
        async with shared.house.workshop.begin(SYSTEM) as work:
            await invite_candidate(work, SYSTEM, scene.session_id, AskInvite(), shared.url)

        await candidate.gone()
