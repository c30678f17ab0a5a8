"""Turns what was measured about an answer into the four dimensions and their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from domain.scoring.evidence import Matches
from domain.scoring.features import (
    TOPIC_FEATURES,
    Coverage,
    answer_features,
    cover,
    fluency,
)
from domain.scoring.language import FLUENCY_CURVE, FUNCTION_SHARE_CURVE, LanguageModel
from domain.scoring.lexicon import FUNCTION_WORDS
from domain.scoring.parameters import Curve, Heads, on_curve
from domain.scoring.prepared import PreparedQuestion
from domain.scoring.schemas import Dimensions, KeyPointScore, KeyPointStatus, Quote

COVERED_CREDIT: Final = 0.62
PARTIAL_CREDIT: Final = 0.30
CONTRADICTED: Final = 0.6
FLUENCY_NEEDS_WORDS: Final = 8
FLUENCY_SLACK: Final = 0.4
NOISE_TOLERATED: Final = 0.3
TOPIC_CURVE: Final[Curve] = ((0.08, 0.3, 0.6, 0.95), (0.0, 0.4, 0.8, 1.0))
GATE_CURVE: Final[Curve] = ((0.03, 0.25), (0.0, 1.0))
SUBSTANCE_QUALITY: Final = 0.5
REPEATED_CURVE: Final[Curve] = ((0.5, 1.0), (0.0, 1.0))
SENTENCE_LENGTH_CURVE: Final[Curve] = ((25.0, 60.0), (1.0, 0.7))
NEWS_WANTED: Final = 3
SHORT_STEMS: Final = 6


@dataclass(frozen=True)
class Assessment:
    """What the dimensions are made of; every share runs from 0 to 1.

    ``topic``: about the question; ``gate``: closes on strangers; ``grade``: the human grade
    foreseen; ``quality``: the same, anchored; ``credits``: per key point;
    ``clash``: contradicted part; ``form``: sentences rather than word lists; ``order``: clarity
    of structure; ``sound``: words rather than noise; ``news``: more than the question's words.
    """

    topic: float
    gate: float
    grade: float
    quality: float
    credits: tuple[float, ...]
    clash: float
    form: float
    order: float
    sound: float
    news: float


def assess(
    question: PreparedQuestion, matches: Matches, heads: Heads, language: LanguageModel
) -> tuple[Assessment, tuple[KeyPointScore, ...]]:
    """Judge an answer and its key points."""
    coverage = cover(matches, heads.point)
    features = answer_features(question, matches, coverage)
    chance = float(heads.topic.probability(features[TOPIC_FEATURES]))
    gate = on_curve(GATE_CURVE, chance)
    grade = heads.quality.predict(features.tolist())
    words = [word for item in matches.placed for word in item.clause.words]
    stems = frozenset().union(*(item.clause.stems for item in matches.placed))
    noise = language.noise_share(words)
    points = _judge_points(question, matches, coverage, heads, gate)
    assessment = Assessment(
        topic=on_curve(TOPIC_CURVE, chance),
        gate=gate,
        grade=grade,
        quality=on_curve(heads.quality_curve, grade),
        credits=tuple(credit for credit, _ in points),
        clash=_clash(question, matches, coverage),
        form=_form(matches, fluency(matches, language)),
        order=_order(question, matches, len(stems)),
        sound=1.0 if noise <= NOISE_TOLERATED else 1.0 - noise,
        news=_news(question, stems),
    )
    return assessment, tuple(point for _, point in points)


def dimensions_of(found: Assessment, weights: Sequence[float]) -> Dimensions:
    """Combine an assessment; ``weights`` are those of the key points.

    Faults act on every dimension, because words without sentences, or the model answer turned
    round, are no better for being close to the model answer.
    """
    upright = 1.0 - found.clash
    honest = found.sound * found.news
    substance = min(1.0, found.quality / SUBSTANCE_QUALITY)
    relevance = found.topic * honest * (0.35 + 0.65 * substance) * (0.25 + 0.75 * found.form)
    completeness = float(np.average(found.credits, weights=weights)) * honest
    accuracy = found.quality * found.gate * honest
    clarity = found.form * found.order * honest * (0.2 + 0.5 * found.gate + 0.3 * substance)
    return Dimensions(
        relevance=_points(relevance * (0.15 + 0.85 * upright)),
        completeness=_points(completeness * (0.2 + 0.8 * found.form) * upright),
        accuracy=_points(accuracy * (0.1 + 0.9 * found.form) * upright),
        clarity=_points(clarity * (0.4 + 0.6 * upright)),
    )


def _points(share: float) -> float:
    return round(10.0 * min(1.0, max(0.0, share)), 1)


def _judge_points(
    question: PreparedQuestion, matches: Matches, coverage: Coverage, heads: Heads, gate: float
) -> list[tuple[float, KeyPointScore]]:
    judged = []
    for number, target in enumerate(question.points):
        row = question.first_point + number
        window = int(coverage.windows[row])
        credit = on_curve(heads.coverage_curve, float(coverage.chances[row])) * gate
        clash = float(matches.clashes[window, row])
        status = _status(credit, clash)
        start, end = matches.span(window)
        quote = None if status == "missing" else Quote(start=start, end=end)
        score = KeyPointScore(
            id=target.point.id, text=target.point.text, status=status, quote=quote
        )
        judged.append((0.0 if status == "contradicted" else credit, score))
    return judged


def _status(credit: float, clash: float) -> KeyPointStatus:
    if credit >= PARTIAL_CREDIT and clash >= CONTRADICTED:
        return "contradicted"
    if credit >= COVERED_CREDIT:
        return "covered"
    return "partial" if credit >= PARTIAL_CREDIT else "missing"


def _clash(question: PreparedQuestion, matches: Matches, coverage: Coverage) -> float:
    """The contradicted share of what the answer says about the model answer's units."""
    units = np.arange(question.unit_count)
    clashes = matches.clashes[coverage.windows[units], units]
    chances = coverage.chances[units]
    heavy = np.where(clashes >= CONTRADICTED, clashes, 0.0)
    return float(np.average(heavy, weights=chances + 1e-6))


def _form(matches: Matches, fluency: float) -> float:
    words = [word.text for item in matches.placed for word in item.clause.words]
    if len(words) < FLUENCY_NEEDS_WORDS:
        return 1.0
    share = sum(word in FUNCTION_WORDS for word in words) / len(words)
    slack = FLUENCY_SLACK / len(words) ** 0.5
    return on_curve(FLUENCY_CURVE, fluency + slack) * on_curve(FUNCTION_SHARE_CURVE, share)


def _news(question: PreparedQuestion, stems: frozenset[str]) -> float:
    """New words against the few that even a short model answer brings."""
    asked = question.question_clause.stems
    offered = len(question.vocabulary.keys() - asked)
    return min(1.0, len(stems - asked) / max(1, min(NEWS_WANTED, offered)))


def _order(question: PreparedQuestion, matches: Matches, distinct: int) -> float:
    """Structure and economy: repeated clauses and endless sentences cost clarity."""
    texts = [item.clause.text.casefold() for item in matches.placed]
    unrepeated = on_curve(REPEATED_CURVE, len(set(texts)) / len(texts))
    words = sum(len(item.clause.words) for item in matches.placed)
    sentences = sum(item.opens_sentence for item in matches.placed)
    pace = on_curve(SENTENCE_LENGTH_CURVE, words / max(1, sentences))
    expected = min(SHORT_STEMS, len(question.vocabulary))
    return unrepeated * pace * min(1.0, 0.5 + 0.5 * distinct / expected)
