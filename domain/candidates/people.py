"""Finding and making people: by id, following merges, and by e-mail address."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.candidates.errors import NoSuchCandidate
from domain.candidates.folding import mailbox_key, name_key, phone_key
from domain.candidates.models import Candidate
from domain.kit.actor import Actor, Role
from domain.kit.crypto import keyring
from domain.kit.work import Work


async def find_person(work: Work, actor: Actor, person_id: int, *, lock: bool = False) -> Candidate:
    """Return a person, or whom they were merged into; for recruiters and above.

    With ``lock`` others who change the same person wait. Raises NoSuchCandidate.
    """
    actor.require(Role.RECRUITER)
    person = await work.session.get(Candidate, person_id, with_for_update=lock)
    if person is None:
        raise NoSuchCandidate
    return await follow_merges(work, person, lock=lock)


async def hold_person(work: Work, person_id: int) -> Candidate:
    """Return a person's row, merged or not, held against others until the work ends.

    Whoever changes a person's applications holds the person first: always in this order.
    """
    return await work.session.get_one(Candidate, person_id, with_for_update=True)


async def follow_merges(work: Work, person: Candidate, *, lock: bool = False) -> Candidate:
    """Return who ``person`` is now: themselves, or whom they were merged into in the end."""
    while person.merged_into_id is not None:
        person = await work.session.get_one(Candidate, person.merged_into_id, with_for_update=lock)
    return person


async def person_by_email(work: Work, email: str) -> Candidate | None:
    """Return who has an address, merged or not, held until the work ends; None if unknown."""
    index = keyring().blind_index(email)
    of_address = select(Candidate).where(Candidate.email_index == index)
    return await work.session.scalar(of_address.with_for_update())


async def add_person(work: Work, person: Candidate) -> Candidate:
    """Store ``person``, or return who got that address a moment earlier in another work.

    To be called where ``person_by_email`` has just found nobody.
    """
    if work.session.get_bind().dialect.name == "sqlite":
        # Its only writer is this work, so the address is still free; a savepoint costs two visits.
        work.session.add(person)
        await work.session.flush()
        return person
    try:
        async with work.session.begin_nested():
            work.session.add(person)
    except IntegrityError:
        known = await person_by_email(work, person.email)
        if known is None:
            raise
        return known
    return person


def touch(person: Candidate, now: datetime) -> None:
    """Note that something happened to the person."""
    person.last_active_at = max(person.last_active_at, now)


def fingerprint(person: Candidate) -> None:
    """Set the indexes by which the person and their likely doubles are found."""
    for column, value in fingerprints(person.name, person.email, person.phone).items():
        setattr(person, column, value)


def fingerprints(name: str, email: str, phone: str | None) -> dict[str, str | None]:
    """Return the indexes of somebody with this name, address and number, by their columns."""
    return {
        "email_index": keyring().blind_index(email),
        "phone_index": _index("phone", phone_key(phone)),
        "name_index": _index("name", name_key(name)),
        "mailbox_index": _index("mailbox", mailbox_key(email)),
    }


def _index(kind: str, key: str | None) -> str | None:
    return keyring().blind_index(f"{kind} {key}") if key else None
