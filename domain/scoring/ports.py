"""What the scorer needs from outside the domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from domain.scoring.schemas import QuestionSpec, Score

Vectors = NDArray[np.float32]

DIMENSIONS = 384


class Scoring(Protocol):
    """Scores answers somewhere beside the event loop."""

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        """Return the score of ``answer``; equal input gives an equal score."""
        ...


class Encoder(Protocol):
    """Turns texts into meaning vectors.

    The vector of a text must depend on that text alone, not on its neighbours in the call:
    otherwise a cached clause would score differently from a fresh one.
    """

    @property
    def name(self) -> str:
        """Shown in every score, for example ``minilm-int8``."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the vectors may change."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row of 384 numbers per text, in order."""
        ...
