"""Watches whether a question has got about: recent answers resemble each other more than before.

Resemblance is that of Broder (1997, On the resemblance and containment of documents): the shared
share of all runs of four words. People who answer the same question share words, people who
learned the same answer share runs of them.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from domain.questions.figures import Leak
from domain.questions.statistics import Observation

RECENT = timedelta(days=90)
NEEDED = 10
MOST = 60
"""Answers compared on either side; the newest count."""
RUN = 4
SHORTEST = 20
"""Words below which an answer says too little to resemble another."""
FALSE_ALARMS = 0.01
LEAST_RISE = 0.05
SHUFFLES = 999
_WORD = re.compile(r"\w+")
Matrix = NDArray[np.float64]
Runs = frozenset[tuple[str, ...]]


def watch(seen: Sequence[Observation], now: datetime) -> Leak:
    """Return how much recent answers resemble each other, beside the base rate of older ones.

    The alarm is raised by a permutation test: shuffling who is recent must seldom part the
    answers so far (p = (b + 1) / (m + 1), Phipson & Smyth 2010), and the rise must matter.
    """
    readable = sorted((one for one in seen if one.text), key=lambda one: one.asked_at)
    recent = _runs([one for one in readable if one.asked_at > now - RECENT])
    older = _runs([one for one in readable if one.asked_at <= now - RECENT])
    if min(len(recent), len(older)) < NEEDED:
        return Leak(
            state="insufficient",
            recent_answers=len(recent),
            older_answers=len(older),
            needed=NEEDED,
            false_alarms=FALSE_ALARMS,
        )
    matrix = _resemblances([*recent, *older])
    new, old = _mean_within(matrix, len(recent))
    p_value = _chance(matrix, len(recent), new - old)
    return Leak(
        state="known",
        recent=round(new, 3),
        older=round(old, 3),
        recent_answers=len(recent),
        older_answers=len(older),
        needed=NEEDED,
        p_value=round(p_value, 4),
        false_alarms=FALSE_ALARMS,
        alarm=p_value <= FALSE_ALARMS and new - old >= LEAST_RISE,
    )


def resemblance(one: str, other: str) -> float:
    """Return the shared share of all runs of four words of two texts: 0 to 1."""
    return _shared(_runs_of(one), _runs_of(other))


def _runs(seen: Sequence[Observation]) -> list[Runs]:
    texts = [one.text for one in seen if one.text and len(_WORD.findall(one.text)) >= SHORTEST]
    return [_runs_of(text) for text in texts[-MOST:]]


def _runs_of(text: str) -> Runs:
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _shared(one: Runs, other: Runs) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def _resemblances(runs: Sequence[Runs]) -> Matrix:
    matrix = np.zeros((len(runs), len(runs)))
    for row, one in enumerate(runs):
        for column in range(row):
            matrix[row, column] = matrix[column, row] = _shared(one, runs[column])
    return matrix


def _mean_within(matrix: Matrix, recent: int) -> tuple[float, float]:
    """Return the mean over pairs of the first ``recent`` answers, and over pairs of the others."""
    older = len(matrix) - recent
    new = matrix[:recent, :recent].sum() / (recent * (recent - 1))
    old = matrix[recent:, recent:].sum() / (older * (older - 1))
    return float(new), float(old)


def _chance(matrix: Matrix, recent: int, rise: float) -> float:
    # Always the same shuffles: the same answers must give the same verdict.
    random = np.random.default_rng(0)
    order = np.arange(len(matrix))
    beaten = 0
    for _ in range(SHUFFLES):
        random.shuffle(order)
        new, old = _mean_within(matrix[np.ix_(order, order)], recent)
        beaten += new - old >= rise - 1e-12
    return (beaten + 1) / (SHUFFLES + 1)
