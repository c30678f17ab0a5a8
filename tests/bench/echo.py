"""The peer: the least a python-socketio server can be. ``python -m tests.bench.echo PORT``."""

import sys
from typing import Any

import socketio
import uvloop
from hypercorn.asyncio import serve
from hypercorn.config import Config

sio = socketio.AsyncServer(async_mode="asgi", async_handlers=False, transports=["websocket"])


@sio.on("answer.edit", namespace="/room")  # type: ignore[untyped-decorator]  # untyped library
async def echo(_sid: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "data": {"rev": data["rev"]}}


@sio.on("connect", namespace="/room")  # type: ignore[untyped-decorator]  # untyped library
async def connect(_sid: str, _environ: dict[str, Any], _auth: Any) -> None:
    """Everybody is welcome."""


if __name__ == "__main__":
    config = Config()
    config.bind = [f"127.0.0.1:{sys.argv[1]}"]
    config.loglevel = "WARNING"
    uvloop.run(serve(socketio.ASGIApp(sio), config))
