"""How a file is encrypted: a data key of its own, chunks that can be opened one by one.

Layout: ``GRF`` and the format's number, then chunk size (4 bytes), plain size (8) and the length
of the wrapped key (2), big-endian, then the wrapped key, then the chunks, each AES-256-GCM with
its 16-byte tag. A chunk's nonce is its number; the whole head is authenticated with each
chunk, so that none can be cut off, moved or taken from another file. Format 1 wraps the data key
with the house's keyring; another number can say that it is wrapped with a person's.
"""

import base64
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.kit.crypto import Unreadable, keyring

CHUNK = 64 * 1024
LONGEST_HEAD = 1_024
_MARK = b"GRF\x01"
_FACTS = struct.Struct(">4sIQH")
_TAG = 16


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the chunks: ``raw`` is all of it, ``size`` that of the plain file."""

    raw: bytes
    chunk: int
    size: int
    key: bytes

    def place(self, start: int, end: int | None) -> tuple[int, int, int]:
        """Return the first chunk that holds plain bytes ``start`` to ``end``, and its place.

        The place is where the wanted chunks begin and end in the sealed file.
        """
        end = self.size if end is None else min(end, self.size)
        start = min(start, end)
        first = start // self.chunk
        last = -(-end // self.chunk)
        sealed = self.chunk + _TAG
        whole = self.size + _TAG * -(-self.size // self.chunk)
        base = len(self.raw)
        return first, base + first * sealed, base + min(last * sealed, whole)


def seal_file(content: bytes) -> bytes:
    """Return ``content`` encrypted under a new data key."""
    sealer = Sealer(len(content))
    return b"".join((sealer.head, sealer.seal(content), sealer.end()))


class WrongSize(Exception):
    """More or fewer bytes came than were announced."""


class Sealer:
    """Encrypts a file of ``size`` bytes piece by piece: ``head`` first, then what ``seal`` gives.

    ``end`` gives the rest. Both raise WrongSize where it is not ``size`` bytes in all.
    """

    def __init__(self, size: int) -> None:
        key = AESGCM.generate_key(256)
        wrapped = keyring().seal(base64.b64encode(key).decode()).encode()
        self.head = _FACTS.pack(_MARK, CHUNK, size, len(wrapped)) + wrapped
        self._cipher = AESGCM(key)
        self._left = size
        self._rest = b""
        self._number = 0

    def seal(self, content: bytes) -> bytes:
        """Return the chunks that ``content`` makes whole; what is over waits for more."""
        if len(content) > self._left:
            raise WrongSize
        self._left -= len(content)
        plain = memoryview(self._rest + content)
        whole = len(plain) // CHUNK * CHUNK
        self._rest = bytes(plain[whole:])
        return b"".join(self._chunk(plain[at : at + CHUNK]) for at in range(0, whole, CHUNK))

    def end(self) -> bytes:
        """Return the last chunk."""
        if self._left:
            raise WrongSize
        return self._chunk(memoryview(self._rest)) if self._rest else b""

    def _chunk(self, plain: memoryview) -> bytes:
        sealed = self._cipher.encrypt(_nonce(self._number), plain, self.head)
        self._number += 1
        return sealed


def read_head(raw: bytes) -> Head:
    """Return the head of a sealed file from its first bytes. Raises Unreadable."""
    if len(raw) < _FACTS.size:
        raise Unreadable("not a sealed file")
    mark, chunk, size, length = _FACTS.unpack_from(raw)
    if mark != _MARK or chunk == 0 or len(raw) < _FACTS.size + length:
        raise Unreadable("not a sealed file of a known format")
    head = raw[: _FACTS.size + length]
    try:
        wrapped = head[_FACTS.size :].decode("ascii")
    except UnicodeDecodeError as error:
        raise Unreadable("the file's key was altered") from error
    return Head(head, chunk, size, base64.b64decode(keyring().open(wrapped)))


def open_chunks(head: Head, first: int, sealed: bytes) -> bytes:
    """Return what is in ``sealed``, whole chunks from number ``first`` on. Raises Unreadable."""
    cipher = AESGCM(head.key)
    step = head.chunk + _TAG
    pieces = (sealed[start : start + step] for start in range(0, len(sealed), step))
    try:
        return b"".join(
            cipher.decrypt(_nonce(number), piece, head.raw)
            for number, piece in enumerate(pieces, first)
        )
    except InvalidTag as error:
        raise Unreadable("the file was altered") from error


def open_file(raw: bytes) -> bytes:
    """Return the content of a whole sealed file. Raises Unreadable."""
    head = read_head(raw)
    _, start, end = head.place(0, None)
    if len(raw) != end:
        raise Unreadable("the file was cut or something was added")
    return open_chunks(head, 0, raw[start:end])


def _nonce(number: int) -> bytes:
    # Safe as a counter because no two files share a data key.
    return number.to_bytes(12, "big")
