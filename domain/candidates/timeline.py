"""Everything that happened to a person, newest first.

First only moments and ids are gathered; the entries themselves, with what is sealed in them, are
read for the page alone.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from domain.candidates.entries import (
    AnyEntry,
    AppliedEntry,
    InterviewEntry,
    MergeEntry,
    MovedEntry,
    NoteEntry,
    ScoreEntry,
)
from domain.candidates.models import (
    Candidate,
    CandidateMerge,
    CandidateNote,
    JobApplication,
    StatusMove,
)
from domain.candidates.notes import PRODUCT, names_of
from domain.candidates.people import find_person
from domain.candidates.profile import job_titles, person_ids_of
from domain.interviews.schemas import InterviewBrief, ScoredAnswer
from domain.interviews.service import interviews_of, scored_answers
from domain.kit.actor import Actor
from domain.kit.paging import Page, SortedQuery, moment_value, page_of, text_value, whole_value
from domain.kit.work import Work

CANDIDATE = "The candidate"
_READERS = (moment_value, text_value, whole_value)


class _Mark(NamedTuple):
    """When something of a kind happened to the row ``ref``."""

    at: datetime
    kind: str
    ref: int


class _Person:
    """Whose timeline it is, with what is needed to write entries of each kind."""

    def __init__(self, work: Work, actor: Actor, person: Candidate) -> None:
        self.work, self.actor, self.person = work, actor, person
        self.applications: list[int] = []
        self.interviews: dict[int, InterviewBrief] = {}
        self.scores: dict[int, ScoredAnswer] = {}


async def read_timeline(
    work: Work, actor: Actor, person_id: int, query: SortedQuery
) -> Page[AnyEntry]:
    """Return one page of a person's timeline; for recruiters and above."""
    of = _Person(work, actor, await find_person(work, actor, person_id))
    marks = await _gather(of)
    page, cursor = page_of(marks, tuple, _READERS, query)
    wanted: dict[str, list[int]] = defaultdict(list)
    for mark in page:
        wanted[mark.kind].append(mark.ref)
    entries: dict[tuple[str, int], AnyEntry] = {}
    for kind, refs in wanted.items():
        for ref, entry in (await _WRITERS[kind](of, kind, refs)).items():
            entries[kind, ref] = entry
    items = [entries[mark.kind, mark.ref] for mark in page]
    return Page(items=items, next_cursor=cursor, total=len(marks))


async def _gather(of: _Person) -> list[_Mark]:
    session, person_id = of.work.session, of.person.id
    applied = await session.execute(
        select(JobApplication.applied_at, JobApplication.id).where(
            JobApplication.person_id == person_id
        )
    )
    marks = [_Mark(at, "applied", ref) for at, ref in applied]
    of.applications = [mark.ref for mark in marks]
    moved = await session.execute(
        select(StatusMove.at, StatusMove.id).where(StatusMove.application_id.in_(of.applications))
    )
    marks += [_Mark(at, "status.moved", ref) for at, ref in moved]
    notes = await session.execute(
        select(CandidateNote.at, CandidateNote.id).where(CandidateNote.person_id == person_id)
    )
    marks += [_Mark(at, "note.written", ref) for at, ref in notes]
    return marks + await _gather_merges(of) + await _gather_interviews(of)


async def _gather_merges(of: _Person) -> list[_Mark]:
    ids = await person_ids_of(of.work, of.person)
    touched = or_(CandidateMerge.keep_id.in_(ids), CandidateMerge.merge_id.in_(ids))
    columns = select(CandidateMerge.id, CandidateMerge.at, CandidateMerge.undone_at)
    marks = []
    for ref, at, undone_at in await of.work.session.execute(columns.where(touched)):
        marks.append(_Mark(at, "merged", ref))
        if undone_at is not None:
            marks.append(_Mark(undone_at, "merge.undone", ref))
    return marks


async def _gather_interviews(of: _Person) -> list[_Mark]:
    briefs = await interviews_of(of.work, of.actor, of.applications)
    of.interviews = {brief.id: brief for brief in briefs}
    scores = await scored_answers(of.work, of.actor, list(of.interviews))
    of.scores = {score.answer_id: score for score in scores}
    marks = [_Mark(score.scored_at, "score.final", score.answer_id) for score in scores]
    for brief in briefs:
        marks.append(_Mark(brief.created_at, "interview.planned", brief.id))
        if brief.started_at is not None:
            marks.append(_Mark(brief.started_at, "interview.started", brief.id))
        if brief.completed_at is not None:
            marks.append(_Mark(brief.completed_at, "interview.ended", brief.id))
    return marks


