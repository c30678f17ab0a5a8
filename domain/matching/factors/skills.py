"""Skills: what the job needs beside what a person has, related skills and years included."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from domain.matching.batch import Batch, Judged, Shares
from domain.matching.digest import Digest, HeldSkill
from domain.matching.evidence import EvidenceLine, Reasons, beside, status_of
from domain.matching.wanted import WantedSkill, skill_key

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
    held = [(skill_key(own.name), own) for own in digest.skills]
    evidence = [_evidence(skill, *_best(skill, held), digest) for skill in wanted]
    open_ends = [line["wanted"] for line in evidence if line["status"] != "met"]
    hint = f"Evidence of {', '.join(open_ends)}." if open_ends else None
    return Reasons(evidence=evidence, would_raise=hint)


def _worth(asked: int | None, years: Shares) -> Shares:
    if not asked:
        return np.ones(len(years))
    share = np.minimum(years / asked, 1.0)
    # Years that nobody stated count as enough: unknown is no no.
    return np.where(np.isnan(share), 1.0, PRESENCE + (1 - PRESENCE) * share)


def _worth_of(asked: int | None, years: float | None) -> float:
    """Return what ``_worth`` says of one number: an array for each costs ten times as much."""
    if not asked or years is None:
        return 1.0
    return PRESENCE + (1 - PRESENCE) * min(years / asked, 1.0)


def _best(
    skill: WantedSkill, held: Sequence[tuple[str, HeldSkill]]
) -> tuple[HeldSkill | None, float]:
    """Return the held skill that brings most of ``skill``, and how much that is."""
    best: HeldSkill | None = None
    most = 0.0
    for key, own in held:
        share = skill.related.get(key)
        if share is not None and (value := share * _worth_of(skill.years, own.years)) > most:
            best, most = own, value
    return best, most


def _evidence(
    skill: WantedSkill, held: HeldSkill | None, value: float, digest: Digest
) -> EvidenceLine:
    asked = skill.name if not skill.years else f"{skill.name}, {skill.years} years"
    if held is None:
        return beside(asked, None, "missing" if digest.is_read else "unknown")
    years = "" if held.years is None else f", {held.years:g} years"
    line = beside(asked, f"{held.name}{years}", status_of(value, 1))
    if held.start is not None and held.end is not None:
        line["span"] = {"start": held.start, "end": held.end}
    return line
