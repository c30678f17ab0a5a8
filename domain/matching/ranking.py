"""From factors to one score, for many applications at once, and the reasons for each.

    score = sum of weight x known x value / sum of weight x known

over the factors that the job asks for. What is unknown thus takes no part, for good or ill, and
``known_share``, the share of all weights that is known, says how much the score rests on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.matching.batch import Batch, Judged, Shares
from domain.matching.evidence import Factor, Reasons, status_of
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
from domain.matching.wanted import FactorKey, Wanted

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


def explain(wanted: Wanted, person: Features, ranking: Ranking, place: int) -> list[Factor]:
    """Return the factors of the person at ``place`` of a ranking."""
    total = sum(wanted.weights.get(key, 0) for key in ranking.factors) or 1
    factors = []
    for key, judged in ranking.factors.items():
        value, known = float(judged.value[place]), float(judged.known[place])
        reasons = _REASONS[key](wanted, person)
        factors.append(
            Factor(
                key=key,
                status=status_of(value, known),
                value=round(value, DIGITS) if known else None,
                weight=round(wanted.weights.get(key, 0) / total, DIGITS),
                evidence=reasons.evidence,
                would_raise=reasons.would_raise,
            )
        )
    return factors


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


Explaining = Callable[[Wanted, Features], Reasons]
_NOTHING = Reasons(evidence=[], would_raise=None)


def _experience(wanted: Wanted, person: Features) -> Reasons:
    asked = wanted.experience_years
    return _NOTHING if asked is None else experience.explain(asked, person.digest)


def _location(wanted: Wanted, person: Features) -> Reasons:
    place = wanted.location
    return _NOTHING if place is None else location.explain(place, person.digest)


def _salary(wanted: Wanted, person: Features) -> Reasons:
    return _NOTHING if wanted.pay is None else salary.explain(wanted.pay, person.digest)


def _availability(wanted: Wanted, person: Features) -> Reasons:
    within = wanted.start_within_days
    return _NOTHING if within is None else availability.explain(within, person.digest)


_REASONS: dict[FactorKey, Explaining] = {
    "must_haves": lambda wanted, person: skills.explain(wanted.must_haves, person.digest),
    "nice_to_haves": lambda wanted, person: skills.explain(wanted.nice_to_haves, person.digest),
    "experience": _experience,
    "text": text.explain,
    "location": _location,
    "salary": _salary,
    "availability": _availability,
    "preferences": lambda wanted, person: preferences.explain(wanted, person.digest),
}


def rank_people(wanted: Wanted, people: Sequence[Features]) -> Ranking:
    """Return the ranking of ``people``."""
    return rank(wanted, Batch(people))
