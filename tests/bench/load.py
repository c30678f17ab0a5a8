"""A load client that costs little: raw sockets, kept open, requests written as bytes.

It reads only what it must: the status, the length and the entity tag.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Load:
    """What one round measured: each answer's time in ms, and what the round took in seconds."""

    times: list[float] = field(default_factory=list)
    took_s: float = 0.0
    client_cpu_s: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers per second."""
        return len(self.times) / self.took_s


class UnexpectedAnswer(Exception):
    """A server answered with another status than the measurement is about."""


def request_bytes(
    method: str, path: str, body: bytes = b"", kind: str = "", etag: str = ""
) -> bytes:
    """Return one HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    if etag:
        lines.append(f"If-None-Match: {etag}")
    if body:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def ask(port: int, request: bytes) -> tuple[int, str]:
    """Send one request on a connection of its own; return status and entity tag."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await _exchange(reader, writer, request)
    finally:
        writer.close()


async def press(
    port: int, requests: Iterator[bytes], *, count: int, connections: int, expect: set[int]
) -> Load:
    """Send ``count`` requests over ``connections`` kept open, the next when one is answered."""
    load = Load()
    ends = [await asyncio.open_connection("127.0.0.1", port) for _ in range(connections)]
    left = iter(range(count))

    async def keep_asking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in left:
            began = time.perf_counter()
            status, _etag = await _exchange(reader, writer, next(requests))
            load.times.append((time.perf_counter() - began) * 1_000)
            if status not in expect:
                raise UnexpectedAnswer(status)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(keep_asking(*end) for end in ends))
    load.took_s, load.client_cpu_s = time.perf_counter() - began, time.process_time() - cpu
    for _, writer in ends:
        writer.close()
    return load


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, str]:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = _header(head, b"content-length:")
    if length:
        await reader.readexactly(int(length))
    return int(head[9:12]), _header(head, b"etag:")


def _header(head: bytes, name: bytes) -> str:
    start = head.lower().find(b"\r\n" + name)
    if start < 0:
        return ""
    start += len(name) + 2
    return head[start : head.index(b"\r\n", start)].decode().strip()
