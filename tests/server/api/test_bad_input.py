"""No input of any kind is answered by anything but a refusal in the one shape."""

import json
from typing import Any

import pytest

from tests.factories.server import ON_SQLITE, RunningServer, Scene
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

WITH_BODY = [
    ("POST", "/api/auth/signup"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/createJob"),
    ("POST", "/api/jobs"),
    ("POST", "/api/job/apply"),
    ("POST", "/api/candidates/merge"),
    ("PUT", "/api/candidates/1/status"),
    ("POST", "/api/candidates/1/notes"),
    ("PUT", "/api/candidates/1/notes/1"),
    ("PUT", "/api/candidates/1/tags"),
    ("POST", "/api/questions"),
    ("POST", "/api/questions/approve"),
    ("POST", "/api/interview/sessions"),
    ("PATCH", "/api/interview/sessions/1"),
    ("POST", "/api/interview/sessions/1/push"),
    ("PUT", "/api/interview/sessions/1/answers/1/draft"),
    ("POST", "/api/interview/sessions/1/answers/1"),
]
OPTIONAL_BODY = [
    ("POST", "/api/auth/refresh"),
    ("POST", "/api/auth/logout"),
    ("POST", "/api/interview/sessions/1/invite"),
    ("POST", "/api/candidates/1/status/undo"),
]
BROKEN = [
    (b"", "application/json"),
    (b"{", "application/json"),
    (b"\xff\xfe", "application/json"),
    (b"nul", "application/json"),
    (b"[" * 100_000, "application/json"),
    (b'{"a":' + b"9" * 5_000 + b"}", "application/json"),
    (b"null", "application/json"),
    (b"[]", "application/json"),
    (b'"text"', "application/json"),
    (b"7", "application/json"),
    (b"NaN", "application/json"),
    (b'{"a":1}', "text/plain"),
    (b'{"a":1}', "application/xml"),
    (b"{}", ""),
    (b"a=1", "application/x-www-form-urlencoded"),
    (b"a=%ff%00", "application/x-www-form-urlencoded"),
    (b"--x\r\n", "multipart/form-data; boundary=x"),
    (b'{"surprise": 1}', "application/json"),
    (b'{"\\ud800": "\\ud800"}', "application/json"),
    (b'{"' + b"k" * 100_000 + b'": 1}', "application/json"),
    (b'{"a": "' + b"a" * 600_000 + b'"}', "application/json"),
]
VALUES: list[Any] = [
    None,
    [],
    {},
    True,
    -1,
    0,
    2**31,
    2**53,
    2**80,
    1e300,
    "\x00",
    "\ud800",
    "a" * 100_000,
    "' OR 1=1 --",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00+14:00",
    [1] * 1_000,
    [None],
]
FIELDS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/auth/signup"): {"username": "abc", "email": "nowhere", "password": "x"},
    ("POST", "/api/auth/login"): {"username": "a", "password": "b"},
    ("POST", "/api/auth/refresh"): {"refresh_token": "a"},
    ("POST", "/api/job/apply"): {
        "job_id": 999_999,
        "applicant_name": "A",
        "applicant_email": "a@b.co",
        "applicant_phone": "+1 555 0100",
        "resume_url": "https://example.org/cv",
        "experience_years": 3,
        "cover_letter": "Dear all",
        "location": "Bristol",
        "consents": [{"purpose": "apply", "text_version": "1"}],
    },
    ("POST", "/api/candidates/merge"): {"keep_id": 999_998, "merge_id": 999_999},
    ("PUT", "/api/candidates/999999/status"): {
        "application_id": 1,
        "status": "Rejected",
        "reason": "a",
    },
    ("POST", "/api/candidates/999999/status/undo"): {"application_id": 1},
    ("POST", "/api/candidates/999999/notes"): {"text": "a"},
    ("PUT", "/api/candidates/999999/notes/1"): {"text": "a"},
    ("PUT", "/api/candidates/999999/tags"): {"tags": ["a"]},
    ("POST", "/api/questions"): {
        "job_id": 999_999,
        "question_text": "Why?",
        "gold_standard_answer": "Because.",
        "key_points": [{"id": "a", "text": "b"}],
        "skills_tested": ["x"],
        "time_limit_s": 60,
    },
    ("POST", "/api/questions/approve"): {"question_ids": [999_999], "decision": "approve"},
    ("POST", "/api/interview/sessions"): {
        "application_id": 999_999,
        "scheduled_at": "2030-01-01T00:00:00Z",
        "question_ids": [1],
        "time_limit_s": 60,
        "auto": False,
    },
    ("POST", "/api/interview/sessions/999999/push"): {"question_id": 1, "time_limit_s": 60},
    ("POST", "/api/interview/sessions/999999/invite"): {"hours": 1},
    ("PATCH", "/api/interview/sessions/999999"): {"scheduled_at": "2030-01-01T00:00:00Z"},
    ("PUT", "/api/interview/sessions/999999/answers/1/draft"): {
        "client_id": "tab",
        "base_rev": 0,
        "rev": 1,
        "text": "a",
    },
    ("POST", "/api/interview/sessions/999999/answers/1"): {
        "rev": 1,
        "text_sha256": "0" * 64,
        "idempotency_key": "k",
    },
}


