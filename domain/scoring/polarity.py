"""Finds where a clause denies what a key point says: negation, opposites, other numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.scoring.lexicon import ANTONYMS, NEGATION_EXEMPT_NEXT, NEGATORS, SCOPE_ENDS
from domain.scoring.text import Clause

SCOPE_WORDS: Final = 7
_WHOLE_DENIAL: Final = re.compile(
    r"^\W*(?:(?:so|and|but|also|i think|in fact|actually|that)\s+)*"
    r"(?:it\s+is\s+(?:not|never|hardly)\s+(?:the\s+case|true|correct|right|so|accurate)"
    r"|it\s+isn['’]t\s+(?:the\s+case|true|correct|right|so|accurate)"
    r"|it\s+is\s+(?:false|wrong|untrue|incorrect|a\s+(?:myth|mistake|lie))"
    r"|(?:it|this|that)\s+would\s+be\s+(?:wrong|false|incorrect)"
    r"|i\s+(?:do\s+not|don['’]t|would\s+not|wouldn['’]t)\s+(?:think|believe|agree|accept)"
    r"|i\s+(?:disagree|doubt|deny|reject)"
    r"|(?:the\s+(?:following|opposite)|none\s+of\s+this)\b.{0,25}\b(?:false|wrong|untrue|not|true)"
    r"|(?:nobody|no\s+one)\s+(?:should|would|can|could)\s+(?:say|claim|believe|think))",
    re.IGNORECASE,
)

_PRIVATIVE: Final = re.compile(
    r"^(?:\w{3,}less|non-?\w{4,}|avoid\w*|prevent\w*|lack\w*|forbid\w*|refus\w*|absent|absence)$"
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """Which stems of a clause are denied, and which are asserted."""

    denied: frozenset[str]
    asserted: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]


def denies_whole(clause: Clause) -> bool:
    """Tell whether the clause opens by denying all that its sentence goes on to say."""
    return _WHOLE_DENIAL.match(clause.text) is not None


@lru_cache(maxsize=8_192)
def polarity_of(clause: Clause, *, whole: bool = False) -> Polarity:
    """Read a clause's polarity; ``whole`` inverts it, as after "it is not true that"."""
    denied: set[str] = set()
    asserted: set[str] = set()
    reach = 0
    words = [] if whole else [word.text for word in clause.words]
    for number, word in enumerate(clause.words):
        following = clause.words[number + 1].text if number + 1 < len(clause.words) else ""
        if not whole and word.text in SCOPE_ENDS:
            reach = 0
        elif not whole and word.text in NEGATORS and following not in NEGATION_EXEMPT_NEXT:
            reach = 0 if reach and word.text not in {"nor", "or"} else SCOPE_WORDS
        elif word.is_content:
            (denied if whole or reach else asserted).add(word.stem)
        reach = max(0, reach - 1)
    numbers = frozenset(word for word in words if word[0].isdigit())
    return Polarity(frozenset(denied), frozenset(asserted), frozenset(words), numbers)


@lru_cache(maxsize=32_768)
def clash(point: Polarity, said: Polarity) -> float:
    """Return how far (0 to 1) ``said`` contradicts ``point``, judged on the words they share."""
    both = {stem for stem in point.denied | point.asserted if not stem[0].isdigit()}
    shared = both & (said.denied | said.asserted)
    if not both or not shared:
        return 0.0
    turned = shared & ((point.asserted & said.denied) | (point.denied & said.asserted))
    turned -= (point.asserted & said.asserted) | (point.denied & said.denied)
    overlap = len(shared) / len(both)
    opposed = _opposite_words(point, said) + _other_numbers(point, said)
    agreed = point.denied & said.denied
    doubtful = max(0, len(turned) - len(agreed))
    if _has_privative(point) != _has_privative(said):
        # "stateless" and "keeps no state" agree, although only one of them counts as a denial.
        doubtful = 0
    strength = 1.0 if opposed else min(1.0, 2.0 * doubtful / len(shared))
    return strength * min(1.0, 1.5 * overlap)


def _has_privative(side: Polarity) -> bool:
    """Tell whether a word denies by itself: stateless, non-blocking, avoids, prevents."""
    return any(_PRIVATIVE.match(word) for word in side.words)


def _opposite_words(point: Polarity, said: Polarity) -> bool:
    """An opposite stands in the clause where the key point's own word is absent."""
    for word in point.words - said.words:
        opposites = ANTONYMS.get(word)
        if opposites and opposites & said.words and not opposites & point.words:
            return not said.denied
    return False


def _other_numbers(point: Polarity, said: Polarity) -> bool:
    """Both name numbers and none agrees; single words for numbers are left alone."""
    return bool(point.numbers and said.numbers and not point.numbers & said.numbers)
