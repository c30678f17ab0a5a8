"""Where matching computes: beside the event loop, on sealed features."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.matching.digest import Digest
from domain.matching.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Scored:
    """One application's result; ``factors`` is sealed already."""

    application_id: int
    score: float
    known_share: float
    missing_musts: int
    factors: str


class Engine(Protocol):
    """Computes beside the event loop, on sealed features."""

    @property
    def version(self) -> str:
        """Changes whenever features would come out differently."""
        ...

    async def terms(self, text: str, corpus: Sequence[str]) -> dict[str, float]:
        """Return the words of a job's ``text`` with their weight among the ``corpus`` of jobs."""
        ...

    async def meaning(self, text: str) -> list[int]:
        """Return the meaning vector of ``text``, each number -127 to 127; empty without a model."""
        ...

    async def pack(self, digests: Sequence[Digest]) -> list[str]:
        """Return the sealed features of each digest."""
        ...

    async def score(self, wanted: Wanted, packed: Sequence[tuple[int, str]]) -> list[Scored]:
        """Return the score of each application (id, sealed features) for what is wanted."""
        ...
