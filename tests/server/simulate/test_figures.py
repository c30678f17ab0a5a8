"""Percentiles, times of edits, the verdict and the table."""

import pytest

from server.simulate.figures import Counts, Figures, Trace, percentile, summary
from server.simulate.plan import Plan
from server.simulate.report import table


@pytest.mark.parametrize(
    ("samples", "share", "expected"),
    [
        ([], 0.5, None),
        ([7.0], 0.99, 7.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        (list(map(float, range(1, 101))), 0.95, 95.0),
        (list(map(float, range(1, 101))), 0.99, 99.0),
        (list(map(float, range(1, 101))), 1.0, 100.0),
        ([5.0, 6.0], 0.0, 5.0),
    ],
)
def test_a_percentile_is_a_sample_that_was_measured(
    samples: list[float], share: float, expected: float | None
) -> None:
    assert percentile(samples, share) == expected


def test_a_summary_names_count_percentiles_and_the_worst() -> None:
    assert summary([1.04, 2.0, 9.96]) == {
        "count": 3,
        "p50": 2.0,
        "p95": 10.0,
        "p99": 10.0,
        "max": 10.0,
    }


def test_an_edit_is_timed_when_a_newer_revision_arrives() -> None:
    figures = Figures()
    trace = Trace(figures)
    for rev in (1, 2, 3):
        trace.sent(question_id=1, rev=rev, typed_at=float(rev))

    trace.seen(question_id=1, rev=2, now=4.0)
    trace.scored(question_id=1, rev=3, now=5.0)

    assert figures.to_recruiter == [3_000.0, 2_000.0]
    assert figures.to_score == [4_000.0, 3_000.0, 2_000.0]


def test_another_question_or_a_broken_line_times_nothing() -> None:
    figures = Figures()
    trace = Trace(figures)
    trace.sent(question_id=1, rev=1, typed_at=1.0)

    trace.seen(question_id=2, rev=9, now=2.0)
    trace.forget()
    trace.seen(question_id=1, rev=1, now=3.0)

    assert figures.to_recruiter == []


@pytest.mark.parametrize(
    ("broken", "is_clean"),
    [
        ({}, True),
        ({"resent": 5, "reconnections": 3, "reads": 2}, True),
        ({"lost": 1}, False),
        ({"unacknowledged": 1}, False),
        ({"screens_wrong": 1}, False),
        ({"rooms_unfinished": 1}, False),
    ],
)
def test_only_a_kept_promise_is_clean(broken: dict[str, int], *, is_clean: bool) -> None:
    assert Figures(counts=Counts(**broken)).is_clean is is_clean


def test_the_table_tells_counts_times_errors_and_losses() -> None:
    figures = Figures(counts=Counts(edits_sent=1_234, kills=2), to_ack=[1.0, 2.0])
    figures.errors["STALE"] += 3
    figures.losses = ["interview 1, question 2: revision 3 is missing"]

    lines = [" ".join(line.split()) for line in table(Plan(3, 0.5), figures).splitlines()]

    assert "3 rooms, 0.5 minutes, seed 1, 2 kills, scorer none" in lines
    assert "edits sent 1,234" in lines
    assert "edit to acknowledgement 1.0 2.0 2.0 2.0" in lines
    assert "keystroke to recruiter – – – –" in lines
    assert "STALE 3" in lines
    assert "LOST interview 1, question 2: revision 3 is missing" in lines


def test_the_json_holds_the_same_figures() -> None:
    figures = Figures(counts=Counts(lost=1), to_score=[10.0], scorer="lexical")

    told = figures.as_json()

    assert told["clean"] is False
    assert told["counts"]["lost"] == 1
    assert told["ms"]["keystroke_to_partial_score"]["p95"] == 10.0
    assert told["scorer"] == "lexical"
