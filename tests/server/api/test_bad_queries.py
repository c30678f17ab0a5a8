"""Queries, cursors, ids and addresses that make no sense are refused in the one shape."""

import base64
import json

import pytest

from tests.factories.server import ON_SQLITE, RunningServer
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
