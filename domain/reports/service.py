"""Reading the report of an interview: put together anew each time, from what is stored."""

from dataclasses import dataclass

from domain.interviews.service import (
    AnswerState,
    QuestionState,
    Room,
    hears_as_candidate,
    read_snapshot,
)
from domain.kit.actor import Actor
from domain.kit.work import Work
from domain.reports.rules import counted_of, mean_dimensions, mean_of, spoken_report
from domain.reports.schemas import InterviewReport, LineView, QuestionReport, TypedReport
from domain.video.service import Heard, Spoken, read_heard


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: candidates get no scores."""

    heard: Heard
    is_candidate: bool


async def read_report(work: Work, actor: Actor, session_id: int) -> InterviewReport:
    """Return an interview's report as far as ``actor`` may see it. Raises NotFound."""
    room = await read_snapshot(work, actor, session_id)
    is_candidate = await hears_as_candidate(work, actor, session_id)
    heard = await read_heard(work, actor, session_id, plays=not is_candidate)
    reader = _Reader(heard, is_candidate)
    questions = [_question(reader, question) for question in room.questions]
    return _report(reader, room, questions)


def _report(reader: _Reader, room: Room, questions: list[QuestionReport]) -> InterviewReport:
    film = reader.heard.film
    return InterviewReport(
        session_id=room.session_id,
        status=room.status,
        job=room.job,
        candidate=room.candidate,
        scheduled_at=room.scheduled_at,
        started_at=room.started_at,
        completed_at=room.completed_at,
        overall=mean_of(questions),
        dimensions=mean_dimensions(questions),
        recording_id=None if film is None else film.id,
        questions=questions,
        lines=[
            LineView(
                id=line.line_id,
                source=reader.heard.source,
                speaker=line.speaker,
                text=line.text,
                started_at=line.started_at,
                ended_at=line.ended_at,
                question_id=line.question_id,
                at_s=reader.heard.at(line.started_at),
            )
            for line in reader.heard.lines
            # What others said is theirs; what the candidate said is the candidate's.
            if not reader.is_candidate or line.speaker == "candidate"
        ],
        recordings=reader.heard.recordings,
        notes=list(room.notes),
    )


def _question(reader: _Reader, question: QuestionState) -> QuestionReport:
    typed = None if question.answer is None else _typed(question.answer)
    heard = reader.heard.spoken.get(question.question_id)
    spoken = None if heard is None else spoken_report(_for(reader, heard), reader.heard)
    overall, counted = counted_of(typed, spoken)
    opened_at = question.opened_at
    return QuestionReport(
        question_id=question.question_id,
        position=question.position,
        text=question.text,
        question_type=question.question_type,
        difficulty_level=question.difficulty_level,
        gold_standard_answer=question.gold_standard_answer,
        key_points=list(question.key_points),
        opened_at=opened_at,
        closed_at=question.closed_at,
        close_reason=question.close_reason,
        at_s=None if opened_at is None else reader.heard.at(opened_at),
        typed=typed,
        spoken=spoken,
        overall=overall,
        counted=counted,
    )


def _for(reader: _Reader, heard: Spoken) -> Spoken:
    return heard.without_judgement() if reader.is_candidate else heard


def _typed(answer: AnswerState) -> TypedReport:
    return TypedReport(
        answer_id=answer.answer_id,
        text=answer.text,
        submitted_at=answer.submitted_at,
        score=answer.score,
        evaluation=answer.evaluation,
        overrides=list(answer.overrides),
    )
