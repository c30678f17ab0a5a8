"""``greenroom openapi`` and ``asyncapi``: the contract files that are committed."""

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from rooms.asyncapi import describe_rooms
from server import VERSION
from server.app import create_app
from server.config import Settings, load_settings

OPENAPI, ASYNCAPI = Path("openapi.json"), Path("asyncapi.json")


@click.command()
def openapi() -> None:
    """Write openapi.json."""
    OPENAPI.write_text(as_text(asyncio.run(read_openapi(load_settings()))), encoding="utf-8")


@click.command()
def asyncapi() -> None:
    """Write asyncapi.json."""
    ASYNCAPI.write_text(as_text(describe_rooms(VERSION)), encoding="utf-8")


async def read_openapi(settings: Settings) -> dict[str, Any]:
    """Return the OpenAPI document that a server with ``settings`` serves."""
    _, house = create_app(settings)
    response = await house.web.test_client().get("/openapi.json")
    document: dict[str, Any] = await response.get_json()
    return document


def as_text(document: dict[str, Any]) -> str:
    """Return the document as it is committed: sorted keys, so that a diff shows the change."""
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
