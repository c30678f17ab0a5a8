"""Builds training examples from graded answers: real ones, and ones whose grade is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from domain.scoring.fitting.graded import GradedAnswer, by_question
from domain.scoring.schemas import QuestionSpec

Kind = Literal["real", "composite", "other", "parrot", "gold"]

FOLDS = 10
STRANGERS_PER_QUESTION = 12
COMPOSITES_PER_FOLD = 120
PART_MISSING = 0.35


@dataclass(frozen=True, slots=True)
class Example:
    """An answer to a question that may have several model answers; ``grade`` runs from 0 to 1."""

    kind: Kind
    dataset: str
    qid: str
    fold: int
    specs: tuple[QuestionSpec, ...]
    answer: str
    grade: float


def build_examples(answers: Sequence[GradedAnswer], seed: int = 0) -> list[Example]:
    """Return real answers plus strangers, parrots, model answers and composites.

    Folds are by question, and whatever mixes questions stays within one fold.
    """
    random = np.random.default_rng(seed)
    groups = by_question(answers)
    fold_of = dict(zip(groups, _folds(len(groups), random), strict=True))
    examples: list[Example] = []
    for qid, group in groups.items():
        first = group[0]
        specs = tuple(QuestionSpec(question=first.question, gold=ref) for ref in first.references)
        texts: list[tuple[Kind, str, float]] = [("real", a.answer, a.grade) for a in group]
        texts += [("other", text, 0.0) for text in _strangers(qid, groups, fold_of, random)]
        texts += [("parrot", first.question, 0.0), ("gold", first.references[0], 1.0)]
        examples += [
            Example(kind, first.dataset, qid, fold_of[qid], specs, text, grade)
            for kind, text, grade in texts
        ]
    return examples + _composites(groups, fold_of, random)


def _folds(count: int, random: np.random.Generator) -> list[int]:
    return [int(number) % FOLDS for number in random.permutation(count)]


def _strangers(
    qid: str,
    groups: dict[str, list[GradedAnswer]],
    fold_of: dict[str, int],
    random: np.random.Generator,
) -> list[str]:
    """Good answers to other questions of the same fold and data set."""
    dataset = groups[qid][0].dataset
    pool = [
        answer.answer
        for other, group in groups.items()
        if other != qid and fold_of[other] == fold_of[qid] and group[0].dataset == dataset
        for answer in group
    ]
    if not pool:
        return []
    return [pool[int(at)] for at in random.integers(len(pool), size=STRANGERS_PER_QUESTION)]


def _composites(
    groups: dict[str, list[GradedAnswer]], fold_of: dict[str, int], random: np.random.Generator
) -> list[Example]:
    """Join questions into longer ones: an answer's grade is the mean of its parts, 0 if absent.

    Public graded answers are one or two sentences long; these teach partial, longer answers.
    """
    made: list[Example] = []
    for fold in range(FOLDS):
        qids = [qid for qid in groups if fold_of[qid] == fold]
        for number in range(COMPOSITES_PER_FOLD if len(qids) > 1 else 0):
            count = int(random.integers(2, min(4, len(qids)) + 1))
            chosen = [qids[int(at)] for at in random.choice(len(qids), count, replace=False)]
            made.append(_composite(f"composite/{fold}/{number}", fold, chosen, groups, random))
    return made


def _composite(
    qid: str,
    fold: int,
    chosen: list[str],
    groups: dict[str, list[GradedAnswer]],
    random: np.random.Generator,
) -> Example:
    gold = "\n".join(groups[part][0].references[0] for part in chosen)
    question = " ".join(groups[part][0].question for part in chosen)
    said, grade = [], 0.0
    for part in chosen:
        picked = groups[part][int(random.integers(len(groups[part])))]
        if random.random() >= PART_MISSING:
            said.append(picked.answer)
            grade += picked.grade / len(chosen)
    spec = QuestionSpec(question=question, gold=gold)
    dataset = groups[chosen[0]][0].dataset
    return Example("composite", dataset, qid, fold, (spec,), "\n".join(said), grade)
