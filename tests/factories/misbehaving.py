"""A function for sandboxes that does what its input says, mostly bad things."""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable

from domain.kit.errors import DomainError

MB = 1024 * 1024


def behave(content: bytes) -> bytes:
    """Do as the content says."""
    deed, _, rest = content.partition(b" ")
    return DEEDS[deed](rest)


def _spin(_: bytes) -> bytes:
    while True:
        pass


def _sleep(_: bytes) -> bytes:
    time.sleep(60)
    return b"awake"


def _eat(_: bytes) -> bytes:
    return str(len([bytes(64 * MB) for _ in range(100)])).encode()


def _die(_: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b"alive"


def _murder(_: bytes) -> bytes:
    os.kill(os.getppid(), signal.SIGKILL)
    return _sleep(b"")


def _crash(_: bytes) -> bytes:
    os.abort()


def _exit(_: bytes) -> bytes:
    raise SystemExit(3)


def _break(_: bytes) -> bytes:
    raise ValueError("broken")


def _refuse(_: bytes) -> bytes:
    raise DomainError("Not this one.")


def _chatter(_: bytes) -> bytes:
    sys.stdout.write("to standard output")
    sys.stdout.flush()
    return b"said"


def _look(_: bytes) -> bytes:
    core = resource.getrlimit(resource.RLIMIT_CORE)[0]
    return f"{core} {os.nice(0)} {'SECRET_KEY' in os.environ}".encode()


DEEDS: dict[bytes, Callable[[bytes], bytes]] = {
    b"echo": lambda rest: rest,
    b"spin": _spin,
    b"sleep": _sleep,
    b"eat": _eat,
    b"die": _die,
    b"murder": _murder,
    b"crash": _crash,
    b"exit": _exit,
    b"break": _break,
    b"refuse": _refuse,
    b"chatter": _chatter,
    b"look": _look,
}
