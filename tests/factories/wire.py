"""A network cable that a test can cut and mend: a TCP relay in front of the server."""

import asyncio
from contextlib import suppress
from typing import Self


class Wire:
    """Relays every connection to ``target``; while cut, it drops open ones and refuses new ones."""

    def __init__(self) -> None:
        self.target = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_cut = False
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.cut()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def cut(self) -> None:
        """Drop all connections and refuse new ones."""
        self._is_cut = True
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = False

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if self._is_cut or task is None:
            writer.transport.abort()
            return
        self._tasks.add(task)
        upstream: asyncio.StreamWriter | None = None
        try:
            far, upstream = await asyncio.open_connection("127.0.0.1", self.target)
            await asyncio.gather(_pump(reader, upstream), _pump(far, writer))
        except (OSError, asyncio.CancelledError):
            self._tasks.discard(task)
        finally:
            self._tasks.discard(task)
            writer.transport.abort()
            if upstream is not None:
                upstream.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    writer.close()
