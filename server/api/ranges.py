"""Handing out a stored file, whole or in part (RFC 9110, ranges of bytes), in flat memory."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from quart import Response, request
from werkzeug.http import parse_if_range_header, parse_range_header, quote_etag

Read = Callable[[int, int], AsyncIterator[bytes]]
"""Yields the bytes from a place up to another."""


@dataclass(frozen=True, slots=True)
class Servable:
    """A file that never changes under its ``etag``; ``size`` is in bytes."""

    size: int
    media_type: str
    etag: str
    filename: str


@dataclass(frozen=True, slots=True)
class Span:
    """Which bytes are asked for, up to but without ``end``; ``status`` is 200, 206 or 416."""

    status: int
    start: int = 0
    end: int = 0


def asked_for(size: int, etag: str, ranged: str | None, if_range: str | None) -> Span:
    """Return which bytes of a file to answer with.

    Several ranges at once, other units and what makes no sense are answered with the whole file,
    as is a range of another version.
    """
    whole = Span(200, 0, size)
    wanted = parse_range_header(ranged, make_inclusive=False) if ranged else None
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return whole
    if if_range:
        condition = parse_if_range_header(if_range)
        if condition.date is not None or condition.etag != etag or if_range.startswith("W/"):
            return whole
    start, end = wanted.ranges[0]
    if start < 0:
        # The last so many bytes.
        start, end = max(size + start, 0), size
    end = size if end is None else min(end, size)
    return Span(206, start, end) if start < end else Span(416)


def answer(file: Servable, read: Read) -> Response:
    """Return the answer to the current request; nothing of it runs as a page."""
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{file.filename}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": quote_etag(file.etag),
        "X-Content-Type-Options": "nosniff",
    }
    given = request.headers
    span = asked_for(file.size, file.etag, given.get("Range"), given.get("If-Range"))
    if span.status == 416:  # noqa: PLR2004  # the status itself
        headers["Content-Range"] = f"bytes */{file.size}"
        return Response(b"", status=416, headers=headers, content_type=file.media_type)
    if span.status == 206:  # noqa: PLR2004  # the status itself
        headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{file.size}"
    headers["Content-Length"] = str(span.end - span.start)
    is_head = request.method == "HEAD"
    body = b"" if is_head else read(span.start, span.end)
    response = Response(body, status=span.status, headers=headers, content_type=file.media_type)
    response.headers["Content-Length"] = headers["Content-Length"]
    # A long film takes as long as its viewer likes.
    response.timeout = None
    return response
