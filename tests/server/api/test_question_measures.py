"""Checks and statistics of questions over HTTP, with what the running server does behind them."""

from typing import Any

import httpx
import pytest

from domain.kit.actor import SYSTEM, Role
from tests.factories.people import open_job
from tests.factories.questions import add_question
from tests.factories.server import ON_SQLITE, RunningServer, new_name
from tests.factories.stored_interviews import hold_interview
from tests.factories.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def recruiting(server: RunningServer) -> httpx.AsyncClient:
    return server.http(await server.sign_in(Role.RECRUITER, new_name("recruiter")))


async def measured(http: httpx.AsyncClient, question_id: int) -> dict[str, Any]:
    async def is_done() -> bool:
        answer = await http.get(f"/api/questions/{question_id}/statistics")
        return answer.raise_for_status().json()["computed_at"] is not None

    await until(is_done)
    answer = await http.get(f"/api/questions/{question_id}/statistics")
    body: dict[str, Any] = answer.json()
    return body


async def test_asking_for_statistics_measures_in_the_background(shared: RunningServer) -> None:
    async with shared.house.workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        ids = [await add_question(work, job_id, question_text=f"Why {n}?") for n in range(3)]
        for number in range(12):
            await hold_interview(work, job_id, ids, scores=[5.0, float(number % 5), 5.0])
    async with await recruiting(shared) as http:
        unknown = (await http.get(f"/api/questions/{ids[0]}/statistics")).json()

        asked = await http.post(f"/api/questions/{ids[0]}/statistics")

        view = await measured(http, ids[0])
        listed = (await http.get(f"/api/questions/statistics?job_id={job_id}")).json()
        retire = await http.get(f"/api/questions/statistics?job_id={job_id}&suggest=retire")
    assert (unknown["verdict"], unknown["figures"]) == ("insufficient", None)
    assert (asked.status_code, asked.json()["figures"]) == (202, None)
    assert view["figures"]["difficulty"]["value"] == 0.5
    assert view["figures"]["discrimination"]["state"] == "insufficient"
    assert [item["question_id"] for item in listed["items"]] == [ids[0]]
    assert retire.json()["total"] == 0


async def test_a_check_names_what_must_not_be_asked_and_what_is_like_it(
    shared: RunningServer,
) -> None:
    async with shared.house.workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        question_id = await add_question(work, job_id, question_text="How do you tame a walrus?")
    async with await recruiting(shared) as http:
        body = {"question_text": "How do you tame a walrus? How old are you?", "job_id": job_id}
        answer = await http.post("/api/questions/check", json=body)
        unknown = await http.post("/api/questions/check", json=body | {"job_id": 999_999})

    view = answer.raise_for_status().json()
    assert [(f["kind"], f["severity"], f["words"]) for f in view["flags"]] == [
        ("age", "refuse", "How old are you")
    ]
    assert [near["id"] for near in view["similar"]] == [question_id]
    assert (view["compared"], view["waiting"]) == (1, 0)
    assert unknown.status_code == 404


@ON_SQLITE
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question_text": ""},
        {"question_text": "a" * 2_001},
        {"question_text": "Why?", "job_id": 0},
        {"question_text": "Why?", "keep": True},
    ],
)
async def test_a_malformed_check_is_refused(shared: RunningServer, body: dict[str, object]) -> None:
    async with await recruiting(shared) as http:
        answer = await http.post("/api/questions/check", json=body)

    assert answer.status_code == 422


@ON_SQLITE
async def test_vectors_are_stored_by_the_running_server(shared: RunningServer) -> None:
    async with shared.house.workshop.begin(SYSTEM) as work:
        await add_question(work, await open_job(work), question_text="Why do tides come twice?")

    await shared.house.bank.remember()

    async with await recruiting(shared) as http:
        answer = await http.post("/api/questions/check", json={"question_text": "Why tides?"})
    assert answer.json()["waiting"] == 0
