"""Chooses among what could be asked: spread over skills and types, no two alike."""

from collections import Counter
from dataclasses import dataclass, field

from domain.questions.drafting.depth import fitted
from domain.questions.drafting.items import Item, Point
from domain.questions.drafting.likeness import Words, is_alike, words_of
from domain.questions.drafting.pools import Candidate, Pool, Pools
from domain.questions.drafting.values import DraftBrief
from domain.questions.drafting.wording import fill
from domain.questions.schemas import QuestionType
from domain.skills.service import Skill

_SHARE_OF_TYPE: dict[QuestionType, float] = {
    "technical": 3.0,
    "situational": 1.0,
    "behavioral": 1.0,
}
_LEAST_WEIGHT = 0.5
_MENTIONED = 0.25
_MOST_CLAIMS = 0.3
"""Share of the questions that are about what the résumé says."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate in words: the question as it is asked, and its points."""

    candidate: Candidate
    ask: str
    points: tuple[Point, ...]


@dataclass
class Chooser:
    """Keeps count of what was chosen, so that the next choice evens it out."""

    brief: DraftBrief
    skills: list[Skill]
    chosen: list[Chosen] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note what is taken, and how much each skill weighs."""
        self._named = words_of(" ".join(skill.name for skill in self.skills))
        self._taken: list[Words] = [words_of(text, self._named) for text in self.brief.taken]
        self._weights = _weights(self.brief, self.skills)
        self._of_type = Counter[QuestionType]()
        self._of_skill = Counter[str]()
        self._of_family = Counter[str]()

    def take_claims(self, pools: list[Pool]) -> None:
        """Choose one question about each claim, a third of what is asked for at most."""
        most = max(1, round(self.brief.count * _MOST_CLAIMS))
        while pools and len(self.chosen) < most:
            pool = max(pools, key=lambda pool: self._due(pool[0].skill.name))
            pools.remove(pool)
            self._take_from(pool)

    def fill_up(self, pools: Pools) -> None:
        """Choose until there are enough, or nothing is left."""
        while len(self.chosen) < self.brief.count and (key := self._next(pools)):
            self._take_from(pools[key])
            if not pools[key]:
                del pools[key]

    def _next(self, pools: Pools) -> tuple[QuestionType, str] | None:
        """Return the type and skill that have had the least of their share."""
        return max(
            pools,
            key=lambda key: (
                _SHARE_OF_TYPE[key[0]] / (self._of_type[key[0]] + 1),
                self._due(key[1]),
            ),
            default=None,
        )

    def _take_from(self, pool: Pool) -> None:
        """Move the best of the pool to what was chosen, unless it is like one that is."""
        best = min(pool, key=self._order)
        pool.remove(best)
        ask, points = fitted(best.item, self.brief.difficulty, len(self.chosen))
        ask = fill(ask, best.skill)
        # An adapted question stays the same question: its follow-up takes no part.
        words = words_of(fill(best.item.ask, best.skill), self._named)
        if is_alike(words, self._taken):
            return
        self._taken.append(words)
        self._count(best.item, best.skill)
        said = tuple(Point(fill(point.text, best.skill), point.weight) for point in points)
        self.chosen.append(Chosen(best, ask, said))

    def _order(self, candidate: Candidate) -> tuple[int, int, int]:
        return candidate.tier, self._of_family[candidate.item.family], candidate.rank

    def _due(self, skill: str) -> float:
        return self._weights[skill] / (self._of_skill[skill] + 1)

    def _count(self, item: Item, skill: Skill) -> None:
        self._of_type[item.question_type] += 1
        self._of_skill[skill.name] += 1
        self._of_family[item.family] += 1


def _weights(brief: DraftBrief, skills: list[Skill]) -> dict[str, float]:
    """Return each skill's weight: falling in the order of the job, more if it is described."""
    described = words_of(brief.description)
    step = (1 - _LEAST_WEIGHT) / max(1, len(skills) - 1)
    return {
        skill.name: 1
        - step * place
        + (_MENTIONED if (words := words_of(skill.name)) and words <= described else 0)
        for place, skill in enumerate(skills)
    }
