"""Jobs, applications and questions over REST."""

from typing import Any

import pytest

from domain.kit.actor import Role
from tests.factories.server import RunningServer, new_name
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

JOB: dict[str, Any] = {
    "title": "Backend engineer",
    "description": "Build the booking services.",
    "company": "Larkspur",
    "location": "Bristol",
    "job_type": "Full-time",
    "work_mode": "Hybrid",
    "experience_level": "Mid-level",
    "department": "Engineering",
}


@pytest.mark.parametrize("path", ["/api/createJob", "/api/jobs"])
@pytest.mark.parametrize("skills", [["Python", "SQL"], "Python, SQL, ", "Python,SQL"])
async def test_a_posted_job_can_be_read_by_anybody(
    shared: RunningServer, cast: Cast, path: str, skills: object
) -> None:
    async with shared.http(cast.recruiter) as http:
        posted = await http.post(path, json=JOB | {"skills_required": skills})
    async with shared.http() as anybody:
        read = await anybody.get(f"/api/jobs/{posted.json()['id']}")

    assert posted.status_code == 201
    assert posted.json()["skills_required"] == ["Python", "SQL"]
    assert read.json() == posted.json()


@pytest.mark.parametrize("status", ["Draft", "Closed", "Archived"])
async def test_a_job_that_is_not_open_exists_for_recruiters_only(
    shared: RunningServer, cast: Cast, status: str
) -> None:
    job_id = await shared.job(status=status)

    async with shared.http() as anybody:
        assert_error(await anybody.get(f"/api/jobs/{job_id}"), 404, "NotFound")
        application = {"job_id": job_id, "applicant_name": "A", "applicant_email": "a@b.co"}
        assert_error(await anybody.post("/api/job/apply", json=application), 404)
    async with shared.http(cast.recruiter) as recruiter:
        assert (await recruiter.get(f"/api/jobs/{job_id}")).json()["status"] == status


async def test_a_list_comes_in_pages_newest_first(shared: RunningServer, cast: Cast) -> None:
    new = [await shared.job() for _ in range(5)]

    async with shared.http(cast.recruiter) as http:
        seen: list[int] = []
        cursor: dict[str, str] = {}
        total = None
        while len(seen) < 5:
            page = (await http.get("/api/jobs", params={"limit": "2", **cursor})).json()
            assert set(page) == {"items", "next_cursor", "total"}
            assert total in {None, page["total"]}
            total = page["total"]
            seen += [item["id"] for item in page["items"]]
            cursor = {"cursor": page["next_cursor"]}
        last = (await http.get("/api/jobs", params={"limit": "200"})).json()

    assert seen[:5] == new[::-1]
    assert last["next_cursor"] is None
    assert len(last["items"]) == last["total"] == total


async def test_one_application_per_person_and_job(shared: RunningServer, cast: Cast) -> None:
    job_id = await shared.job()
    application = {
        "job_id": job_id,
        "applicant_name": "Amina Rahimi",
        "applicant_email": "amina@example.org",
    }

    async with shared.http() as http:
        first = await http.post("/api/job/apply", json=application)
        second = await http.post(
            "/api/job/apply", json=application | {"applicant_email": "AMINA@example.org"}
        )
    async with shared.http(cast.recruiter) as http:
        listed = (await http.get(f"/api/job/{job_id}/applications")).json()

    assert first.status_code == 201
    assert first.json()["status"] == "Applied"
    assert first.json()["receipt"]
    assert_error(second, 409, "AlreadyApplied")
    assert [item["applicant_email"] for item in listed["items"]] == ["amina@example.org"]
    assert listed["total"] == 1
    assert "receipt" not in listed["items"][0]


