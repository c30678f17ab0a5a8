"""The committed contracts say what the code does."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from domain.interviews.events import AnyChange
from rooms.asyncapi import describe_rooms
from rooms.registry import commands
from rooms.wire import EPHEMERAL
from server import VERSION
from server.cli.contracts import as_text, read_openapi
from tests.conftest import make_settings

ROOT = Path(__file__).parents[2]
DRIFT = "the contract changed: run `make openapi` and commit the file"


def committed(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


async def test_the_committed_openapi_is_what_the_server_serves(tmp_path: Path) -> None:
    settings = make_settings(f"sqlite:///{tmp_path / 'none.db'}", tmp_path)

    document = as_text(await read_openapi(settings))

    assert document == committed("openapi.json"), DRIFT


def test_the_committed_asyncapi_is_what_the_rooms_do() -> None:
    assert as_text(describe_rooms(VERSION)) == committed("asyncapi.json"), DRIFT


def _references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(_references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(_references(item) for item in node))
    return set()


@pytest.mark.parametrize("name", ["openapi.json", "asyncapi.json"])
def test_a_contract_refers_only_to_what_it_holds(name: str) -> None:
    document = json.loads(committed(name))

    for reference in _references(document):
        node = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
        assert node is not None


def test_every_command_and_every_event_is_described() -> None:
    document = describe_rooms(VERSION)
    described = {
        name.removesuffix(".event")
        for channel in document["channels"].values()
        for name in channel["messages"]
    }
    durable = {change.model_fields["type"].default for change in get_args(get_args(AnyChange)[0])}

    declared = {command.name for command in commands()} | durable | set(EPHEMERAL)
    assert declared <= described
