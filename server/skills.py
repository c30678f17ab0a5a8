"""What this installation knows about skills, as matching asks it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from domain.matching.ports import SkillSpace
from domain.skills import service as skills
from domain.skills.service import SkillHit

_PAIRS_KEPT = 200_000


class TaxonomySkills:
    """A SkillSpace of Greenroom's own taxonomy, which is read at the first use."""

    def names(self) -> Iterable[str]:
        """Return all canonical names."""
        return skills.taxonomy_with().skills

    def normalise(self, name: str) -> str | None:
        """Return the canonical name of a skill as somebody wrote it; None if it is unknown."""
        return skills.normalise(name)

    def relatedness(self, one: str, other: str) -> float:
        """Return how near two skills are, 0 to 1."""
        return _relatedness(one, other)

    def find(self, text: str) -> Sequence[SkillHit]:
        """Return the skills that ``text`` names, in order."""
        return skills.find_skills(text)


@lru_cache(maxsize=_PAIRS_KEPT)
def _relatedness(one: str, other: str) -> float:
    return skills.relatedness(one, other)


def open_skills() -> SkillSpace:
    """Return what is known about skills; the same in every process."""
    return TaxonomySkills()
