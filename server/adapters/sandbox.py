"""Runs a function on hostile bytes in a process that may die, and tells what came of it."""

import asyncio
import contextlib
import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass

import structlog

HEADER = struct.Struct(">4sI")
"""What comes next, in four letters, and how many bytes of it."""
READY, DONE, REFUSED, BROKEN, DIED, SLOW = b"redy", b"done", b"refu", b"brok", b"died", b"slow"
_GRACE_S = 3.0
"""More than the worker's own time-out, after which the worker itself is taken for dead."""
_STARTS_WITHIN_S = 60.0

Reader = Callable[[bytes], bytes]
log = structlog.get_logger(__name__)


class SandboxRefused(Exception):
    """The function raised a DomainError; ``code`` and ``message`` are its."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class SandboxDied(Exception):
    """The function crashed, was killed, or took too much time or memory."""


class SandboxFull(Exception):
    """Too many wait already."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take."""

    seconds: float = 5.0
    memory_bytes: int = 1024 * 1024 * 1024
    largest_result: int = 32 * 1024 * 1024


class Sandbox:
    """A few warm workers, each of which forks a child per run.

    The children have no environment of the server's, a low priority, and ``limits`` on processor,
    time and memory where the system knows them. A dead worker is replaced at the next run.
    """

    def __init__(
        self, function: Reader, limits: Limits | None = None, *, workers: int = 2, waiting: int = 32
    ) -> None:
        """``function`` must be importable by its module and name; nothing runs yet."""
        self._limits = limits or Limits()
        self._name = f"{function.__module__}:{function.__qualname__}"
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers = [_Worker(self._name, self._limits) for _ in range(workers)]
        for worker in self._workers:
            self._free.put_nowait(worker)
        self._most = workers + waiting
        self._inside = 0

    async def warm(self) -> None:
        """Start the workers, so that the first run is quick."""
        await asyncio.gather(*(worker.start() for worker in self._workers))

    async def run(self, content: bytes) -> bytes:
        """Return what the function returns for ``content``.

        Raises SandboxRefused, SandboxDied or SandboxFull.
        """
        if self._inside >= self._most:
            raise SandboxFull
        self._inside += 1
        try:
            worker = await self._free.get()
            try:
                return await worker.run(content)
            finally:
                self._free.put_nowait(worker)
        finally:
            self._inside -= 1

    async def close(self) -> None:
        """End the workers and whatever they are doing."""
        await asyncio.gather(*(worker.stop() for worker in self._workers))


class _Worker:
    """One process that waits for bytes."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()

    async def start(self) -> asyncio.subprocess.Process:
        async with self._starting:
            if self._process is None or self._process.returncode is not None:
                self._process = await self._open()
            return self._process

    async def _open(self) -> asyncio.subprocess.Process:
        limits = self._limits
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "server.adapters.sandbox_worker",
            self._name,
            str(limits.seconds),
            str(limits.memory_bytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "PATH": os.pathsep.join([os.defpath, "/usr/local/bin", "/opt/homebrew/bin"]),
                "LC_ALL": "C.UTF-8",
                "OPENBLAS_NUM_THREADS": "1",
            },
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(_STARTS_WITHIN_S):
                await _read(process, HEADER.size)
        except BaseException:
            await _end(process)
            raise
        return process

    async def run(self, content: bytes) -> bytes:
        try:
            process = await self.start()
            async with asyncio.timeout(self._limits.seconds + _GRACE_S):
                kind, body = await self._ask(process, content)
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            await self.stop()
            log.warning("sandbox_worker_lost", function=self._name, detail=repr(error))
            raise SandboxDied from error
        except asyncio.CancelledError:
            await self.stop()  # its answer would be taken for the next one's
            raise
        if kind == DONE:
            return body
        if kind == REFUSED:
            raise SandboxRefused(**json.loads(body))
        log.warning("sandbox_run_failed", function=self._name, how=kind.decode(), detail=_cut(body))
        raise SandboxDied(kind.decode())

    async def _ask(
        self, process: asyncio.subprocess.Process, content: bytes
    ) -> tuple[bytes, bytes]:
        if process.stdin is None:
            raise OSError("the worker was started without pipes")
        process.stdin.write(HEADER.pack(b"read", len(content)))
        process.stdin.write(content)
        await process.stdin.drain()
        kind, size = HEADER.unpack(await _read(process, HEADER.size))
        if size > self._limits.largest_result:
            raise OSError("the result is too large")
        return kind, await _read(process, size)

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        await _end(process)


async def _read(process: asyncio.subprocess.Process, size: int) -> bytes:
    if process.stdout is None:
        raise OSError("the worker was started without pipes")
    return await process.stdout.readexactly(size)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill a worker and the child that it may have left, and close its pipes."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.communicate()


def _cut(body: bytes) -> str:
    return body[:200].decode("utf-8", "replace")
