"""Runs examples through the scorer's own matching once; fitting repeats only what is cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.scoring.evidence import Matches, match
from domain.scoring.features import Numbers, answer_features, cover
from domain.scoring.fitting.examples import Example
from domain.scoring.parameters import Linear
from domain.scoring.ports import Encoder
from domain.scoring.prepared import PreparedQuestion, prepare
from domain.scoring.text import clauses_of


@dataclass(frozen=True)
class Measured:
    """An example matched against the model answer it is nearest to."""

    example: Example
    question: PreparedQuestion
    matches: Matches


def measure(examples: Sequence[Example], encoder: Encoder) -> list[Measured]:
    """Match every example that holds a clause; the others need no model."""
    prepared: dict[str, list[PreparedQuestion]] = {}
    measured = []
    for example in examples:
        placed = clauses_of(example.answer)
        if example.qid not in prepared:
            ready = [prepare(spec, encoder) for spec in example.specs]
            prepared[example.qid] = [question for question in ready if question]
        if not placed or not prepared[example.qid]:
            continue
        pairs = [(question, match(question, placed, encoder)) for question in prepared[example.qid]]
        question, matches = max(pairs, key=lambda pair: float(pair[1].whole @ pair[0].gold))
        measured.append(Measured(example, question, matches))
    return measured


def feature_table(measured: Sequence[Measured], point: Linear) -> Numbers:
    """Return one row of ``ANSWER_FEATURES`` per measured example."""
    rows = [answer_features(m.question, m.matches, cover(m.matches, point)) for m in measured]
    return np.array(rows)
