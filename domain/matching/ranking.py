"""From factors to one score, for many applications at once, and the reasons for each.

    score = sum of weight x known x value / sum of weight x known

over the factors that the job asks for. What is unknown thus takes no part, for good or ill, and
``known_share``, the share of all weights that is known, says how much the score rests on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from domain.matching.batch import Batch, Judged, Shares
from domain.matching.evidence import FactorLine, Reasons, status_of
from domain.matching.factors import (
    availability,
    experience,
    location,
    preferences,
    salary,
    skills,
    text,
)
from domain.matching.features import Features
from domain.matching.wanted import FactorKey, Pay, Wanted

KNOWN_ENOUGH = 0.25
"""With less known there is no score; such applications stand behind all others."""
NO_SCORE = -1.0
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of a batch, in its order; NO_SCORE where too little is known."""

    scores: Shares
    known: Shares
    missing_musts: Shares
    factors: dict[FactorKey, Judged]


def rank(wanted: Wanted, batch: Batch) -> Ranking:
    """Return the scores of ``batch`` for a job. Equal input gives equal scores, in any batch."""
    judged = {key: found for key, found in _judge(wanted, batch).items() if found is not None}
    total, weighed, worth = 0, np.zeros(len(batch)), np.zeros(len(batch))
    for key, factor in judged.items():
        weight = wanted.weights.get(key, 0)
        total += weight
        weighed += weight * factor.known
        worth += weight * factor.known * factor.value
    known = weighed / total if total else np.zeros(len(batch))
    score = np.divide(worth, weighed, out=np.zeros(len(batch)), where=weighed > 0)
    return Ranking(
        scores=np.where(known >= KNOWN_ENOUGH, np.round(score, DIGITS), NO_SCORE),
        known=np.round(known, DIGITS),
        missing_musts=skills.missing(wanted.must_haves, batch),
        factors=judged,
    )


class Explainer:
    """Gives the reasons for the places of one ranking; what they share is made once."""

    def __init__(self, wanted: Wanted, ranking: Ranking) -> None:
        """Explain ``ranking``, which was made for ``wanted``."""
        total = sum(wanted.weights.get(key, 0) for key in ranking.factors) or 1
        self._factors = [
            (
                key,
                round(wanted.weights.get(key, 0) / total, DIGITS),
                judged.value.tolist(),
                judged.known.tolist(),
                _reasons(key, wanted),
            )
            for key, judged in ranking.factors.items()
        ]

    def factors(self, person: Features, place: int) -> list[FactorLine]:
        """Return the factors of ``person``, who is at ``place`` of the ranking."""
        lines = []
        for key, weight, values, knowns, explain in self._factors:
            value, known = values[place], knowns[place]
            reasons = explain(person, value if known else None)
            line: FactorLine = {
                "key": key,
                "status": status_of(value, known),
                "value": round(value, DIGITS) if known else None,
                "weight": weight,
            }
            if reasons.evidence:
                line["evidence"] = reasons.evidence
            if reasons.would_raise is not None:
                line["would_raise"] = reasons.would_raise
            lines.append(line)
        return lines


def _judge(wanted: Wanted, batch: Batch) -> dict[FactorKey, Judged | None]:
    return {
        "must_haves": skills.judge(wanted.must_haves, batch),
        "nice_to_haves": skills.judge(wanted.nice_to_haves, batch),
        "experience": experience.judge(wanted.experience_years, batch),
        "text": text.judge(wanted, batch),
        "location": location.judge(wanted.location, batch),
        "salary": salary.judge(wanted.pay, batch),
        "availability": availability.judge(wanted.start_within_days, batch),
        "preferences": preferences.judge(wanted, batch),
    }


_NO_PAY = Pay(low=None, high=None, currency=None)
Explaining = Callable[[Features, float | None], Reasons]
"""Takes the factor's value as well; None where it is unknown."""


def _reasons(key: FactorKey, wanted: Wanted) -> Explaining:
    """Return what explains the factor ``key``, of which ``wanted`` asks something."""
    if key == "text":
        of_text = text.Explainer(wanted)
        return lambda person, _value: of_text(person)
    return partial(_EXPLAIN[key], wanted)


_EXPLAIN: dict[FactorKey, Callable[[Wanted, Features, float | None], Reasons]] = {
    "must_haves": lambda wanted, person, _: skills.explain(wanted.must_haves, person.digest),
    "nice_to_haves": lambda wanted, person, _: skills.explain(wanted.nice_to_haves, person.digest),
    "experience": lambda wanted, person, value: experience.explain(
        wanted.experience_years or 0, person.digest, value
    ),
    "location": lambda wanted, person, value: location.explain(
        wanted.location or "", person.digest, value
    ),
    "salary": lambda wanted, person, value: salary.explain(
        wanted.pay or _NO_PAY, person.digest, value
    ),
    "availability": lambda wanted, person, value: availability.explain(
        wanted.start_within_days or 0, person.digest, value
    ),
    "preferences": lambda wanted, person, _: preferences.explain(wanted, person.digest),
}


def rank_people(wanted: Wanted, people: Sequence[Features]) -> Ranking:
    """Return the ranking of ``people``."""
    return rank(wanted, Batch(people))
