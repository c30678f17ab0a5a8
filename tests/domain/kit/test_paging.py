"""Lists in pages: complete, stable, and with cursors that cannot be made up."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.jobs.schemas import JobQuery
from domain.jobs.service import list_jobs
from domain.kit.actor import SYSTEM
from domain.kit.errors import FieldsInvalid
from domain.kit.paging import (
    PageQuery,
    SortedQuery,
    moment_value,
    page_of,
    text_value,
    whole_value,
)
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


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
READERS = (moment_value, text_value, whole_value)
MARKS = st.lists(
    st.tuples(
        st.integers(-(10**15), 4 * 10**15).map(lambda n: EPOCH + timedelta(microseconds=n)),
        st.sampled_from(["applied", "noted"]),
        st.integers(1, 2**31 - 1),
    ),
    unique=True,
    max_size=12,
)


@given(marks=MARKS, limit=st.integers(1, 5), falling=st.booleans())
def test_pages_of_what_is_at_hand_are_complete_and_in_order(
    marks: list[tuple[datetime, str, int]], limit: int, *, falling: bool
) -> None:
    seen: list[tuple[datetime, str, int]] = []
    cursor: str | None = None
    for _ in range(len(marks) + 1):
        query = SortedQuery(limit=limit, cursor=cursor)
        page, cursor = page_of(marks, tuple, READERS, query, descending=falling)
        assert len(page) <= limit
        seen += page
        if cursor is None:
            break

    assert seen == sorted(marks, reverse=falling)


MARK = SortedQuery().fingerprint()


@pytest.mark.parametrize(
    "held",
    [
        [],
        [MARK],
        [MARK, 1],
        [MARK, 1, 2, 3],
        ["", 1, 2],
        [MARK, True, 2],
        [MARK, 1e3, 2],
        [MARK, 9e99, 2],
        [MARK, None, 2],
        [MARK, -2, 2],
        [MARK, 2**31, 2],
        [MARK, 1, "9999-12-31T23:59:59-14:00"],
        [MARK, 1, "2026-06-01T00:00:00"],
        [MARK, 1, 2],
        {},
    ],
)
def test_a_cursor_of_another_list_or_shape_is_refused(held: object) -> None:
    with pytest.raises(FieldsInvalid):
        SortedQuery(cursor=forged(json.dumps(held))).after(whole_value, moment_value)
