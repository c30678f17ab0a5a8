"""Candidates and applications over REST."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.factories.server import RunningServer, new_name
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


def application(job_id: int, **fields: Any) -> dict[str, Any]:
    email = fields.pop("email", None) or f"{new_name('amina')}@example.org"
    return {"job_id": job_id, "applicant_name": "Amina Rahimi", "applicant_email": email} | fields


async def newcomer(http: httpx.AsyncClient, job_id: int, **fields: Any) -> int:
    """Apply, and return the person's id as recruiters find it."""
    applied = (await http.post("/api/job/apply", json=application(job_id, **fields))).json()
    page = (await http.get(f"/api/job/{job_id}/applications")).json()
    people = {item["id"]: item["person_id"] for item in page["items"]}
    person_id: int = people[applied["id"]]
    return person_id


async def test_of_applications_at_once_one_is_taken(shared: RunningServer) -> None:
    body = application(await shared.job())

    async with shared.http() as http:
        answers = await asyncio.gather(*(http.post("/api/job/apply", json=body) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_recruiter_follows_a_person_from_application_to_decision(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    async with shared.http(cast.recruiter) as http:
        person_id = await newcomer(http, job_id, source="Referral", location="Bristol")
        path = f"/api/candidates/{person_id}"

        note = await http.post(f"{path}/notes", json={"text": "Knows Postgres."})
        tags = await http.put(f"{path}/tags", json={"tags": ["Remote"]})
        vague = await http.put(f"{path}/status", json={"status": "Rejected"})
        moved = await http.put(f"{path}/status", json={"status": "Rejected", "reason": "No SQL."})
        undone = await http.post(f"{path}/status/undo")
        person = (await http.get(path)).json()
        timeline = (await http.get(f"{path}/timeline")).json()
        listed = (await http.get("/api/candidates", params={"q": "rahi", "job_id": job_id})).json()

    assert note.status_code == 201
    assert tags.json() == {"tags": ["remote"]}
    assert "reason" in assert_error(vague, 422)["fields"]
    assert (moved.json()["status"], undone.json()["status"]) == ("Rejected", "Applied")
    assert (person["location"], person["tags"], person["note_count"]) == (
        "Bristol",
        ["remote"],
        1,
    )
    assert [entry["type"] for entry in timeline["items"]] == [
        "status.moved",
        "note.written",
        "applied",
    ]
    assert [item["id"] for item in listed["items"]] == [person_id]


async def test_a_merge_is_answered_for_at_the_old_address_and_can_be_undone(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    async with shared.http(cast.recruiter) as http:
        keep = await newcomer(http, job_id)
        gone = await newcomer(http, job_id)

        merge = await http.post("/api/candidates/merge", json={"keep_id": keep, "merge_id": gone})
        old = await http.get(f"/api/candidates/{gone}")
        undo = f"/api/candidates/merges/{merge.json()['id']}/undo"
        undone, again = await http.post(undo), await http.post(undo)
        restored = await http.get(f"/api/candidates/{gone}")

    assert merge.status_code == 201
    assert (old.status_code, old.json()["id"], old.json()["merged_into"]) == (200, keep, keep)
    assert undone.json()["undone_at"]
    assert_error(again, 409, "MergeStands")
    assert (restored.json()["id"], restored.json()["merged_into"]) == (gone, None)


async def test_a_candidate_sees_and_withdraws_their_own_and_nothing_else(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    async with shared.http(cast.candidate) as candidate:
        own = (await candidate.post("/api/job/apply", json=application(job_id))).json()["id"]
        listed = (await candidate.get("/api/job/applications")).json()
        check = (await candidate.get(f"/api/job/{job_id}/check-application")).json()
        withdrawn = await candidate.post(f"/api/job/applications/{own}/withdraw")
        back = await candidate.post(f"/api/job/applications/{own}/withdraw/undo")
        foreign = await candidate.get(f"/api/candidates/{own}/notes")

    assert own in [item["id"] for item in listed["items"]]
    assert not {"rejection_reason", "person_id", "tags"} & set(listed["items"][0])
    assert check == {"applied": True, "status": "Applied"}
    assert (withdrawn.json()["status"], back.json()["status"]) == ("Withdrawn", "Applied")
    assert_error(foreign, 403)


async def test_an_address_alone_gets_the_same_answer_known_or_not(shared: RunningServer) -> None:
    job_id = await shared.job()
    known = application(job_id)

    async with shared.http() as http:
        receipt = (await http.post("/api/job/apply", json=known)).json()["receipt"]
        path = f"/api/job/{job_id}/check-application"
        answers = [
            (await http.get(path, params={"email": email})).json()
            for email in (known["applicant_email"], "nobody@example.org")
        ]
        proven = (await http.get(path, params={"receipt": receipt})).json()
        nothing = await http.get(path)

    assert answers == [{"applied": None, "status": None}] * 2
    assert proven == {"applied": True, "status": "Applied"}
    assert "receipt" in assert_error(nothing, 422)["fields"]
