"""Accounts, jobs and applications with only what a test cares about."""

from typing import Any

from domain.accounts.models import User
from domain.accounts.schemas import SignUp
from domain.accounts.service import Accounts
from domain.candidates.schemas import Apply
from domain.candidates.service import apply_for_job
from domain.jobs.schemas import PostJob
from domain.jobs.service import post_job
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.crypto import keyring
from domain.kit.work import Work


async def open_account(
    work: Work,
    accounts: Accounts,
    name: str,
    role: Role,
    password: str = "correct horse 7",  # noqa: S107  # guards nothing
) -> int:
    """Open an account and return its id."""
    command = SignUp(username=name, email=f"{name}@example.org", password=password)
    hashed = await accounts.hash_new(password)
    return (await accounts.sign_up(work, command, hashed, role)).id


async def open_job(work: Work, actor: Actor = SYSTEM, **fields: Any) -> int:
    """Post a job and return its id."""
    defaults: dict[str, Any] = {
        "title": "Backend engineer",
        "description": "Build the booking services.",
        "company": "Larkspur",
        "location": "Bristol",
        "job_type": "Full-time",
        "work_mode": "Hybrid",
        "experience_level": "Mid-level",
        "department": "Engineering",
        "skills_required": ["Python", "SQL"],
    }
    return (await post_job(work, actor, PostJob(**defaults | fields))).id


async def apply(work: Work, job_id: int, actor: Actor = NOBODY, **fields: Any) -> int:
    """Apply for a job and return the application's id."""
    defaults: dict[str, Any] = {
        "applicant_name": "Amina Rahimi",
        "applicant_email": "amina@example.org",
    }
    command = Apply(job_id=job_id, **defaults | fields)
    return (await apply_for_job(work, actor, command)).id


async def add_user(work: Work, name: str, role: Role) -> int:
    """Add an account that nobody can sign in to and return its id."""
    user = User(
        username=name,
        username_index=keyring().blind_index(name),
        email=f"{name}@example.org",
        email_index=keyring().blind_index(f"{name}@example.org"),
        hashed_password="!",
        role=role.word,
        is_active=True,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(user)
    await work.session.flush()
    return user.id
