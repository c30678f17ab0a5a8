"""No input of any kind is answered by anything but a refusal in the one shape."""

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.factories.server import ON_SQLITE, RunningServer, Scene
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

WITH_BODY = [
    ("POST", "/api/auth/signup"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/verify-email"),
    ("POST", "/api/auth/verify-email/send"),
    ("POST", "/api/auth/forgot"),
    ("POST", "/api/auth/reset"),
    ("POST", "/api/auth/password"),
    ("POST", "/api/auth/totp/enable"),
    ("POST", "/api/auth/totp/disable"),
    ("POST", "/api/admin/users"),
    ("POST", "/api/admin/api-keys"),
    ("POST", "/api/createJob"),
    ("POST", "/api/jobs"),
    ("PUT", "/api/jobs/1"),
    ("POST", "/api/jobs/1/reject"),
    ("PUT", "/api/jobs/1/form"),
    ("POST", "/api/jobs/1/sources"),
    ("POST", "/api/kits"),
    ("POST", "/api/job/apply"),
    ("POST", "/api/resume/upload"),
    ("POST", "/api/resume/parse"),
    ("POST", "/api/candidates/merge"),
    ("PUT", "/api/candidates/1/status"),
    ("POST", "/api/candidates/1/notes"),
    ("PUT", "/api/candidates/1/notes/1"),
    ("PUT", "/api/candidates/1/tags"),
    ("POST", "/api/questions"),
    ("POST", "/api/questions/approve"),
    ("POST", "/api/questions/1/comments"),
    ("PATCH", "/api/questions/comments/1"),
    ("POST", "/api/interview/sessions"),
    ("PATCH", "/api/interview/sessions/1"),
    ("POST", "/api/interview/sessions/1/push"),
    ("PUT", "/api/interview/sessions/1/answers/1/draft"),
    ("POST", "/api/interview/sessions/1/answers/1"),
    ("POST", "/api/admin/webhooks"),
    ("POST", "/api/admin/skills"),
]
OPTIONAL_BODY = [
    ("PUT", "/api/jobs/1/matching-profile"),
    ("PATCH", "/api/jobs/1"),
    ("PATCH", "/api/kits/1"),
    ("POST", "/api/kits/1/renew"),
    ("PATCH", "/api/questions/1"),
    ("PATCH", "/api/admin/skills/1"),
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
    ("POST", "/api/auth/verify-email"): {"token": "a"},
    ("POST", "/api/auth/reset"): {"token": "a", "password": "b"},
    ("POST", "/api/auth/password"): {"current_password": "a", "password": "b"},
    ("POST", "/api/auth/totp/enable"): {"code": "a"},
    ("POST", "/api/auth/totp/disable"): {"password": "a", "code": "b"},
    ("POST", "/api/admin/users"): {"username": "abc", "email": "nowhere", "role": "admin"},
    ("PATCH", "/api/admin/users/999999"): {"role": "admin", "is_active": True, "company": "A"},
    ("POST", "/api/admin/api-keys"): {
        "name": "a",
        "scopes": ["none"],
        "expires_at": "2020-01-01T00:00:00Z",
    },
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
        "source": "Friend",
        "answers": {"why": "So."},
    },
    ("PATCH", "/api/jobs/999999"): {
        "title": "A",
        "salary_range": "£1",
        "skills_required": ["x"],
        "status": "Open",
        "expected_updated_at": "2030-01-01T00:00:00Z",
    },
    ("POST", "/api/jobs/999999/reject"): {"reason": "So."},
    ("PUT", "/api/jobs/999999/form"): {
        "questions": [{"id": "a", "kind": "number", "label": "A?"}],
        "expected_version": 1,
    },
    ("PUT", "/api/jobs/999999/matching-profile"): {
        "must_haves": [{"name": "Python", "years": 3}],
        "nice_to_haves": [{"name": "SQL"}],
        "experience_years": 3,
        "location": "Bristol",
        "work_mode": "hybrid",
        "start_within_days": 30,
        "team_size": "small",
        "travel": "none",
        "weights": {"text": 5},
        "confirm": True,
        "expected_version": 1,
    },
    ("POST", "/api/jobs/999999/sources"): {"name": "Fair"},
    ("POST", "/api/admin/skills"): {
        "name": "Python",
        "aliases": ["a"],
        "category": "b",
        "parents": ["c"],
        "active": True,
    },
    ("PATCH", "/api/admin/skills/999999"): {"name": "+", "aliases": ["a"], "parents": ["c"]},
    ("POST", "/api/kits"): {
        "job_id": 999_999,
        "name": "Kit",
        "questions": [{"question_id": 1, "time_limit_s": 60, "competency": "Care"}],
    },
    ("PATCH", "/api/kits/999999"): {
        "name": "Kit",
        "questions": [{"question_id": 1}],
        "expected_version": 1,
    },
    ("POST", "/api/resume/parse"): {"resume_id": 999_999},
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
    ("PATCH", "/api/questions/999999"): {
        "question_text": "Why?",
        "question_type": "technical",
        "difficulty_level": "expert",
        "gold_standard_answer": "Because.",
        "key_points": [{"id": "a", "text": "b"}],
        "rubric": [],
        "skills_tested": ["x"],
        "expected_version": 1,
    },
    ("POST", "/api/questions/999999/comments"): {"text": "a"},
    ("PATCH", "/api/questions/comments/999999"): {"text": "a"},
    ("POST", "/api/kits/999999/renew"): {"question_ids": [1], "expected_version": 1},
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
    ("POST", "/api/admin/webhooks"): {
        "url": "http://10.0.0.1/",
        "events": ["score.final"],
        "description": "Ours",
        "active": True,
    },
    ("PATCH", "/api/admin/webhooks/999999"): {
        "url": "https://hooks.example.org/",
        "events": "*",
        "description": "Ours",
        "active": True,
    },
    ("POST", "/api/interview/sessions/999999/answers/1"): {
        "rev": 1,
        "text_sha256": "0" * 64,
        "idempotency_key": "k",
    },
}


