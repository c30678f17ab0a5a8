"""Which questions are so alike that one of them is enough."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_ALIKE = 0.6
"""Shared words by all words of both (Jaccard): rewordings lie above, other questions below."""
_SHORTEST_STEM = 4
_COMMON = frozenset(
    word
    for line in (
        "a about an and are as at be been but by can could did do does for from had has have how i",
        "if in into is it its me of on one or out so some tell than that the their them then there",
        "they this time to up was were what when where which who why will with without work would",
        "you your describe give example experience situation",
    )
    for word in line.split()
)

Words = frozenset[str]


def words_of(text: str, without: Words = frozenset()) -> Words:
    """Return the words that carry a question's meaning, roughly without their endings."""
    found = (_stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON)
    return frozenset(found) - without


def is_alike(words: Words, others: Iterable[Words]) -> bool:
    """Tell whether ``words`` ask the same as one of the ``others``."""
    return any(_overlap(words, other) >= _ALIKE for other in others)


def _overlap(one: Words, other: Words) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else float(one == other)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
