"""Matching over HTTP and the socket, computed by the running server in the background."""

from typing import Any

import httpx
import pytest

from domain.kit.actor import NOBODY, SYSTEM, Role
from domain.matching.service import take_facts
from tests.factories.matching import TinySkills, facts_of
from tests.factories.people import apply, open_job
from tests.factories.server import ON_SQLITE, RunningServer, new_name, standard_client
from tests.factories.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
RESUME = "Duties\n- Built booking services in Python.\n"
PROFILE = {"must_haves": [{"name": "Python", "years": 4}], "confirm": True}


async def advertised(server: RunningServer, **years: float) -> int:
    """Post a job for which people apply whose résumés name Python for so many years."""
    async with server.house.workshop.begin(SYSTEM) as work:
        job_id = await open_job(work)
        for name, held in years.items():
            key = await apply(work, job_id, NOBODY, applicant_email=f"{name}@example.org")
            facts = facts_of(RESUME, {"Python": held}, experience_years=held)
            await take_facts(work, key, facts, RESUME, TinySkills())
    return job_id


async def recruiting(server: RunningServer) -> httpx.AsyncClient:
    return server.http(await server.sign_in(Role.RECRUITER, new_name("recruiter")))


async def matched(http: httpx.AsyncClient, job_id: int) -> dict[str, Any]:
    async def is_done() -> bool:
        answer = await http.get(f"/api/jobs/{job_id}/match")
        return bool(answer.raise_for_status().json()["state"] == "done")

    await until(is_done)
    answer = await http.get("/api/candidates/matching", params={"job_id": job_id})
    body: dict[str, Any] = answer.raise_for_status().json()
    return body


async def test_confirming_a_profile_brings_a_ranking_with_reasons(shared: RunningServer) -> None:
    job_id = await advertised(shared, weak=1, strong=6)
    async with await recruiting(shared) as http:
        proposed = (await http.get(f"/api/jobs/{job_id}/matching-profile")).json()

        confirmed = await http.put(f"/api/jobs/{job_id}/matching-profile", json=PROFILE)

        page = await matched(http, job_id)
        listed = await http.get(f"/api/job/{job_id}/applications?sort=match")
    assert (proposed["state"], confirmed.json()["state"]) == ("proposed", "confirmed")
    scores = [item["score"] for item in page["items"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 2
    must = page["items"][0]["factors"][0]
    assert must["evidence"][0]["found"] == "Python, 6 years"
    assert page["items"][1]["factors"][0]["would_raise"] == "Evidence of Python, 4 years."
    assert [item["match"]["score"] for item in listed.json()["items"]] == scores


@ON_SQLITE
async def test_matching_again_needs_a_confirmed_profile(shared: RunningServer) -> None:
    job_id = await advertised(shared)
    async with await recruiting(shared) as http:
        refused = await http.post(f"/api/jobs/{job_id}/match")
        await http.put(f"/api/jobs/{job_id}/matching-profile", json=PROFILE)
        taken = await http.post(f"/api/jobs/{job_id}/match")

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "ProfileUnconfirmed")
    assert (taken.status_code, taken.json()["total"]) == (202, 0)


@ON_SQLITE
async def test_a_dashboard_hears_how_far_the_matching_is(shared: RunningServer) -> None:
    job_id = await advertised(shared, one=1, two=2, three=3)
    token = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))
    heard: list[dict[str, Any]] = []
    async with standard_client() as sio:
        sio.on("matching.progress", heard.append, namespace="/dashboard")
        await sio.connect(
            shared.url, auth={"token": token}, namespaces=["/dashboard"], transports=["websocket"]
        )
        await sio.call("dashboard.subscribe", {"job_id": job_id}, namespace="/dashboard")
        async with shared.http(token) as http:
            await http.put(f"/api/jobs/{job_id}/matching-profile", json=PROFILE)

        await until(lambda: bool(heard) and heard[-1]["done"] == heard[-1]["total"])

    assert heard[-1] == {"job_id": job_id, "done": heard[-1]["total"], "total": heard[-1]["total"]}
    assert heard[-1]["total"] >= 3


@ON_SQLITE
async def test_a_candidate_without_an_application_has_no_fitting_jobs(
    shared: RunningServer,
) -> None:
    async with shared.http(await shared.sign_in(Role.CANDIDATE, new_name("amina"))) as http:
        page = (await http.get("/api/jobs/matching")).raise_for_status().json()
        ranking = await http.get("/api/candidates/matching", params={"job_id": 1})

    assert page["items"] == []
    assert ranking.status_code == 403
