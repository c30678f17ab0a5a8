"""Recruiters at work with people who apply, through the services."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy import select

from domain.candidates.models import JobApplication
from domain.kit.actor import NOBODY, SYSTEM, Actor, Role
from domain.kit.work import Announcement, WorkShop
from server.tables import metadata
from tests.factories.people import add_user, apply, open_job

Outcome = TypeVar("Outcome")
Rows = dict[str, list[tuple[Any, ...]]]


class Hiring:
    """A workshop with recruiters; keeps what was announced."""

    def __init__(self, workshop: WorkShop, recruiter: Actor, colleague: Actor) -> None:
        self.workshop = workshop
        self.recruiter, self.colleague = recruiter, colleague
        self.announced: list[Announcement] = []
        workshop.listen(self.announced.append)

    async def do(
        self, service: Callable[..., Awaitable[Outcome]], *args: Any, by: Actor | None = None
    ) -> Outcome:
        """Run a service in a work of its own, as the recruiter unless said otherwise."""
        actor = by or self.recruiter
        async with self.workshop.begin(actor) as work:
            return await service(work, actor, *args)

    async def look(
        self, service: Callable[..., Awaitable[Outcome]], *args: Any, by: Actor | None = None
    ) -> Outcome:
        """Run a reading service."""
        actor = by or self.recruiter
        async with self.workshop.look(actor) as work:
            return await service(work, actor, *args)

    async def job(self, **fields: Any) -> int:
        """Post a job and return its id."""
        async with self.workshop.begin(SYSTEM) as work:
            return await open_job(work, **fields)

    async def account(self, name: str, role: Role = Role.CANDIDATE) -> Actor:
        """Open an account and return who acts through it."""
        async with self.workshop.begin(SYSTEM) as work:
            return Actor.user(await add_user(work, name, role), role)

    async def apply(self, job_id: int, actor: Actor = NOBODY, **fields: Any) -> int:
        """Apply for a job and return the application's id."""
        async with self.workshop.begin(actor) as work:
            return await apply(work, job_id, actor, **fields)

    async def person(self, application_id: int) -> int:
        """Return the id of the person whose application it is."""
        wanted = select(JobApplication.person_id).where(JobApplication.id == application_id)
        async with self.workshop.database.reading() as session:
            return (await session.scalars(wanted)).one()

    async def newcomer(self, **fields: Any) -> int:
        """Let somebody apply for a job of its own; return the person's id."""
        job_id = fields.pop("job_id", None) or await self.job()
        return await self.person(await self.apply(job_id, **fields))

    async def rows(self, *tables: str) -> Rows:
        """Return all rows of these tables as they lie in the database, in a fixed order."""
        found: Rows = {}
        async with self.workshop.database.reading() as session:
            for name in tables:
                rows = await session.execute(select(metadata.tables[name]))
                found[name] = sorted((tuple(row) for row in rows), key=repr)
        return found


async def open_hiring(workshop: WorkShop) -> Hiring:
    """Return a company with two recruiters."""
    async with workshop.begin(SYSTEM) as work:
        ids = [await add_user(work, name, Role.RECRUITER) for name in ("beatriz", "kwame")]
    first, second = (Actor.user(user_id, Role.RECRUITER) for user_id in ids)
    return Hiring(workshop, first, second)
