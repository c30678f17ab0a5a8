"""What people send is in no log: a canary goes through every input of every route."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.kit.actor import Role
from tests.contracts.operations import Operation, read_operations
from tests.factories.server import RunningServer, new_name
from tests.server.api.shape import assert_error

CANARY = "zaynabquillcanary"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HEADERS = ("X-Device", "Idempotency-Key", "Cookie", "User-Agent", "X-Forwarded-For", "Origin")


def bodies(operation: Operation) -> Iterator[Any]:
    """Yield the example with the canary in one place after the other."""
    example = operation.body or {}
    for field, value in example.items():
        yield example | {field: CANARY}
        if isinstance(value, str):
            yield example | {field: f"{value} {CANARY}"}
            yield example | {field: f"{CANARY}@example.org"}
    yield example | {CANARY: CANARY}
    yield [CANARY]


async def sing(http: httpx.AsyncClient, operation: Operation) -> list[httpx.Response]:
    """Send the canary through every input of one operation."""
    method, path = operation.method, operation.at(1)
    asked: list[tuple[str, dict[str, Any]]] = [
        (operation.at(CANARY), {}),
        (f"{path}/{CANARY}", {}),
        (path, {"params": {CANARY: CANARY}}),
        *((path, {"params": {name: CANARY}}) for name in operation.query),
        *((path, {"headers": {name: CANARY}, "json": operation.body}) for name in HEADERS),
        *(
            (path, {"headers": {"Authorization": f"{way} {CANARY}"}})
            for way in ("Bearer", "Invite")
        ),
    ]
    if method not in {"GET", "DELETE"}:
        sent = {"Content-Type": "application/json"}
        asked += [(path, {"json": body}) for body in bodies(operation)]
        asked += [
            (path, {"content": f'{{"{CANARY}": {CANARY}', "headers": sent}),
            (path, {"content": f'{{"{CANARY}": 1, "{CANARY}": 2}}', "headers": sent}),
            (path, {"content": CANARY, "headers": {"Content-Type": f"text/{CANARY}"}}),
            (path, {"data": {CANARY: CANARY, "username": CANARY, "password": CANARY}}),
        ]
    return [await http.request(method, address, **rest) for address, rest in asked]


@ON_SQLITE
async def test_no_input_of_any_route_is_logged(
    server: RunningServer, logged: io.StringIO, tmp_path: Path
) -> None:
    token = await server.sign_in(Role.ADMIN, new_name("admin"))
    await server.scene()
    answers: list[httpx.Response] = []
    async with server.http(token) as http:
        for operation in await read_operations(server):
            if operation.name != "auth.log_out":
                answers += await sing(http, operation)
        with server.without_database():
            answers += await sing(http, Operation("", "POST", "/api/job/apply", (), {"job_id": 1}))

    text = logged.getvalue()
    lines = [json.loads(line) for line in text.splitlines()]
    of_requests = [line for line in lines if not line["event"].startswith("background_")]
    assert len(answers) > 500
    assert CANARY not in text
    assert len([line for line in lines if line["event"] == "request_served"]) >= len(answers)
    assert "storage_down" in {line["event"] for line in lines}
    assert [line for line in of_requests if not line.get("request_id")] == []
    ids = {line["request_id"] for line in of_requests}
    assert {answer.headers["x-request-id"] for answer in answers} <= ids
    for answer in answers:
        if answer.status_code >= 400:
            assert_error(answer, answer.status_code)


@ON_SQLITE
async def test_a_request_is_logged_by_its_route_and_without_its_query(
    server: RunningServer, logged: io.StringIO
) -> None:
    token = await server.sign_in(Role.RECRUITER, new_name("recruiter"))
    job_id = await server.job()

    async with server.http(token) as http:
        await http.get(f"/api/jobs/{job_id}")
        await http.get("/api/jobs?limit=7")

    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    served = [line for line in lines if line["event"] == "request_served"]
    assert [line["route"] for line in served] == ["/api/jobs/<id:job_id>", "/api/jobs"]
    assert served[0]["ids"] == [job_id]
    assert all(line["actor"].startswith("user:") and line["status"] == 200 for line in served)
    assert "limit" not in str(served)


def test_what_libraries_say_has_the_same_form(logged: io.StringIO) -> None:
    logging.getLogger("somebody.elses").warning("odd: %s", "thing")
    logging.getLogger("somebody.elses").info("chatter")

    [line] = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert (line["event"], line["level"]) == ("odd: thing", "warning")
