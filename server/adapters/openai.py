"""OpenAI, and whatever speaks its chat dialect (vLLM, Ollama), by OpenAI's own client."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import openai
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema
from openai.types.shared_params.response_format_json_schema import JSONSchema

from domain.kit.errors import DomainError
from domain.language.framing import Framed
from domain.language.ports import Ask, Provider, Usage
from server.adapters.language_base import RemoteModel, told
from server.adapters.language_wire import refused, unreachable

_NO_KEY = "none"
"""Servers of one's own want no key, but the client insists on one."""


class OpenAIModel(RemoteModel[openai.AsyncOpenAI]):
    """Asks for JSON of a schema by chat completion."""

    @property
    def provider(self) -> Provider:
        """``openai``."""
        return "openai"

    def connect(self, http: httpx2.AsyncClient) -> openai.AsyncOpenAI:
        """Return the client; an empty base URL is OpenAI's own."""
        return openai.AsyncOpenAI(
            api_key=self._key or _NO_KEY,
            base_url=self._base_url or "https://api.openai.com/v1",
            http_client=http,
            max_retries=0,
            timeout=None,
        )

    async def whole(
        self, client: openai.AsyncOpenAI, framed: Framed, ask: Ask[Any]
    ) -> tuple[str, Usage | None]:
        """Return the first choice's text; a refusal has none."""
        response = await client.chat.completions.create(
            model=self._model,
            messages=_messages(framed),
            response_format=_format(ask),
            max_completion_tokens=ask.max_tokens,
        )
        return response.choices[0].message.content or "", _usage(response.usage)

    async def pieces(
        self, client: openai.AsyncOpenAI, framed: Framed, ask: Ask[Any]
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the text of each chunk; the last one has no text and says what all took."""
        chunks = await client.chat.completions.create(
            model=self._model,
            messages=_messages(framed),
            response_format=_format(ask),
            max_completion_tokens=ask.max_tokens,
            stream=True,
            stream_options={"include_usage": True},
        )
        async with chunks:
            async for chunk in chunks:
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content
                if used := _usage(chunk.usage):
                    yield used

    async def look_up(self, client: openai.AsyncOpenAI) -> None:
        """Ask for the list of models, which every dialect knows."""
        await client.models.list()

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn OpenAI's errors into the port's."""
        with super().translating():
            try:
                yield
            except openai.APIStatusError as error:
                raise refused(error.status_code, error.response.headers) from error
            except openai.APIResponseValidationError as error:
                raise ValueError("no envelope") from error
            except openai.APIConnectionError as error:
                # The client wraps what our transport says about the answer's size.
                raise _ours(error) or unreachable() from error
            except openai.APIError as error:
                raise unreachable() from error


def _ours(error: BaseException) -> DomainError | None:
    return error.__cause__ if isinstance(error.__cause__, DomainError) else None


def _usage(used: CompletionUsage | None) -> Usage | None:
    return told(used.prompt_tokens, used.completion_tokens) if used else None


def _messages(framed: Framed) -> list[ChatCompletionMessageParam]:
    return [
        {"role": "system", "content": framed.instructions},
        {"role": "user", "content": framed.data},
    ]


def _format(ask: Ask[Any]) -> ResponseFormatJSONSchema:
    # Strict mode takes a subset of JSON schema; the object is validated here anyway.
    schema = JSONSchema(name=ask.purpose, schema=ask.schema.model_json_schema())
    return ResponseFormatJSONSchema(type="json_schema", json_schema=schema)
