"""Cuts a text into clauses and words that remember where they stood in the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from domain.scoring.lexicon import FUNCTION_WORDS, LIGHT_WORDS

LONG_SENTENCE_WORDS: Final = 14
MIN_CLAUSE_WORDS: Final = 5
MAX_CLAUSE_WORDS: Final = 22
MAX_WORD_CHARACTERS: Final = 40
MAX_CLAUSES: Final = 200

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END: Final = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|[\n\r;:•\x00]+|(?<=\s)[-–—*]+(?=\s)")
_JOINT: Final = re.compile(
    r",\s+|\s+(?=(?:and|but|because|so|which|while|whereas|then|or|where|when|if)\s)", re.IGNORECASE
)
_SUFFIXES: Final = (
    ("ification", "ify"),
    ("ization", "iz"), ("isation", "is"), ("fulness", "ful"), ("ically", "ic"),
    ("ations", "at"),
    ("ation", "at"), ("ating", "at"), ("ities", "it"), ("ments", "ment"), ("ness", ""),
    ("ingly", ""), ("edly", ""), ("ated", "at"), ("ates", "at"), ("ions", ""), ("ings", ""),
    ("ally", "al"), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ion", ""), ("ity", "it"),
    ("ers", ""),
    ("ily", "y"), ("ed", ""), ("ly", ""), ("es", ""), ("er", ""), ("e", ""), ("s", ""),
)  # fmt: skip
MIN_STEM: Final = 3
VOWELS: Final = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Word:
    """A lower-case word; ``start`` and ``end`` are offsets within its clause."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether the word carries meaning of its own."""
        return self.text not in FUNCTION_WORDS and self.text not in LIGHT_WORDS


@dataclass(frozen=True)
class Clause:
    """A stretch of text with its words; equal texts share one instance."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that carry meaning."""
        return tuple(word for word in self.words if word.is_content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Distinct stems of the content words."""
        return frozenset(word.stem for word in self.content)


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause at its place: ``start`` and ``end`` are code points of the original text."""

    clause: Clause
    start: int
    end: int
    opens_sentence: bool


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a rough stem: one inflection or derivation less, for matching only."""
    for suffix, replacement in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM:
            base = word[: len(word) - len(suffix)]
            if suffix == "s" and base.endswith(("s", "u", "i")):
                return word
            if not VOWELS & set(base):
                return word
            if not replacement and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return base + replacement
    return word


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` with their offsets in it."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()[:MAX_WORD_CHARACTERS].lower().replace("’", "'")
        found.append(Word(word, stem(word), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=8_192)
def clause_of(text: str) -> Clause:
    """Return the analysed clause; repeated calls with one text share the work."""
    return Clause(text, words_of(text))


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, end marks included, blanks at the edges excluded."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def clauses_of(text: str, spans: list[tuple[int, int]] | None = None) -> list[Placed]:
    """Cut ``text`` (or only the given sentence spans of it) into at most 200 clauses."""
    placed: list[Placed] = []
    for start, end in sentences_of(text) if spans is None else spans:
        for number, (left, right) in enumerate(_cut_sentence(text, start, end)):
            placed.append(Placed(clause_of(text[left:right]), left, right, number == 0))
            if len(placed) == MAX_CLAUSES:
                return placed
    return placed


def _cut_sentence(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = list(_WORD.finditer(text, start, end))
    if not words:
        return []
    if len(words) <= LONG_SENTENCE_WORDS:
        return [(start, end)]
    cuts = _joints(text, start, end, [match.start() for match in words])
    pieces = zip([start, *cuts], [*cuts, end], strict=True)
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _joints(text: str, start: int, end: int, word_starts: list[int]) -> list[int]:
    """Choose cuts: at commas and conjunctions between long enough pieces, else by length."""
    allowed = {match.end() for match in _JOINT.finditer(text, start, end)}
    cuts, since = [], 0
    for number, position in enumerate(word_starts):
        left = len(word_starts) - number
        joint = position in allowed and number - since >= MIN_CLAUSE_WORDS <= left
        if joint or number - since >= MAX_CLAUSE_WORDS:
            cuts.append(position)
            since = number
    return cuts


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in "\x00,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\x00,"):
        end -= 1
    return (start, end) if end > start else None
