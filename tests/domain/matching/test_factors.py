"""Each factor alone, as tables: what is asked, what is known, what it is worth."""

from typing import Any

import numpy as np
import pytest

from domain.matching.batch import Batch
from domain.matching.factors import text
from domain.matching.features import quantised
from domain.matching.ranking import KNOWN_ENOUGH, NO_SCORE, rank_people
from domain.matching.stating import Preferences
from domain.matching.wanted import FactorKey, Pay, Wanted
from tests.domain.matching.wanting import explain, person, skill, wanted

PYTHON = [skill("Python", 4)]
SQL = [skill("PostgreSQL", MySQL=0.7)]
POUNDS = Pay(low=50_000, high=60_000, currency="GBP")


def pay(low: float, currency: str | None = "GBP") -> Pay:
    return Pay(low=low, high=low, currency=currency)


CASES: list[tuple[FactorKey, dict[str, Any], dict[str, Any], float | None, str]] = [
    ("must_haves", {"must_haves": PYTHON}, {"skills": {"Python": 4}}, 1.0, "met"),
    ("must_haves", {"must_haves": PYTHON}, {"skills": {"python": 9}}, 1.0, "met"),
    ("must_haves", {"must_haves": PYTHON}, {"skills": {"Python": 2}}, 0.7, "partly"),
    ("must_haves", {"must_haves": PYTHON}, {"skills": {"Python": None}}, 1.0, "met"),
    ("must_haves", {"must_haves": PYTHON}, {"skills": {"Excel": 4}}, 0.0, "missing"),
    ("must_haves", {"must_haves": PYTHON}, {"is_read": False}, None, "unknown"),
    ("must_haves", {"must_haves": SQL}, {"skills": {"MySQL": None}}, 0.7, "partly"),
    ("must_haves", {"must_haves": PYTHON + SQL}, {"skills": {"Python": 5}}, 0.5, "partly"),
    ("nice_to_haves", {"nice_to_haves": PYTHON}, {"skills": {"Python": 4}}, 1.0, "met"),
    ("experience", {"experience_years": 5}, {"years": 5}, 1.0, "met"),
    ("experience", {"experience_years": 5}, {"years": 15}, 1.0, "met"),
    ("experience", {"experience_years": 5}, {"years": 2}, 0.4, "partly"),
    ("experience", {"experience_years": 5}, {"years": 0}, 0.0, "missing"),
    ("experience", {"experience_years": 5}, {}, None, "unknown"),
    ("location", {"location": "Bristol, UK"}, {"places": ("Bristol",)}, 1.0, "met"),
    ("location", {"location": "Bristol, UK"}, {"places": ("Leeds", "UK")}, 0.5, "partly"),
    ("location", {"location": "Bristol, UK"}, {"places": ("Oslo", "Norway")}, 0.0, "missing"),
    ("location", {"location": "Bristol, UK"}, {}, None, "unknown"),
    (
        "location",
        {"location": "Bristol, UK"},
        {"places": ("Oslo",), "preferences": Preferences(relocates=True)},
        0.8,
        "met",
    ),
    ("salary", {"pay": POUNDS}, {"pay": pay(55_000)}, 1.0, "met"),
    ("salary", {"pay": POUNDS}, {"pay": pay(30_000)}, 1.0, "met"),
    ("salary", {"pay": POUNDS}, {"pay": pay(66_000)}, 0.6, "partly"),
    ("salary", {"pay": POUNDS}, {"pay": pay(90_000)}, 0.0, "missing"),
    ("salary", {"pay": POUNDS}, {"pay": pay(55_000, "EUR")}, None, "unknown"),
    ("salary", {"pay": POUNDS}, {"pay": pay(55_000, None)}, 1.0, "met"),
    ("salary", {"pay": POUNDS}, {}, None, "unknown"),
    ("availability", {"start_within_days": 30}, {"start_in_days": 30}, 1.0, "met"),
    ("availability", {"start_within_days": 30}, {"start_in_days": 60}, 0.5, "partly"),
    ("availability", {"start_within_days": 30}, {"start_in_days": 365}, 0.0, "missing"),
    ("availability", {"start_within_days": 30}, {}, None, "unknown"),
    (
        "preferences",
        {"work_mode": "hybrid", "travel": "much"},
        {"preferences": Preferences(work_mode="hybrid")},
        1.0,
        "met",
    ),
    (
        "preferences",
        {"travel": "much"},
        {"preferences": Preferences(travel="none")},
        0.0,
        "missing",
    ),
    ("preferences", {"work_mode": "remote"}, {}, None, "unknown"),
    ("text", {"terms": {"booking": 2.0}}, {"text": "booking"}, 1.0, "met"),
    ("text", {"terms": {"booking": 2.0}}, {"text": "welding"}, 0.0, "missing"),
    ("text", {"terms": {"booking": 2.0}}, {}, None, "unknown"),
]


