"""How a question of the bank fared in interviews: when it was asked, how long it took, scores."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.interviews.models import (
    Consent,
    InterviewAnswer,
    RoomEventRow,
    ScoreOverride,
    SessionQuestion,
)
from domain.kit.actor import Actor, Role
from domain.kit.work import Work

_PAUSED, _RESUMED = "room.paused", "room.resumed"


@dataclass(frozen=True, slots=True)
class Asking:
    """One time a question was asked and closed; pauses are taken out of ``used_s``.

    ``reason`` says how it was closed.
    """

    session_id: int
    answer_id: int
    wording: str
    asked_at: datetime
    used_s: float
    limit_s: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class AskedTime:
    """When a question of an interview was open; ``closed_at`` is None while it is."""

    question_id: int
    opened_at: datetime
    closed_at: datetime | None


async def times_asked(work: Work, session_id: int) -> tuple[list[AskedTime], list["Pause"]]:
    """Return when an interview's questions were open, and when it was paused."""
    asked = SessionQuestion
    opened = select(asked.question_id, asked.opened_at, asked.closed_at).where(
        asked.session_id == session_id, asked.opened_at.is_not(None)
    )
    rows = await work.session.execute(opened.order_by(asked.opened_at))
    times = [AskedTime(key, begun, ended) for key, begun, ended in rows if begun is not None]
    return times, (await _pauses_of(work, [session_id]))[session_id]


async def ever_asked(work: Work, question_ids: Collection[int]) -> dict[int, datetime]:
    """Return which of these questions were ever asked, and when last."""
    opened = SessionQuestion.opened_at
    newest = select(SessionQuestion.question_id, func.max(opened)).where(
        SessionQuestion.question_id.in_(question_ids), opened.is_not(None)
    )
    grouped = newest.group_by(SessionQuestion.question_id)
    rows = await work.session.execute(grouped)
    return {key: moment for key, moment in rows if moment is not None}


async def count_asked(work: Work, question_id: int, since: datetime) -> tuple[int, int]:
    """Return how often a question was asked at all, and how often since a moment."""
    opened = SessionQuestion.opened_at
    asked = select(func.count()).where(
        SessionQuestion.question_id == question_id, opened.is_not(None)
    )
    total = await work.session.scalar(asked) or 0
    return total, await work.session.scalar(asked.where(opened >= since)) or 0


async def askings_of(work: Work, actor: Actor, question_id: int, most: int) -> list[Asking]:
    """Return the newest ``most`` closed askings of a question, newest first; for recruiters up."""
    actor.require(Role.RECRUITER)
    asked = SessionQuestion
    columns = select(
        asked.session_id,
        InterviewAnswer.id.label("answer_id"),
        asked.question_text,
        asked.opened_at,
        asked.closed_at,
        asked.time_limit_s,
        asked.close_reason,
    ).join(
        InterviewAnswer,
        (InterviewAnswer.session_id == asked.session_id)
        & (InterviewAnswer.question_id == asked.question_id),
    )
    closed = columns.where(
        asked.question_id == question_id,
        asked.opened_at.is_not(None),
        asked.closed_at.is_not(None),
    )
    newest = closed.order_by(asked.opened_at.desc(), asked.id.desc()).limit(most)
    rows = list(await work.session.execute(newest))
    work.note("read", InterviewAnswer.__tablename__, *(row.answer_id for row in rows))
    pauses = await _pauses_of(work, [row.session_id for row in rows])
    return [
        Asking(
            session_id=row.session_id,
            answer_id=row.answer_id,
            wording=row.question_text,
            asked_at=row.opened_at,
            used_s=time_used(row.opened_at, row.closed_at, pauses[row.session_id]),
            limit_s=row.time_limit_s,
            reason=row.close_reason,
        )
        for row in rows
    ]


async def scores_within(
    work: Work, actor: Actor, session_ids: Collection[int]
) -> dict[int, dict[int, float]]:
    """Return by interview the scores (0 to 10) of its answers; a person's word goes first."""
    actor.require(Role.RECRUITER)
    answers = InterviewAnswer
    scored = select(answers.session_id, answers.id, answers.overall_score).where(
        answers.session_id.in_(session_ids), answers.overall_score.is_not(None)
    )
    corrected = (
        select(answers.session_id, answers.id, ScoreOverride.value)
        .join(ScoreOverride, ScoreOverride.answer_id == answers.id)
        .where(answers.session_id.in_(session_ids), ScoreOverride.dimension == "overall")
        .order_by(ScoreOverride.id)
    )
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for statement in (scored, corrected):
        for session_id, answer_id, score in await work.session.execute(statement):
            if score is not None:
                found[session_id][answer_id] = score
    work.note("read", answers.__tablename__, *(key for each in found.values() for key in each))
    return found


async def texts_for_machines(
    work: Work, actor: Actor, answer_ids: Collection[int]
) -> dict[int, str]:
    """Return the texts of those answers that their candidates let a machine look at."""
    actor.require(Role.RECRUITER)
    newest = (
        select(func.max(Consent.id))
        .where(Consent.purpose == "ai_score")
        .group_by(Consent.session_id)
    )
    willing = select(Consent.session_id).where(Consent.id.in_(newest), Consent.granted.is_(True))
    texts = select(InterviewAnswer.id, InterviewAnswer.answer_text).where(
        InterviewAnswer.id.in_(answer_ids), InterviewAnswer.session_id.in_(willing)
    )
    found = {key: text for key, text in await work.session.execute(texts)}  # noqa: C416  # rows are no pairs
    work.note("read", InterviewAnswer.__tablename__, *found)
    return found


Pause = tuple[datetime, datetime | None]


def time_used(opened_at: datetime, closed_at: datetime, pauses: Collection[Pause]) -> float:
    """Return the seconds between opening and closing without the ``pauses`` that fell between.

    A pause without an end lasted until the question was closed.
    """
    used = (closed_at - opened_at).total_seconds()
    for begun, ended in pauses:
        overlap = min(ended or closed_at, closed_at) - max(begun, opened_at)
        used -= max(0.0, overlap.total_seconds())
    return max(0.0, used)


async def _pauses_of(work: Work, session_ids: Collection[int]) -> dict[int, list[Pause]]:
    moves = select(RoomEventRow.session_id, RoomEventRow.type, RoomEventRow.at).where(
        RoomEventRow.session_id.in_(session_ids), RoomEventRow.type.in_((_PAUSED, _RESUMED))
    )
    pauses: defaultdict[int, list[Pause]] = defaultdict(list)
    ordered = moves.order_by(RoomEventRow.session_id, RoomEventRow.seq)
    for session_id, kind, at in await work.session.execute(ordered):
        held = pauses[session_id]
        if kind == _PAUSED:
            held.append((at, None))
        elif held:
            held[-1] = (held[-1][0], at)
    return pauses
