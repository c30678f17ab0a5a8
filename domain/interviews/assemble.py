"""From rows to the room they make up."""

from sqlalchemy import select

from domain.candidates.models import JobApplication
from domain.interviews import queries
from domain.interviews.epoch import read_epoch
from domain.interviews.meeting import RoomMeeting
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
from domain.questions.schemas import RubricLevel
from domain.scoring.schemas import KeyPoint, Score
from domain.scoring.service import Evaluation


async def assemble_room(
    work: Work,
    session: InterviewSession,
    questions: list[SessionQuestion],
    answers: dict[int, InterviewAnswer],
) -> Room:
    """Return what the rules need of a room: no notes, signals or overrides. See ``complete``."""
    job, candidate = await _labels(work, session)
    consents = await work.session.scalars(queries.consents_of(session.id))
    return Room(
        session_id=session.id,
        epoch=await read_epoch(work.session),
        seq=session.staff_seq,
        status=session.status,
        job=job,
        candidate=candidate,
        scheduled_at=session.scheduled_at,
        started_at=session.started_at,
        completed_at=session.completed_at,
        paused_at=session.paused_at,
        auto=session.auto,
        ready_at=session.ready_at,
        away_since=session.away_since,
        question_count=len(questions),
        consents={row.purpose: row.granted for row in consents},
        questions=tuple(question_state(row, answers[row.question_id]) for row in questions),
        meeting=None if session.meeting is None else RoomMeeting.model_validate(session.meeting),
    )


async def complete(work: Work, room: Room) -> Room:
    """Return ``room`` with the notes, signals and overrides that interviewers see."""
    db = work.session
    overrides = list(await db.scalars(queries.overrides_of(room.session_id)))
    notes = list(await db.scalars(queries.notes_of(room.session_id)))
    signals = await db.scalars(queries.signals_of(room.session_id))
    names = await names_of(work, {r.by for r in overrides} | {r.by for r in notes})
    by_answer: dict[int, list[Override]] = {}
    for row in overrides:
        by_answer.setdefault(row.answer_id, []).append(_override(row, names[row.by]))
    return room.model_copy(
        update={
            "questions": tuple(_with_overrides(q, by_answer) for q in room.questions),
            "notes": tuple(note_view(row, names[row.by]) for row in notes),
            "signals": tuple(Signal.model_validate(row) for row in signals),
        }
    )


async def _labels(work: Work, session: InterviewSession) -> tuple[JobLabel, CandidateLabel]:
    work.note("read", JobApplication.__tablename__, session.candidate_id)
    found = (
        select(Job.id, Job.title, Job.company, JobApplication.id, JobApplication.applicant_name)
        .join(JobApplication, JobApplication.job_id == Job.id)
        .where(JobApplication.id == session.candidate_id)
    )
    job_id, title, company, application_id, name = (await work.session.execute(found)).one()
    job = JobLabel(id=job_id, title=title, company=company)
    return job, CandidateLabel(application_id=application_id, name=name)


def _with_overrides(question: QuestionState, by_answer: dict[int, list[Override]]) -> QuestionState:
    answer = question.answer
    if answer is None or answer.answer_id not in by_answer:
        return question
    overrides = {"overrides": tuple(by_answer[answer.answer_id])}
    return question.model_copy(update={"answer": answer.model_copy(update=overrides)})


def note_view(row: SessionNote, by: str) -> Note:
    """Return a note with the name of who wrote it."""
    return Note(id=row.id, text=row.text, at=row.at, by=by)


def _override(row: ScoreOverride, by: str) -> Override:
    return Override(dimension=row.dimension, value=row.value, reason=row.reason, by=by, at=row.at)


def question_state(row: SessionQuestion, answer: InterviewAnswer) -> QuestionState:
    """Return a question with its clock and its answer."""
    return QuestionState(
        question_id=row.question_id,
        question_version=row.question_version,
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
        rubric=tuple(RubricLevel.model_validate(level) for level in row.rubric),
        answer=_answer(answer),
    )


def _answer(row: InterviewAnswer) -> AnswerState:
    return AnswerState(
        answer_id=row.id,
        rev=row.rev,
        text=row.answer_text,
        status="open" if row.submitted_at is None else "submitted",
        text_sha256=row.text_sha256,
        submitted_at=row.submitted_at,
        score=None if row.score is None else Score.model_validate(row.score),
        evaluation=None if row.evaluation is None else Evaluation.model_validate(row.evaluation),
    )
