"""Tells English sentences from word lists and noise, by word classes and letter pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from domain.scoring.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATORS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
)
from domain.scoring.text import Clause, Word

EDGE: Final = 0
CLASSES: Final = 15
LETTERS: Final = 27
MIN_NOISE_LETTERS: Final = 4
MIN_SUFFIXED: Final = 5

# To "these are sentences" (0 to 1): from the mean mutual information of class pairs (short texts
# get slack), and from the share of function words.
FLUENCY_CURVE: Final = ((-0.2, 0.0), (0.05, 1.0))
FUNCTION_SHARE_CURVE: Final = ((0.08, 0.25), (0.0, 1.0))

_CLOSED: Final = (
    (1, NEGATORS), (2, frozenset({"to"})), (3, DETERMINERS), (4, AUXILIARIES), (5, CONJUNCTIONS),
    (6, QUESTION_WORDS), (7, PRONOUNS), (8, PREPOSITIONS), (9, ADVERBS),
)  # fmt: skip
_SUFFIXED: Final = ((9, "ly"), (11, "ing"), (12, "ed"), (13, "s"))
_NUMBER: Final = 10
_OPEN: Final = 14


@lru_cache(maxsize=20_000)
def word_class(word: str) -> int:
    """Return the rough class of a word: closed-class lists first, then endings."""
    for number, members in _CLOSED:
        if word in members:
            return number
    if word[0].isdigit():
        return _NUMBER
    for number, suffix in _SUFFIXED:
        if word.endswith(suffix) and len(word) >= MIN_SUFFIXED:
            return number
    return _OPEN


def class_pairs(clause: Clause) -> list[tuple[int, int]]:
    """Return the neighbouring word classes of a clause, its two edges included."""
    classes = [EDGE, *(word_class(word.text) for word in clause.words), EDGE]
    return list(pairwise(classes))


def letter_pairs(word: str) -> list[tuple[int, int]]:
    """Return neighbouring letters as numbers 1 to 26, with 0 for both edges of the word."""
    letters = [0, *(ord(letter) - 96 for letter in word), 0]
    return list(pairwise(letters))


@dataclass(frozen=True)
class LanguageModel:
    """How strongly neighbouring word classes and letters belong together in human answers.

    ``class_logs`` (15 x 15) is the pointwise mutual information of word classes and
    ``letter_logs`` (27 x 27) the log-probability of a letter after another; a word whose mean
    letter-pair log-probability lies under ``noise_below`` is noise.
    """

    class_logs: Sequence[Sequence[float]]
    letter_logs: Sequence[Sequence[float]]
    noise_below: float

    def class_log(self, clause: Clause) -> tuple[float, int]:
        """Return the summed mutual information of a clause's class pairs, and their count."""
        pairs = class_pairs(clause)
        return sum(self.class_logs[one][two] for one, two in pairs), len(pairs)

    def letter_log(self, word: str) -> float:
        """Return the mean log-probability of the word's letter pairs (lower-case ASCII only)."""
        pairs = letter_pairs(word)
        return sum(self.letter_logs[one][two] for one, two in pairs) / len(pairs)

    def noise_share(self, words: Sequence[Word]) -> float:
        """Return the share (0 to 1) of content words that English would not spell like this."""
        content = [word.text for word in words if word.is_content and word.text.isalpha()]
        if not content:
            return 0.0
        return sum(self.is_noise(text) for text in content) / len(content)

    def is_noise(self, text: str) -> bool:
        """Tell whether a word looks typed at random; other scripts and short words never do."""
        plain = text.isascii() and text.isalpha() and len(text) >= MIN_NOISE_LETTERS
        return plain and self.letter_log(text) < self.noise_below
