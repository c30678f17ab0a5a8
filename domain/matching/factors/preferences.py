"""Stated preferences about the way of working. Nothing is read out of somebody's personality."""

import numpy as np

from domain.matching.batch import Batch, Judged
from domain.matching.digest import Digest
from domain.matching.evidence import EvidenceLine, Reasons, beside, status_of
from domain.matching.stating import Preferences
from domain.matching.wanted import Wanted

_NEAR = {frozenset(pair): 0.5 for pair in (("remote", "hybrid"), ("hybrid", "on_site"))}
_NEAR |= {frozenset(("some", "much")): 0.5, frozenset(("none", "some")): 0.3}
_WORDS = {"on_site": "on site", "small": "small team", "large": "large team"}
_WORDS |= {"none": "no travel", "some": "some travel", "much": "much travel"}


def judge(wanted: Wanted, batch: Batch) -> Judged | None:
    """Return the mean over what the job says and the person states; None where it says nothing."""
    asked = _asked(wanted)
    if not asked:
        return None
    value, known = np.zeros(len(batch)), np.zeros(len(batch))
    for name, way in asked.items():
        one = batch.each(
            lambda digest, name=name: getattr(digest.preferences, name),  # type: ignore[misc]  # a default binds the loop's value
            lambda stated, way=way: _value(way, stated),  # type: ignore[misc]  # as above
        )
        value += one.value
        known += one.known
    mean = np.divide(value, known, out=np.zeros(len(batch)), where=known > 0)
    return Judged(mean, known / len(asked))


def explain(wanted: Wanted, digest: Digest) -> Reasons:
    """Return each way of working that the job names beside what is stated about it."""
    evidence = [_evidence(way, digest.preferences, name) for name, way in _asked(wanted).items()]
    unsaid = [e["wanted"] for e in evidence if e["status"] == "unknown"]
    hint = f"Say how you feel about: {', '.join(unsaid)}." if unsaid else None
    return Reasons(evidence=evidence, would_raise=hint)


def _asked(wanted: Wanted) -> dict[str, str]:
    asked = {name: getattr(wanted, name) for name in ("work_mode", "team_size", "travel")}
    return {name: way for name, way in asked.items() if way is not None}


def _value(asked: str, stated: str | None) -> float | None:
    if stated is None:
        return None
    return 1.0 if stated == asked else _NEAR.get(frozenset((asked, stated)), 0.0)


def _evidence(asked: str, preferences: Preferences, name: str) -> EvidenceLine:
    stated: str | None = getattr(preferences, name)
    value = _value(asked, stated)
    return beside(
        _WORDS.get(asked, asked),
        None if stated is None else _WORDS.get(stated, stated),
        "unknown" if value is None else status_of(value, 1),
    )
