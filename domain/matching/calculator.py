"""The computing itself: encoding digests, weighing words, scoring sealed features."""

import json
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from domain.kit.crypto import Keyring
from domain.matching.digest import Digest
from domain.matching.engine import Scored
from domain.matching.features import features_of, pack, quantised, terms_of, unpack
from domain.matching.ranking import Explainer, rank_people
from domain.matching.wanted import Wanted
from domain.scoring.ports import Encoder

MOST_JOB_TERMS = 300
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_NO_MEANING = np.zeros(0, np.int8)


class Calculator:
    """Implements what ``Engine`` promises, at once and in this thread."""

    def __init__(self, encoder: Encoder | None, keyring: Keyring) -> None:
        """Compare meanings with ``encoder``, or words alone without one."""
        self._encoder = encoder
        self._keyring = keyring

    def terms(self, text: str, corpus: Sequence[str]) -> dict[str, float]:
        """Return the terms of ``text`` with their inverse document frequency in ``corpus``.

        It is ln((1 + n) / (1 + df)) + 1, as scikit-learn smooths it, whose import
        alone takes a second.
        """
        wanted = set(terms_of(text))
        documents = [wanted, *(set(terms_of(other)) for other in corpus)]
        in_documents = Counter(term for held in documents for term in held & wanted)
        found = {
            term: math.log((1 + len(documents)) / (1 + count)) + 1
            for term, count in in_documents.items()
        }
        kept = sorted(found, key=lambda term: (-found[term], term))[:MOST_JOB_TERMS]
        return {term: round(found[term], 6) for term in sorted(kept)}

    def meaning(self, text: str) -> list[int]:
        """Return the meaning of ``text`` in whole numbers; empty without an encoder."""
        return [int(number) for number in self._meanings([text])[0]]

    def pack(self, digests: Sequence[Digest]) -> list[str]:
        """Return the sealed features of each digest."""
        meanings = self._meanings([digest.text for digest in digests])
        made = (features_of(*pair) for pair in zip(digests, meanings, strict=True))
        return [self._keyring.seal(pack(features)) for features in made]

    def score(self, wanted: Wanted, packed: Sequence[tuple[int, str]]) -> list[Scored]:
        """Return the score of each application with its sealed factors."""
        people = [unpack(self._keyring.open(sealed)) for _, sealed in packed]
        ranking = rank_people(wanted, people)
        explainer = Explainer(wanted, ranking)
        scores, known = ranking.scores.tolist(), ranking.known.tolist()
        missing = ranking.missing_musts.astype(int).tolist()
        return [
            Scored(
                application_id=key,
                score=scores[place],
                known_share=known[place],
                missing_musts=missing[place],
                factors=self._keyring.seal(_encode(explainer.factors(people[place], place))),
            )
            for place, (key, _) in enumerate(packed)
        ]

    def _meanings(self, texts: Sequence[str]) -> list[np.ndarray[tuple[int], np.dtype[np.int8]]]:
        if self._encoder is None:
            return [_NO_MEANING for _ in texts]
        found = iter(self._encoder.encode([text for text in texts if text]))
        return [quantised(next(found)) if text else _NO_MEANING for text in texts]
