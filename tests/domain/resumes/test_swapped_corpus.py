"""The corpus told of somebody else: what matching keeps does not change by a letter, nor a score.

Scores are compared without the language model: the texts it would read are compared by the letter.
"""

from datetime import date
from functools import cache
from typing import Any

import pytest
from cryptography.fernet import Fernet

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from domain.matching.digest import Letter, StatedFacts, digest, state_facts
from domain.matching.features import features_of
from domain.matching.ranking import rank_people
from domain.matching.runs import LEAST_RELATED
from domain.matching.wanted import Wanted, WantedSkill, skill_key
from domain.resumes.parsing import parsed
from domain.resumes.reading.reader import read_resume
from server.skills import TaxonomySkills
from tests.corpus.files import CorpusFile
from tests.corpus.person import TODAY
from tests.corpus.swap import swapped_corpus
from tests.domain.matching.wanting import NO_MEANING, wanted

PAIRS = [(one, other) for one, other in swapped_corpus() if not one.expected.refused]
SKILLS = TaxonomySkills()
JOBS = {
    "Backend engineer": ("Bristol", 4, ("Python", "MySQL", "Docker")),
    "Ward nurse": ("Leeds", 2, ("Wound care", "Triage", "Communication")),
    "Process consultant": (None, 6, ("SAP", "Jira", "Scrum")),
}
JOB_TEXTS = [f"{title}. You work with {', '.join(asked[2])}." for title, asked in JOBS.items()]


def stated(content: bytes, today: date) -> StatedFacts:
    """Return what is kept of a file."""
    found = parsed(read_resume(content), today)
    return state_facts(found.facts, found.text, SKILLS)


def without_places(value: Any) -> Any:
    """Return what is kept as it is compared: no capitals, no places in the text."""
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in {"start", "end"}}
    if isinstance(value, (list, tuple)):
        return [without_places(each) for each in value]
    return value.casefold() if isinstance(value, str) else value


@cache
def jobs() -> list[Wanted]:
    """Return jobs of several fields, complete as a run's snapshot is but for the meaning."""
    calculator = Calculator(None, Keyring([Fernet.generate_key().decode()]))
    return [
        wanted(
            title=title,
            must_haves=[asked_for(name, years) for name in skills],
            nice_to_haves=[asked_for("Leadership")],
            experience_years=years,
            location=town,
            text=text,
            terms=calculator.terms(text, JOB_TEXTS),
        )
        for (title, (town, years, skills)), text in zip(JOBS.items(), JOB_TEXTS, strict=True)
    ]


def asked_for(name: str, years: int | None = None) -> WantedSkill:
    near = {skill_key(other): SKILLS.relatedness(name, other) for other in SKILLS.names()}
    related = {key: share for key, share in near.items() if share >= LEAST_RELATED}
    return WantedSkill(name=name, years=years, related=related | {skill_key(name): 1.0})


def scores(kept: StatedFacts) -> list[float]:
    """Return how well somebody fits each of the jobs, who sends nothing but the file."""
    person = features_of(digest(kept, Letter(), SKILLS), NO_MEANING)
    return [float(rank_people(job, [person]).scores[0]) for job in jobs()]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda file: file.name)
def test_neither_what_matching_keeps_nor_a_score_changes_with_the_person(
    one: CorpusFile, other: CorpusFile
) -> None:
    before, after = stated(one.content(), TODAY), stated(other.content(), TODAY)

    assert without_places(before.model_dump()) == without_places(after.model_dump())
    assert scores(before) == scores(after)


def test_files_differ_in_their_scores() -> None:
    found = {tuple(scores(stated(one.content(), TODAY))) for one, _ in PAIRS[::10]}

    assert len(found) > 1
