"""Makes a draft of what was chosen: model answer, rubric, reason and time."""

from math import ceil

from domain.questions.drafting.choosing import Chosen
from domain.questions.drafting.items import Point
from domain.questions.drafting.values import ORDER, Draft, DraftPoint, RubricLevel
from domain.questions.drafting.wording import fill, in_sentence
from domain.questions.schemas import Difficulty, QuestionType

_BASE_S: dict[QuestionType, int] = {"technical": 60, "situational": 90, "behavioral": 90}
_PER_POINT_S = 30
_PER_LEVEL_S = 30
_NAMES = {1: "insufficient", 2: "basic", 3: "solid", 4: "excellent"}


def compose(chosen: Chosen, level: Difficulty) -> Draft:
    """Return the draft of a chosen question."""
    item = chosen.candidate.item
    return Draft(
        question_text=chosen.ask,
        question_type=item.question_type,
        difficulty_level=level,
        gold_standard_answer=" ".join(point.text for point in chosen.points),
        key_points=tuple(
            DraftPoint(f"k{number}", point.text, point.weight)
            for number, point in enumerate(chosen.points, start=1)
        ),
        rubric=rubric_of(chosen.points),
        skills_tested=(chosen.candidate.skill.name,),
        why_asked=_why(chosen),
        time_limit_s=_time(item.question_type, level, len(chosen.points)),
        source=item.source,
    )


def rubric_of(points: tuple[Point, ...]) -> tuple[RubricLevel, ...]:
    """Return four levels, each said by the question's own points; the weightiest come first."""
    ordered = [point.text for point in sorted(points, key=lambda point: -point.weight)]
    most, few = ceil(len(ordered) * 2 / 3), ceil(len(ordered) / 3)
    texts = {
        1: f"None of it is said, or it is wrong. Not even this comes up: {ordered[0]}",
        2: f"Says in substance: {_run(ordered[:few])} Does not get to this: {_run(ordered[few:])}",
        3: f"Says in substance: {_run(ordered[:most])} At most touches on: {_run(ordered[most:])}",
        4: f"Says all of it without being helped, and connects it: {_run(ordered)}",
    }
    return tuple(RubricLevel(level, _NAMES[level], text) for level, text in texts.items())


def _run(texts: list[str]) -> str:
    return " ".join(texts)


def _time(question_type: QuestionType, level: Difficulty, points: int) -> int:
    """Return seconds to answer: by type, a step for each point and each level."""
    return _BASE_S[question_type] + _PER_POINT_S * points + _PER_LEVEL_S * ORDER.index(level)


def _why(chosen: Chosen) -> str:
    item, skill, lender = chosen.candidate.item, chosen.candidate.skill, chosen.candidate.lender
    why = fill(item.why, skill)
    if lender is not None:
        return f"{why} Asks about {in_sentence(lender)}, which {in_sentence(skill)} belongs to."
    if item.question_type == "behavioral" and item.source == "pattern":
        return f"{why} Asked about {in_sentence(skill)}, because the job needs it."
    if item.source == "pattern":
        return f"{why} An expert in {in_sentence(skill)} should sharpen the key points."
    return why
