"""Telling the owner of an address, and nobody else, how their application stands."""

from datetime import timedelta

from sqlalchemy import select

from domain.candidates.models import JobApplication
from domain.jobs.models import Job
from domain.kit.crypto import keyring
from domain.kit.jobs import enqueue
from domain.kit.work import Work
from domain.messaging.service import queue_mail

MAIL_STANDING = "mail_standing"
ONE_MAIL_PER = timedelta(minutes=10)
_NOBODY = 0


async def plan_standing_mail(work: Work, job_id: int, email: str) -> None:
    """Plan a mail to ``email`` that says how the application for a job stands, if there is one.

    For an unknown address the same is done, down to a job that finds nobody: the answer's time
    tells nothing.
    """
    index = keyring().blind_index(email)
    found = select(JobApplication.id).where(
        JobApplication.job_id == job_id, JobApplication.email_index == index
    )
    application_id = await work.session.scalar(found) or _NOBODY
    await enqueue(work, MAIL_STANDING, application_id=application_id)


async def mail_standing(work: Work, application_id: int) -> None:
    """Queue the mail, at most one in ten minutes for each application."""
    application = await work.session.get(JobApplication, application_id)
    if application is None:
        return
    job = await work.session.get_one(Job, application.job_id)
    turn = int(work.now.timestamp() // ONE_MAIL_PER.total_seconds())
    await queue_mail(
        work,
        "standing",
        application.applicant_email,
        key=f"standing:{application_id}:{turn}",
        name=application.applicant_name,
        job=job.title,
        status=application.status,
    )