@pytest.mark.parametrize(("key", "asks", "has", "value", "status"), CASES)
def test_a_factor_answers_with_a_value_and_its_reasons(
    key: FactorKey, asks: dict[str, Any], has: dict[str, Any], value: float | None, status: str
) -> None:
    job, someone = wanted(**asks), person(**has)
    ranking = rank_people(job, [someone])

    [factor] = explain(job, someone, ranking, 0)

    assert (factor.key, factor.status) == (key, status)
    assert factor.value == pytest.approx(value)
    assert factor.weight == 1
    assert status == "met" or factor.would_raise or value == 0
    if value is None:
        assert {evidence.status for evidence in factor.evidence} == {"unknown"}
        assert ranking.scores[0] == NO_SCORE
    else:
        assert ranking.scores[0] == pytest.approx(value)


def test_what_a_job_does_not_ask_takes_no_part() -> None:
    nothing = wanted()

    ranking = rank_people(nothing, [person(years=9, places=("Oslo",))])

    assert not ranking.factors
    assert (ranking.scores[0], ranking.known[0]) == (NO_SCORE, 0)


def test_the_unknown_changes_no_score_but_what_it_rests_on() -> None:
    job = wanted(must_haves=PYTHON, experience_years=5, location="Bristol")
    all_told = person(skills={"Python": 4}, years=5, places=("Bristol",))
    little_told = person(skills={"Python": 4})

    ranking = rank_people(job, [all_told, little_told])

    assert list(ranking.scores) == [1.0, 1.0]
    assert list(ranking.known) == pytest.approx([1.0, 40 / 65])


def test_with_too_little_known_there_is_no_score() -> None:
    job = wanted(must_haves=PYTHON, location="Bristol", weights={"must_haves": 80, "location": 20})
    hardly_known = person(is_read=False, places=("Bristol",))

    ranking = rank_people(job, [hardly_known])

    assert ranking.known[0] < KNOWN_ENOUGH
    assert ranking.scores[0] == NO_SCORE


def test_missing_musts_are_counted_and_unknown_ones_are_not() -> None:
    job = wanted(must_haves=PYTHON + SQL)

    ranking = rank_people(
        job,
        [
            person(skills={"Python": 1}),
            person(skills={}),
            person(is_read=False),
            person(skills={"Python": 1, "MySQL": 1}),
        ],
    )

    assert list(ranking.missing_musts) == [1, 2, 0, 0]


def test_evidence_names_the_place_in_the_resume() -> None:
    held = person(skills={"Python": 2})
    digest = held.digest.model_copy(
        update={"skills": [held.digest.skills[0].model_copy(update={"start": 10, "end": 16})]}
    )
    job = wanted(must_haves=PYTHON)

    [factor] = explain(job, held, rank_people(job, [held]), 0)
    [spanned] = explain(
        job, type(held)(digest, held.terms, held.counts, held.meaning), rank_people(job, [held]), 0
    )

    assert factor.evidence[0].found == "Python, 2 years"
    assert factor.would_raise == "Evidence of Python, 4 years."
    span = spanned.evidence[0].span
    assert span is not None
    assert (span.start, span.end) == (10, 16)


def test_meaning_counts_as_much_as_words() -> None:
    vector = np.linspace(-1, 1, 384).astype(np.float32)
    job: Wanted = wanted(
        terms={"booking": 2.0}, meaning=[int(number) for number in quantised(vector)]
    )
    alike = person(quantised(vector), text="welding")
    opposed = person(quantised(-vector), text="booking")

    judged = text.judge(job, Batch([alike, opposed]))

    assert judged is not None
    assert list(judged.value) == [0.5, 0.5]
