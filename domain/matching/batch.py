"""Many applications side by side, as columns: what the factors judge at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.matching.digest import Digest
from domain.matching.features import Features
from domain.matching.wanted import skill_key

Shares = NDArray[np.float64]
Starts = NDArray[np.int64]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Judged:
    """A factor's answer for each application: ``value`` 0 to 1, and how much of it is ``known``.

    Where nothing is known the value means nothing; it is 0.
    """

    value: Shares
    known: Shares


class Batch:
    """Applications in the order given. Columns are made when a factor first asks for them."""

    def __init__(self, people: Sequence[Features]) -> None:
        """Hold ``people``."""
        self.people = people

    def __len__(self) -> int:
        """Return how many applications there are."""
        return len(self.people)

    @cached_property
    def digests(self) -> list[Digest]:
        """Return what each states."""
        return [person.digest for person in self.people]

    @cached_property
    def is_read(self) -> NDArray[np.bool_]:
        """Return whose résumé was read."""
        return np.array([digest.is_read for digest in self.digests], np.bool_)

    @cached_property
    def skills(self) -> "SkillMatrix":
        """Return who has which skill."""
        return SkillMatrix(self.digests)

    def numbers(self, read: Callable[[Digest], float | None]) -> Shares:
        """Return a number of each, NaN where it is not stated."""
        found = [read(digest) for digest in self.digests]
        return np.array([np.nan if n is None else n for n in found], np.float64)

    def each(self, key: Callable[[Digest], Key], judge: Callable[[Key], float | None]) -> Judged:
        """Judge by what ``key`` reads, once per distinct key; None is unknown."""
        made: dict[Key, float | None] = {}
        values = []
        for digest in self.digests:
            held = key(digest)
            if held not in made:
                made[held] = judge(held)
            values.append(made[held])
        return judged(np.array([np.nan if v is None else v for v in values], np.float64))


class SkillMatrix:
    """A sparse matrix of people and skills (compressed rows), with the years where stated."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        """Number the skills that occur."""
        self.names = sorted({skill.name for digest in digests for skill in digest.skills})
        number = {name: place for place, name in enumerate(self.names)}
        held = [digest.skills for digest in digests]
        lengths = np.array([len(skills) for skills in held], np.int64)
        self._has_any = lengths > 0
        self._starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        flat = list(chain.from_iterable(held))
        self._skill = np.array([number[skill.name] for skill in flat], np.int64)
        years = [np.nan if skill.years is None else skill.years for skill in flat]
        self._years = np.array(years, np.float64)

    def best(self, related: dict[str, float], weigh: Callable[[Shares], Shares]) -> Shares:
        """Return each person's best skill: relatedness times what ``weigh`` makes of its years."""
        result = np.zeros(len(self._has_any))
        if not self._skill.size:
            return result
        share = np.array([related.get(skill_key(name), 0.0) for name in self.names])
        worth = share[self._skill] * weigh(self._years)
        result[self._has_any] = np.maximum.reduceat(worth, self._starts[self._has_any])
        return result


def judged(values: Shares) -> Judged:
    """Return the judgement where NaN stands for unknown."""
    known = ~np.isnan(values)
    return Judged(np.where(known, values, 0.0), known.astype(np.float64))
