"""What is said about a question in numbers."""

from typing import Literal

from domain.kit.fields import Id, Moment, View, example
from domain.kit.paging import PageQuery

FigureState = Literal["known", "insufficient", "undefined"]
Verdict = Literal["retire", "revise", "keep", "insufficient"]
Reason = Literal[
    "too_easy",
    "too_hard",
    "does_not_separate",
    "may_be_known",
    "asked_very_often",
    "often_skipped",
    "time_runs_out",
]


class Figure(View):
    """A number with the answers it rests on, and ``needed`` ones; None unless ``known``.

    ``undefined``: there are enough answers, and yet no such number, since all are the same.
    ``low`` and ``high`` enclose it with 95 % confidence where an interval is given.
    """

    state: FigureState
    value: float | None = None
    answers: int
    needed: int
    low: float | None = None
    high: float | None = None


class Leak(View):
    """Whether answers have begun to resemble each other: mean resemblances on 0 to 1.

    ``older`` is the base rate, what answers to this question always had in common. ``p_value`` is
    how often chance alone would part them so; alarms by chance come in ``false_alarms`` of cases.
    """

    state: FigureState
    recent: float | None = None
    older: float | None = None
    recent_answers: int
    older_answers: int
    needed: int
    p_value: float | None = None
    false_alarms: float
    alarm: bool = False


class Suggestion(View):
    """Why a person should look at a question: the figure, and what it was held against."""

    reason: Reason
    suggests: Literal["retire", "revise"]
    sentence: str
    value: float
    threshold: float


class Figures(View):
    """All figures of a question, over the answers to its present wording.

    ``difficulty`` 0 (everybody has full marks) to 1; ``discrimination`` -1 to 1; ``score_trend``
    in points of ten per 30 days; shares 0 to 1; ``asked`` counts every wording.
    """

    difficulty: Figure
    discrimination: Figure
    score_trend: Figure
    time_used_mean_s: Figure
    time_used_median_s: Figure
    time_limit_share: Figure
    time_ran_out_share: Figure
    skip_rate: Figure
    leak: Leak
    asked: int
    asked_last_90_days: int
    suggestions: list[Suggestion]


class StatisticsView(View):
    """A question's statistics; ``figures`` is None until they are computed for the first time."""

    model_config = example(
        question_id=5,
        verdict="insufficient",
        figures=None,
        computed_at=None,
    )

    question_id: int
    verdict: Verdict
    figures: Figures | None
    computed_at: Moment | None


class StatisticsQuery(PageQuery):
    """Which questions' statistics: of one job, and with one verdict."""

    job_id: Id | None = None
    suggest: Verdict | None = None
