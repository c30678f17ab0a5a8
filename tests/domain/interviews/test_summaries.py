"""Many rooms at a glance: all that live, and those that come, however many there are."""

from datetime import timedelta

import pytest

from domain.interviews import summaries
from domain.interviews.models import InterviewSession
from domain.interviews.summaries import glance_at_rooms
from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from tests.factories.rooms import plan_interview

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def plan(workshop: WorkShop, count: int, status: str, days: int = 0) -> set[int]:
    """Plan ``count`` interviews of one kind, some ``days`` from now."""
    async with workshop.begin(SYSTEM) as work:
        first = await plan_interview(work, questions=1, email=f"p{days}@example.org")
        template = await work.session.get_one(InterviewSession, first.session_id)
        template.status, template.scheduled_at = status, work.now + timedelta(days=days)
        rows = [
            InterviewSession(
                candidate_id=template.candidate_id,
                job_id=template.job_id,
                status=status,
                scheduled_at=template.scheduled_at,
                created_at=work.now,
            )
            for _ in range(count - 1)
        ]
        work.session.add_all(rows)
        await work.session.flush()
        return {first.session_id, *(row.id for row in rows)}


async def test_every_room_that_changed_is_told_of(workshop: WorkShop) -> None:
    changed = await plan(workshop, 500, "In Progress")

    async with workshop.look(SYSTEM) as work:
        glances = await glance_at_rooms(work, SYSTEM, only=changed)

    assert {glance.session_id for glance in glances} == changed


async def test_a_dashboard_shows_500_rooms_that_live(workshop: WorkShop) -> None:
    live = await plan(workshop, 500, "In Progress")

    async with workshop.look(SYSTEM) as work:
        glances = await glance_at_rooms(work, SYSTEM)

    assert {glance.session_id for glance in glances} == live


async def test_candidates_who_never_came_do_not_hide_those_who_will(
    workshop: WorkShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "MOST_ROOMS", 3)
    await plan(workshop, 5, "Scheduled", days=-30)
    late = await plan(workshop, 1, "Scheduled")
    coming = await plan(workshop, 1, "Scheduled", days=2)

    async with workshop.look(SYSTEM) as work:
        glances = await glance_at_rooms(work, SYSTEM)

    assert {glance.session_id for glance in glances} == late | coming
