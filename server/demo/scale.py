"""Fills a database with a crowd, to see how lists and searches do when there is much to look at.

Rows go in by Core statements in large batches, one transaction each. Sealing is no hindrance:
at about 10 µs a value it takes a third of the time.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from sqlalchemy import func, insert, select, text

from domain.accounts.models import User
from domain.candidates.models import Candidate, JobApplication, SearchTerm, StatusMove
from domain.candidates.search import terms_of
from domain.jobs.models import Job
from domain.jobs.upkeep import derive, keep_up
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.work import Work, WorkShop
from server.demo.crowd import Crowd, Opening, Person, Row

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to load; a candidate applies 1.3 times on average."""

    jobs: int = 1_000
    candidates: int = 100_000
    seed: int = 1

    @property
    def steps(self) -> int:
        """How much ``load_scale`` reports in all."""
        return self.jobs + self.candidates


async def load_scale(workshop: WorkShop, scale: Scale) -> AsyncIterator[int]:
    """Load jobs, then candidates with their applications; yields how many were just stored.

    It may be called again: everybody it makes is new.
    """
    async with workshop.look(SYSTEM) as work:
        before = await work.session.scalar(select(func.max(JobApplication.id))) or 0
    crowd = Crowd(scale.seed + before, workshop.clock())
    openings: list[Opening] = []
    for batch in _batches(scale.jobs):
        async with workshop.begin(SYSTEM) as work:
            openings += await _post_jobs(work, crowd, [n / scale.jobs for n in batch])
        yield len(batch)
    crowd.open(openings, await _find_decider(workshop))
    for batch in _batches(scale.candidates):
        people = [(crowd.person(before + n + 1), n / scale.candidates) for n in batch]
        async with workshop.begin(SYSTEM) as work:
            await _store_people(work, crowd, people)
        yield len(batch)
    await _gather_statistics(workshop)


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


async def _post_jobs(work: Work, crowd: Crowd, shares: list[float]) -> list[Opening]:
    made = [crowd.job(share) for share in shares]
    posted = [Job(**row) for row, _ in made]
    for job in posted:
        derive(job)
    work.session.add_all(posted)
    await work.session.flush()
    for job in posted:
        await keep_up(work, job)
    ids = [job.id for job in posted]
    return [
        Opening(key, row["title"], field)
        for key, (row, field) in zip(ids, made, strict=True)
        if row["status"] != "Draft"
    ]


async def _find_decider(workshop: WorkShop) -> Actor:
    """Return the first recruiter or above, who decides; the system where nobody is there yet."""
    staff = [role.word for role in Role if role >= Role.RECRUITER]
    first = select(User.id, User.role).where(User.role.in_(staff)).order_by(User.id).limit(1)
    async with workshop.look(SYSTEM) as work:
        found = (await work.session.execute(first)).first()
    return SYSTEM if found is None else Actor.user(found.id, Role.of(found.role))


async def _store_people(work: Work, crowd: Crowd, people: list[tuple[Person, float]]) -> None:
    sent = {person: crowd.applications(person, share) for person, share in people}
    rows = [crowd.candidate(person, applications) for person, applications in sent.items()]
    keys = Candidate.email_index, Candidate.id
    stored = await work.session.execute(insert(Candidate).returning(*keys), rows)
    ids = dict(stored.all())
    work.note("create", Candidate.__tablename__, *ids.values())
    applications = [row for each in sent.values() for row in each]
    for row in applications:
        row["person_id"] = ids[row["email_index"]]
    await _store_applications(work, crowd, applications)
    await _store_terms(work, rows, ids)


async def _store_applications(work: Work, crowd: Crowd, rows: list[Row]) -> None:
    keys = JobApplication.receipt_hash, JobApplication.id
    stored = await work.session.execute(insert(JobApplication).returning(*keys), rows)
    ids = dict(stored.all())
    work.note("create", JobApplication.__tablename__, *ids.values())
    moves = [
        crowd.move(row) | {"application_id": ids[row["receipt_hash"]]}
        for row in rows
        if row["status"] != "Applied"
    ]
    if moves:
        made = await work.session.scalars(insert(StatusMove).returning(StatusMove.id), moves)
        work.note("create", StatusMove.__tablename__, *made)


async def _store_terms(work: Work, people: list[Row], ids: dict[str, int]) -> None:
    terms = sorted(
        (term, ids[person["email_index"]])
        for person in people
        for term in terms_of((person["name"], person["email"]))
    )
    rows = [{"term": term, "person_id": person_id} for term, person_id in terms]
    # By the connection: the session would take longer over the rows than the database.
    connection = await work.session.connection()
    await connection.execute(insert(SearchTerm), rows)


async def _gather_statistics(workshop: WorkShop) -> None:
    """Let the database take stock at once, as it would by itself after a while."""
    if workshop.database.is_sqlite:
        async with workshop.begin(SYSTEM) as work:
            await work.session.execute(text("ANALYZE"))
        return
    apart = workshop.database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with apart.connect() as connection:
        await connection.exec_driver_sql("VACUUM (ANALYZE)")
