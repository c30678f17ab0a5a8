"""Scoring of final answers: planned with the change that makes them final, done by a job."""

from sqlalchemy import func, select

from domain.interviews.events import AnswerSubmitted, RoomChange, ScoreFinal
from domain.interviews.models import InterviewAnswer, InterviewSession
from domain.interviews.room import QuestionState, Room
from domain.interviews.store import commit_changes, load_room
from domain.kit.actor import SYSTEM
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.scoring.schemas import QuestionSpec, Score

SCORE_ANSWER = "score_answer"
EVALUATE_ANSWER = "evaluate_answer"


def spec_of(question: QuestionState) -> QuestionSpec:
    """Return what an answer to ``question`` is measured against."""
    return QuestionSpec(
        question=question.text,
        gold=question.gold_standard_answer or "",
        key_points=question.key_points,
    )


def may_score(room: Room) -> bool:
    """Tell whether the machine may score: only once the candidate has agreed, until withdrawn."""
    return room.consents.get("ai_score", False)


async def plan_scoring(work: Work, room: Room, changes: list[RoomChange]) -> None:
    """Queue the scoring of every answer that ``changes`` made final, if the candidate allows."""
    if not may_score(room):
        return
    for change in changes:
        if isinstance(change, AnswerSubmitted):
            await enqueue(
                work,
                SCORE_ANSWER,
                session_id=room.session_id,
                question_id=change.question_id,
            )


async def read_final_answer(
    work: Work, session_id: int, question_id: int
) -> tuple[QuestionSpec, str] | None:
    """Return what is to be scored; None if it is not final, scored already or not allowed."""
    room = (await load_room(work, SYSTEM, session_id)).room
    question = room.question(question_id)
    if question is None or question.answer is None or not may_score(room):
        return None
    if question.answer.status != "submitted" or question.answer.score is not None:
        return None
    return spec_of(question), question.answer.text


async def store_score(
    work: Work, session_id: int, question_id: int, score: Score, *, evaluates: bool = False
) -> None:
    """Keep the machine's score of a final answer and tell the interviewers; once only.

    With ``evaluates`` a language model is asked about the answer next.
    """
    loaded = await load_room(work, SYSTEM, session_id, changing=True)
    row = loaded.answer(question_id)
    if row.score is not None or not may_score(loaded.room):
        return
    _fill(row, score)
    row.scored_at = work.now
    await work.session.flush()
    loaded.session.overall_score = await _mean_score(work, loaded.session)
    change = ScoreFinal(question_id=question_id, answer_id=row.id, score=score)
    await commit_changes(work, SYSTEM, loaded, [change])
    if evaluates:
        await enqueue(work, EVALUATE_ANSWER, session_id=session_id, question_id=question_id)


def _fill(row: InterviewAnswer, score: Score) -> None:
    row.score = score.model_dump(mode="json")
    row.relevance_score = score.dimensions.relevance
    row.completeness_score = score.dimensions.completeness
    row.accuracy_score = score.dimensions.accuracy
    row.clarity_score = score.dimensions.clarity
    row.overall_score = score.overall


async def _mean_score(work: Work, session: InterviewSession) -> float | None:
    mean = await work.session.scalar(
        select(func.avg(InterviewAnswer.overall_score)).where(
            InterviewAnswer.session_id == session.id
        )
    )
    return None if mean is None else round(float(mean), 2)
