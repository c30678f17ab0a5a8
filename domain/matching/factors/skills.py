"""Skills: what the job needs beside what a person has, related skills and years included."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from domain.matching.batch import Batch, Judged, Shares
from domain.matching.digest import Digest, HeldSkill
from domain.matching.evidence import Evidence, Reasons, status_of
from domain.matching.wanted import WantedSkill, skill_key
from domain.resumes.facts import Span

PRESENCE = 0.4
"""What having a skill is worth before its years; the rest grows with them up to what is asked."""


def judge(wanted: Sequence[WantedSkill], batch: Batch) -> Judged | None:
    """Return the mean over the skills asked for.

    A skill that a read résumé does not name is missing; without a résumé it is unknown.
    """
    if not wanted:
        return None
    value, known = np.zeros(len(batch)), np.zeros(len(batch))
    for skill in wanted:
        worth = batch.skills.best(skill.related, partial(_worth, skill.years))
        seen = batch.is_read | (worth > 0)
        value += np.where(seen, worth, 0.0)
        known += seen
    mean = np.divide(value, known, out=np.zeros(len(batch)), where=known > 0)
    return Judged(mean, known / len(wanted))


def missing(wanted: Sequence[WantedSkill], batch: Batch) -> Shares:
    """Return how many of the skills each person surely lacks."""
    lacking = np.zeros(len(batch))
    for skill in wanted:
        worth = batch.skills.best(skill.related, partial(_worth, None))
        lacking += batch.is_read & (worth == 0)
    return lacking


def explain(wanted: Sequence[WantedSkill], digest: Digest) -> Reasons:
    """Return one piece of evidence per skill asked for."""
    pairs = [(skill, _best(skill, digest.skills)) for skill in wanted]
    evidence = [_evidence(skill, held, digest) for skill, held in pairs]
    open_ends = [e.wanted for e in evidence if e.status != "met"]
    hint = f"Evidence of {', '.join(open_ends)}." if open_ends else None
    return Reasons(evidence=evidence, would_raise=hint)


def _worth(asked: int | None, years: Shares) -> Shares:
    if not asked:
        return np.ones(len(years))
    share = np.minimum(years / asked, 1.0)
    # Years that nobody stated count as enough: unknown is no no.
    return np.where(np.isnan(share), 1.0, PRESENCE + (1 - PRESENCE) * share)


def _value(skill: WantedSkill, held: HeldSkill) -> float:
    years = np.array([np.nan if held.years is None else held.years])
    return float(skill.related.get(skill_key(held.name), 0.0) * _worth(skill.years, years)[0])


def _best(skill: WantedSkill, held: Sequence[HeldSkill]) -> HeldSkill | None:
    near = [own for own in held if skill_key(own.name) in skill.related]
    best = max(near, key=lambda own: _value(skill, own), default=None)
    return best if best is not None and _value(skill, best) > 0 else None


def _evidence(skill: WantedSkill, held: HeldSkill | None, digest: Digest) -> Evidence:
    asked = skill.name if not skill.years else f"{skill.name}, {skill.years} years"
    if held is None:
        return Evidence(wanted=asked, status="missing" if digest.is_read else "unknown")
    years = "" if held.years is None else f", {held.years:g} years"
    span = None
    if held.start is not None and held.end is not None:
        span = Span(start=held.start, end=held.end)
    return Evidence(
        wanted=asked,
        found=f"{held.name}{years}",
        status=status_of(_value(skill, held), 1),
        span=span,
    )
