"""What interviewers know, candidates never hear."""

import json

import pytest

from tests.factories.server import RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = {
    "gold_standard_answer": "canary-gold: resources with URLs.",
    "key_points": [{"id": "k1", "text": "canary-point: resources", "weight": 1.0}],
    "rubric": [
        {"level": level, "name": "Level", "text": f"canary-rubric {level}"} for level in range(1, 5)
    ],
}
CANARIES = ("canary-gold", "canary-point", "canary-rubric", "canary-note", "canary-reason")
STAFF_KEYS = ("score", "overrides", "gold_standard_answer", "key_points", "rubric", "notes")


async def test_a_candidate_hears_no_gold_answer_key_point_note_or_score(
    shared: RunningServer,
) -> None:
    scene = await shared.scene(question_fields=SECRET)
    recruiter = await shared.join(scene.session_id, token=scene.token)
    candidate = await shared.join(scene.session_id, invite=scene.invite)
    question = scene.questions[0]
    acks = []

    await candidate.do("consent.set", purpose="ai_score", granted=True, text_version="1")
    await recruiter.do("room.start")
    await recruiter.do("question.push")
    await recruiter.do("note.add", text="canary-note")
    acks.append(await candidate.type(question, "REST has resources."))
    acks.append(await candidate.type(question, "too early", 7))
    acks.append(await candidate.hand_in(question, "REST has resources.", 1))
    final = await recruiter.hear("score.final")
    overriding = {"answer_id": final["data"]["answer_id"], "dimension": "overall", "value": 3.5}
    await recruiter.do("score.override", **overriding, reason="canary-reason")
    await recruiter.do("question.push", text="And why is that?")
    acks.append(await candidate.send("room.snapshot"))
    acks.append(await candidate.call("room.catch_up", after=0))
    acks.append(await candidate.call("answer.read", question_id=question))
    acks.append(await candidate.call("answer.read", question_id=scene.questions[1]))
    acks += [await candidate.call("score.override", **overriding, reason="mine")]
    await recruiter.do("room.end")
    await candidate.hear("room.ended")
    newcomer = await shared.join(scene.session_id, invite=scene.invite)
    await newcomer.hear("room.snapshot")
    async with shared.http(Authorization=f"Invite {scene.invite}") as http:
        base = f"/api/interview/sessions/{scene.session_id}"
        paths = ("", "/snapshot", "/events?after=0")
        over_rest = [(await http.get(base + path)).text for path in paths]

    told = json.dumps([candidate.heard, newcomer.heard, acks, over_rest])
    assert [canary for canary in CANARIES if canary in told] == []
    assert {name for name, _ in candidate.heard}.isdisjoint(
        {"score.final", "score.partial", "score.overridden", "note.added", "answer.edited"}
    )
    assert _staff_values([candidate.heard, newcomer.heard, acks]) == []
    heard_by_staff = json.dumps(recruiter.heard)
    assert all(canary in heard_by_staff for canary in CANARIES)
    for client in (recruiter, candidate, newcomer):
        await client.leave()


def _staff_values(value: object) -> list[object]:
    """Return every value under a key that is for interviewers and says something."""
    if isinstance(value, dict):
        found = [value[key] for key in STAFF_KEYS if value.get(key)]
        return found + [hit for part in value.values() for hit in _staff_values(part)]
    if isinstance(value, list | tuple):
        return [hit for part in value for hit in _staff_values(part)]
    return []
