"""What Greenroom needs of a model of language, in its own words.

A model proposes; code decides. Nothing a model says is stored or shown before it was validated
against the schema that was asked for.
"""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)
Provider = Literal["gemini", "gemini-legacy", "openai", "offline"]


@dataclass(frozen=True, slots=True)
class Data:
    """Text that people wrote: to be read, never to be obeyed. ``label`` says what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written; 0 where a provider does not say."""

    input_tokens: int = 0
    output_tokens: int = 0


def not_counted(usage: Usage) -> None:
    """Listen to what a question took without doing anything about it."""


@dataclass(frozen=True, slots=True)
class Ask(Generic[T]):
    """One question to the model, answered by an object of ``schema``.

    ``purpose`` is a verb and a noun such as ``draft_questions``; ``prompt`` names the template as
    ``name@version``. ``instructions`` are ours, ``data`` is everybody else's; an adapter keeps
    them apart. ``timeout_s`` is for the whole call, repetitions included.

    An adapter calls ``on_usage`` once for each try, also of streams and of unusable answers, with
    what the provider says it took; where the provider says nothing, it is not called.
    ``may_reuse`` is False where another answer than the last one is wanted.
    """

    purpose: str
    prompt: str
    instructions: str
    schema: type[T]
    data: tuple[Data, ...] = ()
    max_tokens: int = 4_096
    timeout_s: float = 30.0
    on_usage: Callable[[Usage], None] = not_counted
    may_reuse: bool = True


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """The validated object, and by whom: provider, model, tokens, from the cache or not."""

    value: T
    provider: Provider
    model: str
    usage: Usage = field(default_factory=Usage)
    is_cached: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the model can be asked now, and if not, a sentence that says why."""

    provider: Provider
    model: str
    is_up: bool
    reason: str | None = None


class LanguageModel(Protocol):
    """A model that can be asked.

    Each call raises ModelDown (unreachable, refused, too slow, broken off, over budget),
    ModelGarbled (an answer that does not fit the schema) or NoModel (nothing is configured),
    all within ``timeout_s``.
    """

    @property
    def provider(self) -> Provider:
        """Who answers."""

    @property
    def model(self) -> str:
        """The model's name, as the provider calls it; empty without a model."""

    async def ask(self, ask: Ask[T]) -> Reply[T]:
        """Return an object of the schema that was asked for."""

    def stream(self, ask: Ask[T]) -> AsyncGenerator[str, None]:
        """Yield the answer's text piece by piece; the pieces together are the object's JSON."""

    async def health(self) -> Health:
        """Say whether the model answers, without spending tokens where that is possible."""

    def cost(self, usage: Usage) -> Decimal:
        """Return the price of ``usage`` in US dollars, by the configured prices; 0 if unknown."""

    async def close(self) -> None:
        """Let go of connections."""
