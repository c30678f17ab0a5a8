"""The review of questions over REST, and what dashboards hear of it."""

from typing import Any

import pytest

from domain.kit.actor import SYSTEM, Role
from tests.factories.people import open_job
from tests.factories.questions import GOLD, POINTS, RUBRIC
from tests.factories.server import ON_SQLITE, RunningServer, new_name, standard_client
from tests.factories.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def new_job(server: RunningServer) -> int:
    async with server.house.workshop.begin(SYSTEM) as work:
        return await open_job(work)


def question(job_id: int, **fields: Any) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "question_text": "Explain REST.",
        "gold_standard_answer": GOLD,
        "key_points": POINTS,
        "rubric": RUBRIC,
        "skills_tested": ["REST"],
    } | fields


async def test_a_question_goes_from_draft_to_its_second_version(shared: RunningServer) -> None:
    job_id = await new_job(shared)
    author = shared.http(await shared.sign_in(Role.RECRUITER, new_name("author")))
    expert = shared.http(await shared.sign_in(Role.DOMAIN_EXPERT, new_name("expert")))
    async with author as hers, expert as theirs:
        key = (await hers.post("/api/questions", json=question(job_id))).json()["id"]
        path = f"/api/questions/{key}"

        submitted = await hers.post(f"{path}/submit")
        waiting = await theirs.get(f"/api/questions?job_id={job_id}&state=in_review&q=rest")
        verdict = {"question_ids": [key, 999_999], "decision": "approve", "comment": "Good."}
        decided = await theirs.post("/api/questions/approve", json=verdict)
        again = await theirs.post("/api/questions/approve", json=verdict)
        edit = {"question_text": "Explain REST twice.", "expected_version": 1}
        edited = await hers.patch(path, json=edit)
        late = await hers.patch(path, json=edit)
        comment = await theirs.post(f"{path}/comments", json={"text": "Why twice?"})
        foreign = await hers.delete(f"/api/questions/comments/{comment.json()['id']}")
        diff = await theirs.get(f"{path}/versions/2/diff", params={"against": 1})
        versions = await theirs.get(f"{path}/versions")

    assert submitted.json()["state"] == "in_review"
    assert [item["id"] for item in waiting.json()["items"]] == [key]
    assert waiting.json()["items"][0]["own"] is False
    assert [one["is_approved"] for one in decided.json()["questions"]] == [True]
    assert [one["code"] for one in decided.json()["refused"]] == ["NotFound"]
    assert (again.status_code, again.json()["error"]["code"]) == (409, "ImpossibleStep")
    assert edited.json()["draft"]["question_text"] == "Explain REST twice."
    assert (late.status_code, late.json()["error"]["version"]) == (409, 2)
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (403, "NotYourComment")
    assert diff.json()["fields"][0]["field"] == "question_text"
    assert [item["number"] for item in versions.json()["items"]] == [2, 1]
    assert versions.json()["items"][1]["reviews"][0]["comment"] == "Good."


@ON_SQLITE
async def test_dashboards_hear_where_questions_stand(shared: RunningServer) -> None:
    job_id = await new_job(shared)
    token = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))
    heard: list[dict[str, Any]] = []
    async with standard_client() as sio, shared.http(token) as http:
        sio.on("questions.changed", heard.append, namespace="/dashboard")
        await sio.connect(
            shared.url, auth={"token": token}, namespaces=["/dashboard"], transports=["websocket"]
        )
        await sio.call("dashboard.subscribe", {"job_id": job_id}, namespace="/dashboard")

        key = (await http.post("/api/questions", json=question(job_id))).json()["id"]
        await http.post(f"/api/questions/{key}/submit")
        await until(lambda: bool(heard) and heard[-1]["questions"][0]["state"] == "in_review")
        await http.delete(f"/api/questions/{key}")
        await until(lambda: heard[-1]["questions"][0]["state"] == "deleted")

    assert heard[-1]["questions"] == [
        {
            "question_id": key,
            "job_id": job_id,
            "state": "deleted",
            "version": 1,
            "is_approved": False,
        }
    ]
