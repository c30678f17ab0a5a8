"""How a provider of language models is reached: bounded in bytes, never redirected, no proxy."""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import httpx2

from domain.language.errors import ModelDown, ModelGarbled
from domain.language.ports import Usage
from domain.language.reading import MOST_BYTES

_MILLION = Decimal(1_000_000)
_TOO_MANY = 429
_LONGEST_PAUSE_S = 3_600
_REFUSALS = {
    400: "The language model refused the question.",
    401: "The language model refused the key: an administrator must check it.",
    403: "The language model refused the key: an administrator must check it.",
    404: "The language model of that name does not exist: an administrator must check it.",
    429: "The language model is asked too often at the moment. Try again later.",
}


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens read and written."""

    input: Decimal = Decimal(0)
    output: Decimal = Decimal(0)

    def of(self, usage: Usage) -> Decimal:
        """Return what ``usage`` costs in US dollars."""
        total = usage.input_tokens * self.input + usage.output_tokens * self.output
        return total / _MILLION


async def open_client() -> httpx2.AsyncClient:
    """Return a client for one provider; its certificates are loaded beside the loop."""
    context = await asyncio.to_thread(httpx2.create_ssl_context)
    return httpx2.AsyncClient(
        transport=_Capped(httpx2.AsyncHTTPTransport(verify=context, trust_env=False)),
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # the adapter limits the whole call, which ends a drip too
    )


def refused(status: int | None, headers: Mapping[str, str] | None = None) -> ModelDown:
    """Return the error for a provider's ``status``, with its Retry-After in seconds if any."""
    pause = (headers or {}).get("retry-after", "")
    wait = min(math.ceil(float(pause)), _LONGEST_PAUSE_S) if _is_seconds(pause) else None
    details = {"status": status, "may_repeat": _may_repeat(status)}
    return ModelDown(_REFUSALS.get(status or 0), details=details, retry_after_s=wait)


def unreachable(*, may_repeat: bool = True) -> ModelDown:
    """Return the error for a connection that failed or an answer that came too slowly."""
    return ModelDown(details={"status": None, "may_repeat": may_repeat})


def _may_repeat(status: int | None) -> bool:
    return status is None or status == _TOO_MANY or status >= 500  # noqa: PLR2004  # HTTP's family


def _is_seconds(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit() and len(text) < 10  # noqa: PLR2004  # no date


class _Capped(httpx2.AsyncBaseTransport):
    """A transport whose answers end in ModelGarbled after MOST_BYTES."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        # A compressed answer could unfold to any size after it was counted.
        request.headers["Accept-Encoding"] = "identity"
        response = await self._inner.handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise ModelGarbled("The language model answered in a form nobody asked for.")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _CappedStream(response.stream)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


class _CappedStream(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        total = 0
        async for chunk in self._inner:
            total += len(chunk)
            if total > MOST_BYTES:
                raise ModelGarbled("The language model's answer was far too long.")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
