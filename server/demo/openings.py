"""The demo company's jobs, from their posting to their archive."""

from typing import Any

from domain.jobs import lifecycle
from domain.jobs.forms import write_form
from domain.jobs.schemas import AddSource, PostJob, WriteForm
from domain.jobs.service import post_job
from domain.jobs.sources import add_source
from domain.kit.actor import Actor
from domain.kit.paging import PageQuery
from domain.kit.work import Work
from domain.kits.schemas import KitItem, MakeKit
from domain.kits.service import make_kit
from domain.questions.service import list_approved

_UNPUBLISHED = {"Draft", "Pending Approval"}


async def post(work: Work, recruiter: Actor, text: dict[str, Any]) -> int:
    """Post a job as it began: open, or as a draft if it was never published. Return its id."""
    fields = {key: value for key, value in text.items() if key in PostJob.model_fields}
    status = "Draft" if text["status"] in _UNPUBLISHED else "Open"
    return (await post_job(work, recruiter, PostJob(**fields | {"status": status}))).id


async def equip(
    work: Work, recruiter: Actor, job_id: int, text: dict[str, Any], base_url: str
) -> None:
    """Give a job its form, its tracking links and, of its approved questions, its kit."""
    if "form" in text:
        await write_form(work, recruiter, job_id, WriteForm(questions=text["form"]))
    for name in text.get("sources", ()):
        await add_source(work, recruiter, job_id, AddSource(name=name), base_url)
    approved = (await list_approved(work, recruiter, job_id, PageQuery())).items
    items = [
        KitItem(question_id=q.id, time_limit_s=q.time_limit_s, competency=q.skills_tested[0])
        for q in reversed(approved)
    ]
    if items:
        kit = MakeKit(job_id=job_id, name="First interview", questions=items)
        await make_kit(work, recruiter, kit)


async def bring_to(work: Work, recruiter: Actor, job_id: int, status: str) -> None:
    """Bring a job to where it stands by now."""
    if status == "Pending Approval":
        await lifecycle.publish_job(work, recruiter, job_id, approval=True)
    if status in {"Closed", "Archived"}:
        await lifecycle.close_job(work, recruiter, job_id)
    if status == "Archived":
        await lifecycle.archive_job(work, recruiter, job_id)
