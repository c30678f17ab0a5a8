"""Answers kept in memory: never older than the last commit, nor than a second, nor too many."""

import pytest

from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from server import conditional
from server.conditional import Answer, KeptAnswers
from tests.factories.clock import SettableClock
from tests.factories.people import open_job

ANSWER = Answer(b"{}", '"tag"')


# PostgreSQL's mark also moves with what is committed in the server's other databases.
QUIET = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@QUIET
async def test_an_answer_is_given_again_until_something_is_committed(workshop: WorkShop) -> None:
    kept = KeptAnswers(workshop)
    kept.keep(await kept.mark(), "/jobs", ANSWER)

    assert kept.find(await kept.mark(), "/jobs") is ANSWER
    assert kept.find(await kept.mark(), "/jobs?limit=1") is None
    async with workshop.begin(SYSTEM) as work:
        await open_job(work)
    assert kept.find(await kept.mark(), "/jobs") is None


async def test_an_answer_made_before_a_commit_and_kept_after_it_is_not_given(
    workshop: WorkShop,
) -> None:
    kept = KeptAnswers(workshop)
    mark = await kept.mark()

    async with workshop.begin(SYSTEM) as work:
        await open_job(work)
    kept.keep(mark, "/jobs", ANSWER)

    assert kept.find(await kept.mark(), "/jobs") is None


async def test_an_answer_lasts_for_the_second_it_was_made_in(
    workshop: WorkShop, clock: SettableClock
) -> None:
    kept = KeptAnswers(workshop)
    kept.keep(await kept.mark(), "/jobs", ANSWER)

    clock.pass_by(1)

    assert kept.find(await kept.mark(), "/jobs") is None


@QUIET
async def test_without_a_mark_nothing_is_kept_or_found(workshop: WorkShop) -> None:
    kept = KeptAnswers(workshop)

    kept.keep(None, "/jobs", ANSWER)

    assert kept.find(None, "/jobs") is None


@QUIET
async def test_no_more_is_kept_than_fits(
    workshop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conditional, "MOST_BYTES", 100)
    kept = KeptAnswers(workshop)
    mark = await kept.mark()

    kept.keep(mark, "/a", Answer(b"x" * 60, '"a"'))
    kept.keep(mark, "/b", Answer(b"x" * 60, '"b"'))
    kept.keep(mark, "/c", Answer(b"x" * 600, '"c"'))

    found = [kept.find(mark, path) is not None for path in ("/a", "/b", "/c")]
    assert found == [False, True, False]
