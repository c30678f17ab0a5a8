"""Live scores: nothing is kept of rooms that are over, and a will said elsewhere counts."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from domain.interviews import answering, conduct
from domain.interviews.journal import AnswerJournal
from domain.interviews.live import LiveScores, ScorePartial
from domain.interviews.schemas import PushQuestion, SetConsent
from domain.kit.work import Announcement, WorkShop
from domain.scoring.schemas import QuestionSpec, Score
from tests.factories.play import Play, open_play
from tests.factories.values import make_score
from tests.factories.waiting import until


class Leisurely:
    """A scorer that answers when the test lets it."""

    def __init__(self) -> None:
        self.asked = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def score(self, spec: QuestionSpec, answer: str) -> Score:
        self.asked += 1
        await self.go_on.wait()
        return make_score()


@pytest.fixture
def scorer() -> Leisurely:
    return Leisurely()


@pytest.fixture
async def live(workshop: WorkShop, scorer: Leisurely) -> AsyncIterator[LiveScores]:
    live = LiveScores(workshop, scorer)
    live.start()
    yield live
    scorer.go_on.set()
    await live.stop()


@pytest.fixture
def partials(workshop: WorkShop) -> list[int]:
    """The revisions whose score was announced."""
    heard: list[int] = []

    def hear(announcement: Announcement) -> None:
        if isinstance(announcement, ScorePartial):
            heard.append(announcement.rev)

    workshop.listen(hear)
    return heard


def decide(*, granted: bool) -> SetConsent:
    return SetConsent(purpose="ai_score", granted=granted, text_version="1")


async def test_nothing_is_kept_of_a_room_that_ended_while_it_was_scored(
    play: Play, question: int, live: LiveScores, scorer: Leisurely, partials: list[int]
) -> None:
    await play.guest(answering.set_consent, decide(granted=True))
    scorer.go_on.clear()
    await play.write(question, "Resources.")
    await until(lambda: scorer.asked == 1)

    await play.staff(conduct.end_room)
    scorer.go_on.set()
    await live.stop()

    assert len(live._specs) == 0
    assert partials == []


async def test_what_is_kept_of_rooms_that_never_end_is_bounded(
    workshop: WorkShop,
    journal: AnswerJournal,
    live: LiveScores,
    partials: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("domain.interviews.live.MOST_ROOMS", 2)

    for _ in range(4):
        play = await open_play(workshop, journal, questions=1)
        await play.guest(answering.set_consent, decide(granted=True))
        await play.staff(conduct.start_room)
        await play.staff(conduct.push_question, PushQuestion())
        partials.clear()
        await play.write(play.planned.questions[0], "Resources.")
        await until(lambda: len(partials) == 1)

    assert len(live._specs) <= 2
