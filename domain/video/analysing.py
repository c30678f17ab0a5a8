"""What a language model makes of an interview's transcript: summaries and key points with proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.language import prompts
from domain.language.ports import Ask, Data
from domain.language.service import Pseudonyms, find_quote, is_order, screen
from domain.scoring.schemas import KeyPoint

ANALYSE_TRANSCRIPT = "analyse_transcript"
Speaker = Literal["candidate", "interviewer", "unknown"]


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line of what was said."""

    number: int
    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its key points and what was said while it was open."""

    question_id: int
    text: str
    key_points: tuple[KeyPoint, ...]
    lines: tuple[SpokenLine, ...]


class HeardPoint(BaseModel):
    """A key point, the line that makes it, and the line's words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(max_length=50)
    line: int
    quote: str = Field(max_length=1_000)


class HeardAnswer(BaseModel):
    """What was heard of one question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: int
    summary: str = Field(max_length=600)
    points: tuple[HeardPoint, ...] = Field(default=(), max_length=24)


class HeardInterview(BaseModel):
    """What a model was asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: tuple[HeardAnswer, ...] = Field(max_length=60)


class ProvenPoint(BaseModel):
    """A key point made in a line of the candidate's; ``start`` and ``end`` lie in its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    line: int
    start: int
    end: int


class AnswerAnalysis(BaseModel):
    """A summary, and the key points that the candidate's own words prove.

    ``flags`` holds ``instruction_like_text`` where somebody spoke to the machine.
    """

    model_config = ConfigDict(frozen=True)

    question_id: int
    summary: str
    points: tuple[ProvenPoint, ...]
    flags: tuple[Literal["instruction_like_text"], ...] = ()


def ask_about_interview(
    questions: Sequence[AskedQuestion], pseudonyms: Pseudonyms
) -> Ask[HeardInterview]:
    """Return the question to a model; orders to it and people's names stay here."""
    template = prompts.load(ANALYSE_TRANSCRIPT)
    return Ask(
        purpose=ANALYSE_TRANSCRIPT,
        prompt=template.id,
        instructions=template.text,
        schema=HeardInterview,
        data=tuple(
            Data(f"question {question.question_id}", _told(question, pseudonyms))
            for question in questions
        ),
        timeout_s=60.0,
    )


def accept_analysis(
    heard: HeardInterview, questions: Sequence[AskedQuestion], pseudonyms: Pseudonyms
) -> list[AnswerAnalysis]:
    """Return what the transcript bears out; a summary that gives orders is left out."""
    asked = {question.question_id: question for question in questions}
    return [
        AnswerAnalysis(
            question_id=answer.question,
            summary="" if is_order(answer.summary) else pseudonyms.reveal(answer.summary),
            points=tuple(_proven(answer, asked[answer.question], pseudonyms)),
            flags=flags_of(asked[answer.question]),
        )
        for answer in {each.question: each for each in heard.answers}.values()
        if answer.question in asked
    ]


def flags_of(question: AskedQuestion) -> tuple[Literal["instruction_like_text"], ...]:
    """Return what readers of an analysis are warned of."""
    orders = any(screen(line.text).is_suspicious for line in question.lines)
    return ("instruction_like_text",) if orders else ()


def _told(question: AskedQuestion, pseudonyms: Pseudonyms) -> str:
    points = [f"{point.id}: {point.text}" for point in question.key_points]
    lines = [
        f"{line.number} {line.speaker}: {pseudonyms.hide(screen(line.text).text)}"
        for line in question.lines
    ]
    return "\n".join([question.text, "Key points:", *points, "Lines:", *lines])


def _proven(
    answer: HeardAnswer, question: AskedQuestion, pseudonyms: Pseudonyms
) -> list[ProvenPoint]:
    lines = {line.number: line for line in question.lines if line.speaker == "candidate"}
    known = {point.id for point in question.key_points}
    proven: dict[str, ProvenPoint] = {}
    for point in answer.points:
        line = lines.get(point.line)
        if line is None or point.id not in known or point.id in proven or is_order(line.text):
            continue
        span = find_quote(line.text, pseudonyms.reveal(point.quote))
        if span is not None:
            proven[point.id] = ProvenPoint(
                id=point.id, line=line.number, start=span[0], end=span[1]
            )
    return list(proven.values())