@ON_SQLITE
@pytest.mark.parametrize(("method", "path"), [*WITH_BODY, *OPTIONAL_BODY])
async def test_a_broken_body_is_a_4xx(
    shared: RunningServer, cast: Cast, method: str, path: str
) -> None:
    async with shared.http(cast.expert) as http:
        for content, kind in BROKEN:
            headers = {"Content-Type": kind} if kind else {}

            answer = await http.request(method, path, content=content, headers=headers)

            if content or (method, path) in WITH_BODY:
                assert 400 <= answer.status_code < 500, (content[:50], kind, answer.text)
                assert_error(answer, answer.status_code)
            assert len(answer.content) < 5_000


@pytest.mark.parametrize(("method", "path"), list(FIELDS))
async def test_a_value_of_a_wrong_kind_is_a_4xx(
    shared: RunningServer, cast: Cast, method: str, path: str
) -> None:
    good = FIELDS[method, path]
    async with shared.http(cast.expert) as http:
        for field in good:
            for value in VALUES:
                body = json.dumps(good | {field: value}).encode()

                answer = await http.request(
                    method, path, content=body, headers={"Content-Type": "application/json"}
                )

                assert 400 <= answer.status_code < 500, (field, str(value)[:50], answer.text)
                assert_error(answer, answer.status_code)


@ON_SQLITE
@pytest.mark.parametrize(
    "path",
    [
        "/api/jobs?",
        "/api/interview/sessions?",
        "/api/questions/approved/{}?",
        "/api/job/{}/applications?",
        "/api/job/applications?",
        "/api/candidates?",
        "/api/candidates?sort=last_activity&",
        "/api/candidates/duplicates?",
        "/api/tags?",
    ],
)
@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=many",
        "limit=" + "9" * 5_000,
        "limit=1&limit=2",
        "cursor=nonsense",
        "cursor=%00",
        "cursor=%ff",
        "cursor=W10",
        "cursor=WzBd",
        "cursor=" + "a" * 201,
        "surprise=1",
    ],
)
async def test_a_bad_query_names_the_field(
    shared: RunningServer, cast: Cast, path: str, query: str
) -> None:
    job_id = await shared.job()
    async with shared.http(cast.recruiter) as http:
        error = assert_error(await http.get(path.format(job_id) + query), 422)

        assert query.partition("=")[0] in error["fields"]


@ON_SQLITE
@pytest.mark.parametrize("path", ["/api/interview/sessions", "/api/candidates"])
@pytest.mark.parametrize("query", ["status=Gone", "job_id=0", "job_id=x", f"job_id={2**70}"])
async def test_a_bad_filter_names_the_field(
    shared: RunningServer, cast: Cast, path: str, query: str
) -> None:
    async with shared.http(cast.recruiter) as http:
        answer = await http.get(f"{path}?{query}")

        assert query.partition("=")[0] in assert_error(answer, 422)["fields"]


@ON_SQLITE
@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%00",
        "q=" + "a" * 101,
        "tag=" + "a" * 51,
        "source=%20",
        "sort=name",
        "min_experience=-1",
        "min_experience=x",
        "applied_after=soon",
        "applied_before=9999-12-31T23:59:59-14:00",
    ],
)
async def test_a_bad_filter_of_people_names_the_field(
    shared: RunningServer, cast: Cast, query: str
) -> None:
    async with shared.http(cast.recruiter) as http:
        answer = await http.get(f"/api/candidates?{query}")

        assert query.partition("=")[0] in assert_error(answer, 422)["fields"]


@pytest.mark.parametrize(
    "key", ["0", "-1", "01", "1.0", "x", "%00", "%ff", "1%2f2", str(2**31), str(2**63), "9" * 5_000]
)
async def test_an_id_that_cannot_be_is_not_found(
    shared: RunningServer, cast: Cast, key: str
) -> None:
    async with shared.http(cast.recruiter) as http:
        for path in (
            "/api/jobs/{}",
            "/api/interview/sessions/{}",
            "/api/job/{}/applications",
            "/api/candidates/{}",
        ):
            assert_error(await http.get(path.format(key)), 404, "NotFound")


@ON_SQLITE
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.js", 404),
        ("GET", "/static/../server/config.py", 404),
        ("GET", "/static/%2e%2e/pyproject.toml", 404),
        ("PUT", "/api/nothing", 404),
        ("DELETE", "/api/jobs", 405),
        ("POST", "/api/health", 405),
        ("GET", "/api/auth/login", 405),
    ],
)
async def test_wrong_addresses_and_methods_have_the_same_shape(
    shared: RunningServer, method: str, path: str, status: int
) -> None:
    async with shared.http() as http:
        assert_error(await http.request(method, path), status)


async def test_a_draft_that_goes_backwards_is_refused(shared: RunningServer) -> None:
    scene: Scene = await shared.scene()
    path = f"/api/interview/sessions/{scene.session_id}/answers/{scene.questions[0]}/draft"
    draft = {"client_id": "tab", "base_rev": 5, "rev": 3, "text": "a"}

    async with shared.http(Authorization=f"Invite {scene.invite}") as http:
        assert_error(await http.put(path, json=draft), 422, "FieldsInvalid")
