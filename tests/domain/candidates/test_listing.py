"""Finding people by words and filters, in pages, without opening what is sealed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from domain.audit.models import AuditRecord
from domain.candidates.listing import list_applications, list_candidates
from domain.candidates.models import Candidate, JobApplication, SearchTerm
from domain.candidates.moving import move_status
from domain.candidates.schemas import ApplicationQuery, CandidateQuery, MoveStatus, SetTags
from domain.candidates.tags import set_tags
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring

PEOPLE = [
    ("Margit Sørensen", "margit@larkspur.example"),
    ("Piotr Wójcik", "p.wojcik@example.org"),
    ("Nguyễn Thị Mai", "mai.nguyen@example.org"),
    ("Maialen Etxeberria", "m.e@example.com"),
]


async def found(hiring: Hiring, **query: Any) -> list[str]:
    page = await hiring.look(list_candidates, CandidateQuery(**query))
    assert page.total == len(page.items)
    return [person.name.split()[0] for person in page.items]


async def join_all(hiring: Hiring) -> list[int]:
    return [
        await hiring.newcomer(applicant_name=name, applicant_email=email) for name, email in PEOPLE
    ]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("sorensen", ["Margit"]),
        ("SØR", ["Margit"]),
        ("wojcik piotr", ["Piotr"]),
        ("pi wo", ["Piotr"]),
        ("mai", ["Maialen", "Nguyễn"]),
        ("mai ng", ["Nguyễn"]),
        ("mai.nguyen@example.org", ["Nguyễn"]),
        ("example.org", ["Nguyễn", "Piotr"]),
        ("larkspur", ["Margit"]),
        ("ojcik", []),
        ("margit wojcik", []),
        ("?!", []),
    ],
)
async def test_words_find_people_by_how_they_begin(
    hiring: Hiring, q: str, names: list[str]
) -> None:
    await join_all(hiring)

    assert await found(hiring, q=q) == names


async def test_a_name_somebody_applied_under_finds_them_too(hiring: Hiring) -> None:
    await hiring.newcomer(applicant_name="Amina Rahimi")
    await hiring.newcomer(applicant_name="Amina Karimi")

    assert await found(hiring, q="karimi") == await found(hiring, q="rahimi") == ["Amina"]


async def test_no_search_term_can_be_read(hiring: Hiring) -> None:
    await join_all(hiring)

    async with hiring.workshop.database.reading() as session:
        terms = set(await session.scalars(select(SearchTerm.term)))

    assert {len(term) for term in terms} == {24}
    assert all(set(term) <= set("0123456789abcdef") for term in terms)


async def test_filters_narrow_and_hold_for_one_application(
    hiring: Hiring, clock: SettableClock
) -> None:
    first, second = await hiring.job(), await hiring.job()
    start = clock.now
    amina = await hiring.newcomer(job_id=first, source="Referral", experience_years=4)
    clock.pass_by(3_600)
    await hiring.apply(second, experience_years=9, source="Website")
    await hiring.newcomer(
        job_id=second, applicant_name="Brice", applicant_email="b@example.org", experience_years=2
    )
    await hiring.do(set_tags, amina, SetTags(tags=["  Remote ", "remote", "Go"]))
    review = {"status": "Under Review", "application_id": 1}
    await hiring.do(move_status, amina, MoveStatus.model_validate(review))

    assert await found(hiring, job_id=first) == ["Amina"]
    assert await found(hiring, job_id=second) == ["Brice", "Amina"]
    assert await found(hiring, status="Under Review") == ["Amina"]
    assert await found(hiring, status="Under Review", job_id=second) == []
    assert await found(hiring, source="Referral") == ["Amina"]
    assert await found(hiring, source="Referral", min_experience=5) == []
    assert await found(hiring, min_experience=5, tag="remote", q="am") == ["Amina"]
    assert await found(hiring, tag="REMOTE") == ["Amina"]
    assert await found(hiring, tag="java") == []
    assert await found(hiring, applied_before=start + timedelta(minutes=1)) == ["Amina"]
    assert await found(hiring, applied_after=start + timedelta(minutes=1)) == ["Brice", "Amina"]


async def test_a_list_shows_each_persons_applications_and_tags(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    await hiring.newcomer(source="Referral")
    await hiring.do(set_tags, person_id, SetTags(tags=["b", "a"]))

    [person] = (await hiring.look(list_candidates, CandidateQuery())).items

    assert person.tags == ["a", "b"]
    assert [row.source for row in person.applications] == ["Referral", None]
    assert person.applications[0].job_title == "Backend engineer"


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
@pytest.mark.parametrize("sort", ["newest", "oldest", "last_activity"])
async def test_the_pages_together_are_the_whole_list_in_order(
    hiring: Hiring, clock: SettableClock, sort: str, limit: int
) -> None:
    job_id = await hiring.job()
    ids = []
    for number in range(5):
        clock.pass_by(60 * (number % 2))
        fields = {"applicant_name": "A", "applicant_email": f"a{number}@example.org"}
        ids.append(await hiring.newcomer(job_id=job_id, **fields))
    clock.pass_by(60)
    await hiring.do(set_tags, ids[1], SetTags(tags=["seen"]))
    expected = {
        "newest": ids[::-1],
        "oldest": ids,
        "last_activity": [ids[1], ids[4], ids[3], ids[2], ids[0]],
    }[sort]

    seen: list[int] = []
    cursor = None
    while True:
        query = CandidateQuery.model_validate({"sort": sort, "limit": limit, "cursor": cursor})
        page = await hiring.look(list_candidates, query)
        assert page.total == 5
        seen += [person.id for person in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == expected


async def test_only_the_pages_rows_are_opened(hiring: Hiring) -> None:
    ids = await join_all(hiring)

    await hiring.look(list_candidates, CandidateQuery(q="example", limit=1))

    async with hiring.workshop.database.reading() as session:
        newest = select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)
        entry = (await session.scalars(newest)).one()
    # One row more than the page is fetched, to know whether there is another page.
    assert (entry.action, entry.entity) == ("read", "candidates")
    assert set(entry.ids) <= {ids[3], ids[2]}


async def test_a_cursor_of_another_order_is_refused(hiring: Hiring) -> None:
    await join_all(hiring)
    page = await hiring.look(list_candidates, CandidateQuery(limit=1, sort="last_activity"))

    with pytest.raises(FieldsInvalid):
        await hiring.look(
            list_candidates, CandidateQuery(limit=1, sort="newest", cursor=page.next_cursor)
        )


async def test_a_jobs_applications_are_filtered_sorted_and_paged(hiring: Hiring) -> None:
    job_id = await hiring.job()
    years = {"Amina": 4, "Brice": None, "Chloe": 9, "David": 4}
    ids = {
        name: await hiring.apply(
            job_id,
            applicant_name=name,
            applicant_email=f"{name}@example.org",
            experience_years=value,
            source="Referral" if name < "C" else "Website",
        )
        for name, value in years.items()
    }

    async def names(**query: Any) -> list[str]:
        page = await hiring.look(list_applications, job_id, ApplicationQuery(**query))
        return [view.applicant_name for view in page.items]

    assert await names(sort="newest") == ["David", "Chloe", "Brice", "Amina"]
    assert await names(sort="oldest") == ["Amina", "Brice", "Chloe", "David"]
    assert await names(sort="experience") == ["Chloe", "David", "Amina", "Brice"]
    assert await names(source="Referral", status="Applied") == ["Brice", "Amina"]
    assert await names(q="chl") == ["Chloe"]
    assert await names(status="Selected") == []
    first = ApplicationQuery(sort="experience", limit=3)
    page = await hiring.look(list_applications, job_id, first)
    assert page.items[0].person_id == await hiring.person(ids["Chloe"])
    rest = ApplicationQuery(sort="experience", limit=3, cursor=page.next_cursor)
    last = await hiring.look(list_applications, job_id, rest)
    assert [view.applicant_name for view in last.items] == ["Brice"]
    assert (page.total, last.total, last.next_cursor) == (4, 4, None)


async def test_lists_are_for_recruiters(hiring: Hiring) -> None:
    amina = await hiring.account("amina")
    job_id = await hiring.job()

    with pytest.raises(NotAllowed):
        await hiring.look(list_candidates, CandidateQuery(), by=amina)
    with pytest.raises(NotAllowed):
        await hiring.look(list_applications, job_id, ApplicationQuery(), by=amina)
    with pytest.raises(NotFound):
        await hiring.look(list_applications, 999_999, ApplicationQuery())


async def test_search_terms_and_tags_go_with_the_person(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    await hiring.do(set_tags, person_id, SetTags(tags=["go"]))

    async with hiring.workshop.database.writing() as session:
        await session.execute(delete(JobApplication))
        await session.execute(delete(Candidate))

    rows = await hiring.rows("candidate_search_terms", "candidate_tags")
    assert rows == {"candidate_search_terms": [], "candidate_tags": []}