def who_may(cast: Cast, path: str) -> str:
    """Return whose input gets past the guard; who signs out is not needed by anybody else here."""
    if path == "/api/auth/logout":
        return cast.candidate
    return cast.admin if path.startswith("/api/admin/") else cast.expert


@ON_SQLITE
@pytest.mark.parametrize(("method", "path"), [*WITH_BODY, *OPTIONAL_BODY])
async def test_a_broken_body_is_a_4xx(
    shared: RunningServer, cast: Cast, method: str, path: str
) -> None:
    async with shared.http(who_may(cast, path)) as http:
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
    async with shared.http(who_may(cast, path)) as http:
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
        "/api/jobs/search?",
        "/api/jobs/{}/sources?",
        "/api/jobs/{}/kits?",
        "/api/kits?",
        "/api/interview/sessions?",
        "/api/auth/sessions?",
        "/api/admin/users?",
        "/api/admin/api-keys?",
        "/api/admin/mails?",
        "/api/questions/approved/{}?",
        "/api/questions?",
        "/api/job/{}/applications?",
        "/api/skills?",
        "/api/admin/skills?",
        "/api/jobs/matching?",
        "/api/candidates/matching?job_id={}&",
        "/api/admin/webhooks?",
        "/api/admin/webhooks/{}/deliveries?",
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
        "cursor=" + "a" * 801,
        "surprise=1",
    ],
)
async def test_a_bad_query_names_the_field(
    shared: RunningServer, cast: Cast, path: str, query: str
) -> None:
    job_id = await shared.job()
    async with shared.http(cast.admin) as http:
        error = assert_error(await http.get(path.format(job_id) + query), 422)

        assert query.partition("=")[0] in error["fields"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/interview/sessions", "status=Gone"),
        ("/api/interview/sessions", "job_id=0"),
        ("/api/interview/sessions", "job_id=x"),
        ("/api/interview/sessions", f"job_id={2**70}"),
        ("/api/admin/webhooks/1/deliveries", "state=lost"),
        ("/api/candidates", "status=Gone"),
        ("/api/candidates", "job_id=0"),
        ("/api/candidates", "job_id=x"),
        ("/api/candidates", f"job_id={2**70}"),
        ("/api/candidates", "q="),
        ("/api/candidates", "q=%00"),
        ("/api/candidates", "q=" + "a" * 101),
        ("/api/candidates", "tag=" + "a" * 51),
        ("/api/candidates", "source=%20"),
        ("/api/candidates", "sort=name"),
        ("/api/candidates", "min_experience=-1"),
        ("/api/candidates", "min_experience=x"),
        ("/api/candidates", "applied_after=soon"),
        ("/api/candidates", "applied_after=0.5"),
        ("/api/candidates", "applied_before=9999-12-31T23:59:59-14:00"),
        ("/api/job/1/applications", "sort=name"),
        ("/api/job/1/check-application", "receipt="),
        ("/api/job/1/check-application", "email=nowhere"),
        ("/api/tags", "q="),
        ("/api/skills", "q=" + "x" * 101),
        ("/api/skills", "q=%00"),
        ("/api/skills", "category=" + "x" * 51),
    ],
)
async def test_a_bad_filter_names_the_field(
    shared: RunningServer, cast: Cast, path: str, query: str
) -> None:
    async with shared.http(cast.admin) as http:
        answer = await http.get(f"{path}?{query}")

        assert query.partition("=")[0] in assert_error(answer, 422)["fields"]