async def test_a_question_is_asked_only_after_another_expert_approved_it(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    question = {
        "job_id": job_id,
        "question_text": "Why REST?",
        "gold_standard_answer": "Because of caching.",
        "key_points": [{"id": "a", "text": "caching"}],
    }
    other = await shared.sign_in(Role.DOMAIN_EXPERT, new_name("expert"))

    async with shared.http(cast.expert) as author:
        written = (await author.post("/api/questions", json=question)).json()
        verdict = {"question_ids": [written["id"]], "decision": "approve"}
        own = await author.post("/api/questions/approve", json=verdict)
        before = (await author.get(f"/api/questions/approved/{job_id}")).json()
    async with shared.http(other) as expert:
        approved = await expert.post("/api/questions/approve", json=verdict)
        unknown = await expert.post(
            "/api/questions/approve", json=verdict | {"question_ids": [999_999]}
        )
    async with shared.http(cast.candidate) as candidate:
        seen = (await candidate.get(f"/api/questions/approved/{job_id}")).json()["items"][0]

    assert_error(own, 403, "OwnQuestion")
    assert before["total"] == 0
    assert approved.json()["questions"][0]["is_approved"] is True
    assert_error(unknown, 404, "NotFound")
    assert (seen["gold_standard_answer"], seen["key_points"]) == (None, [])


async def test_key_points_need_ids_of_their_own(shared: RunningServer, cast: Cast) -> None:
    point = {"id": "a", "text": "caching"}
    question = {
        "job_id": await shared.job(),
        "question_text": "Why?",
        "gold_standard_answer": "So.",
        "key_points": [point, point],
    }

    async with shared.http(cast.recruiter) as http:
        refused = await http.post("/api/questions", json=question)

    assert "key_points" in assert_error(refused, 422)["fields"]


async def test_a_job_is_filtered_found_and_counted(shared: RunningServer, cast: Cast) -> None:
    word = new_name("unicorn").replace("-", "")
    fields = {"title": f"{word} keeper", "department": word, "skills_required": ["Saddles", "C++"]}
    async with shared.http(cast.recruiter) as http:
        job = (await http.post("/api/jobs", json=JOB | fields | {"salary_range": "£45k"})).json()
        stats = (await http.get("/api/jobs/stats")).json()
    async with shared.http() as http:
        finds: list[tuple[str, dict[str, Any]]] = [
            ("/api/jobs", {"department": word.upper(), "skill": ["c++", "saddles"]}),
            ("/api/jobs", {"q": word, "salary_min": "45000", "sort": "salary"}),
            ("/api/jobs/search", {"q": word[:9]}),
            ("/api/jobs/search", {"q": f"C++ {word}"}),
        ]
        for path, params in finds:
            page = (await http.get(path, params=params)).json()
            assert [item["id"] for item in page["items"]] == [job["id"]], params
        nothing = await http.get("/api/jobs/search", params={"q": '" OR ( * 😀'})

    assert (job["salary_low"], job["salary_currency"]) == (45_000, "GBP")
    assert stats["by_department"][word] == 1
    assert nothing.json() == {"items": [], "next_cursor": None, "total": 0}


async def test_a_job_is_changed_by_its_owner_only(shared: RunningServer, cast: Cast) -> None:
    other = await shared.sign_in(Role.RECRUITER, new_name("recruiter"))
    async with shared.http(cast.recruiter) as owner, shared.http(other) as stranger:
        job = (await owner.post("/api/jobs", json=JOB)).json()
        path = f"/api/jobs/{job['id']}"
        read = {"expected_updated_at": job["updated_at"]}

        refused = await stranger.patch(path, json={"title": "Mine"})
        assert_error(refused, 403, "NotYourJob")
        changed = await owner.patch(path, json=read | {"title": "Gardener"})
        assert changed.json() == job | {
            "title": "Gardener",
            "updated_at": changed.json()["updated_at"],
        }
        assert_error(await owner.patch(path, json=read | {"title": "B"}), 409, "JobChanged")
        assert_error(await owner.put(path, json={"title": "C"}), 422)
        closed = await owner.put(path, json=JOB | {"status": "Closed"})
        assert closed.json()["status"] == "Closed"
        illegal = assert_error(await owner.post(f"{path}/publish"), 409, "ImpossibleMove")
        assert illegal["possible"] == ["reopen", "archive"]
        assert (await owner.post(f"{path}/reopen")).json()["status"] == "Open"
        assert (await owner.delete(path)).json() == {"id": job["id"], "outcome": "deleted"}
        assert_error(await owner.get(path), 404)


async def test_applicants_answer_the_form_and_come_by_a_link(
    shared: RunningServer, cast: Cast
) -> None:
    job_id = await shared.job()
    application = {"job_id": job_id, "applicant_name": "A", "applicant_email": "a@example.org"}
    form = {"questions": [{"id": "why", "kind": "short_text", "label": "Why?", "required": True}]}
    async with shared.http(cast.recruiter) as recruiter, shared.http() as anybody:
        written = await recruiter.put(f"/api/jobs/{job_id}/form", json=form)
        shown = await anybody.get(f"/api/jobs/{job_id}/form")
        link = (await recruiter.post(f"/api/jobs/{job_id}/sources", json={"name": "Fair"})).json()
        missing = await anybody.post("/api/job/apply", json=application)
        answered = application | {"answers": {"why": "So."}, "source": link["code"]}
        taken = await anybody.post("/api/job/apply", json=answered)
        listed = (await recruiter.get(f"/api/job/{job_id}/applications")).json()["items"][0]
        links = (await recruiter.get(f"/api/jobs/{job_id}/sources")).json()["items"]

    assert (written.json(), written.json()["version"]) == (shown.json(), 1)
    assert "answers.why" in assert_error(missing, 422, "FieldsInvalid")["fields"]
    assert taken.status_code == 201
    assert (listed["answers"], listed["form_version"]) == ({"why": "So."}, 1)
    assert (listed["source"], links[0]["applications"]) == ("Fair", 1)


async def test_a_kit_is_made_changed_and_deleted(shared: RunningServer, cast: Cast) -> None:
    scene = await shared.scene()
    first, second, _ = scene.questions
    async with shared.http(cast.recruiter) as http:
        session = (await http.get(f"/api/interview/sessions/{scene.session_id}")).json()
        kit = {"job_id": session["job_id"], "name": "Kit", "questions": [{"question_id": first}]}

        made = await http.post("/api/kits", json=kit)
        path = f"/api/kits/{made.json()['id']}"
        items = [{"question_id": second, "competency": "Care"}, {"question_id": first}]
        edited = await http.patch(path, json={"questions": items})
        listed = (await http.get(f"/api/jobs/{session['job_id']}/kits")).json()
        read = await http.get(path)
        gone = await http.delete(path)

    assert (made.status_code, gone.status_code) == (201, 200)
    assert [item["question_id"] for item in edited.json()["questions"]] == [second, first]
    assert listed["items"] == [read.json()] == [edited.json()]
