"""Moving applications: allowed moves, reasons, history, undo, and what the database enforces."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.candidates.errors import MoveNotAllowed, NothingToUndo
from domain.candidates.events import StageMoved
from domain.candidates.models import JobApplication, StatusMove
from domain.candidates.moving import move_status, undo_move
from domain.candidates.profile import read_candidate
from domain.candidates.schemas import MoveStatus, UndoMove
from domain.interviews.schemas import ScheduleSession
from domain.interviews.sessions import schedule_session
from domain.kit.actor import SYSTEM, Actor
from domain.kit.errors import FieldsInvalid, NotAllowed, NotFound
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring
from tests.factories.questions import add_question


def to(status: str, reason: str | None = None, application_id: int | None = None) -> MoveStatus:
    return MoveStatus.model_validate(
        {"status": status, "reason": reason, "application_id": application_id}
    )


async def stands(hiring: Hiring, person_id: int) -> str:
    return (await hiring.look(read_candidate, person_id)).applications[0].status


async def test_a_move_is_written_down_and_told(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()

    view = await hiring.do(move_status, person_id, to("Rejected", "No evidence of SQL."))

    assert (view.status, view.allowed) == ("Rejected", ["Under Review"])
    async with hiring.workshop.database.reading() as session:
        row = (await session.scalars(select(StatusMove))).one()
        application = (await session.scalars(select(JobApplication))).one()
    assert (row.from_status, row.to_status, row.reason) == (
        "Applied",
        "Rejected",
        "No evidence of SQL.",
    )
    assert (row.by_user_id, application.rejected_by) == (hiring.recruiter.user_id,) * 2
    [moved] = [one for one in hiring.announced if isinstance(one, StageMoved)]
    assert (moved.from_status, moved.to_status, moved.undone) == ("Applied", "Rejected", False)


async def test_a_rejection_needs_a_reason_and_a_person(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()

    with pytest.raises(FieldsInvalid) as refusal:
        await hiring.do(move_status, person_id, to("Rejected"))
    with pytest.raises(NotAllowed):
        await hiring.do(move_status, person_id, to("Rejected", "Because."), by=SYSTEM)

    assert set(refusal.value.fields) == {"reason"}
    assert await stands(hiring, person_id) == "Applied"


async def test_the_database_takes_no_rejection_without_person_and_reason(hiring: Hiring) -> None:
    application_id = await hiring.apply(await hiring.job())
    moved = {
        "application_id": application_id,
        "from_status": "Applied",
        "to_status": "Rejected",
        "by": "system",
        "at": hiring.workshop.clock(),
    }

    with pytest.raises(IntegrityError):
        async with hiring.workshop.database.writing() as session:
            await session.execute(update(JobApplication).values(status="Rejected"))
    with pytest.raises(IntegrityError):
        async with hiring.workshop.database.writing() as session:
            await session.execute(insert(StatusMove).values(**moved))
    with pytest.raises(IntegrityError):
        async with hiring.workshop.database.writing() as session:
            await session.execute(insert(StatusMove).values(**moved, reason="Because."))


async def test_an_impossible_move_says_what_is_possible(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    await hiring.do(move_status, person_id, to("Selected"))

    with pytest.raises(MoveNotAllowed) as refusal:
        await hiring.do(move_status, person_id, to("Applied"))

    assert refusal.value.details["allowed"] == ["Rejected", "Under Review", "Withdrawn"]


async def test_with_several_open_applications_one_must_be_named(hiring: Hiring) -> None:
    first, second = [await hiring.apply(await hiring.job()) for _ in range(2)]
    person_id = await hiring.person(first)
    stranger = await hiring.apply(await hiring.job(), applicant_email="b@example.org")

    with pytest.raises(FieldsInvalid) as refusal:
        await hiring.do(move_status, person_id, to("Under Review"))
    with pytest.raises(NotFound):
        await hiring.do(move_status, person_id, to("Under Review", None, stranger))
    named = await hiring.do(move_status, person_id, to("Rejected", "No.", second))
    only = await hiring.do(move_status, person_id, to("Under Review"))

    assert set(refusal.value.fields) == {"application_id"}
    assert (named.application_id, only.application_id) == (second, first)


async def test_two_at_once_make_one_move(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()

    outcomes = await asyncio.gather(
        *(hiring.do(move_status, person_id, to("Under Review")) for _ in range(4)),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, MoveNotAllowed) for outcome in outcomes) == 3
    assert len((await hiring.rows("status_history"))["status_history"]) == 1


async def test_ones_own_last_move_can_be_undone_for_five_minutes(
    hiring: Hiring, clock: SettableClock
) -> None:
    person_id = await hiring.newcomer()
    await hiring.do(move_status, person_id, to("Rejected", "Wrong row."))

    with pytest.raises(NothingToUndo):
        await hiring.do(undo_move, person_id, UndoMove(), by=hiring.colleague)
    clock.pass_by(timedelta(minutes=5).total_seconds())
    view = await hiring.do(undo_move, person_id, UndoMove())

    assert view.status == "Applied"
    with pytest.raises(NothingToUndo):
        await hiring.do(undo_move, person_id, UndoMove())
    async with hiring.workshop.database.reading() as session:
        application = (await session.scalars(select(JobApplication))).one()
    assert (application.rejected_by, application.rejection_reason) == (None, None)


async def test_nothing_is_undone_after_five_minutes_or_after_another_move(
    hiring: Hiring, clock: SettableClock
) -> None:
    person_id = await hiring.newcomer()
    await hiring.do(move_status, person_id, to("Under Review"))
    await hiring.do(move_status, person_id, to("Selected"), by=hiring.colleague)

    with pytest.raises(NothingToUndo):
        await hiring.do(undo_move, person_id, UndoMove())
    clock.pass_by(301)
    with pytest.raises(NothingToUndo):
        await hiring.do(undo_move, person_id, UndoMove(), by=hiring.colleague)

    assert await stands(hiring, person_id) == "Selected"


async def test_undoing_a_second_look_brings_the_rejection_back_with_its_reason(
    hiring: Hiring,
) -> None:
    person_id = await hiring.newcomer()
    await hiring.do(move_status, person_id, to("Rejected", "No SQL."), by=hiring.colleague)
    await hiring.do(move_status, person_id, to("Under Review"))

    await hiring.do(undo_move, person_id, UndoMove())

    person = await hiring.look(read_candidate, person_id)
    application = person.applications[0]
    assert (application.status, application.rejection_reason) == ("Rejected", "No SQL.")


@pytest.mark.parametrize(
    ("before", "after"), [(None, "Interview Scheduled"), ("Selected", "Selected")]
)
async def test_planning_an_interview_moves_those_who_wait_for_one(
    hiring: Hiring, before: str | None, after: str
) -> None:
    job_id = await hiring.job()
    application_id = await hiring.apply(job_id)
    person_id = await hiring.person(application_id)
    if before:
        await hiring.do(move_status, person_id, to(before))
    async with hiring.workshop.begin(SYSTEM) as work:
        await add_question(work, job_id)

    await hiring.do(
        schedule_session,
        ScheduleSession(application_id=application_id, scheduled_at=hiring.workshop.clock()),
    )

    assert await stands(hiring, person_id) == after


async def test_candidates_move_nobody(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    amina: Actor = await hiring.account("amina")

    for service, command in ((move_status, to("Selected")), (undo_move, UndoMove())):
        with pytest.raises(NotAllowed):
            await hiring.do(service, person_id, command, by=amina)
