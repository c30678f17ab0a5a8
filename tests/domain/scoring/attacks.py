"""Ways to get points without an answer, made from a question's own texts."""

from __future__ import annotations

import random
import re

from domain.scoring import QuestionSpec
from domain.scoring.text import sentences_of, words_of


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text)]


def shuffled(text: str) -> str:
    words = [word.text for word in words_of(text)]
    random.Random(7).shuffle(words)
    return " ".join(words)


def keywords(text: str) -> str:
    words = [word.text for word in words_of(text) if word.is_content]
    return ", ".join(dict.fromkeys(words))


def denied(text: str) -> str:
    return " ".join(f"It is not true that {s[0].lower()}{s[1:]}" for s in sentences(text))


def negated(text: str) -> str:
    """Put a negation into each sentence: after its first auxiliary, else before its verb."""
    return " ".join(_negate(sentence) for sentence in sentences(text))


def _negate(sentence: str) -> str:
    changed = re.sub(r"\b(is|are|can|may|has to|would)\b", r"\1 not", sentence, count=1)
    if changed != sentence:
        return changed
    subject, _, rest = sentence.partition(" ")
    return f"{subject} never {rest}"


def parroted(spec: QuestionSpec) -> str:
    return spec.question


def parroted_with_filler(spec: QuestionSpec) -> str:
    return (
        f"That is a really good question. {spec.question} Well, I would say that this is an "
        "important topic and there is a lot that one could say about it."
    )


def padded(text: str) -> str:
    return (
        f"Thank you, I am happy to talk about that. {text} I hope that this gives you a good "
        "picture of how I see it."
    )
