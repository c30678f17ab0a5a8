"""Puts a question's figures together and says whether a person should look at it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from domain.questions import leaks
from domain.questions import statistics as item
from domain.questions.figures import Figure, Figures, Reason, Suggestion, Verdict
from domain.questions.statistics import Observation

EASY, HARD = 0.1, 0.9
"""Difficulties beyond which nearly everybody scores the same (Allen & Yen 1979, chapter 6)."""
POOR_DISCRIMINATION = 0.2
"""Below it an item is poor (Ebel & Frisbie 1991, chapter 13)."""
OFTEN_ASKED = 150
OFTEN_SKIPPED = 0.3
OFTEN_OUT_OF_TIME = 0.5


def judge(
    seen: Sequence[Observation], *, asked: int, asked_lately: int, now: datetime
) -> tuple[Verdict, Figures]:
    """Return the verdict and the figures of a question with these answers.

    ``asked`` and ``asked_lately`` (90 days) count every asking, also of other wordings.
    """
    scored = [one for one in seen if one.score is not None]
    pairs = [(one.score, one.others) for one in scored]
    complete = [(a, b) for a, b in pairs if a is not None and b is not None]
    figures = Figures(
        difficulty=item.difficulty([one.score for one in scored if one.score is not None]),
        discrimination=item.discrimination(complete),
        score_trend=item.score_trend(
            [(one.asked_at, one.score) for one in scored if one.score is not None]
        ),
        skip_rate=item.skip_rate(seen),
        leak=leaks.watch(seen, now),
        asked=asked,
        asked_last_90_days=asked_lately,
        suggestions=[],
        **item.time_figures(seen),
    )
    suggestions = _suggestions(figures)
    return _verdict(figures, suggestions), figures.model_copy(update={"suggestions": suggestions})


def _verdict(figures: Figures, suggestions: list[Suggestion]) -> Verdict:
    for verdict in ("retire", "revise"):
        if any(one.suggests == verdict for one in suggestions):
            return "retire" if verdict == "retire" else "revise"
    told = (figures.difficulty.state, figures.discrimination.state)
    return "keep" if told == ("known", "known") else "insufficient"


def _suggestions(figures: Figures) -> list[Suggestion]:
    found = [
        _below("too_easy", figures.difficulty, EASY, "Nearly everybody has full marks."),
        _above("too_hard", figures.difficulty, HARD, "Hardly anybody scores at all.", "retire"),
        _separation(figures.discrimination),
        _leak(figures),
        _above(
            "often_skipped",
            figures.skip_rate,
            OFTEN_SKIPPED,
            "Many skip it. Its words or its place in the interview may be the reason.",
        ),
        _above(
            "time_runs_out",
            figures.time_ran_out_share,
            OFTEN_OUT_OF_TIME,
            "For many the time runs out. Give it more time, or ask for less.",
        ),
    ]
    if figures.asked_last_90_days >= OFTEN_ASKED:
        sentence = f"It was asked {figures.asked_last_90_days} times in 90 days; answers get about."
        found.append(
            _suggest(
                "asked_very_often", sentence, figures.asked_last_90_days, OFTEN_ASKED, "retire"
            )
        )
    return [one for one in found if one is not None]


def _separation(figure: Figure) -> Suggestion | None:
    """Suggest only what the whole interval says: the best it may be is still poor."""
    if figure.high is None or figure.value is None or figure.high >= POOR_DISCRIMINATION:
        return None
    sentence = (
        "Who does well in the rest of the interview does not do better here: the correlation is"
        f" {figure.value:.2f}, at most {figure.high:.2f}."
    )
    return _suggest("does_not_separate", sentence, figure.value, POOR_DISCRIMINATION, "retire")


def _leak(figures: Figures) -> Suggestion | None:
    leak = figures.leak
    if not leak.alarm or leak.recent is None or leak.older is None:
        return None
    sentence = (
        f"Answers of the last 90 days share {leak.recent:.0%} of their phrases with each other,"
        f" earlier ones {leak.older:.0%}. The question may have got about. Chance alone raises this"
        f" alarm for one question in {round(1 / leak.false_alarms)}."
    )
    return _suggest("may_be_known", sentence, leak.recent, leak.older, "retire")


def _below(reason: Reason, figure: Figure, threshold: float, sentence: str) -> Suggestion | None:
    if figure.value is None or figure.answers < item.MANY or figure.value > threshold:
        return None
    return _suggest(reason, sentence, figure.value, threshold, "retire")


def _above(
    reason: Reason,
    figure: Figure,
    threshold: float,
    sentence: str,
    suggests: Literal["retire", "revise"] = "revise",
) -> Suggestion | None:
    if figure.value is None or figure.answers < item.MANY or figure.value < threshold:
        return None
    return _suggest(reason, sentence, figure.value, threshold, suggests)


def _suggest(
    reason: Reason,
    sentence: str,
    value: float,
    threshold: float,
    suggests: Literal["retire", "revise"],
) -> Suggestion:
    return Suggestion(
        reason=reason, suggests=suggests, sentence=sentence, value=value, threshold=threshold
    )
