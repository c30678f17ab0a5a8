"""Holding an interview without people: answers are typed as splices on a travelling clock."""

import asyncio
from collections.abc import Iterator, Mapping

from domain.interviews import answering, conduct, scores
from domain.interviews.journal import AnswerJournal
from domain.interviews.rules import text_hash
from domain.interviews.schemas import (
    AddNote,
    AskInvite,
    EditAnswer,
    PushQuestion,
    SetConsent,
    SubmitAnswer,
)
from domain.interviews.sessions import invite_candidate, redeem_invite
from domain.interviews.splices import Splice
from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import WorkShop
from domain.scoring.scorer import AnswerScorer
from server.demo.travel import TravellingClock

WORDS_AT_ONCE = 4
MS_PER_WORD = 450
TAB = "demo"


async def hold_interview(  # noqa: PLR0913  # the whole scene is needed to play it
    workshop: WorkShop,
    clock: TravellingClock,
    recruiter: Actor,
    scorer: AnswerScorer,
    session_id: int,
    answers: Mapping[int, str],
    note: str,
) -> None:
    """Hold the interview from start to end: ``answers`` maps question ids to what is said."""
    candidate = await _candidate_of(workshop, session_id)
    async with workshop.begin(candidate) as work:
        for purpose in ("ai_score", "keep"):
            consent = SetConsent(purpose=purpose, granted=True, text_version="demo-1")
            await answering.set_consent(work, candidate, session_id, consent)
    async with workshop.begin(recruiter) as work:
        await conduct.start_room(work, recruiter, session_id)
    journal = AnswerJournal(workshop)
    journal.start()
    for question_id, text in answers.items():
        push = PushQuestion(question_id=question_id)
        async with workshop.begin(recruiter) as work:
            await conduct.push_question(work, recruiter, session_id, push)
        await _answer(workshop, clock, journal, candidate, session_id, question_id, text)
        await _score(workshop, scorer, session_id, question_id)
    await journal.stop()
    async with workshop.begin(recruiter) as work:
        if note:
            await conduct.add_note(work, recruiter, session_id, AddNote(text=note))
        await conduct.end_room(work, recruiter, session_id)


def typed(question_id: int, text: str) -> Iterator[EditAnswer]:
    """Yield the edits of somebody who types ``text`` a few words at a time."""
    words = text.split(" ")
    at = 0
    for rev, start in enumerate(range(0, len(words), WORDS_AT_ONCE), start=1):
        piece = " ".join(words[start : start + WORDS_AT_ONCE])
        piece = piece if start == 0 else " " + piece
        splice = Splice(at=at, insert=piece, t=(start + WORDS_AT_ONCE) * MS_PER_WORD)
        at += len(piece)
        yield EditAnswer(
            question_id=question_id, client_id=TAB, base_rev=rev - 1, rev=rev, splices=[splice]
        )


async def _answer(  # noqa: PLR0913  # as above
    workshop: WorkShop,
    clock: TravellingClock,
    journal: AnswerJournal,
    candidate: Actor,
    session_id: int,
    question_id: int,
    text: str,
) -> None:
    edits = list(typed(question_id, text))
    saved = await asyncio.gather(*(journal.edit(candidate, session_id, edit) for edit in edits))
    clock.go_on(edits[-1].splices[-1].t / 1_000)
    command = SubmitAnswer(
        question_id=question_id,
        rev=saved[-1].rev,
        text_sha256=text_hash(text),
        idempotency_key=f"{TAB}-{session_id}-{question_id}",
    )
    async with workshop.begin(candidate) as work:
        await answering.submit_answer(work, candidate, session_id, command)
    clock.go_on(20)


async def _score(
    workshop: WorkShop, scorer: AnswerScorer, session_id: int, question_id: int
) -> None:
    async with workshop.look(SYSTEM) as work:
        found = await scores.read_final_answer(work, session_id, question_id)
    if found is not None:
        score = await asyncio.to_thread(scorer.score, *found)
        async with workshop.begin(SYSTEM) as work:
            await scores.store_score(work, session_id, question_id, score)


async def _candidate_of(workshop: WorkShop, session_id: int) -> Actor:
    async with workshop.begin(SYSTEM) as work:
        invite = await invite_candidate(work, SYSTEM, session_id, AskInvite(), "")
        return await redeem_invite(work, invite.invite, session_id, TAB)
