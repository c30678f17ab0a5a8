"""A person's timeline: everything, once, newest first."""

import pytest

from domain.candidates.merging import merge_candidates, undo_merge
from domain.candidates.moving import move_status, undo_move
from domain.candidates.notes import write_note
from domain.candidates.schemas import MergeCandidates, MoveStatus, UndoMove, WriteNote
from domain.candidates.timeline import read_timeline
from domain.interviews import answering, conduct, scores
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.actor import SYSTEM
from domain.kit.errors import NotAllowed
from domain.kit.paging import SortedQuery
from domain.kit.work import WorkShop
from tests.factories.clock import SettableClock
from tests.factories.hiring import Hiring
from tests.factories.play import Play, open_play, writing
from tests.factories.values import make_score


async def hold(play: Play, clock: SettableClock) -> None:
    """Hold an interview of one question whose answer is scored after the end."""
    [question] = play.planned.questions
    consent = SetConsent(purpose="ai_score", granted=True, text_version="1")
    await play.guest(answering.set_consent, consent)
    clock.pass_by(60)
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    await play.write(question, "Everything is a resource.")
    await play.submit(question, 1, "Everything is a resource.")
    clock.pass_by(60)
    await play.staff(conduct.end_room)
    clock.pass_by(60)
    async with play.workshop.begin(SYSTEM) as work:
        await scores.store_score(work, play.session_id, question, make_score(6.5))


async def kinds(hiring: Hiring, person_id: int) -> list[str]:
    page = await hiring.look(read_timeline, person_id, SortedQuery())
    assert page.total == len(page.items)
    assert [entry.at for entry in page.items] == sorted(
        (entry.at for entry in page.items), reverse=True
    )
    return [entry.type for entry in page.items]


async def test_everything_done_to_a_person_is_told_newest_first(
    hiring: Hiring, clock: SettableClock
) -> None:
    person_id = await hiring.newcomer(source="Referral")
    other = await hiring.newcomer(applicant_email="b@example.org")
    clock.pass_by(60)
    await hiring.do(write_note, person_id, WriteNote(text="Knows Postgres."))
    clock.pass_by(60)
    rejection = MoveStatus(status="Rejected", reason="Wrong row.")
    await hiring.do(move_status, person_id, rejection, by=hiring.colleague)
    clock.pass_by(60)
    await hiring.do(undo_move, person_id, UndoMove(), by=hiring.colleague)
    clock.pass_by(60)
    merge = await hiring.do(merge_candidates, MergeCandidates(keep_id=person_id, merge_id=other))
    clock.pass_by(60)
    await hiring.do(undo_merge, merge.id)

    assert await kinds(hiring, person_id) == [
        "merge.undone",
        "merged",
        "status.moved",
        "note.written",
        "applied",
    ]
    _, _, moved, note, applied = (await hiring.look(read_timeline, person_id, SortedQuery())).items
    assert moved.type == "status.moved"
    assert (moved.by, moved.reason, moved.undone_at is not None) == ("kwame", "Wrong row.", True)
    assert note.type == "note.written"
    assert (note.by, note.text) == ("beatriz", "Knows Postgres.")
    assert applied.type == "applied"
    assert (applied.job_title, applied.source) == ("Backend engineer", "Referral")
    assert await kinds(hiring, other) == ["merge.undone", "merged", "applied"]


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_the_pages_together_are_the_whole_timeline(hiring: Hiring, limit: int) -> None:
    person_id = await hiring.newcomer()
    for number in range(3):
        await hiring.do(write_note, person_id, WriteNote(text=f"note {number}"))

    seen: list[str] = []
    cursor = None
    while True:
        query = SortedQuery(limit=limit, cursor=cursor)
        page = await hiring.look(read_timeline, person_id, query)
        seen += [entry.id for entry in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == ["note.written:3", "note.written:2", "note.written:1", "applied:1"]


async def test_interviews_and_final_scores_are_part_of_it(
    workshop: WorkShop, hiring: Hiring, clock: SettableClock
) -> None:
    async with writing(workshop) as journal:
        play = await open_play(workshop, journal, questions=1)
        await hold(play, clock)

    told = await kinds(hiring, await hiring.person(play.planned.application_id))

    assert told == [
        "score.final",
        "interview.ended",
        "interview.started",
        "status.moved",
        "interview.planned",
        "applied",
    ]


async def test_candidates_read_no_timeline(hiring: Hiring) -> None:
    person_id = await hiring.newcomer()
    amina = await hiring.account("amina")

    with pytest.raises(NotAllowed):
        await hiring.look(read_timeline, person_id, SortedQuery(), by=amina)
