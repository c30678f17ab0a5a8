"""Making, changing and reading interview kits; all of it for recruiters and above.

Interviews copy a kit's questions when they are planned, so no change here reaches them.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, select

from domain.jobs.service import find_job
from domain.kit.actor import Actor, Role
from domain.kit.errors import NotFound
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work
from domain.kits.errors import KitChanged
from domain.kits.models import InterviewKit, KitQuestion
from domain.kits.schemas import (
    EditKit,
    KitGone,
    KitItem,
    KitItemView,
    KitQuery,
    KitView,
    MakeKit,
)
from domain.questions.models import InterviewQuestion
from domain.questions.service import find_for_interview

Plan = list[tuple[InterviewQuestion, int | None]]
"""Questions in order, each with its limit in seconds."""


async def make_kit(work: Work, actor: Actor, command: MakeKit) -> KitView:
    """Make a kit. Raises NotFound for a job or question of another job, QuestionNotApproved."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, command.job_id)
    times = {"created_at": work.now, "updated_at": work.now}
    kit = InterviewKit(
        job_id=command.job_id, name=command.name, version=1, created_by=actor.user_id, **times
    )
    work.session.add(kit)
    await work.session.flush()
    await _fill(work, kit, command.questions)
    return await _view(work, kit)


async def list_kits(work: Work, actor: Actor, query: KitQuery) -> Page[KitView]:
    """Return one page of the kits, newest first."""
    actor.require(Role.RECRUITER)
    statement = select(InterviewKit)
    if query.job_id is not None:
        statement = statement.where(InterviewKit.job_id == query.job_id)
    rows, cursor, total = await fetch_page(work.session, statement, InterviewKit.id, query)
    return Page(items=await _views(work, rows), next_cursor=cursor, total=total)


async def list_job_kits(work: Work, actor: Actor, job_id: int, query: PageQuery) -> Page[KitView]:
    """Return one page of a job's kits; NotFound for a job that does not exist."""
    actor.require(Role.RECRUITER)
    await find_job(work, actor, job_id)
    return await list_kits(work, actor, KitQuery(**query.model_dump(), job_id=job_id))


async def read_kit(work: Work, actor: Actor, kit_id: int) -> KitView:
    """Return one kit; NotFound otherwise."""
    return await _view(work, await _find_kit(work, actor, kit_id))


async def edit_kit(work: Work, actor: Actor, kit_id: int, command: EditKit) -> KitView:
    """Change a kit and count its version up.

    Raises NotFound, KitChanged, or QuestionNotApproved.
    """
    kit = await _find_kit(work, actor, kit_id, changing=True)
    if command.expected_version not in (None, kit.version):
        raise KitChanged(details={"version": kit.version})
    if command.name is not None:
        kit.name = command.name
    if command.questions is not None:
        await work.session.execute(delete(KitQuestion).where(KitQuestion.kit_id == kit.id))
        await _fill(work, kit, command.questions)
    kit.version += 1
    kit.updated_at = work.now
    await work.session.flush()
    return await _view(work, kit)


async def delete_kit(work: Work, actor: Actor, kit_id: int) -> KitGone:
    """Delete a kit; NotFound if there is none."""
    kit = await _find_kit(work, actor, kit_id, changing=True)
    await work.session.execute(delete(KitQuestion).where(KitQuestion.kit_id == kit.id))
    await work.session.delete(kit)
    await work.session.flush()
    return KitGone(id=kit_id)


async def plan_by_kit(work: Work, actor: Actor, kit_id: int, job_id: int) -> Plan:
    """Return the questions and limits to freeze into an interview for ``job_id``.

    Raises NotFound for a kit of another job, QuestionNotApproved if an approval was taken back.
    """
    kit = await _find_kit(work, actor, kit_id)
    if kit.job_id != job_id:
        raise NotFound("This kit belongs to another job.")
    placed = select(KitQuestion).where(KitQuestion.kit_id == kit.id).order_by(KitQuestion.position)
    limits = {item.question_id: item.time_limit_s for item in await work.session.scalars(placed)}
    questions = await find_for_interview(work, job_id, list(limits))
    return [(question, limits[question.id] or question.time_limit_s) for question in questions]


async def _find_kit(
    work: Work, actor: Actor, kit_id: int, *, changing: bool = False
) -> InterviewKit:
    actor.require(Role.RECRUITER)
    statement = select(InterviewKit).where(InterviewKit.id == kit_id)
    statement = statement.with_for_update() if changing else statement
    kit = await work.session.scalar(statement)
    if kit is None:
        raise NotFound("There is no such kit.")
    return kit


async def _fill(work: Work, kit: InterviewKit, items: Sequence[KitItem]) -> None:
    await find_for_interview(work, kit.job_id, [item.question_id for item in items])
    work.session.add_all(
        KitQuestion(kit_id=kit.id, position=position, **item.model_dump())
        for position, item in enumerate(items, start=1)
    )
    await work.session.flush()


async def _view(work: Work, kit: InterviewKit) -> KitView:
    [view] = await _views(work, [kit])
    return view


async def _views(work: Work, kits: Sequence[InterviewKit]) -> list[KitView]:
    placed = (
        select(KitQuestion, InterviewQuestion.question_text, InterviewQuestion.is_approved)
        .join(InterviewQuestion, InterviewQuestion.id == KitQuestion.question_id)
        .where(KitQuestion.kit_id.in_([kit.id for kit in kits]))
        .order_by(KitQuestion.position)
    )
    items: defaultdict[int, list[KitItemView]] = defaultdict(list)
    for item, question_text, is_approved in await work.session.execute(placed):
        items[item.kit_id].append(
            KitItemView(
                question_id=item.question_id,
                position=item.position,
                question_text=question_text,
                time_limit_s=item.time_limit_s,
                competency=item.competency,
                is_approved=is_approved,
            )
        )
    return [
        KitView(
            id=kit.id,
            job_id=kit.job_id,
            name=kit.name,
            version=kit.version,
            questions=items[kit.id],
            created_by=kit.created_by,
            created_at=kit.created_at,
            updated_at=kit.updated_at,
        )
        for kit in kits
    ]
