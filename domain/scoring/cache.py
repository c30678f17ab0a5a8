"""A bounded memory of encoded texts, so that a growing answer only costs its new clauses."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from domain.scoring.ports import DIMENSIONS, Encoder, Vectors


class CachedEncoder:
    """Wraps an encoder; forgets the texts not asked for longest. For one thread at a time."""

    def __init__(self, encoder: Encoder, capacity: int = 8_192) -> None:
        self.name = encoder.name
        self.version = encoder.version
        self._encoder = encoder
        self._capacity = capacity
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector of 384 numbers per text, in order."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        known = dict(zip(fresh, self._encoder.encode(fresh), strict=True)) if fresh else {}
        rows = np.empty((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            rows[row] = known[text] if text in known else self._recall(text)
        self._remember(known)
        return rows

    def _recall(self, text: str) -> Vectors:
        self._known.move_to_end(text)
        return self._known[text]

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        for text, vector in vectors.items():
            self._known[text] = vector
        while len(self._known) > self._capacity:
            self._known.popitem(last=False)
