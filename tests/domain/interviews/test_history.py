"""Catching up: what was missed, or a fresh start when that is shorter."""

from collections.abc import AsyncIterator

import pytest

from domain.interviews import conduct
from domain.interviews.events import HelpRequested, RoomChange
from domain.interviews.history import MOST_EVENTS, read_answer
from domain.interviews.schemas import AddNote, PushQuestion
from domain.interviews.store import commit_changes, load_room
from domain.kit.actor import NOBODY, Actor, Role
from domain.kit.errors import NotFound
from domain.kit.work import WorkShop
from tests.factories.play import Play, open_play, writing


@pytest.fixture
async def play(workshop: WorkShop) -> AsyncIterator[Play]:
    async with writing(workshop) as journal:
        yield await open_play(workshop, journal)


async def test_only_what_was_missed_is_told_again(play: Play) -> None:
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    await play.staff(conduct.pause_room)

    missed = await play.events(after=1)

    assert [(e.seq, e.type) for e in missed.events] == [(2, "question.pushed"), (3, "room.paused")]
    assert (missed.seq, missed.resync) == (3, False)
    assert (await play.events(after=3)).events == []


async def test_too_much_to_tell_again_asks_for_a_snapshot(play: Play) -> None:
    async with play.workshop.begin(play.candidate) as work:
        loaded = await load_room(work, play.candidate, play.session_id, changing=True)
        cries: list[RoomChange] = [HelpRequested(message="x")] * (MOST_EVENTS + 1)
        await commit_changes(work, play.candidate, loaded, cries)

    assert (await play.events(after=0)).resync
    assert len((await play.events(after=1)).events) == MOST_EVENTS


async def test_a_number_of_another_stream_asks_for_a_snapshot(play: Play) -> None:
    await play.staff(conduct.start_room)
    await play.staff(conduct.add_note, AddNote(text="x"))

    assert not (await play.events(after=2)).resync
    assert (await play.events(play.candidate, after=2)).resync


async def test_a_room_is_for_those_who_belong_to_it(play: Play) -> None:
    stranger = Actor(key="user:99", role=Role.CANDIDATE, user_id=99)
    other_guest = Actor.guest(9, play.session_id + 1, play.planned.application_id + 1)

    for outsider in (NOBODY, stranger, other_guest):
        with pytest.raises(NotFound):
            await play.room(outsider)
        with pytest.raises(NotFound):
            await play.events(outsider)


async def test_a_candidate_reads_answers_of_asked_questions_only(play: Play) -> None:
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    asked, waiting, _ = play.planned.questions

    assert (await play.guest(read_answer, asked)).rev == 0
    with pytest.raises(NotFound):
        await play.guest(read_answer, waiting)
    assert (await play.staff(read_answer, waiting)).rev == 0
