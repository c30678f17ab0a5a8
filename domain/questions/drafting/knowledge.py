"""What is known about skills: questions that an expert of the field wrote, with their answers."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from domain.questions.drafting.items import Item, points_of
from domain.questions.drafting.material import (
    MaterialInvalid,
    Part,
    Question,
    Reason,
    Statement,
    Statements,
    read_folder,
)
from domain.questions.drafting.values import ORDER
from domain.questions.schemas import Difficulty, QuestionType

_KINDS: dict[str, QuestionType] = {
    "concept": "technical",
    "tradeoff": "technical",
    "pitfall": "technical",
    "task": "technical",
    "scenario": "situational",
}
_FEWEST_OF_A_LEVEL = 3


class KnowledgeItem(Part):
    """One question of one level, with the statements that make its answer."""

    level: Difficulty
    ask: Question
    points: Statements = Field(min_length=3, max_length=5)
    why: Reason


class SkillKnowledge(Part):
    """Fourteen questions about a skill of the taxonomy, at least three of each level."""

    name: str
    definition: Statement
    concept: tuple[KnowledgeItem, ...] = Field(min_length=4, max_length=4)
    tradeoff: tuple[KnowledgeItem, ...] = Field(min_length=2, max_length=2)
    pitfall: tuple[KnowledgeItem, ...] = Field(min_length=3, max_length=3)
    task: tuple[KnowledgeItem, ...] = Field(min_length=3, max_length=3)
    scenario: tuple[KnowledgeItem, ...] = Field(min_length=2, max_length=2)

    @model_validator(mode="after")
    def _spread_over_the_levels(self) -> Self:
        if {item.level for item in self.concept} != set(ORDER):
            raise ValueError("needs one concept of each level")
        levels = [item.level for kind in _KINDS for item in getattr(self, kind)]
        few = [level for level in ORDER if levels.count(level) < _FEWEST_OF_A_LEVEL]
        if few:
            raise ValueError(f"has fewer than {_FEWEST_OF_A_LEVEL} items of: {', '.join(few)}")
        return self


class KnowledgeFile(Part):
    """A field's skills."""

    skill: tuple[SkillKnowledge, ...] = Field(min_length=1)


@cache
def knowledge() -> dict[str, tuple[Item, ...]]:
    """Return the items of each skill that is known. Raises MaterialInvalid for a broken file."""
    found: dict[str, tuple[Item, ...]] = {}
    for file, read in read_folder("knowledge", KnowledgeFile):
        for skill in read.skill:
            if skill.name in found:
                raise MaterialInvalid(f"{file}: {skill.name} stands in two places")
            found[skill.name] = items_of(skill)
    return found


def items_of(skill: SkillKnowledge) -> tuple[Item, ...]:
    """Return a skill's questions as items to choose from."""
    return tuple(
        Item(
            key=f"{skill.name}/{kind}/{number}",
            family=kind,
            question_type=question_type,
            levels=(item.level,),
            ask=item.ask,
            points=points_of(item.points),
            why=item.why,
            source="knowledge",
        )
        for kind, question_type in _KINDS.items()
        for number, item in enumerate(getattr(skill, kind))
    )
