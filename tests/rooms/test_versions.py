"""A planned interview asks what was approved when it was planned, whatever is written since."""

import pytest

from domain.interviews.models import InterviewSession
from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import SYSTEM
from domain.questions.service import retire_question
from tests.factories.questions import RUBRIC, edit_and_approve
from tests.factories.server import RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_room_pushes_the_version_it_was_planned_with(shared: RunningServer) -> None:
    fields = {"rubric": RUBRIC, "time_limit_s": 300}
    scene = await shared.scene(question_fields=fields)
    key, *_ = scene.questions
    workshop = shared.house.workshop
    new = [{"id": "n1", "text": "Only the new point counts", "weight": 1.0}]
    async with workshop.begin(SYSTEM) as work:
        await edit_and_approve(work, key, question_text="Newer?", key_points=new, rubric=[])
        planned = await work.session.get_one(InterviewSession, scene.session_id)
        command = ScheduleSession(
            application_id=planned.candidate_id, scheduled_at=work.now, question_ids=[key]
        )
        later = await schedule_session(work, SYSTEM, command)
        await retire_question(work, SYSTEM, key)
    recruiter = await shared.join(scene.session_id, token=scene.token)
    candidate = await shared.join(scene.session_id, invite=scene.invite)

    await recruiter.do("room.start")
    await recruiter.do("question.push")

    told = (await candidate.hear("question.pushed"))["data"]["question"]
    seen = (await recruiter.hear("question.pushed"))["data"]["question"]
    assert (told["text"], told["question_version"]) == ("Question 1: explain REST.", 1)
    assert told["rubric"] == []
    assert seen["rubric"] == RUBRIC
    assert [point["id"] for point in seen["key_points"]] == ["k1", "k2", "k3"]
    async with shared.http(scene.token) as http:
        shown = (await http.get(f"/api/interview/sessions/{later.id}/snapshot")).json()
    [frozen] = shown["room"]["questions"]
    assert (frozen["text"], frozen["question_version"]) == ("Newer?", 2)
    assert [point["id"] for point in frozen["key_points"]] == ["n1"]
