"""What the question bank needs from outside the domain."""

from collections.abc import Sequence
from typing import Protocol

from domain.scoring.ports import Vectors


class Meanings(Protocol):
    """Turns texts into vectors somewhere beside the event loop."""

    @property
    def encoder(self) -> str:
        """Name and version of what makes the vectors, at most 100 characters."""
        ...

    async def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row of 384 numbers per text, in order; zeros for no words."""
        ...
