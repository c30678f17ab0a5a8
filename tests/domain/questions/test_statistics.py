"""Item statistics against cases worked out by hand, and no number where answers are too few."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.questions import statistics as item
from domain.questions.figures import Figure
from domain.questions.judging import judge
from domain.questions.leaks import resemblance, watch
from domain.questions.measuring import last_night
from domain.questions.statistics import FEW, MANY, Observation

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    """Return the moment so many days ago."""
    return NOW - timedelta(days=number)


def seen(days_ago: float = 1, **fields: object) -> Observation:
    base: dict[str, object] = {
        "asked_at": day(days_ago),
        "used_s": 60.0,
        "limit_s": 120,
        "reason": "submitted",
    }
    return Observation(**base | fields)  # type: ignore[arg-type]  # the tests name real fields


def test_difficulty_is_the_share_of_marks_that_is_missed() -> None:
    # Mean of 5 x 8 and 5 x 6 is 7, so 3 of 10 marks are missed.
    figure = item.difficulty([8.0] * 5 + [6.0] * 5)

    assert figure == Figure(state="known", value=0.3, answers=10, needed=FEW)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    # The pairs (1,1) (2,3) (3,2) (4,4): deviations -1.5 -.5 .5 1.5 and -1.5 .5 -.5 1.5,
    # products 2.25 -.25 -.25 2.25 = 4, over 5: r = 0.8. Fisher: atanh(.8) = 1.0986,
    # margin 1.96 / sqrt(21) = 0.4277, tanh(0.6709) = 0.586, tanh(1.5263) = 0.910.
    figure = item.discrimination([(1, 1), (2, 3), (3, 2), (4, 4)] * 6)

    assert (figure.value, figure.low, figure.high) == (0.8, 0.586, 0.91)
    assert (figure.state, figure.answers) == ("known", 24)


@pytest.mark.parametrize("pairs", [[(5.0, 3.0)] * 30, [(5.0, float(n)) for n in range(30)]])
def test_equal_scores_have_no_discrimination(pairs: list[tuple[float, float]]) -> None:
    figure = item.discrimination(pairs)

    assert (figure.state, figure.value) == ("undefined", None)


def test_perfect_agreement_stays_within_its_bounds() -> None:
    figure = item.discrimination([(float(n), float(n)) for n in range(30)])

    assert (figure.value, figure.low, figure.high) == (1.0, 1.0, 1.0)


def test_the_trend_is_the_median_slope_which_one_odd_answer_does_not_turn() -> None:
    # One tenth of a point more every three days is one point in thirty; one answer is wild.
    points = [(day(90 - 3 * n), 3 + 0.1 * n) for n in range(30)]
    points[7] = (points[7][0], 10.0)

    figure = item.score_trend(points)

    assert figure.value == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("points", "state"),
    [
        ([(day(n * 5), 5.0) for n in range(MANY - 1)], "insufficient"),
        ([(day(n / 10), 5.0) for n in range(MANY)], "undefined"),
        ([(day(1), 5.0)] * 40, "undefined"),
    ],
)
def test_a_trend_needs_answers_and_time(points: list[tuple[datetime, float]], state: str) -> None:
    assert (item.score_trend(points).state, item.score_trend(points).value) == (state, None)


def test_times_are_those_of_people_who_answered() -> None:
    answers = [seen(used_s=float(10 * n)) for n in range(1, 11)]
    others = [seen(used_s=1.0, reason=reason) for reason in ("skipped", "closed", "ended")]
    unlimited = seen(used_s=45.0, limit_s=None)
    late = [seen(used_s=122.0, reason="time")] * 2

    figures = item.time_figures([*answers, *others, unlimited, *late])

    # (550 + 45 + 244) / 13 = 64.538; the middle one of 13 is 60.
    assert figures["time_used_mean_s"].value == 64.538
    assert figures["time_used_median_s"].value == 60.0
    # Of the 12 limited ones the middle is between 60/120 and 70/120; two ran out.
    assert figures["time_limit_share"].value == 0.542
    assert figures["time_ran_out_share"].value == 0.167


def test_only_candidates_skip() -> None:
    reasons = ["skipped"] * 3 + ["submitted"] * 6 + ["time"] + ["closed"] * 50 + ["ended"] * 9

    figure = item.skip_rate([seen(reason=reason) for reason in reasons])

    assert (figure.value, figure.answers) == (0.3, 10)


def test_nine_answers_are_too_few_for_any_number() -> None:
    answers = [seen(score=5.0, others=4.0, text="word " * 30) for _ in range(FEW - 1)]

    verdict, figures = judge(answers, asked=9, asked_lately=9, now=NOW)

    plain = figures.model_dump()
    held = [value for value in plain.values() if isinstance(value, dict)]
    assert verdict == "insufficient"
    assert {value["state"] for value in held} == {"insufficient"}
    assert {value.get("value") for value in held} == {None}
    assert (figures.leak.recent, figures.leak.older, figures.leak.alarm) == (None, None, False)
    assert (figures.asked, figures.suggestions) == (9, [])


WORDS = [f"word{n}" for n in range(400)]


def own_answer(number: int) -> str:
    return " ".join(WORDS[(number * 7919 + at * at * (number + 3)) % 400] for at in range(40))


LEARNED = (
    "We keep every resource under its own address and let the methods of the protocol say what"
    " happens to it, while the server forgets each caller between two requests."
)


def test_resemblance_is_the_shared_share_of_runs_of_four_words() -> None:
    # Runs: abcd bcde, and abcd bcdf: one of three is shared.
    assert resemblance("a b c d e", "a b c d f") == pytest.approx(1 / 3)
    assert resemblance("a b c", "a b c") == 0.0


def test_answers_that_begin_to_resemble_each_other_raise_the_alarm_with_its_base_rate() -> None:
    older = [seen(120 + n, text=own_answer(n)) for n in range(20)]
    recent = [seen(n + 1, text=f"{LEARNED} {own_answer(n + 50)}") for n in range(12)]

    leak = watch([*older, *recent], NOW)

    assert (leak.state, leak.alarm, leak.older) == ("known", True, 0.0)
    assert (leak.recent_answers, leak.older_answers) == (12, 20)
    assert leak.recent is not None
    assert leak.recent > 0.2
    assert leak.p_value == 0.001
    assert leak.false_alarms == 0.01


def test_answers_that_always_resembled_each_other_are_no_leak() -> None:
    everybody = [seen(9 * n + 1, text=f"{LEARNED} {own_answer(n)}") for n in range(30)]

    leak = watch(everybody, NOW)

    assert (leak.state, leak.alarm) == ("known", False)
    assert leak.older is not None
    assert leak.older > 0.2


def test_short_and_unread_answers_do_not_count_for_the_watch() -> None:
    short = [seen(n, text="I do not know") for n in range(1, 200)]
    unread = [seen(n, text=None) for n in range(1, 200)]

    leak = watch([*short, *unread], NOW)

    assert (leak.state, leak.recent_answers, leak.older_answers) == ("insufficient", 0, 0)


SPREAD = [float(n % 10) for n in range(60)]
VERDICTS = [
    ("keep", [], [seen(score=s, others=s) for s in SPREAD], 10),
    ("retire", ["too_easy"], [seen(score=9.5 + n % 2 / 2, others=n % 2) for n in range(30)], 10),
    ("retire", ["too_hard"], [seen(score=n % 2 / 2, others=n % 2) for n in range(30)], 10),
    (
        "retire",
        ["does_not_separate"],
        [seen(score=s, others=-s) for s in SPREAD],
        10,
    ),
    ("retire", ["asked_very_often"], [seen(score=s, others=s) for s in SPREAD], 150),
    (
        "revise",
        ["often_skipped"],
        [seen(score=s, others=s) for s in SPREAD] + [seen(reason="skipped")] * 40,
        10,
    ),
    (
        "revise",
        ["time_runs_out"],
        [seen(score=s, others=s, reason="time") for s in SPREAD],
        10,
    ),
]


@pytest.mark.parametrize(("verdict", "reasons", "answers", "lately"), VERDICTS)
def test_a_verdict_comes_with_its_reasons_and_their_numbers(
    verdict: str, reasons: list[str], answers: list[Observation], lately: int
) -> None:
    found, figures = judge(answers, asked=200, asked_lately=lately, now=NOW)

    assert found == verdict
    assert [one.reason for one in figures.suggestions] == reasons
    assert all(one.sentence for one in figures.suggestions)


def test_a_weak_but_uncertain_discrimination_retires_nothing() -> None:
    # r is 0 with 24 answers: the interval reaches 0.40, so it may well be a good question.
    pairs = [(1, 1), (1, 2), (2, 1), (2, 2)] * 6
    answers = [seen(score=float(a), others=float(b)) for a, b in pairs]

    verdict, figures = judge(answers, asked=24, asked_lately=24, now=NOW)

    assert figures.discrimination.value == 0.0
    assert (verdict, figures.suggestions) == ("keep", [])


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2026, 6, 1, 1, 59, tzinfo=UTC), datetime(2026, 5, 31, 2, tzinfo=UTC)),
        (datetime(2026, 6, 1, 2, 0, tzinfo=UTC), datetime(2026, 6, 1, 2, tzinfo=UTC)),
        (datetime(2026, 6, 1, 23, 0, tzinfo=UTC), datetime(2026, 6, 1, 2, tzinfo=UTC)),
    ],
)
def test_what_was_measured_before_two_in_the_night_is_due(now: datetime, night: datetime) -> None:
    assert last_night(now) == night


_SCORES = st.floats(0, 10)
_ANSWERS = st.builds(
    seen,
    st.floats(0, 400),
    used_s=st.floats(0, 7_200),
    limit_s=st.one_of(st.none(), st.integers(10, 7_200)),
    reason=st.sampled_from(["submitted", "skipped", "time", "closed", "ended", None]),
    score=st.one_of(st.none(), _SCORES),
    others=st.one_of(st.none(), _SCORES),
    text=st.one_of(st.none(), st.text(max_size=40)),
)


@given(st.lists(_ANSWERS, max_size=60))
def test_any_answers_give_figures_within_their_bounds(answers: list[Observation]) -> None:
    _, figures = judge(answers, asked=len(answers), asked_lately=0, now=NOW)

    for figure in (figures.difficulty, figures.skip_rate, figures.time_limit_share):
        assert figure.value is None or 0 <= figure.value <= 1
    relation = figures.discrimination
    if relation.value is not None:
        assert relation.low is not None
        assert relation.high is not None
        assert -1 <= relation.low <= relation.value + 0.001
        assert relation.value - 0.001 <= relation.high <= 1
