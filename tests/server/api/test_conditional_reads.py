"""Reading jobs again: a tag that says whether there is news, on one node and on two."""

import pytest

from domain.jobs.models import Job
from domain.kit.actor import SYSTEM, Role
from server.config import Settings
from tests.conftest import running
from tests.factories.server import RunningServer, new_name

module = pytest.mark.asyncio(loop_scope="module")


@module
async def test_who_has_the_newest_answer_gets_no_body(shared: RunningServer) -> None:
    job_id = await shared.job(title="Baker")
    path = f"/api/jobs/{job_id}"

    async with shared.http() as http:
        first = await http.get(path)
        tag = first.headers["etag"]
        same = await http.get(path, headers={"If-None-Match": f'"older", W/{tag}'})
        other = await http.get(path, headers={"If-None-Match": '"older"'})
        anything = await http.get(path, headers={"If-None-Match": "*"})

    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == tag
    assert same.headers["cache-control"] == first.headers["cache-control"] == "no-cache"
    assert "content-length" not in same.headers
    assert "content-type" not in same.headers
    assert {"Authorization", "Origin"} <= set(same.headers.get_list("vary", split_commas=True))
    assert (other.status_code, other.json()) == (200, first.json())
    assert anything.status_code == 304


@module
@pytest.mark.parametrize("broken", ['"', "W/", "\x80", '"a" b "c', "x" * 4_000, ",,,"])
async def test_a_broken_tag_is_only_a_tag_that_does_not_fit(
    shared: RunningServer, broken: str
) -> None:
    async with shared.http() as http:
        answer = await http.get("/api/jobs", headers={b"If-None-Match": broken.encode("latin-1")})

    assert answer.status_code == 200


@module
async def test_queries_that_differ_in_a_byte_have_answers_of_their_own(
    shared: RunningServer,
) -> None:
    await shared.job()
    await shared.job()

    async with shared.http() as http:
        sizes = [
            len((await http.get(f"/api/jobs?limit={limit}")).json()["items"])
            for limit in (1, 2, 1, 2)
        ]
        wrong = [
            (await http.get(f"/api/jobs?limit={raw}")).status_code for raw in ("%FF", "ÿ", "1é")
        ]

    assert sizes == [1, 2, 1, 2]
    assert wrong == [422, 422, 422]


@module
async def test_a_refusal_carries_no_tag_and_is_not_kept(shared: RunningServer) -> None:
    job_id = await shared.job(status="Draft")
    async with shared.http() as http:
        refused = await http.get(f"/api/jobs/{job_id}", headers={"If-None-Match": "*"})
        async with shared.house.workshop.begin(SYSTEM) as work:
            (await work.session.get_one(Job, job_id)).status = "Open"
        found = await http.get(f"/api/jobs/{job_id}")

    assert refused.status_code == 404
    assert "etag" not in refused.headers
    assert refused.headers["cache-control"] == "no-store"
    assert found.status_code == 200


@module
async def test_what_a_recruiter_reads_is_never_given_to_anybody_else(
    shared: RunningServer,
) -> None:
    draft = await shared.job(status="Draft")
    token = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))

    async with shared.http(token) as recruiter, shared.http() as anybody:
        theirs = await recruiter.get("/api/jobs")
        public = await anybody.get("/api/jobs")
        again = await recruiter.get("/api/jobs", headers={"If-None-Match": theirs.headers["etag"]})
        mixed_up = await recruiter.get(
            "/api/jobs", headers={"If-None-Match": public.headers["etag"]}
        )

    assert draft in {job["id"] for job in theirs.json()["items"]}
    assert draft not in {job["id"] for job in public.json()["items"]}
    assert theirs.headers["cache-control"] == "private, no-cache"
    assert again.status_code == 304
    assert mixed_up.status_code == 200


async def test_two_nodes_never_give_an_answer_older_than_the_other_s_commit(
    settings: Settings,
) -> None:
    async with running(settings) as one, running(settings) as other, other.http() as http:
        seen = [len((await http.get("/api/jobs?limit=200")).json()["items"])]
        for _ in range(10):
            await one.job()
            await http.get("/api/jobs?limit=200")
            page = await http.get("/api/jobs?limit=200")
            seen.append(len(page.json()["items"]))
            same = await http.get(
                "/api/jobs?limit=200", headers={"If-None-Match": page.headers["etag"]}
            )
            assert same.status_code == 304

    assert seen == list(range(11))
