"""A matching profile proposed from what a job says, with the words it was read from.

It is a proposal only: somebody who knows the job changes and confirms it.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeVar

from domain.jobs.models import Job
from domain.matching.digest import LEVEL_YEARS
from domain.matching.ports import SkillSpace
from domain.matching.schemas import MOST_WANTED_YEARS, Criteria, ProposalReason, SkillAsked
from domain.matching.wanted import TeamSize, Travel, WorkMode, skill_key

MOST_SKILLS = 30
LONGEST_REASON = 200
Choice = TypeVar("Choice", bound=str)
Need = Literal["must", "nice", "none"]
_NICE = re.compile(
    r"\b(?:nice to have|a plus|bonus|desirable|ideally|preferabl[ey]|preferred|helpful|"
    r"an advantage|welcome|good to have|optional|would be great|von vorteil|wünschenswert|"
    r"idealerweise|un plus|souhaité|serait un atout)\b|加分|优先",
    re.IGNORECASE,
)
_NEEDLESS = re.compile(
    r"\b(?:not|no|isn't|aren't)\s+(?:\w+\s+){0,3}?(?:expected|needed|required|necessary)\b"
    r"|\bnot expected\b|\bdo not need\b|\bdon't need\b|\bnicht (?:nötig|erforderlich)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*\+?\s*"
    r"(?:(?:-|–|to)\s*\d{1,2}\s*)?\+?\s*(?:years?|yrs?|jahre?n?|ans)\b",
    re.IGNORECASE,
)
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_LEVELS = (
    ("lead", r"lead|principal|staff|head|director|leitend"),
    ("senior", r"senior|expert"),
    ("mid", r"mid|intermediate|professional|regular"),
    ("junior", r"junior"),
    ("entry", r"entry|graduate|trainee|intern|apprentice|no experience"),
)
_MODES: tuple[tuple[WorkMode, str], ...] = (
    ("hybrid", r"hybrid|partly remote|flexible"),
    ("remote", r"remote|home"),
    ("on_site", r"on[- ]?site|office|in person|vor ort"),
)
_TEAM = re.compile(
    r"\bteam (?:of|has|is|with) (?:about |around )?(\d{1,3}|" + "|".join(_NUMBERS[1:]) + r")\b",
    re.IGNORECASE,
)
_SMALL_TEAM, _LARGE_TEAM = 10, 30
_OFTEN = re.compile(
    r"(?:[4-9]\d|100)\s?%|\b(?:frequent|extensive|often|a lot|most weeks)", re.IGNORECASE
)
_NO_TRAVEL = re.compile(r"\b(?:no|without|not)\b[^.]{0,20}\btravel", re.IGNORECASE)
_TRAVEL = re.compile(
    r"\b(?:some|occasional|regular|frequent|extensive|business|to|%)\s+travel", re.IGNORECASE
)
_SOON = re.compile(r"\bstart (?:immediately|at once|as soon as possible|asap|now)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Criteria, and for each what the job says."""

    criteria: Criteria
    reasons: list[ProposalReason]


def propose(job: Job, skills: SkillSpace) -> Proposal:
    """Return what ``job`` seems to ask for."""
    sentences = _sentences(job.description)
    reasons: list[ProposalReason] = []
    needs = _needs(job, sentences, skills, reasons)
    musts = [SkillAsked(name=n, years=y) for n, (need, y) in needs.items() if need == "must"]
    nices = [SkillAsked(name=n, years=y) for n, (need, y) in needs.items() if need == "nice"]
    mode = _first(job.work_mode, _MODES)
    travel, team = _travel(sentences, reasons), _team(sentences, reasons)
    criteria = Criteria(
        must_haves=musts[:MOST_SKILLS],
        nice_to_haves=nices[:MOST_SKILLS],
        experience_years=_experience(job, sentences, skills, reasons),
        location=None if mode == "remote" else job.location,
        work_mode=mode,
        start_within_days=30 if any(_SOON.search(s) for s in sentences) else None,
        team_size=team,
        travel=travel,
    )
    return Proposal(criteria, reasons)


def _needs(
    job: Job, sentences: list[str], skills: SkillSpace, reasons: list[ProposalReason]
) -> dict[str, tuple[Need, int | None]]:
    """Return how much each skill is needed; those of the job's own list come first."""
    by_key = {skill_key(name): skills.normalise(name) or name for name in job.skills_required}
    listed = list({skill_key(name): name for name in by_key.values()}.values())
    needs: dict[str, tuple[Need, int | None]] = dict.fromkeys(listed, ("must", None))
    for sentence in sentences:
        named = {hit.name for hit in skills.find(sentence)}
        named |= {name for name in listed if _names(sentence, name)}
        for name in sorted(named):
            need = _need(sentence, listed=name in needs)
            years = _years(sentence) if len(named) == 1 else None
            if need != "must" or years is not None or name not in needs:
                needs[name] = (need, years)
                reasons.append(_reason(name, sentence))
    unsaid = [name for name in listed if name not in {r.proposed for r in reasons}]
    reasons.extend(_reason(name, "Among the skills required.") for name in unsaid)
    return needs


def _need(sentence: str, *, listed: bool) -> Need:
    if _NEEDLESS.search(sentence):
        return "none"
    return "must" if listed and not _NICE.search(sentence) else "nice"


def _experience(
    job: Job, sentences: list[str], skills: SkillSpace, reasons: list[ProposalReason]
) -> int | None:
    for sentence in sentences:
        years = _years(sentence)
        # Years beside a skill are years of that skill.
        if years is not None and "experience" in sentence.lower() and not skills.find(sentence):
            reasons.append(_reason("experience_years", sentence))
            return years
    level = _first(job.experience_level, _LEVELS)
    if level is None:
        return None
    reasons.append(_reason("experience_years", job.experience_level))
    return LEVEL_YEARS[level]


def _years(sentence: str) -> int | None:
    found = _YEARS.search(sentence)
    if found is None:
        return None
    written = found.group(1).lower()
    years = _NUMBERS.index(written) if written in _NUMBERS else int(written)
    return years if 0 < years <= MOST_WANTED_YEARS else None


def _travel(sentences: list[str], reasons: list[ProposalReason]) -> Travel | None:
    for sentence in sentences:
        if "travel" in sentence.lower() and _TRAVEL.search(sentence):
            reasons.append(_reason("travel", sentence))
            if _NO_TRAVEL.search(sentence):
                return "none"
            return "much" if _OFTEN.search(sentence) else "some"
    return None


def _team(sentences: list[str], reasons: list[ProposalReason]) -> TeamSize | None:
    for sentence in sentences:
        found = _TEAM.search(sentence)
        if found is not None:
            written = found.group(1).lower()
            size = _NUMBERS.index(written) if written in _NUMBERS else int(written)
            if size <= _SMALL_TEAM or size >= _LARGE_TEAM:
                reasons.append(_reason("team_size", sentence))
                return "small" if size <= _SMALL_TEAM else "large"
    return None


def _first(written: str, choices: tuple[tuple[Choice, str], ...]) -> Choice | None:
    return next(
        (v for v, words in choices if re.search(rf"\b(?:{words})", written, re.IGNORECASE)), None
    )


def _names(sentence: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE) is not None


def _reason(proposed: str, said: str) -> ProposalReason:
    return ProposalReason(proposed=proposed, said=said.strip()[:LONGEST_REASON])


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;。])\s+|\n", text) if part.strip()]