@ON_SQLITE
@pytest.mark.parametrize(
    "query",
    [
        "sort=random",
        "sort=relevance",
        "status=Gone",
        "salary_min=-1",
        f"salary_min={2**31}",
        "salary_min=lots",
        "currency=euro",
        "created_by=0",
        "q=" + "x" * 201,
        "q=%00",
        "q=a&q=b",
        "location=%00",
        "department=" + "x" * 101,
        "skill=" + "x" * 51,
        "&".join(["skill=a"] * 11),
    ],
)
async def test_a_bad_filter_of_jobs_names_the_field(
    shared: RunningServer, cast: Cast, query: str
) -> None:
    async with shared.http(cast.recruiter) as http:
        error = assert_error(await http.get(f"/api/jobs?{query}"), 422)

        field = query.partition("=")[0]
        assert any(name == field or name.startswith(f"{field}.") for name in error["fields"])


async def test_a_forged_cursor_of_jobs_is_refused(shared: RunningServer, cast: Cast) -> None:
    for _ in range(2):
        await shared.job()
    async with shared.http(cast.recruiter) as http:
        for sort in ("newest", "title", "salary", "relevance"):
            params = {"limit": "1", "sort": sort, "q": "engineer"}
            cursor = (await http.get("/api/jobs", params=params)).json()["next_cursor"]
            mark, value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * 3))
            for forged in (
                [],
                [mark],
                ["", value, key],
                [mark, value, 0],
                [mark, value, 2**31],
                [mark, None, key],
                [mark, 2**63, key],
                [mark, 1.5, key],
                [mark, True, key],
                [mark, "2026-01-01T00:00:00", key],
                [mark, "\x00", key],
                [mark, "\ud800", key],
                [mark, {}, key],
            ):
                plain = json.dumps(forged).encode()
                made_up = base64.urlsafe_b64encode(plain).decode().rstrip("=")

                answer = await http.get("/api/jobs", params=params | {"cursor": made_up})

                is_title = sort == "title" and forged[1:2] == ["2026-01-01T00:00:00"]
                if not is_title:
                    assert_error(answer, 422)


@pytest.mark.parametrize(
    "key", ["0", "-1", "01", "1.0", "x", "%00", "%ff", "1%2f2", str(2**31), str(2**63), "9" * 5_000]
)
async def test_an_id_that_cannot_be_is_not_found(
    shared: RunningServer, cast: Cast, key: str
) -> None:
    paths = (
        "/api/jobs/{}",
        "/api/interview/sessions/{}",
        "/api/job/{}/applications",
        "/api/admin/webhooks/{}",
        "/api/candidates/{}",
    )
    async with shared.http(cast.admin) as http:
        for path in paths:
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


