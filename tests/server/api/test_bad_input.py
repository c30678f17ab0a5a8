"""No input of any kind is answered by anything but a refusal in the one shape."""

import json
from typing import Any

import pytest

from tests.factories.server import ON_SQLITE, RunningServer
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
