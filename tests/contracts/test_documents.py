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
from server.api.refusals import ErrorEnvelope
from server.api.route import DECLARED, Declaration, Media
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


OPENAPI = json.loads(committed("openapi.json"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in OPENAPI["paths"].items()
    for method, operation in methods.items()
}


def test_every_operation_has_an_id_of_its_own() -> None:
    ids = [operation["operationId"] for operation in OPERATIONS.values()]

    assert len(set(ids)) == len(ids) >= 30


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_what_a_reader_needs(name: str) -> None:
    operation = OPERATIONS[name]
    tags = {tag["name"]: tag["description"] for tag in OPENAPI["tags"]}

    assert len(operation["summary"].split()) > 1
    assert all(tags[tag] for tag in operation["tags"])
    assert all(place["description"] for place in operation["parameters"])
    schemes = [scheme for way in operation["security"] for scheme in way]
    assert set(schemes) <= set(OPENAPI["components"]["securitySchemes"])
    if schemes:
        assert {"401", "403"} <= set(operation["responses"])
    if name.split(maxsplit=1)[0] in {"POST", "PUT", "PATCH", "DELETE"}:
        assert {"400", "413", "415", "422", "429"} <= set(operation["responses"])


@pytest.mark.parametrize("name", sorted(OPENAPI["components"]["responses"]))
def test_a_refusal_is_described_with_its_shape_and_an_example(name: str) -> None:
    refusal = OPENAPI["components"]["responses"][name]
    content = refusal["content"]["application/json"]

    assert content["schema"]["$ref"].endswith("/ErrorEnvelope")
    ErrorEnvelope.model_validate(content["example"])
    assert ("Retry-After" in refusal.get("headers", {})) == (name in {"Refused429", "Refused503"})


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_the_examples_of_an_operation_are_what_it_takes_and_gives(declared: Declaration) -> None:
    path = next(o for o in OPERATIONS.values() if o["operationId"] == _id(declared))

    if declared.body is not None:
        for kind, content in path["requestBody"]["content"].items():
            if kind == "multipart/form-data":
                # A file cannot be shown in JSON.
                continue
            declared.body.model_validate_json(json.dumps(content["example"]), strict=True)
    if not isinstance(declared.answer, Media):
        content = path["responses"][str(declared.status)]["content"]["application/json"]
        declared.answer.model_validate_json(json.dumps(content["example"]))


def _id(declared: Declaration) -> str:
    return declared.name.replace(".", "_")
