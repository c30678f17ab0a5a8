"""What the adapters of language models share: one clock, one reading, one way to fail."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from decimal import Decimal
from typing import Any, Generic, TypeVar

import httpx2

from domain.language.errors import ModelDown, ModelGarbled
from domain.language.framing import Framed, frame
from domain.language.ports import Ask, Health, Provider, Reply, T, Usage
from domain.language.reading import read_answer
from server.adapters.language_wire import Prices, open_client, unreachable

HEALTH_WITHIN_S = 5.0
Client = TypeVar("Client")


class RemoteModel(ABC, Generic[Client]):
    """A model behind a vendor's own client; subclasses say the vendor's words."""

    def __init__(self, key: str, model: str, base_url: str, prices: Prices) -> None:
        """Nothing is connected before the first question."""
        self._key = key
        self._model = model
        self._base_url = base_url
        self._prices = prices
        self._opening = asyncio.Lock()
        self._http: httpx2.AsyncClient | None = None
        self._client: Client | None = None

    @property
    @abstractmethod
    def provider(self) -> Provider:
        """Who answers."""

    @property
    def model(self) -> str:
        """The model's name, as the provider calls it."""
        return self._model

    async def ask(self, ask: Ask[T]) -> Reply[T]:
        """Return an object of the schema; raises ModelDown and ModelGarbled within timeout_s."""
        framed = frame(ask.instructions, ask.data)
        async with _limited(ask.timeout_s):
            client = await self._ready()
            with self.translating():
                text, usage = await self.whole(client, framed, ask)
        if usage is not None:
            ask.on_usage(usage)
        value = read_answer(text, ask.schema)
        return Reply(value, self.provider, self._model, usage or Usage())

    async def stream(self, ask: Ask[T]) -> AsyncGenerator[str, None]:
        """Yield the pieces; raises as ``ask`` does, at the end too if they make no object."""
        framed = frame(ask.instructions, ask.data)
        said: list[str] = []
        taken: Usage | None = None
        deadline = asyncio.get_running_loop().time() + ask.timeout_s
        async with _limited(ask.timeout_s):
            client = await self._ready()
        try:
            async with aclosing(self.pieces(client, framed, ask)) as pieces:
                # The clock stops only this side: a consumer's own cancellation stays its own.
                while (piece := await self._next(pieces, deadline)) is not None:
                    if isinstance(piece, Usage):
                        taken = piece
                        continue
                    said.append(piece)
                    yield piece
        finally:
            if taken is not None:
                ask.on_usage(taken)
        read_answer("".join(said), ask.schema)

    async def _next(
        self, pieces: AsyncGenerator[str | Usage, None], deadline: float
    ) -> str | Usage | None:
        left = deadline - asyncio.get_running_loop().time()
        async with _limited(left):
            with self.translating():
                return await anext(pieces, None)

    async def health(self) -> Health:
        """Look the model up, which costs no tokens."""
        try:
            async with _limited(HEALTH_WITHIN_S):
                client = await self._ready()
                with self.translating():
                    await self.look_up(client)
        except (ModelDown, ModelGarbled) as error:
            return Health(self.provider, self._model, is_up=False, reason=error.message)
        return Health(self.provider, self._model, is_up=True)

    def cost(self, usage: Usage) -> Decimal:
        """Return the price of ``usage`` in US dollars."""
        return self._prices.of(usage)

    async def close(self) -> None:
        """Let go of connections."""
        if self._http is not None:
            await self._http.aclose()

    async def _ready(self) -> Client:
        async with self._opening:
            if self._client is None:
                self._http = await open_client()
                self._client = self.connect(self._http)
            return self._client

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn what went wrong on the wire into the port's errors."""
        try:
            yield
        except httpx2.HTTPError as error:
            raise unreachable() from error
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            # Vendors' clients trip over malformed envelopes in all these ways.
            raise ModelGarbled from error

    @abstractmethod
    def connect(self, http: httpx2.AsyncClient) -> Client:
        """Return the vendor's client on ``http``, without repetitions of its own."""

    @abstractmethod
    async def whole(
        self, client: Client, framed: Framed, ask: Ask[Any]
    ) -> tuple[str, Usage | None]:
        """Return the answer's text ("" if there is none) and what it took, if that is said."""

    @abstractmethod
    def pieces(
        self, client: Client, framed: Framed, ask: Ask[Any]
    ) -> AsyncGenerator[str | Usage, None]:
        """Yield the answer's text as it comes, and what it took so far where that is said."""

    @abstractmethod
    async def look_up(self, client: Client) -> None:
        """Ask for something that costs nothing."""


def told(read: object, written: object) -> Usage:
    """Return the tokens that a provider names; 0 for what is no number."""
    return Usage(_whole(read), _whole(written))


def _whole(count: object) -> int:
    return count if isinstance(count, int) else 0


@asynccontextmanager
async def _limited(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise unreachable(may_repeat=False) from error
