"""Lists in pages: complete, stable, and with cursors that cannot be made up."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs
from domain.kit.actor import SYSTEM
from domain.kit.errors import FieldsInvalid
from domain.kit.paging import PageQuery
from domain.kit.work import WorkShop
from tests.factories.people import open_job


def forged(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


async def post(workshop: WorkShop, count: int) -> list[int]:
    async with workshop.begin(SYSTEM) as work:
        return [await open_job(work) for _ in range(count)]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 200])
async def test_the_pages_together_are_the_whole_list_newest_first(
    workshop: WorkShop, limit: int
) -> None:
    ids = await post(workshop, 7)
    found: list[int] = []
    cursor: str | None = None

    async with workshop.look(SYSTEM) as work:
        while True:
            page = await list_jobs(work, SYSTEM, JobQuery(limit=limit, cursor=cursor))
            assert page.total == 7
            assert len(page.items) <= limit
            found += [job.id for job in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break

    assert found == ids[::-1]


async def test_an_empty_list_is_one_empty_page(workshop: WorkShop) -> None:
    async with workshop.look(SYSTEM) as work:
        page = await list_jobs(work, SYSTEM, JobQuery())

    assert (page.items, page.next_cursor, page.total) == ([], None, 0)


async def test_what_is_added_meanwhile_moves_nothing(workshop: WorkShop) -> None:
    ids = await post(workshop, 4)
    async with workshop.look(SYSTEM) as work:
        first = await list_jobs(work, SYSTEM, JobQuery(limit=2))

    await post(workshop, 3)

    async with workshop.look(SYSTEM) as work:
        query = JobQuery(limit=2, cursor=first.next_cursor)
        second = await list_jobs(work, SYSTEM, query)
    shown = [job.id for page in (first, second) for job in page.items]
    assert shown == ids[::-1]
    assert second.next_cursor is None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "%%%",
        "ä",
        forged("[]"),
        forged("[1, 2]"),
        forged("[0]"),
        forged("[-1]"),
        forged("[true]"),
        forged("[1.5]"),
        forged('["1"]'),
        forged("[null]"),
        forged("7"),
        forged('{"a": 1}'),
        forged("[" * 100),
        forged(f"[{2**63}]"),
    ],
)
def test_a_forged_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(FieldsInvalid) as refusal:
        PageQuery(cursor=cursor).after_id()

    assert list(refusal.value.fields) == ["cursor"]


@given(cursor=st.text(max_size=200))
def test_no_cursor_breaks_the_reader(cursor: str) -> None:
    try:
        after = PageQuery(cursor=cursor).after_id()
    except FieldsInvalid:
        return
    assert isinstance(after, int)
    assert after > 0


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"limit": "many"}, {"cursor": "x" * 201}, {"page": 2}]
)
def test_a_page_has_its_limits(query: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PageQuery.model_validate(query)
