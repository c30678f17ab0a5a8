"""Item statistics: how hard a question is, whether it tells people apart, and how it wears.

Classical test theory (Lord & Novick 1968, Statistical Theories of Mental Test Scores). Where there
are too few answers there is no number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from domain.questions.figures import Figure

Numbers = Sequence[float]
FULL_MARKS = 10.0
FEW, MANY = 10, 20
"""Answers needed for a mean or a share, and for a relation between two things."""
LEAST_OTHERS = 2
"""Other scored answers an interview needs, so that their mean stands for the person."""
TREND_DAYS = 30
LEAST_SPAN = timedelta(days=30)
_Z_95 = 1.959964
_MOST_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Observation:
    """One answer: score and the mean of the interview's ``others`` on 0 to 10, seconds used.

    ``reason`` is how the question was closed; ``text`` is there only where a machine may read it.
    """

    asked_at: datetime
    used_s: float
    limit_s: int | None
    reason: str | None
    score: float | None = None
    others: float | None = None
    text: str | None = None


def difficulty(scores: Numbers) -> Figure:
    """Return 1 - mean / 10: the complement of the classical item p-value.

    Lord & Novick 1968, chapter 15, for items with more than two marks as mean over maximum.
    """
    return _mean([1 - score / FULL_MARKS for score in scores])


def discrimination(pairs: Sequence[tuple[float, float]]) -> Figure:
    """Return the corrected item-total correlation of pairs (score, mean of the others).

    Pearson's r with the item left out of the total (Henrysson 1963, Psychometrika 28), so that an
    item does not agree with itself. The interval is Fisher's z (1921). ``undefined`` where all
    scores or all means are the same.
    """
    if len(pairs) < MANY:
        return Figure(state="insufficient", answers=len(pairs), needed=MANY)
    item, rest = np.array(pairs, np.float64).T
    if np.ptp(item) == 0 or np.ptp(rest) == 0:
        return Figure(state="undefined", answers=len(pairs), needed=MANY)
    r = float(np.clip(np.corrcoef(item, rest)[0, 1], -1, 1))
    # At ±1 the transform is infinite; the interval is then the point itself.
    z = math.atanh(min(max(r, -0.999999), 0.999999))
    margin = _Z_95 / math.sqrt(len(pairs) - 3)
    return Figure(
        state="known",
        value=round(r, 3),
        answers=len(pairs),
        needed=MANY,
        low=round(math.tanh(z - margin), 3),
        high=round(math.tanh(z + margin), 3),
    )


def score_trend(points: Sequence[tuple[datetime, float]]) -> Figure:
    """Return the median slope between all pairs of answers, in points per 30 days.

    Theil-Sen (Sen 1968, JASA 63), which single odd answers do not turn. ``undefined`` where the
    answers lie within 30 days. Of more than 500 answers the newest count.
    """
    newest = sorted(points)[-_MOST_PAIRS:]
    if len(newest) < MANY:
        return Figure(state="insufficient", answers=len(newest), needed=MANY)
    if newest[-1][0] - newest[0][0] < LEAST_SPAN:
        return Figure(state="undefined", answers=len(newest), needed=MANY)
    days = np.array([(at - newest[0][0]).total_seconds() / 86_400 for at, _ in newest])
    scores = np.array([score for _, score in newest], np.float64)
    first, second = np.triu_indices(len(newest), 1)
    gaps = days[second] - days[first]
    apart = gaps > 0
    slopes = (scores[second] - scores[first])[apart] / gaps[apart]
    value = float(np.median(slopes)) * TREND_DAYS
    return Figure(state="known", value=round(value, 3), answers=len(newest), needed=MANY)


def time_figures(seen: Sequence[Observation]) -> dict[str, Figure]:
    """Return mean and median of the seconds used, share of the limit used, share that ran out."""
    answered = [one for one in seen if one.reason in {"submitted", "time"}]
    limited = [one for one in answered if one.limit_s]
    used = [one.used_s for one in answered]
    shares = [min(1.0, one.used_s / one.limit_s) for one in limited if one.limit_s]
    return {
        "time_used_mean_s": _mean(used),
        "time_used_median_s": _median(used),
        "time_limit_share": _median(shares),
        "time_ran_out_share": _mean([float(one.reason == "time") for one in limited]),
    }


def skip_rate(seen: Sequence[Observation]) -> Figure:
    """Return the share of candidates who skipped, among those who could have answered."""
    own = [one.reason for one in seen if one.reason in {"submitted", "time", "skipped"}]
    return _mean([float(reason == "skipped") for reason in own])


def _mean(values: Numbers) -> Figure:
    if len(values) < FEW:
        return _few(values)
    return _known(values, float(np.mean(_array(values))))


def _median(values: Numbers) -> Figure:
    if len(values) < FEW:
        return _few(values)
    return _known(values, float(np.median(_array(values))))


def _few(values: Numbers) -> Figure:
    return Figure(state="insufficient", answers=len(values), needed=FEW)


def _array(values: Numbers) -> NDArray[np.float64]:
    return np.array(values, np.float64)


def _known(values: Numbers, value: float) -> Figure:
    return Figure(state="known", value=round(value, 3), answers=len(values), needed=FEW)
