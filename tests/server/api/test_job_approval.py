"""An installation where jobs need approval."""

from pathlib import Path

import pytest

from domain.kit.actor import Role
from tests.conftest import make_settings, running
from tests.server.api.shape import assert_error
from tests.server.api.test_jobs import JOB


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_job_opens_after_an_expert_approved_it(database_url: str, tmp_path: Path) -> None:
    async with running(make_settings(database_url, tmp_path, job_approval=True)) as server:
        recruiter = await server.sign_in(Role.RECRUITER)
        expert = await server.sign_in(Role.DOMAIN_EXPERT)
        async with server.http(recruiter) as author, server.http(expert) as reviewer:
            job = (await author.post("/api/createJob", json=JOB)).json()
            path = f"/api/jobs/{job['id']}"

            assert job["status"] == "Pending Approval"
            assert_error(await author.post(f"{path}/approve"), 403)
            sent_back = await reviewer.post(f"{path}/reject", json={"reason": "Say the salary."})
            assert sent_back.json()["review_note"] == "Say the salary."
            assert_error(await author.patch(path, json={"status": "Closed"}), 409)
            again = await author.patch(path, json={"status": "Open"})
            assert again.json()["status"] == "Pending Approval"
            approved = await reviewer.post(f"{path}/approve")
            assert approved.json()["status"] == "Open"
