"""Google's Gemini by google-generativeai, for who still needs that client; Google has ended it.

The client is synchronous and has no bounds of its own: it runs in a thread, and its requests are
carried by the same bounded transport as everybody's (``_Bridge``). It is imported without types,
because the extra that brings it may be missing.
"""

import asyncio
import importlib
import json
import warnings
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import httpx2
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from domain.language.framing import Framed
from domain.language.ports import Ask, Provider, Usage
from server.adapters.language_base import RemoteModel, told
from server.adapters.language_wire import refused

with warnings.catch_warnings():
    # Importing it warns that it is no longer supported, which the documents say too.
    warnings.simplefilter("ignore")
    genai = importlib.import_module("google.generativeai")
    clients = importlib.import_module("google.generativeai.client")
    envelopes = importlib.import_module("google.protobuf.json_format")

_FIRST_REFUSAL = 300
_ONCE: Mapping[str, Any] = {"retry": None, "timeout": None}


@dataclass(frozen=True, slots=True)
class _Clients:
    generating: Any
    models: Any


class LegacyGeminiModel(RemoteModel[_Clients]):
    """Asks Gemini for JSON; the schema stands in the instructions, since this client knows few."""

    @property
    def provider(self) -> Provider:
        """``gemini-legacy``."""
        return "gemini-legacy"

    def connect(self, http: httpx2.AsyncClient) -> _Clients:
        """Return the clients; an empty base URL is Google's own."""
        endpoint = {"api_endpoint": self._base_url} if self._base_url else {}
        genai.configure(api_key=self._key, transport="rest", client_options=endpoint)
        opened = _Clients(
            clients.get_default_generative_client(), clients.get_default_model_client()
        )
        bridge = _Bridge(http, asyncio.get_running_loop())
        for client in (opened.generating, opened.models):
            session = client.transport._session  # noqa: SLF001  # the client offers no other way
            session.trust_env = False
            session.mount("https://", bridge)
            session.mount("http://", bridge)
        return opened

    async def whole(
        self, client: _Clients, framed: Framed, ask: Ask[Any]
    ) -> tuple[str, Usage | None]:
        """Return the first candidate's text; a blocked answer has none."""
        model = genai.GenerativeModel(self._model, system_instruction=_instructions(framed, ask))
        model._client = client.generating  # noqa: SLF001  # else it takes what was configured last
        response = await asyncio.to_thread(
            model.generate_content,
            framed.data,
            generation_config={
                "response_mime_type": "application/json",
                "max_output_tokens": ask.max_tokens,
            },
            request_options=_ONCE,
        )
        used = response.usage_metadata
        return response.text, told(used.prompt_token_count, used.candidates_token_count)

    async def pieces(
        self, client: _Clients, framed: Framed, ask: Ask[Any]
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the whole answer as one piece."""
        text, usage = await self.whole(client, framed, ask)
        if usage is not None:
            yield usage
        yield text

    async def look_up(self, client: _Clients) -> None:
        """Ask for the model's description."""
        name = f"models/{self._model.removeprefix('models/')}"
        await asyncio.to_thread(client.models.get_model, name=name, **_ONCE)

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn what the library cannot read into the port's error."""
        with super().translating():
            try:
                yield
            except envelopes.ParseError as error:
                raise ValueError("no envelope") from error


class _Bridge(BaseAdapter):
    """Carries what ``requests`` would send over the loop's bounded client."""

    def __init__(self, http: httpx2.AsyncClient, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._http = http
        self._loop = loop

    def send(self, request: PreparedRequest, *_args: Any, **_options: Any) -> Response:
        """Return the answer; called in a thread, which waits for the loop."""
        carrying = asyncio.run_coroutine_threadsafe(self._carry(request), self._loop)
        return carrying.result()

    async def _carry(self, request: PreparedRequest) -> Response:
        answer = await self._http.request(
            str(request.method), str(request.url), headers=_headers(request), content=_body(request)
        )
        if answer.status_code >= _FIRST_REFUSAL:
            # Here, before the library follows a redirect or repeats what was refused by 401.
            raise refused(answer.status_code, answer.headers)
        response = Response()
        response.status_code = answer.status_code
        response.headers = CaseInsensitiveDict(answer.headers)
        response.url = str(request.url)
        response.request = request
        response.raw = BytesIO(answer.content)
        return response

    def close(self) -> None:
        """The loop's client is closed by who opened it."""


def _instructions(framed: Framed, ask: Ask[Any]) -> str:
    schema = json.dumps(ask.schema.model_json_schema())
    return f"{framed.instructions}\n\nAnswer with a JSON object of this schema: {schema}"


def _headers(request: PreparedRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.headers.items()}


def _body(request: PreparedRequest) -> bytes:
    body = request.body or b""
    return body if isinstance(body, bytes) else str(body).encode()
