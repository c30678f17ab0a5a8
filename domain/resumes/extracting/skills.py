"""Joins the skills a text names with the jobs in which they were used."""

from collections.abc import Iterable, Sequence

from domain.resumes.extracting.periods import years
from domain.resumes.extracting.ports import SkillHit
from domain.resumes.extracting.positions import Job
from domain.resumes.facts import SkillFound, Span


def join_skills(
    hits: Sequence[SkillHit], jobs: Sequence[Job], taken: Iterable[tuple[int, int]]
) -> list[SkillFound]:
    """Return each skill once, in the order of first mention, without hits in ``taken`` spans.

    ``years`` is the time of the jobs whose block names the skill, shared time counted once; None
    where no dated job does.
    """
    blocked = list(taken)
    by_name: dict[str, list[SkillHit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        if not any(hit.start < end and start < hit.end for start, end in blocked):
            by_name.setdefault(hit.name, []).append(hit)
    return [_skill(name, found, jobs) for name, found in by_name.items()]


def _skill(name: str, hits: Sequence[SkillHit], jobs: Sequence[Job]) -> SkillFound:
    used = [
        job.stretch
        for job in jobs
        if job.stretch
        and any(job.position.span.start <= hit.start < job.position.span.end for hit in hits)
    ]
    return SkillFound(
        name=name,
        category=hits[0].category,
        years=years(used),
        spans=[Span(start=hit.start, end=hit.end) for hit in hits],
        confidence=max(hit.confidence for hit in hits),
    )
