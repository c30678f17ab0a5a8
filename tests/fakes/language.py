"""Models of language on real sockets, in Gemini's and OpenAI's dialects, that can misbehave."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.fakes.receiver import Behaviour, Received, answer, read_request

Answer = Callable[["Asked"], object]
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it arrived: ``instructions`` are the system's part, ``data`` the user's."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    instructions: str
    data: str


class FakeLanguage:
    """Answers each question with what ``answers`` was given; a planned fault comes first."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[Asked] = []
        self.health_checks = 0
        self._answers: list[tuple[str, Answer]] = []
        self._faults: list[Behaviour] = []
        self._constant: Behaviour | None = None

    @property
    def root(self) -> str:
        """The address without a path."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address that the provider's client is told."""
        return self.root

    def answers(self, value: object, *, when: str = "") -> None:
        """Answer with ``value``, or what it returns, to instructions that contain ``when``.

        A text is sent as it is, anything else as JSON. What was said last counts.
        """
        made = value if callable(value) else lambda _: value
        self._answers.insert(0, (when, made))

    def fails_with(self, *behaviours: Behaviour) -> None:
        """Misbehave once for each of ``behaviours``, then answer again."""
        self._faults.extend(behaviours)

    def always_fails_with(self, behaviour: Behaviour | None) -> None:
        """Misbehave until told None."""
        self._constant = behaviour

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's one request."""
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._behaviour(await read_request(reader))(writer)
        finally:
            writer.close()

    def _behaviour(self, received: Received) -> Behaviour:
        if not received.body:
            self.health_checks += 1
            return self._constant or _json(self.catalogue())
        asked = self.understood(received, json.loads(received.body))
        self.asked.append(asked)
        if self._faults:
            return self._faults.pop(0)
        if self._constant:
            return self._constant
        text = self._text(asked)
        return _events(self.pieces(text)) if self.streams(asked) else _json(self.whole(text))

    def _text(self, asked: Asked) -> str:
        for when, made in self._answers:
            if when in asked.instructions:
                value = made(asked)
                return value if isinstance(value, str) else json.dumps(value)
        raise AssertionError(f"nobody said what to answer to {asked.instructions[:80]}")

    def understood(self, received: Received, body: Mapping[str, Any]) -> Asked:
        """Return the question in our words."""
        raise NotImplementedError

    def catalogue(self) -> object:
        """Return what a check of health reads."""
        raise NotImplementedError

    def streams(self, asked: Asked) -> bool:
        """Tell whether the answer is wanted in pieces."""
        raise NotImplementedError

    def whole(self, text: str) -> object:
        """Return the provider's envelope around ``text``."""
        raise NotImplementedError

    def pieces(self, text: str) -> list[str]:
        """Return the provider's events for ``text``."""
        raise NotImplementedError


class FakeGemini(FakeLanguage):
    """Google's REST dialect (``GEMINI_BASE_URL``)."""

    def understood(self, received: Received, body: Mapping[str, Any]) -> Asked:
        system = "".join(part["text"] for part in body["systemInstruction"]["parts"])
        data = "".join(part["text"] for each in body["contents"] for part in each["parts"])
        return Asked(received.path, received.headers, body, system, data)

    def catalogue(self) -> object:
        return {"name": "models/made-up", "displayName": "Made up"}

    def streams(self, asked: Asked) -> bool:
        return "streamGenerateContent" in asked.path

    def whole(self, text: str) -> object:
        return {
            "candidates": [
                {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": "STOP"}
            ],
            "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 7},
        }

    def pieces(self, text: str) -> list[str]:
        return [json.dumps(self.whole(part)) for part in _halves(text)]


class FakeOpenAI(FakeLanguage):
    """OpenAI's chat dialect, as vLLM and Ollama speak it too (``OPENAI_BASE_URL``)."""

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    def understood(self, received: Received, body: Mapping[str, Any]) -> Asked:
        said = {each["role"]: each["content"] for each in body["messages"]}
        return Asked(received.path, received.headers, body, said["system"], said["user"])

    def catalogue(self) -> object:
        model = {"id": "made-up", "object": "model", "created": 1, "owned_by": "nobody"}
        return {"object": "list", "data": [model]}

    def streams(self, asked: Asked) -> bool:
        return bool(asked.body.get("stream"))

    def whole(self, text: str) -> object:
        message = {"role": "assistant", "content": text, "refusal": None}
        return {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "made-up",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }

    def pieces(self, text: str) -> list[str]:
        said = [json.dumps(_chunk({"content": part})) for part in _halves(text)]
        return [*said, json.dumps(_LAST_CHUNK), "[DONE]"]


def status(code: int, **headers: str) -> Behaviour:
    """Refuse with an HTTP status and a reason, as both providers write it."""
    body = json.dumps({"error": {"code": code, "message": "no", "status": "NO"}}).encode()
    return answer(code, body, Content_Type="application/json", **headers)


def body(content: bytes) -> Behaviour:
    """Accept, with ``content`` instead of the envelope."""
    return answer(200, content, Content_Type="application/json")


async def drip_body(writer: asyncio.StreamWriter) -> None:
    """Accept, then send a letter now and then, for ever."""
    writer.write(_OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1\r\n \r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def cut(writer: asyncio.StreamWriter) -> None:
    """Promise a thousand bytes and hang up after nine."""
    writer.write(_OK + b'Content-Length: 1000\r\n\r\n{"candida')
    await writer.drain()


Fake = TypeVar("Fake", bound=FakeLanguage)


@asynccontextmanager
async def serving(fake: Fake) -> AsyncIterator[Fake]:
    """Run ``fake`` on a free port while the block runs."""
    conversations: set[asyncio.Task[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(fake.serve(reader, writer))
        conversations.add(task)
        task.add_done_callback(conversations.discard)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for task in list(conversations):
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)


def _json(value: object) -> Behaviour:
    content = json.dumps(value).encode()
    return answer(200, content, Content_Type="application/json", Connection="close")


def _events(pieces: list[str]) -> Behaviour:
    content = "".join(f"data: {piece}\n\n" for piece in pieces).encode()
    return answer(200, content, Content_Type="text/event-stream", Connection="close")


def _halves(text: str) -> list[str]:
    middle = len(text) // 2
    return [text[:middle], text[middle:]]


_LAST_CHUNK = {
    "id": "c1",
    "object": "chat.completion.chunk",
    "created": 1,
    "model": "made-up",
    "choices": [],
    "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
}


def _chunk(delta: Mapping[str, str]) -> object:
    choice = {"index": 0, "delta": delta, "finish_reason": None}
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "made-up",
        "choices": [choice],
    }
