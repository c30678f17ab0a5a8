"""Asking a language model for drafts, and taking only those that are what was asked for."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from domain.language import prompts
from domain.language.ports import Ask, Data
from domain.language.service import Pseudonyms, is_order, screen
from domain.questions.drafting import Claim, DraftBrief
from domain.questions.flags import find_flags
from domain.questions.schemas import Difficulty, PointText, QuestionType, RubricLevel

DRAFT_QUESTIONS = "draft_questions"
AT_ONCE = 5
_FEWEST_POINTS, _MOST_POINTS = 2, 8
_SHORTEST_POINT = 3
_SHORTEST_GOLD = 12
_LONGEST_ADVERT = 6_000


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProposedLevel(_Value):
    """What an answer of a level (1 to 4) contains."""

    level: int
    text: str = Field(max_length=1_000)


class ProposedQuestion(_Value):
    """A question as a model drafted it."""

    question: str = Field(max_length=1_500)
    type: QuestionType
    difficulty: Difficulty
    gold_answer: str = Field(max_length=6_000)
    key_points: tuple[str, ...] = Field(max_length=12)
    rubric: tuple[ProposedLevel, ...] = Field(default=(), max_length=6)
    skills: tuple[str, ...] = Field(max_length=10)
    why_asked: str = Field(max_length=1_000)
    minutes: int = 5


class ProposedQuestions(_Value):
    """What a model was asked for."""

    questions: tuple[ProposedQuestion, ...] = Field(max_length=20)


def ask_for_questions(
    brief: DraftBrief, count: int, avoid: Sequence[str], timeout_s: float
) -> Ask[ProposedQuestions]:
    """Return the question to a model for ``count`` drafts that are not like those in ``avoid``."""
    template = prompts.load(DRAFT_QUESTIONS)
    pseudonyms = Pseudonyms(people=brief.names)
    wanted = (
        f"Draft {count} questions of the level {brief.difficulty}, of the types "
        f"{', '.join(brief.types)}, about these skills only: {', '.join(brief.skills)}."
    )
    data = [
        Data("job title", screen(brief.job_title).text),
        Data("job advertisement", screen(brief.description[:_LONGEST_ADVERT]).text),
    ]
    if avoid:
        data.append(Data("questions that exist already", "\n".join(avoid[-60:])))
    if brief.claims:
        said = [_said(claim, pseudonyms) for claim in brief.claims[:20]]
        data.append(Data("what the résumé says", "\n".join(said)))
    return Ask(
        purpose=DRAFT_QUESTIONS,
        prompt=template.id,
        instructions=f"{template.text}\n\n{wanted}",
        schema=ProposedQuestions,
        data=tuple(data),
        max_tokens=900 * count,
        timeout_s=timeout_s,
    )


def _said(claim: Claim, pseudonyms: Pseudonyms) -> str:
    words = screen(claim.sentence or claim.position or "").text
    return f"{claim.skill}: {pseudonyms.hide(words)}"


def accept(proposed: ProposedQuestion, brief: DraftBrief) -> dict[str, object] | None:
    """Return the fields of a question, None for a draft that is not what was asked for.

    It must be of an asked type and level, test an asked skill, hold a model answer and two or more
    key points of substance, be lawful, and neither give orders nor quote stand-ins for people.
    """
    by_name = {skill.casefold(): skill for skill in brief.skills}
    skills = [by_name[s.casefold()] for s in proposed.skills if s.casefold() in by_name]
    points = list(dict.fromkeys(" ".join(point.split()) for point in proposed.key_points))
    points = [point for point in points if len(point.split()) >= _SHORTEST_POINT][:_MOST_POINTS]
    text = " ".join(proposed.question.split())
    wrong = (
        proposed.type not in brief.types
        or proposed.difficulty != brief.difficulty
        or not skills
        or len(points) < _FEWEST_POINTS
        or len(proposed.gold_answer.split()) < _SHORTEST_GOLD
        or len(text.split()) < _SHORTEST_POINT
        or any(flag.severity == "refuse" for flag in find_flags(text))
        or any("[PERSON_" in part or is_order(part) for part in (text, proposed.gold_answer))
    )
    if wrong:
        return None
    return {
        "question_text": text,
        "question_type": proposed.type,
        "difficulty_level": proposed.difficulty,
        "gold_standard_answer": proposed.gold_answer.strip(),
        "key_points": [
            PointText(id=f"k{number}", text=point) for number, point in enumerate(points, 1)
        ],
        "rubric": _rubric(proposed.rubric),
        "skills_tested": list(dict.fromkeys(skills)),
        "why_asked": proposed.why_asked.strip() or None,
        "time_limit_s": 60 * min(60, max(1, proposed.minutes)),
    }


_NAMES = ("Thin", "Partial", "Solid", "Outstanding")


def _rubric(levels: tuple[ProposedLevel, ...]) -> list[RubricLevel]:
    """Return the four levels, or none where the model left one out."""
    said = {level.level: level.text.strip() for level in levels if level.text.strip()}
    if set(said) != {1, 2, 3, 4}:
        return []
    return [
        RubricLevel(level=number, name=name, text=said[number])
        for number, name in enumerate(_NAMES, 1)
    ]
