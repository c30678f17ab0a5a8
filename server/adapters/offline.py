"""No language model: everything that needs one says so."""

from collections.abc import AsyncGenerator
from decimal import Decimal

from domain.language.errors import NoModel
from domain.language.ports import Ask, Health, Provider, Reply, T, Usage


class OfflineModel:
    """Answers nothing; always healthy, because nothing is missing that was promised."""

    @property
    def provider(self) -> Provider:
        """``offline``."""
        return "offline"

    @property
    def model(self) -> str:
        """Empty."""
        return ""

    async def ask(self, ask: Ask[T]) -> Reply[T]:
        """Raise NoModel."""
        raise NoModel

    async def stream(self, ask: Ask[T]) -> AsyncGenerator[str, None]:
        """Raise NoModel at the first step."""
        yield (await self.ask(ask)).value.model_dump_json()

    async def health(self) -> Health:
        """Return that nothing is out of order."""
        return Health("offline", "", is_up=True)

    def cost(self, usage: Usage) -> Decimal:
        """Return 0."""
        return Decimal(0)

    async def close(self) -> None:
        """Nothing is open."""
