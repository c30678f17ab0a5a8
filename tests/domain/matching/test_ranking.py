"""Ranking is exact: the same person gets the same score, whoever stands beside them."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from domain.matching.evidence import Factor
from domain.matching.features import Features, pack, quantised, unpack
from domain.matching.ranking import NO_SCORE, Explainer, rank_people
from domain.matching.stating import Preferences
from domain.matching.wanted import Pay
from tests.domain.matching.wanting import explain, person, skill, wanted

NAMES = ("Python", "MySQL", "PostgreSQL", "Excel")
WORDS = ("booking", "welding", "python", "night", "shift", "database", "care")
JOB = wanted(
    must_haves=[skill("Python", 3), skill("PostgreSQL", MySQL=0.7)],
    nice_to_haves=[skill("Excel")],
    experience_years=4,
    location="Bristol",
    work_mode="hybrid",
    travel="some",
    start_within_days=30,
    pay=Pay(low=50_000, high=60_000, currency="GBP"),
    terms={"booking": 2.1, "python": 1.7, "database": 1.3, "care": 1.9},
    meaning=[int(n) for n in quantised(np.sin(np.arange(384)).astype(np.float32))],
)
maybe_years = st.none() | st.floats(0, 15, allow_nan=False)


@st.composite
def people(draw: st.DrawFn) -> Features:
    seed = draw(st.integers(0, 1_000))
    meaning = np.sin(np.arange(384) * (1 + seed / 500)).astype(np.float32)
    fields: dict[str, Any] = {
        "is_read": draw(st.booleans()),
        "skills": draw(st.dictionaries(st.sampled_from(NAMES), maybe_years)),
        "years": draw(maybe_years),
        "places": draw(st.sampled_from([(), ("Bristol",), ("Oslo", "Norway")])),
        "start_in_days": draw(st.none() | st.integers(0, 400)),
        "preferences": Preferences(travel=draw(st.sampled_from([None, "none", "much"]))),
        "text": " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=20))),
    }
    has_meaning = draw(st.booleans())
    return person(quantised(meaning) if has_meaning else np.zeros(0, np.int8), **fields)


@given(st.lists(people(), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_nobody_else_in_the_batch_changes_a_digit(crowd: list[Features], random: Any) -> None:
    together = rank_people(JOB, crowd)
    shuffled = list(range(len(crowd)))
    random.shuffle(shuffled)

    mixed = rank_people(JOB, [crowd[place] for place in shuffled])

    for new, old in enumerate(shuffled):
        alone = rank_people(JOB, [crowd[old]])
        assert alone.scores[0] == together.scores[old] == mixed.scores[new]
        assert alone.known[0] == together.known[old] == mixed.known[new]
        assert explain(JOB, crowd[old], alone, 0) == explain(JOB, crowd[old], together, old)


@given(people())
def test_scores_and_values_stay_between_0_and_1(someone: Features) -> None:
    ranking = rank_people(JOB, [someone])

    assert ranking.scores[0] == NO_SCORE or 0 <= ranking.scores[0] <= 1
    assert 0 <= ranking.known[0] <= 1
    for factor in explain(JOB, someone, ranking, 0):
        assert (factor.value is None) == (factor.status == "unknown")


@given(people())
def test_reasons_are_stored_as_their_models_would_be(someone: Features) -> None:
    lines = Explainer(JOB, rank_people(JOB, [someone])).factors(someone, 0)

    read = [Factor.model_validate(line) for line in lines]

    assert lines == [factor.model_dump(mode="json", exclude_defaults=True) for factor in read]


@given(people())
def test_what_is_packed_is_ranked_as_before(someone: Features) -> None:
    again = unpack(pack(someone))

    assert again.digest == someone.digest.model_copy(update={"text": ""})
    assert rank_people(JOB, [again]).scores[0] == rank_people(JOB, [someone]).scores[0]


@given(people(), st.sampled_from(NAMES))
def test_learning_a_skill_never_lowers_a_read_resumes_score(someone: Features, name: str) -> None:
    if not someone.digest.is_read or any(held.name == name for held in someone.digest.skills):
        return
    skills = {held.name: held.years for held in someone.digest.skills} | {name: 15.0}
    fields = someone.digest.model_dump(exclude={"skills", "preferences"})
    more = person(someone.meaning, **fields, preferences=someone.digest.preferences, skills=skills)

    assert rank_people(JOB, [more]).scores[0] >= rank_people(JOB, [someone]).scores[0]
