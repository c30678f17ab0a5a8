"""Making one person of two, and two of one again."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, update

from domain.candidates.errors import CannotMerge, MergeStands
from domain.candidates.models import Candidate, CandidateMerge, CandidateNote, JobApplication
from domain.candidates.people import find_person
from domain.candidates.schemas import MergeCandidates, MergeView
from domain.candidates.search import index_person
from domain.candidates.tags import add_tags, drop_tags, tags_of
from domain.kit.actor import Actor, Role
from domain.kit.errors import FieldsInvalid, NotFound
from domain.kit.fields import Moment
from domain.kit.work import Work
from domain.resumes.service import follow_applications


class Moved(BaseModel):
    """What a merge changed, by ids: enough to bring every row back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    applications: list[int]
    marked: list[int]
    notes: list[int]
    tags: list[str]
    new_tags: list[str]
    active_before: Moment
    active_after: Moment


async def merge_candidates(work: Work, actor: Actor, command: MergeCandidates) -> MergeView:
    """Give everything of one person to another, who keeps their own name and contacts.

    Where both applied for one job, both applications stay and the one that came over is marked.
    Raises NotFound, FieldsInvalid or CannotMerge.
    """
    keep, gone = await _both(work, actor, command)
    moved = await _what_moves(work, keep, gone)
    await _move(work, moved.applications, moved.notes, keep.id)
    await drop_tags(work, gone.id, moved.tags)
    await add_tags(work, keep.id, moved.new_tags)
    gone.merged_into_id, keep.last_active_at = keep.id, moved.active_after
    merge = CandidateMerge(
        keep_id=keep.id,
        merge_id=gone.id,
        moved=moved.model_dump(mode="json"),
        by=actor.key,
        at=work.now,
    )
    work.session.add(merge)
    await _settle(work, "merge", keep, gone)
    return MergeView.model_validate(merge)


async def undo_merge(work: Work, actor: Actor, merge_id: int) -> MergeView:
    """Bring both people back as they were; what came since stays where its address leads.

    Raises NotFound, or MergeStands when it was undone before or the person has since been merged
    into somebody else.
    """
    actor.require(Role.RECRUITER)
    merge = await work.session.get(CandidateMerge, merge_id, with_for_update=True)
    if merge is None:
        raise NotFound("There is no such merge.")
    keep, gone = await _locked(work, merge.keep_id, merge.merge_id)
    if merge.undone_at or keep.merged_into_id or gone.merged_into_id != keep.id:
        raise MergeStands
    moved = Moved.model_validate(merge.moved)
    since = await _application_ids(work, keep.id, under=gone.email_index)
    await _move(work, [*moved.applications, *since], moved.notes, gone.id)
    await _set(work, moved.marked, duplicate_of_id=None)
    await drop_tags(work, keep.id, moved.new_tags)
    await add_tags(work, gone.id, moved.tags)
    gone.merged_into_id = None
    if keep.last_active_at == moved.active_after:
        keep.last_active_at = moved.active_before
    merge.undone_at, merge.undone_by = work.now, actor.key
    await _settle(work, "unmerge", keep, gone)
    return MergeView.model_validate(merge)


async def _what_moves(work: Work, keep: Candidate, gone: Candidate) -> Moved:
    notes = select(CandidateNote.id).where(CandidateNote.person_id == gone.id)
    tags = await tags_of(work, [keep.id, gone.id])
    coming = tags.get(gone.id, [])
    return Moved(
        applications=await _application_ids(work, gone.id),
        marked=await _mark_doubles(work, keep.id, gone.id),
        notes=list(await work.session.scalars(notes.order_by(CandidateNote.id))),
        tags=coming,
        new_tags=sorted(set(coming) - set(tags.get(keep.id, []))),
        active_before=keep.last_active_at,
        active_after=max(keep.last_active_at, gone.last_active_at),
    )


async def _both(work: Work, actor: Actor, command: MergeCandidates) -> tuple[Candidate, Candidate]:
    if command.keep_id == command.merge_id:
        raise FieldsInvalid(fields={"merge_id": "Choose two different people."})
    for person_id in (command.keep_id, command.merge_id):
        await find_person(work, actor, person_id)
    keep, gone = await _locked(work, command.keep_id, command.merge_id)
    if keep.merged_into_id or gone.merged_into_id:
        raise CannotMerge
    return keep, gone


async def _locked(work: Work, keep_id: int, gone_id: int) -> tuple[Candidate, Candidate]:
    # In the order of their ids, so that two merges of the same two cannot wait for each other.
    found = (
        select(Candidate)
        .where(Candidate.id.in_((keep_id, gone_id)))
        .order_by(Candidate.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    people = {row.id: row for row in await work.session.scalars(found)}
    return people[keep_id], people[gone_id]


async def _application_ids(work: Work, person_id: int, *, under: str | None = None) -> list[int]:
    ids = select(JobApplication.id).where(JobApplication.person_id == person_id)
    if under is not None:
        ids = ids.where(JobApplication.email_index == under)
    return list(await work.session.scalars(ids.order_by(JobApplication.id)))


async def _mark_doubles(work: Work, keep_id: int, gone_id: int) -> list[int]:
    """Mark what both applied for; return the ids of the marked, which had no mark before."""
    columns = select(JobApplication.job_id, JobApplication.id).order_by(JobApplication.id.desc())
    kept = await work.session.execute(columns.where(JobApplication.person_id == keep_id))
    first_of_job = {row.job_id: row.id for row in kept}
    coming = columns.where(
        JobApplication.person_id == gone_id, JobApplication.duplicate_of_id.is_(None)
    )
    marked = []
    for job_id, application_id in await work.session.execute(coming):
        if job_id in first_of_job:
            await _set(work, [application_id], duplicate_of_id=first_of_job[job_id])
            marked.append(application_id)
    return marked


async def _move(
    work: Work, applications: Collection[int], notes: Collection[int], person_id: int
) -> None:
    await _set(work, applications, person_id=person_id)
    await follow_applications(work, applications, person_id)
    if notes:
        of_these = CandidateNote.id.in_(notes)
        await work.session.execute(
            update(CandidateNote).where(of_these).values(person_id=person_id)
        )
        work.note("change", CandidateNote.__tablename__, *notes)


async def _set(work: Work, application_ids: Collection[int], **values: int | None) -> None:
    if application_ids:
        of_these = JobApplication.id.in_(application_ids)
        await work.session.execute(update(JobApplication).where(of_these).values(**values))
        work.note("change", JobApplication.__tablename__, *application_ids)


async def _settle(work: Work, action: str, keep: Candidate, gone: Candidate) -> None:
    work.note(action, Candidate.__tablename__, keep.id, gone.id)
    await work.session.flush()
    await index_person(work, keep)
    await index_person(work, gone)
