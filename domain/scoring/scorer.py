"""The answer scorer: from a question and an answer to a score with its evidence."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from domain.scoring.cache import CachedEncoder
from domain.scoring.evidence import match
from domain.scoring.lexical import LexicalEncoder
from domain.scoring.parameters import Parameters, load_parameters, on_curve
from domain.scoring.ports import Encoder, Vectors
from domain.scoring.prepared import PreparedQuestion, prepare
from domain.scoring.schemas import (
    Dimensions,
    EvidenceState,
    KeyPointScore,
    QuestionSpec,
    Score,
    ScoringPolicy,
)
from domain.scoring.screening import is_shrug, split_instructions
from domain.scoring.text import Placed, clauses_of
from domain.scoring.verdict import NOISE_TOLERATED, Assessment, assess, dimensions_of

MAX_CHARACTERS: Final = 20_000
PREPARED_KEPT: Final = 512
SHRUG_POINTS: Final = 0.5
SHRUG_CONFIDENCE: Final = 0.6
CONFIDENCE_NEEDED: Final = 0.5
PARROT_NEWS: Final = 0.4
CONTRADICTION_FLAGGED: Final = 0.5
WORD_LIST_FORM: Final = 0.4
# Distinct content words against the share of the evidence they make.
EVIDENCE_CURVE: Final = ((1.0, 6.0, 25.0), (0.0, 0.55, 0.9))


class EncoderNotFitted(ValueError):
    """No fitted numbers exist for this encoder's vectors."""


class AnswerScorer:
    """Scores answers; equal input gives an equal score, whatever was scored before.

    Without an ``encoder`` it compares words instead of meaning and says so in ``Score.model``.
    Clauses and questions met before are remembered within bounds, so a growing answer costs
    only its new clauses. Use one instance from one thread at a time.
    """

    def __init__(
        self,
        encoder: Encoder | None = None,
        policy: ScoringPolicy | None = None,
        parameters: Parameters | None = None,
    ) -> None:
        """Raises ``EncoderNotFitted`` if the fitted numbers do not cover the encoder."""
        self._policy = policy or ScoringPolicy()
        self._parameters = parameters or load_parameters()
        self._plain = encoder or LexicalEncoder()
        self._encoder = CachedEncoder(self._plain)
        if self._encoder.name not in self._parameters.heads:
            raise EncoderNotFitted(f"The scorer was not fitted for {self._encoder.name!r}.")
        self._heads = self._parameters.heads[self._encoder.name]
        self._prepared: OrderedDict[QuestionSpec, PreparedQuestion | None] = OrderedDict()

    @property
    def model(self) -> str:
        """Name of the encoder in use, as in every score."""
        return self._encoder.name

    @property
    def model_version(self) -> str:
        """Version of the fitted numbers and of the encoder."""
        return f"{self._parameters.version}+{self._encoder.version}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the encoder's vectors of texts that are no answers, which are not remembered."""
        return self._plain.encode(texts)

    def score(self, spec: QuestionSpec, answer: str) -> Score:
        """Score an answer, finished or still growing; past 20,000 characters it is not read."""
        spans, instructed = split_instructions(answer[:MAX_CHARACTERS])
        placed = clauses_of(answer, spans)
        flags = ["instruction_like_text"] if instructed else []
        if len(answer) > MAX_CHARACTERS:
            flags.append("cut_off")
        question = self._prepare(spec)
        if question is None:
            return self._blank(spec, answer, [*flags, "no_reference"])
        if not placed:
            return self._blank(spec, answer, flags)
        if is_shrug(" ".join(item.clause.text for item in placed)):
            return self._shrug(spec, answer, flags)
        matches = match(question, placed, self._encoder)
        found, points = assess(question, matches, self._heads, self._parameters.language)
        dimensions = dimensions_of(found, [target.point.weight for target in question.points])
        confidence = _confidence(placed, found)
        state: EvidenceState = "enough" if confidence >= CONFIDENCE_NEEDED else "not_enough_yet"
        return self._result(
            spec, answer, dimensions, confidence, state, points, flags + _flags(found)
        )

    def _prepare(self, spec: QuestionSpec) -> PreparedQuestion | None:
        if spec in self._prepared:
            self._prepared.move_to_end(spec)
            return self._prepared[spec]
        self._prepared[spec] = prepare(spec, self._encoder)
        while len(self._prepared) > PREPARED_KEPT:
            self._prepared.popitem(last=False)
        return self._prepared[spec]

    def _unmet(self, spec: QuestionSpec) -> tuple[KeyPointScore, ...]:
        question = self._prepare(spec)
        points = [target.point for target in question.points] if question else []
        return tuple(KeyPointScore(id=p.id, text=p.text, status="missing") for p in points)

    def _blank(self, spec: QuestionSpec, answer: str, flags: list[str]) -> Score:
        nothing = Dimensions(relevance=0, completeness=0, accuracy=0, clarity=0)
        return self._result(spec, answer, nothing, 0.0, "not_enough_yet", self._unmet(spec), flags)

    def _shrug(self, spec: QuestionSpec, answer: str, flags: list[str]) -> Score:
        """A plain "I do not know" is evidence enough, and an honest, clear sentence."""
        little = Dimensions(relevance=SHRUG_POINTS, completeness=0, accuracy=0, clarity=1)
        found = [*flags, "no_answer_offered"]
        return self._result(
            spec, answer, little, SHRUG_CONFIDENCE, "enough", self._unmet(spec), found
        )

    def _result(  # noqa: PLR0913 - the parts of a score, each from another step
        self,
        spec: QuestionSpec,
        answer: str,
        dimensions: Dimensions,
        confidence: float,
        state: EvidenceState,
        points: tuple[KeyPointScore, ...],
        flags: list[str],
    ) -> Score:
        overall = self._policy.overall(dimensions)
        return Score(
            dimensions=dimensions,
            overall=overall,
            confidence=round(confidence, 2),
            state=state,
            key_points=points,
            missing=tuple(p.text for p in points if p.status in {"missing", "contradicted"}),
            flags=tuple(flags),
            recommendation=self._policy.recommend(overall, state),
            model=self.model,
            model_version=self.model_version,
            input_hash=self._hash(spec, answer),
        )

    def _hash(self, spec: QuestionSpec, answer: str) -> str:
        inputs = [
            spec.model_dump(mode="python"),
            answer,
            self._policy.model_dump(),
            self.model,
            self.model_version,
        ]
        return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _confidence(placed: list[Placed], found: Assessment) -> float:
    """How far the evidence carries: enough words, and a verdict that is not on the fence."""
    stems = frozenset().union(*(item.clause.stems for item in placed))
    evidence = on_curve(EVIDENCE_CURVE, len(stems))
    decided = abs(found.topic - 0.5) * 0.2
    return min(1.0, evidence + (decided if evidence >= CONFIDENCE_NEEDED else 0.0))


def _flags(found: Assessment) -> list[str]:
    flags = {
        "gibberish": found.sound < 1.0 - NOISE_TOLERATED,
        "parroted_question": found.news < PARROT_NEWS,
        "word_list": found.form < WORD_LIST_FORM,
        "contradiction": found.clash >= CONTRADICTION_FLAGGED,
    }
    return [name for name, raised in flags.items() if raised]
