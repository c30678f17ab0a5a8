"""What is sent has one meaning, or is refused; numbers and sizes are held to."""

from collections.abc import AsyncIterator

import pytest

from tests.factories.server import ON_SQLITE, RunningServer, Scene
from tests.server.api.conftest import Cast
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
