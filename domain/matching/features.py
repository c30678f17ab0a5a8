"""Features of one application, small enough for 100,000 to be read at once: packed and unpacked.

A record is base64 of: the length of a JSON head (4 bytes), the head (the digest without its text),
term hashes (4 bytes each), term counts (1 byte each), and the meaning vector (384 signed bytes, or
none). All numbers are whole: sums and products of them are exact in any order and any batch.
"""

import base64
import math
import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import mmh3
import numpy as np
from numpy.typing import NDArray

from domain.kit.search import words_of
from domain.matching.digest import Digest

VERSION = "1"
MOST_TERMS = 600
MOST_COUNT = 255
_HEAD = struct.Struct("<IHH")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "we you your our us i my me be is are was were been will would can could should do does "
        "did have has had this that these those there their they them he she it its of on in at "
        "by for from to with without as an a the and or but not no so if than then more most other "
        "into over out up who what which when where how all any each every some such only own "
        "same too very anything away everything something nothing about after before between "
        "through yet der die das und oder mit für von zu im in den dem des ein eine auf als",
    )
)

Terms = NDArray[np.uint32]
Counts = NDArray[np.uint8]
Meaning = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Features:
    """One application, as ranking takes it; ``meaning`` is empty without a language model."""

    digest: Digest
    terms: Terms
    counts: Counts
    meaning: Meaning


def terms_of(text: str) -> list[str]:
    """Return the words of ``text`` that are compared: folded, without the commonest ones."""
    return [word for word in words_of(text) if word not in _STOP and not word.isdigit()]


def hashed(terms: Iterable[str]) -> Terms:
    """Return each term as 32 bits (MurmurHash3)."""
    return np.array([mmh3.hash(term, signed=False) for term in terms], np.uint32)


def quantised(vector: NDArray[np.float32]) -> Meaning:
    """Return a unit vector in whole numbers of -127 to 127."""
    largest = float(np.max(np.abs(vector))) if vector.size else 0.0
    if largest == 0 or not math.isfinite(largest):
        return np.zeros(vector.size, np.int8)
    scaled: Meaning = np.rint(vector * (127 / largest)).astype(np.int8)
    return scaled


def features_of(digest: Digest, meaning: Meaning) -> Features:
    """Return the features of a digest, whose text means ``meaning``."""
    counted = Counter(terms_of(digest.text))
    kept = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_TERMS]
    terms = hashed(term for term, _ in kept)
    counts = np.array([min(count, MOST_COUNT) for _, count in kept], np.uint8)
    order = np.argsort(terms, kind="stable")
    return Features(digest, terms[order], counts[order], meaning)


def pack(features: Features) -> str:
    """Return the features as one line of text."""
    bare = features.digest.model_copy(update={"text": ""})
    head = bare.model_dump_json(exclude_defaults=False).encode()
    sizes = _HEAD.pack(len(head), len(features.terms), len(features.meaning))
    body = features.terms.tobytes() + features.counts.tobytes() + features.meaning.tobytes()
    return base64.b64encode(sizes + head + body).decode()


def unpack(packed: str) -> Features:
    """Return what ``pack`` was given, the text apart."""
    raw = base64.b64decode(packed)
    head, terms, meaning = _HEAD.unpack_from(raw)
    at = _HEAD.size + head
    return Features(
        Digest.model_validate_json(raw[_HEAD.size : at]),
        np.frombuffer(raw, np.uint32, terms, at),
        np.frombuffer(raw, np.uint8, terms, at + 4 * terms),
        np.frombuffer(raw, np.int8, meaning, at + 5 * terms),
    )
