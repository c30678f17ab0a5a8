"""Making people findable who were stored before there was a search: in batches, by a job."""

from sqlalchemy import select

from domain.candidates.models import Candidate
from domain.candidates.people import fingerprint
from domain.candidates.search import index_person
from domain.kit.jobs import enqueue
from domain.kit.work import Work

INDEX_PEOPLE = "index_people"
BATCH = 200


async def index_people(work: Work, after_id: int) -> None:
    """Index the next people after ``after_id`` and plan the batch after them."""
    following = select(Candidate).where(Candidate.id > after_id).order_by(Candidate.id)
    people = list(await work.session.scalars(following.limit(BATCH).with_for_update()))
    for person in people:
        fingerprint(person)
        await index_person(work, person)
    if people:
        await enqueue(work, INDEX_PEOPLE, after_id=people[-1].id)
