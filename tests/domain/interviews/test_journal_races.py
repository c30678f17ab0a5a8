"""The answer journal when many write at once, hand in meanwhile, or write through two nodes."""

import asyncio

from domain.interviews import conduct
from domain.interviews.errors import QuestionNotOpen, StaleEdit
from domain.interviews.journal import AnswerJournal
from domain.interviews.schemas import EditSaved, PushQuestion, SubmittedAnswer
from domain.kit.errors import DomainError
from domain.kit.work import WorkShop
from server.app import open_workshop
from server.config import Settings
from tests.domain.interviews.stored import assert_texts_are_the_fold_of_their_edits
from tests.factories.clock import SettableClock
from tests.factories.play import Play, open_play, writing
from tests.factories.values import full_text, insertion


async def test_many_answers_are_written_at_once(workshop: WorkShop, journal: AnswerJournal) -> None:
    plays = [await open_play(workshop, journal, questions=1) for _ in range(8)]
    for play in plays:
        await play.staff(conduct.start_room)
        await play.staff(conduct.push_question, PushQuestion())

    async def type_word(play: Play, word: str) -> None:
        for n, char in enumerate(word, start=1):
            await play.edit(insertion(play.planned.questions[0], n, n - 1, char))

    words = [f"word {number}" for number in range(len(plays))]
    await asyncio.gather(*(type_word(*pair) for pair in zip(plays, words, strict=True)))

    texts = [(await play.answer(play.planned.questions[0])).text for play in plays]
    assert texts == words
    await assert_texts_are_the_fold_of_their_edits(workshop)


async def test_submits_at_once_hand_in_exactly_one_answer(play: Play, question: int) -> None:
    await play.edit(insertion(question, 1, 0, "mine"))

    handed_in = await asyncio.gather(*(play.submit(question, 1, "mine") for _ in range(6)))

    assert len({answer.model_dump_json() for answer in handed_in}) == 1
    types = [event.type for event in (await play.events()).events]
    assert types.count("answer.submitted") == 1


async def test_a_second_submit_gets_the_first_answer_whatever_it_says(
    play: Play, question: int
) -> None:
    await play.edit(insertion(question, 1, 0, "mine"))
    first = await play.submit(question, 1, "mine")

    assert await play.submit(question, 7, "something else") == first


async def test_an_edit_that_races_a_submit_is_in_the_answer_or_refused(
    workshop: WorkShop, journal: AnswerJournal
) -> None:
    play = await open_play(workshop, journal, questions=12)
    await play.staff(conduct.start_room)
    for number, question in enumerate(play.planned.questions):
        await play.staff(conduct.push_question, PushQuestion(question_id=question))
        await play.edit(insertion(question, 1, 0, "before"))

        submit = asyncio.create_task(play.submit(question, 1, "before"))
        await asyncio.sleep(0.001 * number)
        edit = await _outcome(play.edit(insertion(question, 2, 6, " after")))
        handed_in = await _outcome(submit)

        answer = await play.answer(question)
        if isinstance(edit, EditSaved):
            assert answer.text == "before after"
            assert isinstance(handed_in, StaleEdit)
        else:
            assert isinstance(edit, QuestionNotOpen)
            assert isinstance(handed_in, SubmittedAnswer)
            assert answer.text == handed_in.text == "before"


async def _outcome(awaitable: object) -> object:
    assert asyncio.iscoroutine(awaitable) or isinstance(awaitable, asyncio.Task)
    try:
        return await awaitable
    except DomainError as refusal:
        return refusal


async def test_an_edit_is_in_the_answer_when_the_interviewer_closes_the_question(
    play: Play, question: int
) -> None:
    acks, _ = await asyncio.gather(
        asyncio.gather(
            *(play.edit(insertion(question, n, 0, "x")) for n in range(1, 30)),
            return_exceptions=True,
        ),
        play.staff(conduct.close_question),
    )

    saved = [ack for ack in acks if isinstance(ack, EditSaved)]
    answer = await play.answer(question)
    assert (answer.status, answer.rev) == ("submitted", len(saved))
    assert all(isinstance(ack, EditSaved | QuestionNotOpen) for ack in acks)


async def test_two_nodes_write_one_answer_without_losing_an_acknowledged_edit(
    play: Play, question: int, settings: Settings, clock: SettableClock
) -> None:
    elsewhere = open_workshop(settings, clock)
    acknowledged: list[str] = []

    async def keep_writing(node: Play, letter: str) -> None:
        written = 0
        rev, text = 0, ""
        while written < 12:
            edit = full_text(question, rev + 1, text + letter, client_id=letter)
            try:
                rev = (await node.edit(edit)).rev
            except StaleEdit as stale:
                rev, text = int(str(stale.details["rev"])), str(stale.details["text"])
                continue
            text += letter
            acknowledged.append(text)
            written += 1

    async with writing(elsewhere) as other:
        node = Play(elsewhere, other, play.planned, play.recruiter)
        await asyncio.gather(keep_writing(play, "a"), keep_writing(node, "b"))
    await elsewhere.database.close()

    answer = await play.answer(question)
    assert (answer.rev, len(answer.text)) == (24, 24)
    assert answer.text.count("a") == answer.text.count("b") == 12
    assert all(answer.text.startswith(text) for text in acknowledged)
    await assert_texts_are_the_fold_of_their_edits(play.workshop)
