"""Google's Gemini by google-genai."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from google import genai
from google.genai import errors, types

from domain.language.framing import Framed
from domain.language.ports import Ask, Provider, Usage
from server.adapters.language_base import RemoteModel, told
from server.adapters.language_wire import refused


class GeminiModel(RemoteModel[genai.Client]):
    """Asks Gemini for JSON of a schema."""

    @property
    def provider(self) -> Provider:
        """``gemini``."""
        return "gemini"

    def connect(self, http: httpx2.AsyncClient) -> genai.Client:
        """Return the client; an empty base URL is Google's own."""
        options = types.HttpOptions(
            base_url=self._base_url or None,
            httpx_async_client=http,
            retry_options=types.HttpRetryOptions(attempts=1),
        )
        return genai.Client(api_key=self._key, http_options=options, vertexai=False)

    async def whole(
        self, client: genai.Client, framed: Framed, ask: Ask[Any]
    ) -> tuple[str, Usage | None]:
        """Return the first candidate's text; a blocked answer has none."""
        response = await client.aio.models.generate_content(
            model=self._model, contents=framed.data, config=_config(framed, ask)
        )
        return response.text or "", _usage(response)

    async def pieces(
        self, client: genai.Client, framed: Framed, ask: Ask[Any]
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the text of each event and its figures, which are those of the whole so far."""
        events = await client.aio.models.generate_content_stream(
            model=self._model, contents=framed.data, config=_config(framed, ask)
        )
        async for event in events:
            if event.text:
                yield event.text
            if used := _usage(event):
                yield used

    async def look_up(self, client: genai.Client) -> None:
        """Ask for the model's description."""
        await client.aio.models.get(model=self._model)

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn Google's errors into the port's."""
        with super().translating():
            try:
                yield
            except errors.APIError as error:
                raise refused(error.code, getattr(error.response, "headers", None)) from error


def _config(framed: Framed, ask: Ask[Any]) -> types.GenerateContentConfig:
    return types.GenerateContentConfig(
        system_instruction=framed.instructions,
        response_mime_type="application/json",
        response_json_schema=ask.schema.model_json_schema(),
        max_output_tokens=ask.max_tokens,
    )


def _usage(response: types.GenerateContentResponse) -> Usage | None:
    used = response.usage_metadata
    if used is None:
        return None
    # Thinking is charged as output.
    written = (used.candidates_token_count or 0) + (used.thoughts_token_count or 0)
    return told(used.prompt_token_count, written)
