"""Two rows, one person: found, merged, and taken apart again exactly as they were."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.candidates.duplicates import list_duplicates
from domain.candidates.errors import CannotMerge, MergeStands
from domain.candidates.listing import list_candidates
from domain.candidates.merging import merge_candidates, undo_merge
from domain.candidates.notes import list_notes, write_note
from domain.candidates.profile import read_candidate
from domain.candidates.schemas import CandidateQuery, MergeCandidates, SetTags, WriteNote
from domain.candidates.tags import set_tags
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from domain.kit.paging import PageQuery, SortedQuery
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring

TABLES = (
    "candidates",
    "job_applications",
    "candidate_notes",
    "candidate_tags",
    "candidate_search_terms",
    "candidate_consents",
    "status_history",
)
PHONE = "+44 117 496 0142"
OTHER: dict[str, Any] = {
    "applicant_name": "Rahimi, Amina",
    "applicant_email": "amina94@example.com",
}


def merging(keep: int, gone: int) -> MergeCandidates:
    return MergeCandidates(keep_id=keep, merge_id=gone)


async def test_a_phone_or_a_name_with_its_mailbox_makes_a_suspicion(hiring: Hiring) -> None:
    first = await hiring.newcomer(applicant_phone=PHONE)
    second = await hiring.newcomer(**OTHER, applicant_phone="0044 117 4960142")
    await hiring.newcomer(applicant_name="Amina Rahimi", applicant_email="rose@example.org")

    [suspected] = (await hiring.look(read_candidate, first)).duplicates
    [pair] = (await hiring.look(list_duplicates, SortedQuery())).items

    assert (suspected.id, suspected.confidence) == (second, 0.95)
    assert (pair.first.id, pair.second.id) == (first, second)
    assert pair.reasons == suspected.reasons == ["same_phone", "same_name_and_mailbox"]


async def test_pairs_come_in_pages(hiring: Hiring) -> None:
    ids = [
        await hiring.newcomer(applicant_email=f"{name}@example.org", applicant_phone=PHONE)
        for name in "abc"
    ]

    first = await hiring.look(list_duplicates, SortedQuery(limit=2))
    rest = await hiring.look(list_duplicates, SortedQuery(limit=2, cursor=first.next_cursor))

    pairs = [(pair.first.id, pair.second.id) for pair in first.items + rest.items]
    assert pairs == [(ids[1], ids[2]), (ids[0], ids[2]), (ids[0], ids[1])]
    assert (first.total, rest.next_cursor) == (3, None)


async def test_a_merge_brings_everything_together(hiring: Hiring) -> None:
    job_id = await hiring.job()
    keep = await hiring.newcomer(job_id=job_id)
    kept_application = (await hiring.look(read_candidate, keep)).applications[0].id
    gone = await hiring.newcomer(job_id=job_id, **OTHER)
    elsewhere = await hiring.apply(await hiring.job(), **OTHER)
    await hiring.do(write_note, gone, WriteNote(text="Called."))
    await hiring.do(set_tags, keep, SetTags(tags=["go"]))
    await hiring.do(set_tags, gone, SetTags(tags=["go", "remote"]))

    await hiring.do(merge_candidates, merging(keep, gone))

    person = await hiring.look(read_candidate, gone)
    assert (person.id, person.merged_into, person.name) == (keep, keep, "Amina Rahimi")
    assert [row.id for row in person.also] == [gone]
    assert (person.tags, person.note_count, person.duplicates) == (["go", "remote"], 1, [])
    doubles = {row.id: row.duplicate_of_id for row in person.applications}
    assert len(doubles) == 3
    assert doubles[elsewhere] is None
    assert set(doubles.values()) == {None, kept_application}
    assert (await hiring.look(read_candidate, keep)).merged_into is None
    for query in (CandidateQuery(), CandidateQuery(q="amina94"), CandidateQuery(tag="remote")):
        page = await hiring.look(list_candidates, query)
        assert [row.id for row in page.items] == [keep]
        assert page.total == 1
    assert (await hiring.look(list_notes, gone, PageQuery())).items[0].text == "Called."


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """What two people have: jobs applied for, notes, tags, and when each was last seen."""
    side = st.fixed_dictionaries(
        {
            "jobs": st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True),
            "notes": st.integers(0, 2),
            "tags": st.sets(st.sampled_from(["a", "b", "c"])),
            "late": st.integers(0, 100),
        }
    )
    return {"keep": draw(side), "gone": draw(side), "chain": draw(st.booleans())}


async def populate(hiring: Hiring, jobs: list[int], name: str, side: dict[str, Any]) -> int:
    fields: dict[str, Any] = {
        "applicant_name": f"{name} Rahimi",
        "applicant_email": f"{name}@example.org",
    }
    applications = [await hiring.apply(jobs[number], **fields) for number in side["jobs"]]
    person_id = await hiring.person(applications[0])
    for number in range(side["notes"]):
        await hiring.do(write_note, person_id, WriteNote(text=f"note {number}"))
    await hiring.do(set_tags, person_id, SetTags(tags=sorted(side["tags"])))
    return person_id


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(both=people())
async def test_undoing_a_merge_restores_every_row(
    hiring: Hiring, clock: SettableClock, both: dict[str, Any]
) -> None:
    jobs = [await hiring.job() for _ in range(3)]
    mark = jobs[0]
    clock.pass_by(both["keep"]["late"])
    keep = await populate(hiring, jobs, f"k{mark}", both["keep"])
    clock.pass_by(both["gone"]["late"])
    gone = await populate(hiring, jobs, f"g{mark}", both["gone"])
    if both["chain"]:
        third = await populate(hiring, jobs, f"t{mark}", both["gone"])
        await hiring.do(merge_candidates, merging(gone, third))
    before = await hiring.rows(*TABLES)

    merge = await hiring.do(merge_candidates, merging(keep, gone))
    assert await hiring.rows(*TABLES) != before
    await hiring.do(undo_merge, merge.id)

    assert await hiring.rows(*TABLES) == before


async def test_what_came_since_stays_where_its_address_leads(hiring: Hiring) -> None:
    keep = await hiring.newcomer()
    gone = await hiring.newcomer(**OTHER)
    merge = await hiring.do(merge_candidates, merging(keep, gone))
    own, foreign = (
        await hiring.apply(await hiring.job()),
        await hiring.apply(await hiring.job(), **OTHER),
    )
    await hiring.do(write_note, keep, WriteNote(text="Later."))

    await hiring.do(undo_merge, merge.id)

    assert (await hiring.person(own), await hiring.person(foreign)) == (keep, gone)
    assert (await hiring.look(read_candidate, keep)).note_count == 1


async def test_later_merges_are_undone_first(hiring: Hiring) -> None:
    first, second, third = [
        await hiring.newcomer(applicant_email=f"{name}@example.org") for name in "abc"
    ]
    inner = await hiring.do(merge_candidates, merging(second, third))
    outer = await hiring.do(merge_candidates, merging(first, second))
    assert (await hiring.look(read_candidate, third)).merged_into == first

    with pytest.raises(MergeStands):
        await hiring.do(undo_merge, inner.id)
    await hiring.do(undo_merge, outer.id)
    with pytest.raises(MergeStands):
        await hiring.do(undo_merge, outer.id)
    await hiring.do(undo_merge, inner.id)

    assert (await hiring.look(read_candidate, third)).merged_into is None


async def test_only_two_different_people_who_stand_alone_can_be_merged(hiring: Hiring) -> None:
    first, second, third = [
        await hiring.newcomer(applicant_email=f"{name}@example.org") for name in "abc"
    ]
    await hiring.do(merge_candidates, merging(first, second))
    amina = await hiring.account("amina")

    with pytest.raises(FieldsInvalid):
        await hiring.do(merge_candidates, merging(first, first))
    for keep, gone in ((first, second), (second, third), (third, second)):
        with pytest.raises(CannotMerge):
            await hiring.do(merge_candidates, merging(keep, gone))
    with pytest.raises(NotFound):
        await hiring.do(merge_candidates, merging(first, 999_999))
    with pytest.raises(NotFound):
        await hiring.do(undo_merge, 999_999)
    for service, argument in ((merge_candidates, merging(first, third)), (undo_merge, 1)):
        with pytest.raises(NotAllowed):
            await hiring.do(service, argument, by=amina)


async def test_two_merges_at_once_in_both_directions_make_one(hiring: Hiring) -> None:
    first = await hiring.newcomer()
    second = await hiring.newcomer(**OTHER)

    outcomes = await asyncio.gather(
        hiring.do(merge_candidates, merging(first, second)),
        hiring.do(merge_candidates, merging(second, first)),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, CannotMerge) for outcome in outcomes) == 1
