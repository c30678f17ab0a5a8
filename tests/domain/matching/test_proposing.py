"""A profile is proposed from what a job says, with the words it was read from."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jobs.models import Job
from domain.matching.proposing import propose
from tests.factories.matching import TinySkills

SKILLS = TinySkills()


def job(**fields: Any) -> Job:
    defaults: dict[str, Any] = {
        "title": "Engineer",
        "description": "Build things.",
        "location": "Bristol",
        "work_mode": "Hybrid",
        "experience_level": "Mid-level",
        "skills_required": [],
    }
    return Job(**defaults | fields)


@pytest.mark.parametrize(
    ("description", "listed", "musts", "nices"),
    [
        ("Build things.", ["Python", "postgres"], {"Python": None, "PostgreSQL": None}, {}),
        ("You have 3 years of Python.", ["Python"], {"Python": 3}, {}),
        ("At least five years of Python.", ["Python"], {"Python": 5}, {}),
        ("Redis is a plus.", ["Python"], {"Python": None}, {"Redis": None}),
        ("Redis is a plus.", ["Redis"], {}, {"Redis": None}),
        ("Docker is not expected.", ["Python"], {"Python": None}, {}),
        ("We use Docker.", [], {}, {"Docker": None}),
        ("Nothing.", ["SQL", "sql", "S.Q.L"], {"SQL": None, "S.Q.L": None}, {}),
        ("Nothing.", ["Shift plan", "Shift plans"], {"Shift plans": None}, {}),
        ("Nothing.", ["+++", "---"], {"+++": None, "---": None}, {}),
    ],
)
def test_skills_are_sorted_by_need(
    description: str,
    listed: list[str],
    musts: dict[str, int | None],
    nices: dict[str, int | None],
) -> None:
    proposal = propose(job(description=description, skills_required=listed), SKILLS)

    assert {s.name: s.years for s in proposal.criteria.must_haves} == musts
    assert {s.name: s.years for s in proposal.criteria.nice_to_haves} == nices
    assert {r.proposed for r in proposal.reasons} >= {*musts, *nices}


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({}, "experience_years", 3),
        ({"experience_level": "Senior"}, "experience_years", 5),
        ({"experience_level": "Any"}, "experience_years", None),
        (
            {"description": "You bring 6 years of professional experience."},
            "experience_years",
            6,
        ),
        ({}, "location", "Bristol"),
        ({"work_mode": "Remote"}, "location", None),
        ({"work_mode": "Remote"}, "work_mode", "remote"),
        ({"work_mode": "On-site"}, "work_mode", "on_site"),
        ({"work_mode": "Whatever"}, "work_mode", None),
        ({"description": "The team has five engineers."}, "team_size", "small"),
        ({"description": "You join a team of 60."}, "team_size", "large"),
        ({"description": "You join a team of 20."}, "team_size", None),
        ({"description": "Up to 60% travel."}, "travel", "much"),
        ({"description": "There is some travel."}, "travel", "some"),
        ({"description": "No business travel."}, "travel", "none"),
        ({"description": "We sell travel."}, "travel", None),
        ({"description": "You start as soon as possible."}, "start_within_days", 30),
    ],
)
def test_the_rest_is_read_where_it_is_said(
    fields: dict[str, Any], name: str, value: object
) -> None:
    proposal = propose(job(**fields), SKILLS)

    assert getattr(proposal.criteria, name) == value


stored = st.text(min_size=1, max_size=50).map(str.strip).filter(lambda s: s and "\x00" not in s)


@given(st.text(max_size=400), st.lists(stored, max_size=6))
def test_any_job_gets_a_proposal(description: str, listed: list[str]) -> None:
    made = propose(job(description=description, skills_required=listed), SKILLS)

    assert all(reason.said for reason in made.reasons)
