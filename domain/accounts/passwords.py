"""Password hashing off the event loop: bcrypt in a small pool with a bounded queue."""

import asyncio
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt

from domain.accounts.common import is_common
from domain.kit.errors import DomainError, FieldsInvalid, Kind

Result = TypeVar("Result")

COST = 12
# bcrypt lets go of the interpreter, so each core can hash; more threads would only take turns.
WORKERS = min(8, max(2, os.cpu_count() or 2))
SHORTEST_BYTES, LONGEST_BYTES = 8, 72
# No bcrypt hash looks like this: no password fits it.
NO_PASSWORD = "!"  # noqa: S105  # says that there is none


class TooBusy(DomainError):
    """More sign-ins wait than the server will queue."""

    kind = Kind.UNAVAILABLE
    message = "Many people are signing in right now. Try again in a few seconds."


def normalised(password: str) -> bytes:
    """Return the bytes that are hashed: UTF-8 of the NFKC form."""
    return unicodedata.normalize("NFKC", password).encode()


def check_new_password(password: str) -> None:
    """Raise FieldsInvalid unless ``password`` is 8 to 72 bytes long and not a common one."""
    size = len(normalised(password))
    if size < SHORTEST_BYTES:
        raise FieldsInvalid(fields={"password": f"Use at least {SHORTEST_BYTES} characters."})
    if size > LONGEST_BYTES:
        raise FieldsInvalid(
            fields={"password": f"Use at most {LONGEST_BYTES} bytes (about as many letters)."}
        )
    if is_common(normalised(password).decode()):
        raise FieldsInvalid(fields={"password": "This password is on every attacker's list."})


class PasswordHasher:
    """Hashes and checks passwords in ``workers`` threads; past ``queue`` waiting it refuses."""

    def __init__(self, *, workers: int = WORKERS, queue: int = 200, cost: int = COST) -> None:
        """Start the pool and prepare the hash that unknown users are checked against."""
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="bcrypt")
        self._places = asyncio.Semaphore(queue)
        self._cost = cost
        self._dummy = self._pool.submit(bcrypt.hashpw, b"nobody", bcrypt.gensalt(cost))

    async def hash(self, password: str) -> str:
        """Return the bcrypt hash of ``password``, which must have passed check_new_password."""
        salt = bcrypt.gensalt(self._cost)
        hashed = await self._run(bcrypt.hashpw, normalised(password), salt)
        return hashed.decode()

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Tell whether ``password`` fits; without a hash it takes as long and is False."""
        if hashed == NO_PASSWORD:
            hashed = None
        secret = normalised(password)
        fits = len(secret) <= LONGEST_BYTES and hashed is not None
        dummy = await asyncio.wrap_future(self._dummy)
        against = dummy if hashed is None else hashed.encode()
        same = await self._run(bcrypt.checkpw, secret[:LONGEST_BYTES], against)
        return bool(same) and fits

    async def _run(self, function: Callable[..., Result], *args: bytes) -> Result:
        if self._places.locked():
            raise TooBusy(retry_after_s=3)
        async with self._places:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, function, *args)

    def close(self) -> None:
        """Stop the pool."""
        self._pool.shutdown(wait=False, cancel_futures=True)
