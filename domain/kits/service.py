"""Making, changing and reading interview kits; all of it for recruiters and above.

A kit names the version of each question. Interviews copy a kit's questions when they are planned,
so no change here reaches them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, delete, select

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
    RenewKit,
)
from domain.questions.models import InterviewQuestion, QuestionVersion
from domain.questions.schemas import AskedQuestion
from domain.questions.service import find_for_interview

Plan = list[tuple[AskedQuestion, int | None]]
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
    _require_unchanged(kit, command.expected_version)
    if command.name is not None:
        kit.name = command.name
    if command.questions is not None:
        kept = await _versions(work, kit)
        await work.session.execute(delete(KitQuestion).where(KitQuestion.kit_id == kit.id))
        await _fill(work, kit, command.questions, kept)
    return await _changed(work, kit)


async def renew_kit(work: Work, actor: Actor, kit_id: int, command: RenewKit) -> KitView:
    """Let a kit ask the approved versions of its questions, and count its version up.

    Raises NotFound, also for a question that is not in the kit, KitChanged or QuestionNotApproved.
    """
    kit = await _find_kit(work, actor, kit_id, changing=True)
    _require_unchanged(kit, command.expected_version)
    items = list(await work.session.scalars(_placed(kit)))
    wanted = {item.question_id for item in items}
    if command.question_ids is not None:
        _require_part(command.question_ids, wanted)
        wanted = set(command.question_ids)
    approved = await find_for_interview(work, kit.job_id, sorted(wanted))
    versions = {question.id: question.version for question in approved}
    older = [i for i in items if versions.get(i.question_id, 0) > i.question_version]
    for item in older:
        item.question_version = versions[item.question_id]
    return await _changed(work, kit) if older else await _view(work, kit)


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
    items = {item.question_id: item for item in await work.session.scalars(_placed(kit))}
    versions = {key: item.question_version for key, item in items.items()}
    questions = await find_for_interview(work, job_id, list(items), versions)
    return [
        (question, items[question.id].time_limit_s or question.time_limit_s)
        for question in questions
    ]


def _placed(kit: InterviewKit) -> Select[KitQuestion]:
    of_kit = select(KitQuestion).where(KitQuestion.kit_id == kit.id)
    return of_kit.order_by(KitQuestion.position)


async def _versions(work: Work, kit: InterviewKit) -> dict[int, int]:
    items = await work.session.scalars(_placed(kit))
    return {item.question_id: item.question_version for item in items}


def _require_unchanged(kit: InterviewKit, expected: int | None) -> None:
    if expected not in (None, kit.version):
        raise KitChanged(details={"version": kit.version})


def _require_part(asked: Collection[int], held: Collection[int]) -> None:
    missing = sorted(set(asked) - set(held))
    if missing:
        raise NotFound(f"This kit does not ask question {', '.join(map(str, missing))}.")


async def _changed(work: Work, kit: InterviewKit) -> KitView:
    kit.version += 1
    kit.updated_at = work.now
    await work.session.flush()
    return await _view(work, kit)


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


async def _fill(
    work: Work,
    kit: InterviewKit,
    items: Sequence[KitItem],
    kept: Mapping[int, int] | None = None,
) -> None:
    ids = [item.question_id for item in items]
    asked = await find_for_interview(work, kit.job_id, ids, kept)
    versions = {question.id: question.version for question in asked}
    work.session.add_all(
        KitQuestion(
            kit_id=kit.id,
            position=position,
            question_version=versions[item.question_id],
            **item.model_dump(),
        )
        for position, item in enumerate(items, start=1)
    )
    await work.session.flush()


async def _view(work: Work, kit: InterviewKit) -> KitView:
    [view] = await _views(work, [kit])
    return view


async def _views(work: Work, kits: Sequence[InterviewKit]) -> list[KitView]:
    asked = (QuestionVersion.question_id == KitQuestion.question_id) & (
        QuestionVersion.number == KitQuestion.question_version
    )
    placed = (
        select(KitQuestion, QuestionVersion.question_text, InterviewQuestion)
        .join(InterviewQuestion, InterviewQuestion.id == KitQuestion.question_id)
        .join(QuestionVersion, asked)
        .where(KitQuestion.kit_id.in_([kit.id for kit in kits]))
        .order_by(KitQuestion.position)
    )
    items: defaultdict[int, list[KitItemView]] = defaultdict(list)
    for item, question_text, question in await work.session.execute(placed):
        items[item.kit_id].append(_item_view(item, question_text, question))
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


def _item_view(item: KitQuestion, question_text: str, question: InterviewQuestion) -> KitItemView:
    newer = question.is_approved and question.version > item.question_version
    return KitItemView(
        question_id=item.question_id,
        question_version=item.question_version,
        newer_version=question.version if newer else None,
        position=item.position,
        question_text=question_text,
        time_limit_s=item.time_limit_s,
        competency=item.competency,
        is_approved=question.is_approved,
    )
