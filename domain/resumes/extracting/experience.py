"""Adds up professional experience, and reads the level of a career from years and titles."""

import re
from collections.abc import Sequence

from domain.resumes.extracting.periods import years
from domain.resumes.extracting.positions import Job
from domain.resumes.facts import ExperienceLevel

_MOST_YEARS = 60
_STATED = (
    re.compile(
        r"\b(?P<years>\d{1,2})(?:\.\d)?\s*\+?\s*(?:plus\s+)?(?:years?|yrs?)['’]?(?:\s+of)?(?:\s+[\w-]+){0,4}?\s+"
        r"(?:experience|practice|track\s+record)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bexperience\s*[:(]\s*(?P<years>\d{1,2})\s*\+?\s*(?:years?|yrs?)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?P<years>\d{1,2})\s*\+?[\s-]*(?:jahren?|jährige[rn]?)(?:\s+[\w-]+){0,3}?\s+\w*(?:erfahrung|praxis)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<years>\d{1,2})\s*ans\s+d[’']\s?(?:\w+\s+)?expérience\b", re.IGNORECASE),
    re.compile(
        r"(?P<years>\d{1,2})\s*\+?\s*年(?:以上|多)?(?:的)?[\u4e00-\u9fff]{0,8}?(?:经验|经历)"
    ),
)
_LEAD = re.compile(
    r"\b(?:head\s+of|director|directeur|directrice|vp|vice\s+president|chief|c[etofi]o|ciso|principal\s+\w+"
    r"|(?:team|tech(?:nical)?)\s*-?lead(?:er)?|lead|\w*leiter(?:in)?|geschäftsführer(?:in)?|president|founder"
    r"|(?:engineering|general|operations|plant|finance)\s+manager|head\s+(?:chef|teacher|nurse)|partner|supervisor"
    r"|foreman|responsable|chef\s+d['’]équipe)\b|总监|总经理|总裁|负责人|主任",
    re.IGNORECASE,
)
_SENIOR = re.compile(
    r"\b(?:senior|sr\.?|staff|expert|confirmée?|leitende[rn]?)\b|高级|资深|专家", re.IGNORECASE
)
_JUNIOR = re.compile(
    r"\b(?:junior|jr\.?|trainee|graduate|débutante?|entry)\b|初级|助理", re.IGNORECASE
)

# From so many years on, the level that a title without rank has.
_BY_YEARS: tuple[tuple[float, ExperienceLevel], ...] = (
    (7.0, "senior"),
    (3.0, "mid"),
    (1.0, "junior"),
    (0.0, "entry"),
)
_LEAD_FROM_YEARS = 4.0
_SENIOR_FROM_YEARS = 3.5
_JUNIOR_UNTIL_YEARS = 4.0


def dated_years(jobs: Sequence[Job]) -> float | None:
    """Return the years that the dated jobs cover, shared time once; None when none is dated."""
    return years(job.stretch for job in jobs if job.stretch)


def stated_years(text: str) -> float | None:
    """Return the most years of experience that the text itself claims."""
    said = [float(match["years"]) for pattern in _STATED for match in pattern.finditer(text)]
    return max((claim for claim in said if claim <= _MOST_YEARS), default=None)


def level(total: float | None, titles: Sequence[str]) -> ExperienceLevel | None:
    """Return the level; ``titles`` are those of the newest jobs. None when nothing is known.

    A rank in the title counts only with the years that usually stand behind it.
    """
    if total is None and not titles:
        return None
    if _any(_LEAD, titles) and (total is None or total >= _LEAD_FROM_YEARS):
        return "lead"
    if _any(_SENIOR, titles) and (total is None or total >= _SENIOR_FROM_YEARS):
        return "senior"
    if total is None:
        return "junior" if _any(_JUNIOR, titles) else None
    if _any(_JUNIOR, titles) and total < _JUNIOR_UNTIL_YEARS:
        return "junior" if total >= 1 else "entry"
    return next(name for least, name in _BY_YEARS if total >= least)


def newest_titles(jobs: Sequence[Job]) -> list[str]:
    """Return the titles of the current jobs, else of the one that ended last, else of the first."""
    work = [job for job in jobs if job.position.is_work and job.position.title]
    current = [job for job in work if job.position.is_current]
    if not current:
        current = sorted(work, key=lambda job: -(job.stretch[1] if job.stretch else 0.0))[:1]
    return [job.position.title for job in current if job.position.title]


def _any(pattern: re.Pattern[str], titles: Sequence[str]) -> bool:
    return any(pattern.search(title) for title in titles)
