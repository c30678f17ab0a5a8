"""Planning and running an interview over REST alone, where sockets are blocked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.kit.actor import SYSTEM
from tests.factories.people import apply
from tests.factories.questions import add_question
from tests.factories.server import RunningServer, sha256
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

S = "/api/interview/sessions"
SOON = (datetime.now(UTC) + timedelta(days=1)).isoformat()


async def applied(server: RunningServer, questions: int = 1) -> tuple[int, list[int]]:
    """Return an application, and approved questions of its job."""
    job_id = await server.job()
    async with server.house.workshop.begin(SYSTEM) as work:
        ids = [await add_question(work, job_id) for _ in range(questions)]
        return await apply(work, job_id), ids


async def test_an_interview_is_planned_moved_listed_and_cancelled(
    shared: RunningServer, cast: Cast
) -> None:
    application, _questions = await applied(shared)
    async with shared.http(cast.recruiter) as http:
        plan = {"application_id": application, "scheduled_at": SOON, "time_limit_s": 60}

        made = await http.post(S, json=plan)
        path = f"{S}/{made.json()['id']}"
        moved = await http.patch(path, json={"auto": True})
        listed = (await http.get(S, params={"status": "Scheduled"})).json()
        cancelled = await http.delete(path)

        assert made.status_code == 201
        assert (made.json()["status"], made.json()["question_count"]) == ("Scheduled", 1)
        assert moved.json()["auto"] is True
        assert moved.json() == (await http.get(path)).json() | {"status": "Scheduled"}
        assert made.json()["id"] in [item["id"] for item in listed["items"]]
        assert cancelled.json()["status"] == "Cancelled"
        for again in (
            await http.delete(path),
            await http.patch(path, json={"auto": False}),
            await http.post(f"{path}/invite", json={}),
            await http.post(f"{path}/start"),
        ):
            assert_error(again, 409, "InterviewEnded")


async def test_what_cannot_be_planned(shared: RunningServer, cast: Cast) -> None:
    application, questions = await applied(shared)
    without_questions, _ = await applied(shared, questions=0)
    async with shared.http(cast.recruiter) as http:

        async def refused(**change: Any) -> Any:
            plan = {"application_id": application, "scheduled_at": SOON} | change
            return await http.post(S, json=plan)

        assert_error(await refused(scheduled_at="2020-01-01T00:00:00Z"), 422, "TimeIsPast")
        assert_error(await refused(application_id=999_999), 404, "NotFound")
        assert_error(await refused(application_id=without_questions), 409, "NoQuestions")
        assert_error(await refused(question_ids=[questions[0], 999_999]), 404, "NotFound")
        _other, foreign = await applied(shared)
        assert_error(await refused(question_ids=foreign), 404, "NotFound")


async def test_a_link_carries_its_secret_where_no_server_sees_it(
    shared: RunningServer, cast: Cast
) -> None:
    scene = await shared.scene()
    async with shared.http(cast.recruiter) as http:
        answer = await http.post(f"{S}/{scene.session_id}/invite", json={"hours": 2})

        made = answer.json()
        assert answer.status_code == 201
        assert made["url"] == f"{shared.url}/room/{scene.session_id}#invite={made['invite']}"
    async with shared.http(Authorization=f"Invite {scene.invite}") as http:
        assert_error(await http.get(S), 401, "InviteUnknown")


async def test_a_whole_interview_without_sockets(shared: RunningServer) -> None:
    scene = await shared.scene(questions=2)
    path, (first, second) = f"{S}/{scene.session_id}", scene.questions
    async with (
        shared.http(scene.token) as recruiter,
        shared.http(Authorization=f"Invite {scene.invite}") as candidate,
    ):
        started = (await recruiter.post(f"{path}/start")).json()
        assert_error(await recruiter.post(f"{path}/start"), 409, "InterviewRunning")
        await recruiter.post(f"{path}/push", json={"question_id": first})
        shown = (await candidate.get(f"{path}/snapshot")).json()
        draft = {"client_id": "tab", "base_rev": 0, "rev": 1, "text": "Resources."}
        answer = f"{path}/answers/{first}"
        saved = await candidate.put(f"{answer}/draft", json=draft)
        resent = await candidate.put(f"{answer}/draft", json=draft)
        stale = await candidate.put(f"{answer}/draft", json=draft | {"client_id": "other"})
        await recruiter.post(f"{path}/pause")
        paused = await candidate.put(f"{answer}/draft", json=draft | {"base_rev": 1, "rev": 2})
        await recruiter.post(f"{path}/resume")
        proof = {"rev": 1, "text_sha256": sha256("Resources.")}
        headers = {"Idempotency-Key": "once"}
        wrong = await candidate.post(answer, json=proof | {"text_sha256": "0" * 64})
        handed_in = await candidate.post(answer, json=proof, headers=headers)
        repeated = await candidate.post(answer, json=proof, headers=headers)
        late = await candidate.put(f"{answer}/draft", json=draft | {"base_rev": 1, "rev": 2})
        early = await candidate.post(f"{path}/answers/{second}", json=proof)
        ended = (await recruiter.post(f"{path}/end")).json()
        events = (await candidate.get(f"{path}/events", params={"after": "2"})).json()

    assert started["room"]["status"] == "In Progress"
    assert [question["question_id"] for question in shown["room"]["questions"]] == [first]
    assert shown["room"]["questions"][0]["gold_standard_answer"] is None
    assert saved.json()["rev"] == resent.json()["rev"] == 1
    assert assert_error_with(stale, "STALE")["text"] == "Resources."
    assert_error_with(paused, "PAUSED")
    assert_error_with(wrong, "STALE")
    assert handed_in.status_code == repeated.status_code == 201
    assert handed_in.json() == repeated.json()
    assert_error_with(late, "CLOSED")
    assert_error_with(early, "CLOSED")
    assert ended["room"]["status"] == "Completed"
    assert [event["seq"] for event in events["events"]] == list(range(3, events["seq"] + 1))


async def test_too_old_a_number_asks_for_a_resync(shared: RunningServer) -> None:
    scene = await shared.scene()
    await shared.fill(scene, events=301)

    async with shared.http(scene.token) as http:
        path = f"{S}/{scene.session_id}/events"
        behind = (await http.get(path, params={"after": "0"})).json()
        ahead = (await http.get(path, params={"after": str(2**53)})).json()
        near = (await http.get(path, params={"after": "1"})).json()

    assert behind["resync"] is True
    assert ahead["resync"] is True
    assert len(near["events"]) == 300


@pytest.mark.parametrize("key", [b"\xa0", b"x" * 51, b"\xff" * 60])
async def test_a_strange_idempotency_key_is_no_fault_of_ours(
    shared: RunningServer, key: bytes
) -> None:
    async with shared.room() as (scene, recruiter, _candidate):
        await recruiter.do("room.start")
        await recruiter.do("question.push")
        async with shared.http(Authorization=f"Invite {scene.invite}") as http:
            answer = await http.post(
                f"{S}/{scene.session_id}/answers/{scene.questions[0]}",
                json={"rev": 0, "text_sha256": sha256("")},
                headers=[(b"Idempotency-Key", key)],
            )

        assert answer.status_code in {201, 422}


def assert_error_with(answer: Any, code: str) -> Any:
    """Check a conflict whose body says more than others; return it."""
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (409, code)
    return error
