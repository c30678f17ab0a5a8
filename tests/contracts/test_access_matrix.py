"""Every route and every command, for every role, with one's own and with somebody else's things."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
import socketio
from pydantic import TypeAdapter
from socketio.exceptions import ConnectionError as Refused

from rooms.registry import CommandSpec, commands
from server.api.examples import example_of
from tests.contracts.access import COMMANDS, LADDER, REFUSED, ROUTES, STAFF
from tests.contracts.operations import Operation, read_operations
from tests.contracts.world import Person, World
from tests.factories.server import RunningServer, standard_client

pytestmark = pytest.mark.asyncio(loop_scope="module")
SIDES = (True, False)
NOT_LET_IN = {"NotAllowed", "NotFound", "SignInNeeded", "UnknownCommand"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(shared_sqlite: RunningServer) -> World:
    made = World(shared_sqlite)
    await made.people_it()
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def operations(shared_sqlite: RunningServer) -> list[Operation]:
    return await read_operations(shared_sqlite)


async def test_every_route_and_every_command_has_a_row(operations: list[Operation]) -> None:
    assert {operation.name for operation in operations} == set(ROUTES)
    assert {(command.namespace, command.name) for command in commands()} == set(COMMANDS)


async def test_each_role_gets_from_each_route_what_its_row_says(
    world: World, operations: list[Operation], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, cells = [], 0
    for operation in operations:
        for role in LADDER:
            for own in SIDES if operation.has_ids else (True,):
                cells += 1
                expected = ROUTES[operation.name].expects(role, own=own)
                got = await _ask(world, operation, role, own=own)
                if got != expected and (expected is not None or got in REFUSED):
                    side = "own" if own else "foreign"
                    wrong.append(f"{operation.name} {role} {side}: {got}, not {expected or 'in'}")

    with capsys.disabled():
        print(f" [{cells} cells of REST]", end="")  # noqa: T201  # the figure is asked for
    assert not wrong, "\n".join(wrong)


async def _ask(world: World, operation: Operation, role: str, *, own: bool) -> int:
    row = ROUTES[operation.name]
    person = await world.afresh(role) if row.ends_sign_in else world.people[role]
    if row.apart and role in STAFF:
        person = await world.furnish(person, operation.path)
    ids = person.place(own=own).ids
    if row.personal and role in LADDER[2:]:
        ids = ids | await world.sign_in_of(person, own=own)
    path = operation.path.format_map(ids)
    body = person.fill(operation.body, own=own)
    async with world.server.http(**person.headers) as http:
        answer = await http.request(operation.method, path, json=body)
    assert answer.status_code < 500, (operation, role, answer.text)
    return answer.status_code


async def test_each_role_gets_from_each_command_what_its_row_says(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, cells = [], 0
    for role in LADDER:
        for own in SIDES:
            for namespace in ("/room", "/dashboard"):
                told = await _command_all(world.people[role], namespace, world, own=own)
                for name, code in told.items():
                    cells += 1
                    may = role in COMMANDS[namespace, name] and (own or role in STAFF)
                    if may == (code in NOT_LET_IN or code == "InviteUnknown"):
                        side = "own" if own else "foreign"
                        wrong.append(f"{namespace} {name} {role} {side}: {code}")

    with capsys.disabled():
        print(f" [{cells} cells of sockets]", end="")  # noqa: T201  # the figure is asked for
    assert not wrong, "\n".join(wrong)


async def _command_all(
    person: Person, namespace: str, world: World, *, own: bool
) -> dict[str, str | None]:
    """Return the code of each command's refusal, None where it is carried out."""
    specs = [command for command in commands() if command.namespace == namespace]
    auth = person.auth | {"session_id": person.place(own=own).scene.session_id}
    async with _connected(world.server, namespace, auth) as (sio, refused):
        if refused is not None:
            return dict.fromkeys([spec.name for spec in specs], refused)
        # Ending comes last: it would close the door on what is tried after it.
        ordered = sorted(specs, key=lambda spec: spec.name == "room.end")
        return {spec.name: await _give(sio, spec, person, own=own) for spec in ordered}


async def _give(
    sio: socketio.AsyncClient, spec: CommandSpec, person: Person, *, own: bool
) -> str | None:
    schema = TypeAdapter(spec.payload).json_schema(mode="validation")
    data = person.fill(example_of(schema, schema.get("$defs", {})), own=own)
    answer = await sio.call(spec.name, data, namespace=spec.namespace, timeout=20)
    assert answer["ok"] or answer["error"]["code"] != "CommandInvalid", (spec.name, answer)
    code: str | None = None if answer["ok"] else answer["error"]["code"]
    return code


@asynccontextmanager
async def _connected(
    server: RunningServer, namespace: str, auth: dict[str, Any]
) -> AsyncIterator[tuple[socketio.AsyncClient, str | None]]:
    """Yield a client, and why it was not let in, if so."""
    told: list[Any] = []
    async with standard_client() as sio:
        sio.on("connect_error", told.append, namespace=namespace)
        try:
            await sio.connect(server.url, None, auth, ["websocket"], [namespace])
        except Refused:
            yield sio, told[0]["data"]["code"]
            return
        yield sio, None
        await sio.disconnect()
