"""An S3-compatible store on a real socket that keeps its objects in memory."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

_XML = "application/xml"
_KEY = re.compile(r"<Key>([^<]+)</Key>")
_MISSING = "<Error><Code>NoSuchKey</Code><Message>Nothing here.</Message></Error>"


@dataclass(slots=True)
class Bucket:
    """What is kept, by path; and what was asked of it."""

    url: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    signed: bool = True
    is_down: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        ranged = request.headers.get("Range", "")
        self.asked.append((request.method, ranged))
        self.signed &= request.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256")
        if self.is_down:
            return web.Response(status=400, text="<Error><Code>Broken</Code></Error>")
        if "uploads" in request.query or "uploadId" in request.query:
            return await self._in_parts(request)
        if request.method == "PUT":
            self.objects[request.path] = await request.read()
            return web.Response(headers={"ETag": '"1"'})
        if request.method == "POST" and "delete" in request.query:
            return self._forget(request.path, await request.text())
        content = self.objects.get(request.path)
        if content is None:
            return web.Response(status=404, text=_MISSING, content_type=_XML)
        return _found(content, ranged)

    async def _in_parts(self, request: web.Request) -> web.Response:
        """Answer a request of an upload in parts; all of a path share one."""
        path = request.path
        if "uploads" in request.query:
            self.parts[path] = {}
            started = "<UploadId>1</UploadId>"
            text = f"<InitiateMultipartUploadResult>{started}</InitiateMultipartUploadResult>"
            return web.Response(text=text, content_type=_XML)
        if request.method == "PUT":
            number = int(request.query["partNumber"])
            self.parts[path][number] = await request.read()
            return web.Response(headers={"ETag": f'"{number}"'})
        parts = self.parts.pop(path, {})
        if request.method == "DELETE":
            return web.Response(status=204)
        self.objects[path] = b"".join(parts[number] for number in sorted(parts))
        done = '<ETag>"1"</ETag>'
        text = f"<CompleteMultipartUploadResult>{done}</CompleteMultipartUploadResult>"
        return web.Response(text=text, content_type=_XML)

    def _forget(self, path: str, wanted: str) -> web.Response:
        keys = _KEY.findall(wanted)
        for key in keys:
            self.objects.pop(f"{path.rstrip('/')}/{key}", None)
        gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        return web.Response(text=f"<DeleteResult>{gone}</DeleteResult>", content_type=_XML)


def _found(content: bytes, ranged: str) -> web.Response:
    headers = {"ETag": '"1"', "Last-Modified": "Mon, 01 Jun 2026 10:00:00 GMT"}
    if not ranged:
        return web.Response(body=content, headers=headers)
    start, _, last = ranged.removeprefix("bytes=").partition("-")
    part = content[int(start) : int(last) + 1]
    headers["Content-Range"] = f"bytes {start}-{int(start) + len(part) - 1}/{len(content)}"
    return web.Response(status=206, body=part, headers=headers)


@asynccontextmanager
async def serving_bucket() -> AsyncIterator[Bucket]:
    """Run a store on a free port while the block runs; its URL is for ``STORAGE_URL``."""
    bucket = Bucket()
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{path:.*}", bucket.serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    bucket.url = f"s3://key:secret@resumes/files?endpoint=http://{host}:{port}"
    try:
        yield bucket
    finally:
        await runner.cleanup()