async def _applied(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    columns = select(
        JobApplication.id, JobApplication.job_id, JobApplication.source, JobApplication.applied_at
    )
    rows = list(await of.work.session.execute(columns.where(JobApplication.id.in_(refs))))
    titles = await job_titles(of.work, {row.job_id for row in rows})
    return {
        row.id: AppliedEntry(
            id=f"{kind}:{row.id}",
            at=row.applied_at,
            by=CANDIDATE,
            application_id=row.id,
            job_id=row.job_id,
            job_title=titles[row.job_id],
            source=row.source,
        )
        for row in rows
    }


async def _moved(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    rows = list(await of.work.session.scalars(select(StatusMove).where(StatusMove.id.in_(refs))))
    names = await names_of(of.work, (row.by for row in rows))
    return {
        row.id: MovedEntry(
            id=f"{kind}:{row.id}",
            at=row.at,
            by=names[row.by],
            application_id=row.application_id,
            from_status=row.from_status,
            to_status=row.to_status,
            reason=row.reason,
            undone_at=row.undone_at,
        )
        for row in rows
    }


async def _noted(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    rows = list(
        await of.work.session.scalars(select(CandidateNote).where(CandidateNote.id.in_(refs)))
    )
    names = await names_of(of.work, (row.by for row in rows))
    return {
        row.id: NoteEntry(
            id=f"{kind}:{row.id}",
            at=row.at,
            by=names[row.by],
            note_id=row.id,
            text=row.text,
            edited_at=row.edited_at,
        )
        for row in rows
    }


async def _merged(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    rows = list(
        await of.work.session.scalars(select(CandidateMerge).where(CandidateMerge.id.in_(refs)))
    )
    names = await names_of(of.work, [key for row in rows for key in (row.by, row.undone_by) if key])
    entries: dict[int, AnyEntry] = {}
    for row in rows:
        at, by = row.at, row.by
        if kind == "merge.undone":
            at, by = row.undone_at or at, row.undone_by or by
        entries[row.id] = MergeEntry(
            id=f"{kind}:{row.id}",
            at=at,
            by=names[by],
            type=kind,
            merge_id=row.id,
            keep_id=row.keep_id,
            other_id=row.merge_id,
        )
    return entries


async def _interviewed(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    planners = {ref: f"user:{of.interviews[ref].created_by or 0}" for ref in refs}
    names = await names_of(of.work, planners.values())
    entries: dict[int, AnyEntry] = {}
    for ref in refs:
        brief = of.interviews[ref]
        moments = {
            "interview.planned": brief.created_at,
            "interview.started": brief.started_at,
            "interview.ended": brief.completed_at,
        }
        planned = kind == "interview.planned" and brief.created_by is not None
        entries[ref] = InterviewEntry(
            id=f"{kind}:{ref}",
            at=moments[kind] or brief.created_at,
            by=names[planners[ref]] if planned else PRODUCT,
            type=kind,
            session_id=ref,
            application_id=brief.application_id,
            scheduled_at=brief.scheduled_at,
            overall_score=brief.overall_score if kind == "interview.ended" else None,
        )
    return entries


async def _scored(of: _Person, kind: str, refs: list[int]) -> dict[int, AnyEntry]:
    return {
        ref: ScoreEntry(
            id=f"{kind}:{ref}",
            at=of.scores[ref].scored_at,
            by=PRODUCT,
            session_id=of.scores[ref].session_id,
            question_id=of.scores[ref].question_id,
            answer_id=ref,
            overall_score=of.scores[ref].overall_score,
        )
        for ref in refs
    }


_Writer = Callable[[_Person, str, list[int]], Awaitable[dict[int, AnyEntry]]]
_WRITERS: dict[str, _Writer] = {
    "applied": _applied,
    "status.moved": _moved,
    "note.written": _noted,
    "merged": _merged,
    "merge.undone": _merged,
    "interview.planned": _interviewed,
    "interview.started": _interviewed,
    "interview.ended": _interviewed,
    "score.final": _scored,
}
