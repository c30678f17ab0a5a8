"""Compares scores with human grades, of the shipped scorer or on questions it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.scoring.fitting.examples import FOLDS
from domain.scoring.fitting.graded import GradedAnswer
from domain.scoring.fitting.measure import Measured
from domain.scoring.fitting.metrics import METRICS, Estimate, Numbers, estimate
from domain.scoring.fitting.train import fit_heads
from domain.scoring.language import LanguageModel
from domain.scoring.schemas import QuestionSpec, ScoringPolicy
from domain.scoring.scorer import AnswerScorer
from domain.scoring.verdict import assess, dimensions_of


@dataclass(frozen=True)
class Comparison:
    """Human grades and scores of the same answers, both from 0 to 1."""

    questions: list[str]
    kinds: list[str]
    grades: Numbers
    scores: Numbers

    def only(self, kind: str) -> Comparison:
        """Return the answers of one kind."""
        keep = np.array([found == kind for found in self.kinds])
        questions = [q for q, kept in zip(self.questions, keep, strict=True) if kept]
        return Comparison(questions, [kind] * len(questions), self.grades[keep], self.scores[keep])

    def figures(self) -> dict[str, Estimate]:
        """Return every metric with its interval."""
        return {
            name: estimate(metric, self.grades, self.scores, self.questions)
            for name, metric in METRICS.items()
        }


def evaluate(answers: Sequence[GradedAnswer], scorer: AnswerScorer) -> Comparison:
    """Score graded answers as they are; among several references the kindest one counts."""
    scores = [
        max(
            scorer.score(QuestionSpec(question=item.question, gold=reference), item.answer).overall
            for reference in item.references
        )
        for item in answers
    ]
    return Comparison(
        [item.qid for item in answers],
        ["real"] * len(answers),
        np.array([item.grade for item in answers]),
        np.array(scores) / 10.0,
    )


def cross_validate(
    measured: Sequence[Measured], language: LanguageModel, main_dataset: str
) -> tuple[Comparison, Comparison]:
    """Fit on nine folds of questions and score the tenth, in turn.

    Returns the comparison by predicted grade and by overall score, for the main data set.
    """
    rows: list[tuple[Measured, float, float]] = []
    policy = ScoringPolicy()
    for fold in range(FOLDS):
        heads = fit_heads([m for m in measured if m.example.fold != fold], main_dataset)
        for m in measured:
            if m.example.fold == fold and m.example.dataset == main_dataset:
                found, _ = assess(m.question, m.matches, heads, language)
                overall = policy.overall(dimensions_of(found, [1.0] * len(found.credits)))
                rows.append((m, found.grade, overall / 10.0))
    questions = [m.example.qid for m, _, _ in rows]
    kinds: list[str] = [m.example.kind for m, _, _ in rows]
    grades = np.array([m.example.grade for m, _, _ in rows])
    by_grade = Comparison(questions, kinds, grades, np.array([grade for _, grade, _ in rows]))
    overall_scores = np.array([overall for _, _, overall in rows])
    return by_grade, Comparison(questions, kinds, grades, overall_scores)
