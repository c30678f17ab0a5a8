"""Where files lie: a folder of this machine, or a bucket that speaks S3."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import obstore
import structlog
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, S3Store

from domain.kit.crypto import Unreadable
from domain.kit.files import FileMissing, FilesDown, is_file_name
from domain.kit.sealed_files import (
    CHUNK,
    LONGEST_HEAD,
    Head,
    Sealer,
    open_chunks,
    open_file,
    read_head,
    seal_file,
)

if TYPE_CHECKING:
    # It exists for the type checker only.
    from obstore.store import S3Config

PIECE = 16 * CHUNK
_PART = 8 * 2**20
"""How much goes to a bucket at once; S3 takes no less than 5 MB."""
_OPTIONS = frozenset({"endpoint", "region"})
log = structlog.get_logger(__name__)


class StoredFiles:
    """A FileStore on any object store; what lies there is encrypted by this process."""

    def __init__(self, open_store: Callable[[], ObjectStore]) -> None:
        """Nothing is opened, and no folder made, before the first file."""
        self._open_store = open_store

    @cached_property
    def _store(self) -> ObjectStore:
        return self._open_store()

    async def put(self, name: str, content: bytes) -> None:
        """Keep ``content`` as ``name``."""
        sealed = await asyncio.to_thread(seal_file, content)
        async with _told(name):
            await obstore.put_async(self._store, name, sealed)

    async def put_stream(self, name: str, size: int, content: AsyncIterator[bytes]) -> None:
        """Keep ``size`` bytes as they come."""
        sealed = _Sealed(size, content)
        try:
            async with _told(name):
                await obstore.put_async(
                    self._store, name, sealed.chunks(), chunk_size=_PART, max_concurrency=1
                )
        except BaseException as error:
            await self.delete(name)
            # The library tells of a stream that broke off in words of its own.
            if sealed.failure is not None and isinstance(error, Exception):
                raise sealed.failure from error
            raise

    async def stream(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Yield the bytes from ``start`` up to ``end``, a megabyte at a time."""
        async with _told(name):
            head = await self._head(name)
        end = min(end, head.size)
        while start < end:
            until = min(start - start % PIECE + PIECE, end)
            async with _told(name):
                piece = await self._open(name, head, start, until)
            yield piece
            start = until

    async def get(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return the bytes from ``start`` up to ``end``; of a part only its chunks are fetched."""
        async with _told(name):
            if start == 0 and end is None:
                whole = await (await obstore.get_async(self._store, name)).bytes_async()
                return await asyncio.to_thread(open_file, whole.to_bytes())
            return await self._part(name, start, end)

    async def delete(self, name: str) -> None:
        """Forget ``name``."""
        try:
            async with _told(name):
                await obstore.delete_async(self._store, name)
        except FileMissing:
            return

    async def exists(self, name: str) -> bool:
        """Tell whether something is kept as ``name``."""
        try:
            async with _told(name):
                await obstore.head_async(self._store, name)
        except FileMissing:
            return False
        return True

    async def _part(self, name: str, start: int, end: int | None) -> bytes:
        return await self._open(name, await self._head(name), start, end)

    async def _head(self, name: str) -> Head:
        size = (await obstore.head_async(self._store, name))["size"]
        first_bytes = await self._raw(name, 0, min(size, LONGEST_HEAD))
        return await asyncio.to_thread(read_head, first_bytes)

    async def _open(self, name: str, head: Head, start: int, end: int | None) -> bytes:
        first, begins, ends = head.place(start, end)
        if ends <= begins:
            return b""
        plain = await asyncio.to_thread(
            open_chunks, head, first, await self._raw(name, begins, ends)
        )
        offset = first * head.chunk
        return plain[start - offset : None if end is None else end - offset]

    async def _raw(self, name: str, start: int, end: int) -> bytes:
        return (await obstore.get_range_async(self._store, name, start=start, end=end)).to_bytes()


class _Sealed:
    """A stream on its way into the store; remembers what made it break off."""

    def __init__(self, size: int, content: AsyncIterator[bytes]) -> None:
        self._size = size
        self._content = content
        self.failure: Exception | None = None

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            sealer = Sealer(self._size)
            yield sealer.head
            async for piece in self._content:
                if sealed := sealer.seal(piece):
                    yield sealed
            yield sealer.end()
        except Exception as error:
            self.failure = error
            raise


@asynccontextmanager
async def _told(name: str) -> AsyncIterator[None]:
    """Tell what goes wrong with ``name`` in the product's own words."""
    if not is_file_name(name):
        raise FileMissing
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise FileMissing from error
    except (BaseError, Unreadable, OSError) as error:
        log.error("file_storage_failed", exc_info=error)  # noqa: TRY400  # as everywhere: exc_info
        raise FilesDown from error


def open_files(url: str, folder: Path) -> StoredFiles:
    """Return the store at ``url``, or in ``folder`` without one. Raises ValueError."""
    if not url:
        return StoredFiles(partial(LocalStore, folder, mkdir=True))
    check_storage_url(url)
    return StoredFiles(partial(_open_bucket, url))


def check_storage_url(url: str) -> None:
    """Raise ValueError for a STORAGE_URL that could never work."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname:
        raise ValueError("STORAGE_URL must look like s3://bucket/prefix?endpoint=https://…")
    unknown = {name for name, _ in parse_qsl(parts.query)} - _OPTIONS
    if unknown:
        raise ValueError(f"STORAGE_URL knows endpoint and region, not {min(unknown)}")


def _open_bucket(url: str) -> S3Store:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    endpoint = options.get("endpoint")
    config: S3Config = {"region": options.get("region", "us-east-1")}
    if endpoint:
        config["endpoint"] = endpoint
    if parts.username and parts.password:
        config["access_key_id"] = unquote(parts.username)
        config["secret_access_key"] = unquote(parts.password)
    # Without keys in the URL the library finds them as all S3 tools do: AWS_* variables or roles.
    return S3Store(
        parts.hostname,
        prefix=parts.path.strip("/") or None,
        config=config,
        client_options={"allow_http": bool(endpoint and endpoint.startswith("http://"))},
    )
