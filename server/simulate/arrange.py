"""Planning the interviews of a rehearsal directly on a database, through the domain's services."""

from datetime import timedelta
from typing import Any

from domain.accounts.schemas import SignUp
from domain.accounts.service import Accounts
from domain.candidates.schemas import Apply
from domain.candidates.service import apply_for_job
from domain.interviews.schemas import AskInvite, ScheduleSession
from domain.interviews.sessions import invite_candidate, schedule_session
from domain.jobs.schemas import PostJob
from domain.jobs.service import post_job
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.crypto import new_token
from domain.kit.work import Work, WorkShop
from domain.questions.schemas import ApproveQuestions, WriteQuestion
from domain.questions.service import approve_questions, write_question
from server.demo.texts import read_texts
from server.simulate.plan import Script, question_kit
from server.simulate.scenes import Badge, Scene

MOST_APPROVED_AT_ONCE = 100


def job_posting() -> PostJob:
    """Return the job that rehearsed candidates apply for."""
    text = read_texts("jobs")[0]
    fields = {key: value for key, value in text.items() if key in PostJob.model_fields}
    return PostJob(**fields | {"status": "Open", "title": f"{text['title']} (rehearsal)"})


def question_text(question: dict[str, Any], job_id: int) -> WriteQuestion:
    """Return one question of the kit for a job, without a limit so that no clock interferes."""
    fields = {k: v for k, v in question.items() if k in WriteQuestion.model_fields}
    return WriteQuestion(**fields | {"job_id": job_id, "time_limit_s": None})


def application(job_id: int, script: Script, run: str) -> Apply:
    """Return the application of a room's candidate; ``run`` keeps repeated runs apart."""
    return Apply(
        job_id=job_id,
        applicant_name=f"Rehearsal {script.room + 1} ({script.persona})",
        applicant_email=f"rehearsal-{run}-{script.room + 1}@example.org",
    )


async def arrange(workshop: WorkShop, accounts: Accounts, scripts: list[Script]) -> list[Scene]:
    """Plan one interview per script, each with its own recruiter, on an empty database."""
    hashed = await accounts.hash_new(new_token())
    async with workshop.begin(SYSTEM) as work:
        job_id = (await post_job(work, SYSTEM, job_posting())).id
        questions = await _questions(work, job_id)
    scenes = []
    for script in scripts:
        async with workshop.begin(SYSTEM) as work:
            recruiter, badge = await _recruiter(work, accounts, script, hashed)
            scenes.append(await _scene(work, recruiter, badge, job_id, script, questions))
    return scenes


async def _questions(work: Work, job_id: int) -> dict[str, int]:
    """Write and approve the kit; return the ids by the questions' keys."""
    ids = {
        question["key"]: (await write_question(work, SYSTEM, question_text(question, job_id))).id
        for question in question_kit()
    }
    for question_ids in batches(list(ids.values())):
        command = ApproveQuestions(question_ids=question_ids, decision="approve")
        await approve_questions(work, SYSTEM, command)
    return ids


def batches(ids: list[int]) -> list[list[int]]:
    """Cut ``ids`` into lists that can be approved at once."""
    size = MOST_APPROVED_AT_ONCE
    return [ids[start : start + size] for start in range(0, len(ids), size)]


async def _recruiter(
    work: Work, accounts: Accounts, script: Script, hashed: str
) -> tuple[Actor, Badge]:
    name = f"rehearsal-recruiter-{script.room + 1}"
    command = SignUp(username=name, email=f"{name}@example.org", password=new_token())
    user = await accounts.sign_up(work, command, hashed, Role.RECRUITER, vouched=True)
    pair = await accounts.open_session(work, user.id)
    badge = Badge(pair.access_token, pair.refresh_token, pair.expires_in)
    return Actor.user(user.id, Role.RECRUITER), badge


async def _scene(
    work: Work,
    recruiter: Actor,
    badge: Badge,
    job_id: int,
    script: Script,
    questions: dict[str, int],
) -> Scene:
    receipt = await apply_for_job(work, NOBODY, application(job_id, script, "local"))
    asked = tuple(questions[question["key"]] for question in script.questions)
    command = ScheduleSession(
        application_id=receipt.id,
        scheduled_at=work.now + timedelta(minutes=1),
        question_ids=list(asked),
    )
    session = await schedule_session(work, recruiter, command)
    invite = await invite_candidate(work, recruiter, session.id, AskInvite(), "")
    return Scene(session.id, script, asked, invite.invite, badge)