@ON_SQLITE
@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b'{"username": "a", "username": "b", "password": "c"}', 400, "username"),
        (b'{"username": "a", "password": {"x": 1, "x": 2}}', 400, "x"),
        (b'{"username": "a", "password": NaN}', 400, None),
        (b'{"username": "a", "password": -Infinity}', 400, None),
        (b'{"username": "a", "password": 1e999}', 400, None),
        (b'{"username": "a", "password": "b"} {}', 400, None),
        (b'\xef\xbb\xbf{"username": "a", "password": "b"}', 400, None),
        (b'{"username": 7, "password": "b"}', 422, "username"),
        (b'{"username": "a", "password": true}', 422, "password"),
        (b'{"username": "a\\u0000", "password": "b"}', 422, "username"),
        (b'{"username": "' + b"a" * 100_000 + b'", "password": "b"}', 413, None),
        (b'{"username": "' + b"a" * 60_000 + b'", "password": "b"}', 422, "username"),
    ],
)
async def test_json_has_one_meaning_or_is_refused(
    shared: RunningServer, body: bytes, status: int, field: str | None
) -> None:
    async with shared.http() as http:
        kind = {"Content-Type": "application/json"}
        error = assert_error(await http.post("/api/auth/login", content=body, headers=kind), status)

    if field is not None:
        assert field in error["fields"]


@ON_SQLITE
async def test_a_body_without_a_length_is_cut_at_the_same_size(shared: RunningServer) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 10_000

    async with shared.http() as http:
        kind = {"Content-Type": "application/json"}
        answer = await http.post("/api/auth/login", content=endless(), headers=kind)

    assert_error(answer, 413, "TOO_LARGE")


@ON_SQLITE
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("username=a&username=b&password=c", "application/x-www-form-urlencoded", 400),
        ("username=%ff&password=c", "application/x-www-form-urlencoded", 400),
        ("username=a&password=c&role=admin", "application/x-www-form-urlencoded", 422),
        ("&".join(f"f{n}=1" for n in range(500)), "application/x-www-form-urlencoded", 400),
        ('{"username": "a", "password": "b"}', "application/json; charset=utf-16", 415),
        ('{"username": "a", "password": "b"}', "application/json; charset=UTF-8", 401),
        ('{"username": "a", "password": "b"}', "application/problem+json", 415),
        ("username=a&password=b", "multipart/form-data", 415),
    ],
)
async def test_a_form_is_read_as_strictly(
    shared: RunningServer, body: str, kind: str, status: int
) -> None:
    async with shared.http() as http:
        headers = {"Content-Type": kind}
        answer = await http.post("/api/auth/login", content=body, headers=headers)

    assert_error(answer, status)


@ON_SQLITE
async def test_what_a_route_does_not_take_is_refused_and_named(
    shared: RunningServer, cast: Cast
) -> None:
    async with shared.http(cast.recruiter) as http:
        path = "/api/interview/sessions/999999/start"
        body = assert_error(await http.post(path, json={"surprise": 1}), 422)
        query = assert_error(await http.get("/livez?surprise=1"), 422)
        empty = await http.post(path, json={})

    assert list(body["fields"]) == list(query["fields"]) == ["surprise"]
    assert_error(empty, 404)


@ON_SQLITE
async def test_an_id_may_come_as_digits_since_addresses_are_text(shared: RunningServer) -> None:
    job_id = await shared.job()
    person = {"applicant_name": "A", "applicant_email": "digits@example.org"}

    async with shared.http() as http:
        applied = await http.post("/api/job/apply", json=person | {"job_id": str(job_id)})
        odd = [
            await http.post("/api/job/apply", json=person | {"job_id": text})
            for text in ("+1", " 1", "1.0", "0x1", "\u0661", "01", "")
        ]

    assert applied.status_code == 201
    for answer in odd:
        assert "job_id" in " ".join(assert_error(answer, 422)["fields"])


async def test_a_draft_that_goes_backwards_is_refused(shared: RunningServer) -> None:
    scene: Scene = await shared.scene()
    path = f"/api/interview/sessions/{scene.session_id}/answers/{scene.questions[0]}/draft"
    draft = {"client_id": "tab", "base_rev": 5, "rev": 3, "text": "a"}

    async with shared.http(Authorization=f"Invite {scene.invite}") as http:
        assert_error(await http.put(path, json=draft), 422, "FieldsInvalid")
