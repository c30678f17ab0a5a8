"""How near the duties somebody describes are to the job's text: by words, and by meaning.

By words it is the cosine of TF-IDF vectors over the job's own terms, so that nobody loses by
having done other things besides; by meaning it is the cosine of sentence vectors.
"""

import numpy as np
from numpy.typing import NDArray

from domain.matching.batch import Batch, Judged, Shares
from domain.matching.evidence import Reasons, beside
from domain.matching.features import Features, hashed
from domain.matching.wanted import Wanted

FULL_WORDS = 0.5
"""The cosine from which on the words are as near as texts of such different kinds get."""
MEANING_FROM, MEANING_TO = 0.15, 0.65
"""The cosines of unrelated and of matching pairs of duties and job texts."""
MOST_SHOWN = 6


def judge(wanted: Wanted, batch: Batch) -> Judged | None:
    """Return the mean of both measures, or that of words where there is no meaning vector."""
    if not wanted.terms:
        return None
    cosine, has_text = _by_words(wanted, batch)
    words = np.minimum(cosine / FULL_WORDS, 1.0)
    meaning = _by_meaning(wanted, batch)
    both = np.where(np.isnan(meaning), words, (words + np.nan_to_num(meaning)) / 2)
    return Judged(np.where(has_text, both, 0.0), has_text.astype(np.float64))


class Explainer:
    """Explains one job's text beside those of many people."""

    def __init__(self, wanted: Wanted) -> None:
        """Order the job's words, the weightiest first."""
        by_weight = sorted(wanted.terms, key=lambda term: (-wanted.terms[term], term))
        self._terms = list(zip(by_weight, hashed(by_weight).tolist(), strict=True))

    def __call__(self, person: Features) -> Reasons:
        """Return the weightiest words that both texts have, and those that only the job has."""
        if not len(person.terms):
            unknown = beside("the job's text", None, "unknown")
            return Reasons(evidence=[unknown], would_raise="A résumé that describes your duties.")
        held = set(person.terms.tolist())
        shared = [term for term, key in self._terms if key in held][:MOST_SHOWN]
        lacking = [term for term, key in self._terms if key not in held][:MOST_SHOWN]
        hint = f"Duties that have to do with: {', '.join(lacking)}." if lacking else None
        return Reasons(evidence=[beside(term, term, "met") for term in shared], would_raise=hint)


def _by_words(wanted: Wanted, batch: Batch) -> tuple[Shares, NDArray[np.bool_]]:
    """Return the cosines over the job's terms, and who has any text."""
    terms = sorted(wanted.terms)
    keys = hashed(terms)
    order = np.argsort(keys, kind="stable")
    keys, idf = keys[order], np.array([wanted.terms[term] for term in terms])[order]
    lengths = np.array([len(person.terms) for person in batch.people], np.int64)
    if not lengths.any():
        return np.zeros(len(batch)), lengths > 0
    held = np.concatenate([person.terms for person in batch.people])
    counts = np.concatenate([person.counts for person in batch.people])
    owner = np.repeat(np.arange(len(batch)), lengths)
    place = np.minimum(np.searchsorted(keys, held), len(keys) - 1)
    hit = keys[place] == held
    weight = (1 + np.log(counts[hit].astype(np.float64))) * idf[place[hit]]
    dot = np.bincount(owner[hit], weight * idf[place[hit]], len(batch))
    norm = np.sqrt(np.bincount(owner[hit], weight * weight, len(batch)))
    norm *= np.sqrt(np.sum(idf * idf))
    cosine = np.divide(dot, norm, out=np.zeros(len(batch)), where=norm > 0)
    return cosine, lengths > 0


def _by_meaning(wanted: Wanted, batch: Batch) -> Shares:
    """Return the nearness of meaning, NaN where either side has none."""
    result = np.full(len(batch), np.nan)
    job = np.array(wanted.meaning, np.int32)
    rows = [n for n, person in enumerate(batch.people) if len(person.meaning) == len(job) > 0]
    if not rows:
        return result
    people = np.stack([batch.people[n].meaning for n in rows]).astype(np.int32)
    # Whole numbers: the sums are exact, so the batch a person is in changes nothing.
    dot = (people * job).sum(axis=1)
    norm = np.sqrt((people * people).sum(axis=1).astype(np.float64) * float((job * job).sum()))
    cosine = np.divide(dot, norm, out=np.zeros(len(rows)), where=norm > 0)
    result[rows] = np.clip((cosine - MEANING_FROM) / (MEANING_TO - MEANING_FROM), 0.0, 1.0)
    return result
