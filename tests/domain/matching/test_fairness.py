"""Who somebody is moves nothing: résumés that differ in that alone get the same vectors and scores.

Each résumé of a small corpus is written for several people who differ in name, gender words,
pronouns, age, dates of birth and of study, address, nationality and marital status.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from domain.jobs.models import Job
from domain.matching.digest import Letter, digest, state_facts
from domain.matching.features import Features, Meaning, features_of, quantised
from domain.matching.ranking import rank_people
from domain.matching.runs import snapshot, text_of
from domain.matching.schemas import Criteria, SkillAsked
from domain.matching.wanted import Wanted
from domain.resumes.facts import Month
from domain.scoring.ports import Encoder
from server.scoring import open_encoder
from tests.conftest import MODELS
from tests.domain.matching.wanting import explain
from tests.factories.matching import TinySkills, facts_of, stated, studied

SKILLS = TinySkills(("Python", "PostgreSQL", "Welding", "Patient care"))
PEOPLE: tuple[dict[str, Any], ...] = (
    {
        "name": "Amina Rahimi",
        "he": "she",
        "his": "her",
        "mr": "Ms",
        "salesman": "saleswoman",
        "man": "woman",
        "age": 52,
        "born": "4 May 1972",
        "graduated": 1994,
        "street": "12 Elm Road",
        "nation": "Afghan",
        "marital": "married",
        "photo": "amina.jpg",
    },
    {
        "name": "Mark O'Neill",
        "he": "he",
        "his": "his",
        "mr": "Mr",
        "salesman": "salesman",
        "man": "man",
        "age": 24,
        "born": "1 January 2001",
        "graduated": 2023,
        "street": "7 Oak Avenue",
        "nation": "British",
        "marital": "divorced",
        "photo": "mark.jpg",
    },
    {
        "name": "王 小明",
        "he": "he",
        "his": "his",
        "mr": "Mx",
        "salesman": "salesman",
        "man": "man",
        "age": 61,
        "born": "30 October 1963",
        "graduated": 1985,
        "street": "99 Station Street",
        "nation": "Chinese",
        "marital": "widowed",
        "photo": "wang.png",
    },
)
HEAD = """{name}
Photo: {photo}
Date of birth: {born}
Nationality: {nation}
Marital status: {marital}
Address: {street}, Bristol
"""
BODIES = (
    """- {mr} {name} led {his} team when {he} built booking services in Python and PostgreSQL.
- Wrote tests; a {nation} {man}, aged {age}.""",
    "- As the first {salesman} of the region, {name} doubled {his} orders.\n- {age} years old.",
    "- Welding of pressure vessels. {he} trained apprentices at {street}.\n- Class of {graduated}.",
    "- Patient care on a night ward, says {name}; {marital}, {age}-year-old {nation} nurse.",
)
JOB = Job(
    id=1,
    title="Backend engineer",
    description="Build booking services and tests in Python. Lead a region. Care on wards.",
    location="Bristol",
    skills_required=["Python"],
    salary_low=None,
    salary_high=None,
    salary_currency=None,
    salary_period=None,
)
CRITERIA = Criteria(
    must_haves=[SkillAsked(name="Python", years=3)],
    nice_to_haves=[SkillAsked(name="PostgreSQL"), SkillAsked(name="Welding")],
    experience_years=4,
    location="Bristol",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder | None:
    return open_encoder(MODELS / "minilm-l6-v2-int8")


def features(body: str, person: dict[str, Any], encoder: Encoder | None) -> Features:
    text = HEAD.format(**person) + body.format(**person)
    facts = facts_of(
        text,
        {"Python": 4.0},
        title=f"{person['salesman']}",
        name=stated(person["name"]),
        location=stated(f"{person['street']}, Bristol"),
        experience_years=6.0,
        education=[
            studied(
                "Mechanics",
                school=f"College of {person['nation']} Studies",
                end=Month(year=person["graduated"]),
            )
        ],
    )
    letter = Letter(cover_letter=f"I am a {person['nation']} {person['man']}. Hire me.")
    made = digest(state_facts(facts, text, SKILLS), letter, SKILLS)
    meaning: Meaning = np.zeros(0, np.int8)
    if encoder is not None:
        meaning = quantised(encoder.encode([made.text])[0])
    return features_of(made, meaning)


def wanted(encoder: Encoder | None) -> Wanted:
    terms = dict.fromkeys(("booking", "python", "test", "region", "ward", "care"), 1.5)
    meaning: Any = [] if encoder is None else quantised(encoder.encode([text_of(JOB)])[0])
    asked = snapshot(JOB, CRITERIA, SKILLS)
    return asked.model_copy(update={"terms": terms, "meaning": [int(n) for n in meaning]})


def swaps() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for body in BODIES:
        for other in PEOPLE[1:]:
            yield body, PEOPLE[0], other


@pytest.mark.parametrize(("body", "one", "other"), list(swaps()))
def test_swapping_the_person_moves_no_vector_and_no_score(
    body: str, one: dict[str, Any], other: dict[str, Any], encoder: Encoder | None
) -> None:
    first, second = features(body, one, encoder), features(body, other, encoder)

    assert first.digest.text == second.digest.text
    assert np.array_equal(first.terms, second.terms)
    assert np.array_equal(first.meaning, second.meaning)
    job = wanted(encoder)
    ranking = rank_people(job, [first, second])
    assert ranking.scores[0] == ranking.scores[1] > 0
    plain = [
        [factor.model_dump(exclude={"evidence": {"__all__": {"span"}}}) for factor in factors]
        for factors in (explain(job, first, ranking, 0), explain(job, second, ranking, 1))
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("body", BODIES)
def test_nothing_of_the_person_is_kept(body: str) -> None:
    for person in PEOPLE:
        kept = features(body, person, None).digest.model_dump_json()

        for word in (*person["name"].split(), person["street"], person["nation"], person["born"]):
            assert word not in kept
        assert str(person["graduated"]) not in kept
        assert str(person["age"]) not in kept


def test_what_somebody_can_do_does_move_the_score() -> None:
    able = features(BODIES[0], PEOPLE[0], None)
    unable = features_of(able.digest.model_copy(update={"skills": []}), able.meaning)

    ranking = rank_people(wanted(None), [able, unable])

    assert ranking.scores[0] > ranking.scores[1]


def test_more_years_than_the_job_asks_count_for_nothing() -> None:
    able = features(BODIES[0], PEOPLE[0], None)
    older = features_of(able.digest.model_copy(update={"years": 15.0}), able.meaning)

    ranking = rank_people(wanted(None), [able, older])

    assert ranking.scores[0] == ranking.scores[1]
