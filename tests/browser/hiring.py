"""Jobs, candidates and files that pages about hiring are shown with."""

from typing import Any

from domain.candidates.models import JobApplication
from domain.candidates.notes import write_note
from domain.candidates.schemas import WriteNote
from domain.jobs.forms import write_form
from domain.jobs.schemas import FormQuestion, WriteForm
from domain.kit.actor import SYSTEM, Role
from domain.kits.schemas import KitItem, MakeKit
from domain.kits.service import make_kit
from tests.browser.visits import WATCHER
from tests.factories.people import apply, open_account, open_job
from tests.factories.questions import RUBRIC, add_question, edit_and_approve, write_question
from tests.factories.resumes import keep_resume, pdf_of, rich_reading
from tests.factories.server import PASSWORD, RunningServer

QUESTIONS = [
    FormQuestion(id="right", kind="yes_no", label="May you work in this country?", required=True),
    FormQuestion(id="why", kind="long_text", label="Why this job?", help="A few lines."),
    FormQuestion(id="days", kind="choice", label="Days on site", options=["None", "Two", "All"]),
    FormQuestion(id="tools", kind="several_choices", label="Used before", options=["Git", "Nix"]),
    FormQuestion(id="years", kind="number", label="Years with SQL"),
]


async def job_with_form(server: RunningServer) -> int:
    server.house.resumes.patience_s = 60
    async with server.house.workshop.begin(SYSTEM) as work:
        job_id = await open_job(work, salary_range="55,000 to 65,000 pounds")
        await write_form(work, SYSTEM, job_id, WriteForm(questions=QUESTIONS))
    return job_id


async def candidate_with_resume(server: RunningServer) -> int:
    """Return the id of a person with a résumé and a note; opens the watcher's account."""
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_account(work, server.house.accounts, WATCHER, Role.RECRUITER, PASSWORD)
        application_id = await apply(work, await open_job(work))
        await keep_resume(work, SYSTEM, application_id, reading=rich_reading())
        person_id = (await work.session.get_one(JobApplication, application_id)).person_id
        await write_note(work, SYSTEM, person_id, WriteNote(text="Call her on Monday."))
    return person_id


async def bank_with_history(server: RunningServer) -> str:
    """Return the address of a question with two versions in a kit; the watcher is an expert."""
    async with server.house.workshop.begin(SYSTEM) as work:
        await open_account(work, server.house.accounts, WATCHER, Role.DOMAIN_EXPERT, PASSWORD)
        job_id = await open_job(work)
        question_id = await add_question(work, job_id, rubric=RUBRIC, why_asked="It is the work.")
        await write_question(work, job_id, submitted=True, question_text="What is an index?")
        items = [KitItem(question_id=question_id)]
        await make_kit(work, SYSTEM, MakeKit(job_id=job_id, name="First talk", questions=items))
        await edit_and_approve(work, question_id, question_text="Explain REST with an example.")
    return f"/questions?job_id={job_id}&question={question_id}"


def resume_file(content: bytes | None = None) -> Any:
    return {"name": "amina.pdf", "mimeType": "application/pdf", "buffer": content or pdf_of()}
