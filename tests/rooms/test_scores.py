"""Scores appear while an answer grows, and only with the candidate's consent."""

import pytest

from tests.factories.questions import GOLD
from tests.factories.server import Client, RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def consent(candidate: Client, *, granted: bool = True) -> None:
    await candidate.do("consent.set", purpose="ai_score", granted=granted, text_version="1")


async def test_partial_scores_follow_the_text_and_the_final_one_stays(
    shared: RunningServer,
) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        question = scene.questions[0]
        await consent(candidate)
        await recruiter.do("room.start")
        await recruiter.do("question.push")

        await candidate.type(question, "I do not know.")
        early = await recruiter.hear("score.partial")
        await candidate.type(question, GOLD, 1)
        while (partial := await recruiter.hear("score.partial"))["rev"] != 2:
            await recruiter.hear("score.partial", len(recruiter.events("score.partial")) + 1)
        await candidate.hand_in(question, GOLD, 2)
        final = await recruiter.hear("score.final")

        assert early["rev"] == 1
        assert partial["score"]["overall"] > early["score"]["overall"]
        assert {"session_id", "question_id", "answer_id", "took_ms", "at"} <= set(partial)
        assert final["data"]["score"]["overall"] == partial["score"]["overall"]
        for point in final["data"]["score"]["key_points"]:
            quote = point["quote"]
            assert quote is None or GOLD[quote["start"] : quote["end"]].strip()
        stored = (await recruiter.do("room.snapshot"))["room"]["questions"][0]["answer"]
        assert stored["score"] == final["data"]["score"]


async def test_a_person_may_set_their_own_value_beside_the_machines(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await consent(candidate)
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(scene.questions[0], GOLD)
        await candidate.hand_in(scene.questions[0], GOLD, 1)
        final = (await recruiter.hear("score.final"))["data"]

        value = {"answer_id": final["answer_id"], "dimension": "overall", "value": 4.5}
        await recruiter.do("score.override", **value, reason="Learnt by heart.")
        overridden = (await recruiter.hear("score.overridden"))["data"]

        assert overridden["value"] == 4.5
        answer = (await recruiter.do("room.snapshot"))["room"]["questions"][0]["answer"]
        assert answer["score"]["overall"] == final["score"]["overall"]
        assert [override["value"] for override in answer["overrides"]] == [4.5]


@pytest.mark.parametrize("asked", [False, True])
async def test_without_consent_nothing_is_scored(shared: RunningServer, *, asked: bool) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        if asked:
            await consent(candidate, granted=False)
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(scene.questions[0], GOLD)
        await candidate.hand_in(scene.questions[0], GOLD, 1)
        await recruiter.do("room.end")
        await scored_otherwise(shared)

        assert not recruiter.events("score.partial")
        assert not recruiter.events("score.final")


async def test_a_withdrawn_consent_stops_the_scoring_at_once(shared: RunningServer) -> None:
    async with shared.room() as (scene, recruiter, candidate):
        await consent(candidate)
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(scene.questions[0], "Resources.")
        await recruiter.hear("score.partial")

        await consent(candidate, granted=False)
        await candidate.type(scene.questions[0], GOLD, 1)
        await candidate.hand_in(scene.questions[0], GOLD, 2)
        await scored_otherwise(shared)

        assert [partial["rev"] for partial in recruiter.events("score.partial")] == [1]
        assert not recruiter.events("score.final")


async def scored_otherwise(server: RunningServer) -> None:
    """Wait until another room, which came later, has been scored."""
    async with server.room() as (scene, recruiter, candidate):
        await consent(candidate)
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        await candidate.type(scene.questions[0], GOLD)
        await recruiter.hear("score.partial")
        await candidate.hand_in(scene.questions[0], GOLD, 1)
        await recruiter.hear("score.final")
