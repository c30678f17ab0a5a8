"""Finds in a question what must not be asked, or may sound as if it were.

A rule book and no model: the same words get the same verdict, and the sentence says why. It knows
English, German and French, and how people write around a word list (capitals, look-alike letters,
invisible characters). It is no legal advice: what it lets through can be unlawful all the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal

from domain.kit.errors import DomainError, Kind
from domain.kit.fields import View
from domain.questions.wording import FlagKind
from domain.questions.wording.advice import ADVICE
from domain.questions.wording.english import ENGLISH
from domain.questions.wording.french import FRENCH
from domain.questions.wording.german import GERMAN
from domain.questions.wording.harmless import AROUND_WORK, HARMLESS

Severity = Literal["refuse", "warn"]
NEARBY = 30
"""How far behind *your children* the word *class* makes it the work's children, in characters."""
_GONE = "\x01"
_SENTENCE_ENDS = ".?!\n"
_LOOK_ALIKES = str.maketrans(
    "авеорсухіјѕԁһ\u03bf\u03b1\u03b5\u03c1\u03bd’‘ʼ´`‐‑‒–—",  # noqa: RUF001  # that is what they are
    "abeopcyxijsdhoaepv'''''-----",
)


class Flag(View):
    """Words of a question at code points ``start`` to ``end``, and what is wrong with them.

    ``refuse`` means that the question must not be asked so; ``warn`` that a person should look.
    """

    kind: FlagKind
    words: str
    start: int
    end: int
    severity: Severity
    reason: str
    instead: str


class QuestionNotLawful(DomainError):
    """The question asks for something that must not decide about a job."""

    kind = Kind.INVALID
    message = "This question asks for something that must not be asked."


def find_flags(text: str) -> list[Flag]:
    """Return the flags of a question in the order of its words; each word has one of a kind."""
    folded, places = _fold(text)
    searched = _harmless().sub(lambda found: _GONE * len(found.group()), folded)
    kept: list[tuple[int, int, FlagKind, Severity]] = []
    for kind, severity, start, end in sorted(_hits(searched), key=_rank):
        if all(kind != other or end <= a or start >= b for a, b, other, _ in kept):
            kept.append((start, end, kind, severity))
    return [
        _flag(text, places[start], places[end - 1] + 1, kind, severity)
        for start, end, kind, severity in sorted(kept)
    ]


def refuse_flagged(text: str) -> list[Flag]:
    """Return the warnings about a question. Raises QuestionNotLawful where it must be refused."""
    flags = find_flags(text)
    refused = [flag for flag in flags if flag.severity == "refuse"]
    if refused:
        first = refused[0]
        raise QuestionNotLawful(
            f"“{first.words}”: {first.reason} Instead: {first.instead}",
            fields={"question_text": first.reason},
            details={"flags": [flag.model_dump() for flag in refused]},
        )
    return flags


Hit = tuple[FlagKind, Severity, int, int]


def _hits(searched: str) -> Iterator[Hit]:
    for kind, ask, yours, mention in _rules():
        for found in ask.finditer(searched):
            yield kind, "refuse", found.start(), found.end()
        for found in yours.finditer(searched):
            behind = searched[found.end() : found.end() + NEARBY]
            yield kind, "warn" if _is_work(behind) else "refuse", found.start(), found.end()
        for found in mention.finditer(searched):
            before, behind = _around(searched, found.start(), found.end())
            if not _is_work(before) and not _is_work(behind):
                yield kind, "warn", found.start(), found.end()


def _rank(hit: Hit) -> tuple[bool, int, int]:
    """Put refusals before warnings, and among equals the longer words first."""
    _, severity, start, end = hit
    return severity != "refuse", start - end, start


def _flag(text: str, start: int, end: int, kind: FlagKind, severity: Severity) -> Flag:
    reason, instead = ADVICE[kind]
    return Flag(
        kind=kind,
        words=text[start:end],
        start=start,
        end=end,
        severity=severity,
        reason=reason,
        instead=instead,
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the rest of the sentence on either side."""
    begins = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    stops = [found for mark in _SENTENCE_ENDS if (found := text.find(mark, end)) >= 0]
    return text[begins:start], text[end : min(stops, default=len(text))]


def _is_work(text: str) -> bool:
    return _around_work().search(text) is not None


def _fold(text: str) -> tuple[str, list[int]]:
    """Return ``text`` as the patterns are written, and for each character where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in unicodedata.normalize("NFKD", char.casefold()).translate(_LOOK_ALIKES):
            category = unicodedata.category(letter)
            plain = "\n" if letter in "\n\r\u2028\u2029" else " " if letter.isspace() else letter
            if category in {"Mn", "Cf"} or (plain == " " and letters and letters[-1] == " "):
                continue
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    # Without patterns it matches nothing.
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)" if patterns else r"(?!)")


@cache
def _rules() -> tuple[tuple[FlagKind, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (kind, _either(words.ask), _either(words.yours), _either(words.mention))
        for language in (ENGLISH, GERMAN, FRENCH)
        for kind, words in language.items()
    )


@cache
def _harmless() -> re.Pattern[str]:
    return _either(HARMLESS)


@cache
def _around_work() -> re.Pattern[str]:
    return _either((AROUND_WORK,))
