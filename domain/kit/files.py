"""Files that people hand in: kept under random names, and unreadable where they lie."""

import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from domain.kit.errors import DomainError, Kind, NotFound

FILE_NAME = "[0-9a-f]{32}"
"""What the names look like that ``new_file_name`` makes."""


class FileMissing(NotFound):
    """No file is kept under this name."""

    code = "NotFound"
    message = "There is no such file."


class FilesDown(DomainError):
    """The place where files are kept does not answer, or holds something that does not open."""

    kind = Kind.UNAVAILABLE
    message = "Files cannot be read or saved right now. Try again in a moment."


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as it was sent; nothing its sender says about it is trusted."""

    filename: str | None
    content: bytes


class FileStore(Protocol):
    """Keeps files under names made by ``new_file_name``. Everything may raise FilesDown."""

    async def put(self, name: str, content: bytes) -> None:
        """Keep ``content`` as ``name``."""

    async def put_stream(self, name: str, size: int, content: AsyncIterator[bytes]) -> None:
        """Keep ``size`` bytes as they come, in flat memory; nothing is kept if that fails.

        Raises WrongSize, and whatever ``content`` raises.
        """

    def stream(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Yield the bytes from ``start`` up to ``end`` in pieces, in flat memory.

        Raises FileMissing.
        """

    async def get(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return the bytes from ``start`` up to ``end``, as far as there are any.

        Raises FileMissing.
        """

    async def delete(self, name: str) -> None:
        """Forget ``name``; that it is gone already is fine."""

    async def exists(self, name: str) -> bool:
        """Tell whether something is kept as ``name``."""


def new_file_name() -> str:
    """Return a name that nobody can guess and that says nothing."""
    return secrets.token_hex(16)


def is_file_name(name: str) -> bool:
    """Tell whether ``name`` can have come from ``new_file_name``."""
    return re.fullmatch(FILE_NAME, name) is not None
