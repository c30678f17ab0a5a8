"""What tests of factors want, and who they meet."""

from typing import Any

import numpy as np

from domain.matching.digest import Digest, HeldSkill
from domain.matching.evidence import Factor
from domain.matching.features import Features, features_of
from domain.matching.ranking import Explainer, Ranking
from domain.matching.schemas import Weights
from domain.matching.stating import Preferences
from domain.matching.wanted import Wanted, WantedSkill, skill_key

NO_MEANING = np.zeros(0, np.int8)


def wanted(**fields: Any) -> Wanted:
    """Return what a job asks for that asks for nothing but ``fields``."""
    defaults: dict[str, Any] = {
        "job_id": 1,
        "title": "Engineer",
        "must_haves": [],
        "nice_to_haves": [],
        "experience_years": None,
        "location": None,
        "work_mode": None,
        "pay": None,
        "start_within_days": None,
        "team_size": None,
        "travel": None,
        "weights": Weights().model_dump(),
        "text": "",
    }
    return Wanted(**defaults | fields)


def skill(name: str, years: int | None = None, **related: float) -> WantedSkill:
    """Return a skill asked for; ``related`` says what others bring of it."""
    shares = {skill_key(other): share for other, share in related.items()}
    return WantedSkill(name=name, years=years, related={skill_key(name): 1.0} | shares)


def person(meaning: Any = NO_MEANING, **fields: Any) -> Features:
    """Return somebody of whom only ``fields`` are known; ``skills`` may be names and years."""
    skills = fields.pop("skills", {})
    defaults: dict[str, Any] = {
        "is_read": True,
        "skills": [HeldSkill(name=name, years=years) for name, years in sorted(skills.items())],
        "years": None,
        "places": (),
        "pay": None,
        "start_in_days": None,
        "preferences": Preferences(),
        "text": "",
    }
    return features_of(Digest(**defaults | fields), meaning)


def explain(job: Wanted, someone: Features, ranking: Ranking, place: int) -> list[Factor]:
    """Return the factors of who is at ``place`` of a ranking, as they are read once stored."""
    lines = Explainer(job, ranking).factors(someone, place)
    return [Factor.model_validate(line) for line in lines]
