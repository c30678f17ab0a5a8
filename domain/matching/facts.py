"""Taking facts in: what a résumé says, and what an application says, into features."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select, update

from domain.candidates.models import ApplicationConsent, Candidate, JobApplication
from domain.kit.jobs import enqueue_to_wait
from domain.kit.upserts import as_stored, upsert
from domain.kit.work import Work
from domain.matching.digest import Digest, Letter, StatedFacts, digest, state_facts
from domain.matching.models import MatchFeatures
from domain.matching.ports import SkillSpace
from domain.resumes.facts import ResumeFacts

PREPARE_MATCHING = "matching.prepare"
_STORED = as_stored(MatchFeatures)


async def expect_application(work: Work, application_id: int) -> None:
    """Have a new application matched, with all that wait, soon after this work is committed."""
    await enqueue_to_wait(work, PREPARE_MATCHING, application_id=application_id)


async def take_facts(
    work: Work, application_id: int, facts: ResumeFacts, text: str, skills: SkillSpace
) -> None:
    """Take in what an application's résumé says, of which ``text`` is what a person sees.

    Only what may count is kept: no name, no contact, no dates. The application is matched anew
    soon after this work is committed.
    """
    stated = state_facts(facts, text, skills).model_dump(mode="json")
    held = select(MatchFeatures).where(MatchFeatures.application_id == application_id)
    row = await work.session.scalar(held)
    if row is None:
        row = MatchFeatures(application_id=application_id)
        work.session.add(row)
    row.stated, row.packed, row.version, row.updated_at = stated, None, "", work.now
    await work.session.flush()
    await expect_application(work, application_id)


async def who_refused(work: Work, ids: Collection[int]) -> set[int]:
    """Return the applications whose people do not want to be scored by a machine."""
    decided = (
        select(ApplicationConsent.application_id, ApplicationConsent.granted)
        .where(ApplicationConsent.application_id.in_(ids), ApplicationConsent.purpose == "ai_score")
        .order_by(ApplicationConsent.id)
    )
    newest = {row.application_id: row.granted for row in await work.session.execute(decided)}
    return {key for key, granted in newest.items() if not granted}


async def digests_of(work: Work, ids: Collection[int], skills: SkillSpace) -> dict[int, Digest]:
    """Return what may count of each application."""
    if not ids:
        return {}
    applications = select(JobApplication).where(JobApplication.id.in_(ids))
    stated = select(MatchFeatures.application_id, MatchFeatures.stated).where(
        MatchFeatures.application_id.in_(ids), MatchFeatures.stated.is_not(None)
    )
    facts = {row.application_id: row.stated for row in await work.session.execute(stated)}
    people = select(JobApplication.id, Candidate.location).join(
        Candidate, Candidate.id == JobApplication.person_id
    )
    of_ids = people.where(JobApplication.id.in_(ids))
    places = {row.id: row.location for row in await work.session.execute(of_ids)}
    return {
        row.id: digest(_stated(facts.get(row.id)), _letter(row, places.get(row.id)), skills)
        for row in await work.session.scalars(applications.order_by(JobApplication.id))
    }


async def packed_of(work: Work, ids: Collection[int], version: str) -> dict[int, str]:
    """Return the sealed features of applications, as far as ``version`` made them."""
    if not ids:
        return {}
    held = _STORED.c
    made = select(held.application_id, held.packed).where(
        held.application_id.in_(ids), held.version == version, held.packed.is_not(None)
    )
    return {row.application_id: row.packed for row in await work.session.execute(made)}


async def store_packed(work: Work, packed: Mapping[int, str], version: str) -> None:
    """Keep sealed features that ``version`` made."""
    if not packed:
        return
    written = {"version": version, "updated_at": work.now}
    rows = [{"application_id": key, "packed": line, **written} for key, line in packed.items()]
    statement = upsert(work.session, _STORED, ["application_id"], ["packed", *written])
    await work.session.execute(statement, rows)
    work.note("match", JobApplication.__tablename__, *packed)
    await _point_at_newest(work, list(packed))


async def _point_at_newest(work: Work, ids: Sequence[int]) -> None:
    """Let each account's newest application, and no other, stand for it."""
    of_accounts = (
        select(JobApplication.user_id)
        .where(JobApplication.id.in_(ids), JobApplication.user_id.is_not(None))
        .distinct()
    )
    for account_id in (await work.session.scalars(of_accounts)).all():
        newest = (
            select(func.max(JobApplication.id))
            .where(JobApplication.user_id == account_id)
            .scalar_subquery()
        )
        former = update(MatchFeatures).where(MatchFeatures.account_id == account_id)
        await work.session.execute(former.values(account_id=None))
        chosen = update(MatchFeatures).where(MatchFeatures.application_id == newest)
        await work.session.execute(chosen.values(account_id=account_id))


def _stated(held: object) -> StatedFacts | None:
    return None if held is None else StatedFacts.model_validate(held)


def _letter(row: JobApplication, location: str | None) -> Letter:
    return Letter(
        position=row.current_position,
        years=row.experience_years,
        expected_salary=row.expected_salary,
        availability=row.availability,
        cover_letter=row.cover_letter,
        location=location,
    )
