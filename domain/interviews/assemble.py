"""From rows to the room they make up."""

from domain.candidates.models import JobApplication
from domain.interviews import queries
from domain.interviews.epoch import read_epoch
from domain.interviews.models import (
    InterviewAnswer,
    InterviewSession,
    ScoreOverride,
    SessionNote,
    SessionQuestion,
)
from domain.interviews.names import names_of
from domain.interviews.room import (
    AnswerState,
    CandidateLabel,
    JobLabel,
    Note,
    Override,
    QuestionState,
    Room,
    Signal,
)
from domain.jobs.models import Job
from domain.kit.work import Work
from domain.scoring.schemas import KeyPoint, Score


async def assemble_room(
    work: Work,
    session: InterviewSession,
    questions: list[SessionQuestion],
    answers: dict[int, InterviewAnswer],
) -> Room:
    """Return the room that the rows of one interview make up, with all an interviewer sees."""
    db = work.session
    job = await db.get_one(Job, session.job_id)
    application = await db.get_one(JobApplication, session.candidate_id)
    overrides = list(await db.scalars(queries.overrides_of(session.id)))
    notes = list(await db.scalars(queries.notes_of(session.id)))
    signals = await db.scalars(queries.signals_of(session.id))
    consents = await db.scalars(queries.consents_of(session.id))
    names = await names_of(work, {r.by for r in overrides} | {r.by for r in notes})
    by_answer: dict[int, list[Override]] = {}
    for row in overrides:
        by_answer.setdefault(row.answer_id, []).append(_override(row, names[row.by]))
    return Room(
        session_id=session.id,
        epoch=await read_epoch(db),
        seq=session.staff_seq,
        status=session.status,
        job=JobLabel.model_validate(job),
        candidate=CandidateLabel(application_id=application.id, name=application.applicant_name),
        scheduled_at=session.scheduled_at,
        started_at=session.started_at,
        completed_at=session.completed_at,
        paused_at=session.paused_at,
        auto=session.auto,
        ready_at=session.ready_at,
        away_since=session.away_since,
        question_count=len(questions),
        consents={row.purpose: row.granted for row in consents},
        questions=tuple(
            question_state(row, answers[row.question_id], by_answer) for row in questions
        ),
        notes=tuple(note_view(row, names[row.by]) for row in notes),
        signals=tuple(Signal.model_validate(row) for row in signals),
    )


def note_view(row: SessionNote, by: str) -> Note:
    """Return a note with the name of who wrote it."""
    return Note(id=row.id, text=row.text, at=row.at, by=by)


def _override(row: ScoreOverride, by: str) -> Override:
    return Override(dimension=row.dimension, value=row.value, reason=row.reason, by=by, at=row.at)


def question_state(
    row: SessionQuestion, answer: InterviewAnswer, overrides: dict[int, list[Override]]
) -> QuestionState:
    """Return a question with its clock and its answer."""
    return QuestionState(
        question_id=row.question_id,
        position=row.position,
        text=row.question_text,
        question_type=row.question_type,
        difficulty_level=row.difficulty_level,
        time_limit_s=row.time_limit_s,
        status=row.status,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        remaining_s=row.remaining_s,
        closed_at=row.closed_at,
        close_reason=row.close_reason,
        repeats=row.repeats,
        gold_standard_answer=row.gold_standard_answer,
        key_points=tuple(KeyPoint.model_validate(point) for point in row.key_points),
        answer=_answer(answer, overrides.get(answer.id, [])),
    )


def _answer(row: InterviewAnswer, overrides: list[Override]) -> AnswerState:
    return AnswerState(
        answer_id=row.id,
        rev=row.rev,
        text=row.answer_text,
        status="open" if row.submitted_at is None else "submitted",
        text_sha256=row.text_sha256,
        submitted_at=row.submitted_at,
        score=None if row.score is None else Score.model_validate(row.score),
        overrides=tuple(overrides),
    )
