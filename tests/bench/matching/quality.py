"""How good the order of applicants is, beside that of plain TF-IDF cosines over whole texts."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from domain.kit.crypto import Keyring
from domain.matching.calculator import Calculator
from server.scoring import open_encoder
from tests.bench.matching.people import Pair, make_job, make_person
from tests.conftest import PII_KEY

PEOPLE_PER_JOB = 60


def ndcg(grades: Sequence[int], at: int = 10) -> float:
    """Return the normalised discounted cumulative gain of grades in the order shown.

    By Järvelin and Kekäläinen, 2002, with a gain of 2^grade - 1.
    """

    def gain(shown: Sequence[int]) -> float:
        places = enumerate(shown[:at], start=2)
        return float(sum((2**grade - 1) / np.log2(place) for place, grade in places))

    return gain(grades) / gain(sorted(grades, reverse=True))


def order(pairs: Sequence[Pair], values: Sequence[float]) -> list[int]:
    """Return the grades, best value first."""
    ranked = sorted(range(len(pairs)), key=lambda place: (-values[place], place))
    return [pairs[place].grade for place in ranked]


def measure_quality(models: Path, count: int) -> str:
    """Return the line about the order of applicants."""
    dice = random.Random(7)  # repeatable on purpose
    keyring = Keyring([PII_KEY])
    calculator = Calculator(open_encoder(models), keyring)
    jobs = [make_job(dice) for _ in range(count)]
    ours, plain, words_alone = [], [], []
    for job in jobs:
        grades = [dice.choice((0, 0, 0, 1, 1, 2, 2, 3, 4)) for _ in range(PEOPLE_PER_JOB)]
        pairs = [make_person(dice, job, grade) for grade in grades]
        terms = calculator.terms(job.text, [other.text for other in jobs])
        wanted = job.model_copy(update={"terms": terms, "meaning": calculator.meaning(job.text)})
        packed = calculator.pack([pair.digest for pair in pairs])
        scored = calculator.score(wanted, list(enumerate(packed)))
        ours.append(ndcg(order(pairs, [one.score for one in scored])))
        place = [value_of(keyring, one.factors, "text") for one in scored]
        words_alone.append(ndcg(order(pairs, place)))
        table = TfidfVectorizer().fit_transform([job.text, *(pair.words for pair in pairs)])
        plain.append(ndcg(order(pairs, (table[1:] @ table[0].T).toarray().ravel().tolist())))
    return (
        f"nDCG@10 over {count} jobs of {PEOPLE_PER_JOB} people: ours {np.mean(ours):.3f}, "
        f"plain TF-IDF {np.mean(plain):.3f}, our text factor alone {np.mean(words_alone):.3f}\n"
    )


def value_of(keyring: Keyring, sealed: str, key: str) -> float:
    """Return one factor's value of a result."""
    factors = json.loads(keyring.open(sealed))
    return next((factor["value"] or 0.0 for factor in factors if factor["key"] == key), 0.0)
