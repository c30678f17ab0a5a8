"""Reads that carry an entity tag, and answers to anonymous readers that are kept in memory.

A kept answer is given again only while nothing was committed to the database, by this process or
another, so several nodes never differ; and only within the second it was made in, because an
answer may depend on the hour.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from quart import Response, request

from domain.kit.actor import NOBODY, Actor
from domain.kit.work import WorkShop

MOST_BYTES = 8 * 1024 * 1024
_OK, _NOT_MODIFIED = 200, 304

Mark = tuple[str, int]
"""What the database's state and the second were when an answer was made."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body and its entity tag."""

    body: bytes
    tag: str


class KeptAnswers:
    """The answers that are valid under one mark, by address; the next mark empties it."""

    def __init__(self, workshop: WorkShop) -> None:
        """Keep nothing yet."""
        self._workshop = workshop
        self._mark: Mark | None = None
        self._answers: dict[str, Answer] = {}
        self._bytes = 0

    async def mark(self) -> Mark | None:
        """Return the present mark, to be taken before the data is read; None if it is unknown."""
        version = await self._workshop.database.version()
        return None if version is None else (version, int(self._workshop.clock().timestamp()))

    def find(self, mark: Mark | None, address: str) -> Answer | None:
        """Return what was kept for ``address`` under ``mark``."""
        return self._answers.get(address) if mark is not None and mark == self._mark else None

    def keep(self, mark: Mark | None, address: str, answer: Answer) -> None:
        """Keep an answer that was made after ``mark`` was taken."""
        size = len(answer.body) + len(address)
        if mark is None or size > MOST_BYTES:
            return
        if mark != self._mark or self._bytes + size > MOST_BYTES:
            self._mark, self._answers, self._bytes = mark, {}, 0
        self._answers[address] = answer
        self._bytes += size


async def conditional(
    kept: KeptAnswers, actor: Actor, make: Callable[[], Awaitable[Response]]
) -> Response:
    """Answer the current request by ``make``, or with 304 where the reader has that answer.

    Only answers to nobody in particular are kept; what a signed-in person reads is made anew. Of
    the answer that was made, its JSON body goes out; headers of its own would be lost.
    """
    mark = await kept.mark() if actor == NOBODY else None
    address = _address()
    answer = kept.find(mark, address)
    if answer is None:
        response = await make()
        if response.status_code != _OK:
            return response
        body = await response.get_data(as_text=False)
        answer = Answer(body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')
        kept.keep(mark, address, answer)
    return _respond(answer, actor)


def _address() -> str:
    """Return path and query, byte for byte: no two queries may share an answer."""
    query: bytes = request.query_string
    return f"{request.path}?{query.decode('latin-1')}"


def _respond(answer: Answer, actor: Actor) -> Response:
    headers = {
        "ETag": answer.tag,
        "Cache-Control": "no-cache" if actor == NOBODY else "private, no-cache",
        "Vary": "Authorization",
    }
    if request.headers.get("If-None-Match") and request.if_none_match.contains_weak(
        answer.tag.strip('"')
    ):
        response = Response(status=_NOT_MODIFIED, headers=headers)
        # It would have to be the length of the body that is not sent.
        response.headers.pop("Content-Length", None)
        response.headers.pop("Content-Type", None)
        return response
    return Response(answer.body, _OK, headers, content_type="application/json")
