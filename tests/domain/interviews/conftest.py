"""An interview that is being written in."""

from collections.abc import AsyncIterator

import pytest

from domain.interviews import conduct
from domain.interviews.journal import AnswerJournal
from domain.interviews.schemas import PushQuestion
from domain.kit.work import WorkShop
from tests.factories.play import Play, open_play, writing


@pytest.fixture
async def journal(workshop: WorkShop) -> AsyncIterator[AnswerJournal]:
    async with writing(workshop) as journal:
        yield journal


@pytest.fixture
async def play(workshop: WorkShop, journal: AnswerJournal) -> Play:
    """An interview whose first question is open."""
    play = await open_play(workshop, journal)
    await play.staff(conduct.start_room)
    await play.staff(conduct.push_question, PushQuestion())
    return play


@pytest.fixture
def question(play: Play) -> int:
    return play.planned.questions[0]
