"""The process behind ``sandbox``: imports the function once, then forks a child for each run.

Run as ``python -m server.adapters.sandbox_worker MODULE:FUNCTION SECONDS MEMORY``.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import BinaryIO, NoReturn

from domain.kit.errors import DomainError
from server.adapters.sandbox import BROKEN, DIED, DONE, HEADER, READY, REFUSED, SLOW

_LOW_PRIORITY = 10
_CHUNK = 1 << 16
Message = tuple[bytes, bytes]


def main(name: str, seconds: float, memory: int) -> None:
    """Answer runs from standard input on standard output until it closes."""
    module, _, function = name.partition(":")
    imported = importlib.import_module(module)
    read: Callable[[bytes], bytes] = getattr(imported, function)
    # A module may say what is worth doing once, before children are forked.
    getattr(imported, "warm_up", int)()
    os.nice(_LOW_PRIORITY)
    _limit(resource.RLIMIT_CORE, 0)
    # What is imported stays where it is: children share it, and no collection copies it.
    gc.collect()
    gc.freeze()
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers may go to whoever waits for them
    _write(sink, (READY, b""))
    sink.flush()
    while header := source.read(HEADER.size):
        _, size = HEADER.unpack(header)
        kind, body = _in_child(read, source.read(size), seconds, memory)
        _write(sink, (kind, body))
        sink.flush()


def _in_child(
    read: Callable[[bytes], bytes], content: bytes, seconds: float, memory: int
) -> Message:
    """Run ``read`` in a child; return its message, or how it ended without one."""
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(there)
        _be_child(read, content, here, seconds, memory)
    os.close(here)
    try:
        return _listen(there, seconds)
    finally:
        os.close(there)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _listen(pipe: int, seconds: float) -> Message:
    """Return the child's message, as it must be complete and in time."""
    until, received = time.monotonic() + seconds, bytearray()
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        piece = os.read(pipe, _CHUNK)
        if piece:
            received += piece
            continue
        if len(received) < HEADER.size:
            return DIED, b""
        kind, size = HEADER.unpack(received[: HEADER.size])
        body = bytes(received[HEADER.size :])
        return (kind, body) if len(body) == size else (DIED, b"")
    return SLOW, b""


def _be_child(
    read: Callable[[bytes], bytes], content: bytes, pipe: int, seconds: float, memory: int
) -> NoReturn:
    """Give up rights, read, write the message, end at once."""
    with contextlib.suppress(BaseException), os.fdopen(pipe, "wb") as out:
        _silence()
        _limit(resource.RLIMIT_CPU, int(seconds) + 1)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_AS, memory)
        _write(out, _message(read, content))
    os._exit(0)


def _silence() -> None:
    """Let nothing that a library prints go anywhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)


def _message(read: Callable[[bytes], bytes], content: bytes) -> Message:
    try:
        return DONE, read(content)
    except DomainError as refusal:
        said = {"code": refusal.code, "message": refusal.message}
        return REFUSED, json.dumps(said).encode()
    except BaseException as error:  # noqa: BLE001  # whatever it is, the server is told
        return BROKEN, type(error).__name__.encode()


def _write(out: BinaryIO, message: Message) -> None:
    kind, body = message
    out.write(HEADER.pack(kind, len(body)) + body)


def _limit(what: int, most: int) -> None:
    """Set a limit where the system has it; macOS refuses the one on memory."""
    with contextlib.suppress(OSError, ValueError):
        _, ceiling = resource.getrlimit(what)
        fits = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (fits, fits))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
