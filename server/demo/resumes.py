"""What the demo's applicants have done, and what its open jobs ask for."""

from collections.abc import Mapping
from typing import Any

from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import WorkShop
from domain.matching.schemas import WriteProfile
from domain.matching.service import read_profile, take_facts, write_profile
from domain.resumes.facts import Fact, Position, ResumeFacts, SkillFound, Span
from server.demo.texts import read_texts
from server.skills import open_skills


async def give_resumes(workshop: WorkShop, applications: Mapping[str, int]) -> None:
    """Let matching know what each applicant's résumé says."""
    people = {person["key"]: person for person in read_texts("candidates")}
    for resume in read_texts("resumes"):
        key = resume["candidate"]
        text = "\n".join(resume["duties"])
        facts = _facts(people[key], resume, text)
        async with workshop.begin(SYSTEM) as work:
            await take_facts(work, applications[key], facts, text, open_skills())


async def confirm_profiles(workshop: WorkShop, recruiter: Actor, jobs: Mapping[str, int]) -> None:
    """Let the recruiter confirm what the open jobs seem to ask for."""
    for text in read_texts("jobs"):
        if text["status"] == "Open":
            job_id = jobs[text["key"]]
            async with workshop.begin(recruiter) as work:
                proposed = await read_profile(work, recruiter, job_id, open_skills())
                asked = proposed.criteria.model_dump()
                confirmed = WriteProfile(**asked, confirm=True)
                await write_profile(work, recruiter, job_id, confirmed, open_skills())


def _facts(person: Mapping[str, Any], resume: Mapping[str, Any], text: str) -> ResumeFacts:
    whole = Span(start=0, end=len(text))
    position = Position(
        title=person["current_position"],
        company=person["current_company"],
        start=None,
        end=None,
        is_current=True,
        span=whole,
        confidence=1,
    )
    return ResumeFacts(
        language="en",
        name=Fact[str](value=person["name"], span=Span(start=0, end=0), confidence=1),
        emails=[],
        phones=[],
        links=[],
        location=Fact[str](value=person["location"], span=Span(start=0, end=0), confidence=1),
        languages=[],
        education=[],
        positions=[position],
        experience_years=person["experience_years"],
        experience_level=None,
        skills=[_skill(text, name, years) for name, years in resume["skills"].items()],
        warnings=[],
    )


def _skill(text: str, name: str, years: float) -> SkillFound:
    at = text.index(name)
    span = Span(start=at, end=at + len(name))
    return SkillFound(name=name, category="", years=years, spans=[span], confidence=1)
