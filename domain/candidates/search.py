"""Finding people by words although their names are sealed: fingerprints of how words begin."""

from collections.abc import Iterable

from sqlalchemy import Select, delete, exists, insert, select
from sqlalchemy.orm import aliased

from domain.candidates.folding import asked_beginnings, beginnings, words_of
from domain.candidates.models import Candidate, JobApplication, SearchTerm
from domain.kit.crypto import keyring
from domain.kit.work import Work

_TERM_LENGTH = 24


def terms_of(texts: Iterable[str]) -> set[str]:
    """Return the fingerprints (24 hex digits) of how the words of ``texts`` begin."""
    words = (word for text in texts for word in words_of(text))
    return {_fingerprint(beginning) for beginning in beginnings(words)}


def people_found(text: str) -> Select[int]:
    """Return the ids of the people in whose names or addresses every word of ``text`` begins one.

    Text without letters or digits finds nobody.
    """
    # Long beginnings are rarer: the people of the longest are looked up among the others'.
    words = sorted(asked_beginnings(text), key=lambda word: (-len(word), word))
    first, *others = [_fingerprint(word) for word in words] or [""]
    found = select(SearchTerm.person_id).where(SearchTerm.term == first)
    for term in others:
        more = aliased(SearchTerm)
        both = exists().where(more.term == term, more.person_id == SearchTerm.person_id)
        found = found.where(both)
    return found


async def index_person(work: Work, person: Candidate) -> None:
    """Bring a person's search terms in line with their names and addresses.

    Those of every application of theirs count; somebody merged has none, theirs moved.
    """
    own = SearchTerm.person_id == person.id
    known = set(await work.session.scalars(select(SearchTerm.term).where(own)))
    wanted = set() if person.merged_into_id else await _wanted_terms(work, person)
    if gone := known - wanted:
        await work.session.execute(delete(SearchTerm).where(own, SearchTerm.term.in_(gone)))
    await _add_terms(work, person, wanted - known)


async def index_new_person(work: Work, person: Candidate) -> None:
    """Store the search terms of somebody who has none yet, and applied under their own name."""
    await _add_terms(work, person, terms_of((person.name, person.email)))


async def _add_terms(work: Work, person: Candidate, terms: set[str]) -> None:
    if terms:
        rows = [{"term": term, "person_id": person.id} for term in sorted(terms)]
        # By the connection: the session would take longer over the rows than the database.
        connection = await work.session.connection()
        await connection.execute(insert(SearchTerm), rows)


def _fingerprint(beginning: str) -> str:
    return keyring().blind_index(f"term {beginning}")[:_TERM_LENGTH]


async def _wanted_terms(work: Work, person: Candidate) -> set[str]:
    # Not noted as a reading: what is read here becomes fingerprints and is shown to nobody.
    names = select(JobApplication.applicant_name, JobApplication.applicant_email)
    rows = await work.session.execute(names.where(JobApplication.person_id == person.id))
    texts = {person.name, person.email} | {text for row in rows for text in row}
    return terms_of(texts)
