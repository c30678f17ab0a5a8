"""The encoder that needs no model file: hashed word stems and letter triples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np

from domain.scoring.ports import DIMENSIONS, Vectors
from domain.scoring.text import words_of

TRIPLE_WEIGHT: Final = 0.35
_SIGN_BIT: Final = 1 << 16


class LexicalEncoder:
    """Sees shared words and shared word parts, not meaning. Same vectors on every machine."""

    name = "lexical"
    version = "1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector of 384 numbers per text; a text without words gives zeros."""
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            words = words_of(text)
            chosen = {word.stem for word in words if word.is_content} or {w.stem for w in words}
            for stem in sorted(chosen):
                vectors[row] += _stem_vector(stem)
            vectors[row] /= max(float(np.linalg.norm(vectors[row])), 1e-9)
        return vectors


@lru_cache(maxsize=8_192)
def _stem_vector(stem: str) -> Vectors:
    vector = np.zeros(DIMENSIONS, np.float32)
    padded = f"^{stem}$"
    parts = [(stem, 1.0)]
    parts += [(padded[at : at + 3], TRIPLE_WEIGHT) for at in range(len(padded) - 2)]
    for part, weight in parts:
        code = crc32(part.encode("utf-8", "surrogatepass"))
        vector[code % DIMENSIONS] += weight if code & _SIGN_BIT else -weight
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
