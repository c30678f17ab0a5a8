"""An applicant's own side: what they applied for, where it stands, withdrawing."""

from sqlalchemy import select

from domain.candidates.errors import NoSuchApplication, NothingToUndo
from domain.candidates.models import JobApplication
from domain.candidates.moving import described, move, take_back
from domain.candidates.people import hold_person
from domain.candidates.queries import last_move, own_applications
from domain.candidates.rules import may_return
from domain.candidates.schemas import ApplicationCheck, CheckQuery, OwnApplication
from domain.candidates.standing import plan_standing_mail
from domain.jobs.models import Job
from domain.kit.actor import Actor
from domain.kit.crypto import token_hash
from domain.kit.errors import FieldsInvalid
from domain.kit.paging import Page, PageQuery, fetch_page
from domain.kit.work import Work


async def check_application(
    work: Work, actor: Actor, job_id: int, query: CheckQuery
) -> ApplicationCheck:
    """Tell whether, and how, a receipt's or the account's application stands.

    An address alone proves nothing: the answer is the same for all, takes the same time, and the
    truth goes to that address by mail. FieldsInvalid when nothing says who asks.
    """
    of_job = JobApplication.job_id == job_id
    if query.receipt is not None:
        own = select(JobApplication.status).where(
            of_job, JobApplication.receipt_hash == token_hash(query.receipt)
        )
    elif actor.user_id is not None:
        own = select(JobApplication.status).where(of_job, JobApplication.user_id == actor.user_id)
    elif query.email is not None:
        await plan_standing_mail(work, job_id, query.email)
        return ApplicationCheck(applied=None)
    else:
        raise FieldsInvalid(fields={"receipt": "Give your receipt, or sign in."})
    status = await work.session.scalar(own.order_by(JobApplication.id.desc()).limit(1))
    return ApplicationCheck(applied=status is not None, status=status)


async def list_own_applications(work: Work, actor: Actor, query: PageQuery) -> Page[OwnApplication]:
    """Return one page of what the account that acts has applied for, newest first."""
    own = own_applications(actor)
    rows, cursor, total = await fetch_page(work.session, own, JobApplication.id, query)
    jobs = await _jobs_of(work, rows)
    items = [_own_view(row, jobs[row.job_id]) for row in rows]
    return Page(items=items, next_cursor=cursor, total=total)


async def withdraw(work: Work, actor: Actor, application_id: int) -> OwnApplication:
    """Withdraw one's own application. Raises NotFound or MoveNotAllowed."""
    application = await _own(work, actor, application_id)
    await move(work, actor, application, "Withdrawn", None)
    return await _viewed(work, application)


async def undo_withdrawal(work: Work, actor: Actor, application_id: int) -> OwnApplication:
    """Take one's own withdrawal back, as long as nobody has moved the application since."""
    application = await _own(work, actor, application_id)
    moved = await work.session.scalar(last_move(application.id))
    if moved is None or not may_return(described(moved), actor.key):
        raise NothingToUndo
    await take_back(work, actor, application, moved)
    return await _viewed(work, application)


async def _own(work: Work, actor: Actor, application_id: int) -> JobApplication:
    own = own_applications(actor).where(JobApplication.id == application_id)
    person_id = await work.session.scalar(own.with_only_columns(JobApplication.person_id))
    if person_id is None:
        raise NoSuchApplication
    await hold_person(work, person_id)
    return (await work.session.scalars(own.with_for_update())).one()


async def _viewed(work: Work, application: JobApplication) -> OwnApplication:
    jobs = await _jobs_of(work, [application])
    return _own_view(application, jobs[application.job_id])


async def _jobs_of(work: Work, rows: list[JobApplication]) -> dict[int, tuple[str, str]]:
    columns = select(Job.id, Job.title, Job.company)
    found = await work.session.execute(columns.where(Job.id.in_({row.job_id for row in rows})))
    return {job_id: (title, company) for job_id, title, company in found}


def _own_view(row: JobApplication, job: tuple[str, str]) -> OwnApplication:
    title, company = job
    return OwnApplication(
        id=row.id,
        job_id=row.job_id,
        job_title=title,
        company=company,
        status=row.status,
        applied_at=row.applied_at,
        updated_at=row.updated_at,
    )
