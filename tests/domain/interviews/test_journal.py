"""The answer journal: what was acknowledged stays, whatever else happens."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, text

from domain.audit.models import AuditRecord
from domain.interviews import conduct
from domain.interviews.errors import InterviewPaused, QuestionNotOpen, StaleEdit
from domain.interviews.journal import MOST_IN_GROUP, AnswerEdited, AnswerJournal, StorageBusy
from domain.interviews.models import AnswerEdit, InterviewAnswer
from domain.interviews.schemas import EditAnswer, EditSaved, PushQuestion, SubmittedAnswer
from domain.interviews.splices import Splice, SpliceOutsideText, TextTooLarge, apply_splices
from domain.kit.errors import DomainError, NotFound
from domain.kit.work import WorkShop
from server.app import open_workshop
from server.config import Settings
from tests.factories.clock import SettableClock
from tests.factories.play import Play, open_play, writing
from tests.factories.values import full_text, insertion


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


async def stored_edits(workshop: WorkShop) -> dict[int, list[AnswerEdit]]:
    async with workshop.database.reading() as session:
        rows = await session.scalars(select(AnswerEdit).order_by(AnswerEdit.rev))
        found: dict[int, list[AnswerEdit]] = {}
        for row in rows:
            found.setdefault(row.answer_id, []).append(row)
    return found


async def assert_texts_are_the_fold_of_their_edits(workshop: WorkShop) -> None:
    edits = await stored_edits(workshop)
    async with workshop.database.reading() as session:
        answers = list(await session.scalars(select(InterviewAnswer)))
    for answer in answers:
        kept = edits.get(answer.id, [])
        splices = [Splice.model_validate(s) for edit in kept for s in edit.splices]
        assert answer.answer_text == apply_splices("", splices)
        assert answer.rev == (kept[-1].rev if kept else 0)
        assert [e.base_rev for e in kept] == [0, *(e.rev for e in kept[:-1])][: len(kept)]


async def test_an_acknowledged_edit_is_stored(play: Play, question: int) -> None:
    saved = await play.edit(insertion(question, 1, 0, "Everything"))

    answer = await play.answer(question)
    assert (saved.rev, answer.rev, answer.text) == (1, 1, "Everything")
    assert saved.saved_at == play.workshop.clock()


async def test_edits_sent_at_once_are_stored_in_the_order_they_were_sent(
    play: Play, question: int
) -> None:
    letters = "Everything is a resource 😀"

    edits = [insertion(question, n, n - 1, char) for n, char in enumerate(letters, start=1)]
    acks = await asyncio.gather(*(play.edit(edit) for edit in edits))

    assert [ack.rev for ack in acks] == list(range(1, len(letters) + 1))
    assert (await play.answer(question)).text == letters
    await assert_texts_are_the_fold_of_their_edits(play.workshop)


async def test_a_group_larger_than_one_commit_keeps_its_order(play: Play, question: int) -> None:
    count = MOST_IN_GROUP + 20

    await asyncio.gather(*(play.edit(insertion(question, n, 0, "x")) for n in range(1, count + 1)))

    answer = await play.answer(question)
    assert (answer.rev, len(answer.text)) == (count, count)


@pytest.mark.parametrize("together", [False, True])
async def test_a_resent_revision_is_acknowledged_and_changes_nothing(
    play: Play, question: int, *, together: bool
) -> None:
    edit = insertion(question, 1, 0, "once")

    if together:
        acks = await asyncio.gather(play.edit(edit), play.edit(edit))
    else:
        acks = [await play.edit(edit), await play.edit(edit)]

    assert [ack.rev for ack in acks] == [1, 1]
    assert (await play.answer(question)).text == "once"
    [kept] = (await stored_edits(play.workshop)).values()
    assert len(kept) == 1


async def test_a_revision_resent_after_newer_ones_is_told_the_newest(
    play: Play, question: int
) -> None:
    first = insertion(question, 1, 0, "a")
    await play.edit(first)
    await play.edit(insertion(question, 2, 1, "b"))

    ack = await play.edit(first)

    assert ack.rev == 2
    assert (await play.answer(question)).text == "ab"


async def test_a_resent_revision_is_acknowledged_even_after_the_submit(
    play: Play, question: int
) -> None:
    edit = insertion(question, 1, 0, "done")
    await play.edit(edit)
    await play.submit(question, 1, "done")

    ack = await play.edit(edit)

    assert ack.rev == 1
    assert (await play.answer(question)).text == "done"


@pytest.mark.parametrize(
    ("base_rev", "rev"), [(0, 1), (0, 2), (1, 2), (1, 9), (0, 9), (3, 4)]
)
async def test_an_edit_of_another_tab_that_builds_on_an_old_revision_gets_the_servers_text(
    play: Play, question: int, base_rev: int, rev: int
) -> None:
    await play.edit(insertion(question, 1, 0, "a"))
    await play.edit(insertion(question, 2, 1, "b"))

    with pytest.raises(StaleEdit) as refusal:
        await play.edit(full_text(question, rev, "rival", base_rev=base_rev, client_id="other"))

    assert refusal.value.details == {"rev": 2, "text": "ab", "client_id": "tab"}
    assert (await play.answer(question)).text == "ab"


async def test_revisions_may_leap_forward(play: Play, question: int) -> None:
    await play.edit(full_text(question, 5, "five", base_rev=0))

    await play.edit(full_text(question, 9, "nine", base_rev=5))

    assert (await play.answer(question)).rev == 9
    await assert_texts_are_the_fold_of_their_edits(play.workshop)


async def test_a_full_text_is_kept_as_the_splice_that_leads_to_it(
    play: Play, question: int
) -> None:
    await play.edit(full_text(question, 1, "REST is state"))

    await play.edit(full_text(question, 2, "REST is stateless"))

    [[_, edit]] = (await stored_edits(play.workshop)).values()
    assert edit.splices == [{"at": 13, "remove": 0, "insert": "less", "t": 0}]


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (lambda q: insertion(q, 1, 5, "x"), SpliceOutsideText),
        (
            lambda q: EditAnswer(
                question_id=q,
                client_id="tab",
                base_rev=0,
                rev=1,
                splices=[Splice(at=0, insert="x" * 20_000), Splice(at=0, insert="y")],
            ),
            TextTooLarge,
        ),
        (lambda q: insertion(q + 1, 1, 0, "x"), QuestionNotOpen),
        (lambda q: insertion(q + 10_000, 1, 0, "x"), NotFound),
    ],
)
async def test_what_cannot_be_saved_is_refused_and_leaves_no_trace(
    play: Play, question: int, edit: object, refusal: type[DomainError]
) -> None:
    assert callable(edit)

    with pytest.raises(refusal):
        await play.edit(edit(question))

    assert await stored_edits(play.workshop) == {}
    assert (await play.edit(insertion(question, 1, 0, "good"))).rev == 1


async def test_a_bad_edit_does_not_harm_the_others_of_its_group(play: Play, question: int) -> None:
    outcomes = await asyncio.gather(
        play.edit(insertion(question, 1, 0, "good")),
        play.edit(insertion(question, 2, 99, "outside")),
        play.edit(insertion(question, 2, 4, " again")),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [EditSaved, SpliceOutsideText, EditSaved]
    assert (await play.answer(question)).text == "good again"


async def test_edits_wait_while_the_room_is_paused(play: Play, question: int) -> None:
    await play.staff(conduct.pause_room)

    with pytest.raises(InterviewPaused):
        await play.edit(insertion(question, 1, 0, "x"))

    await play.staff(conduct.resume_room)
    assert (await play.edit(insertion(question, 1, 0, "x"))).rev == 1


async def test_nothing_changes_an_answer_after_its_submit(play: Play, question: int) -> None:
    await play.edit(insertion(question, 1, 0, "final"))
    await play.submit(question, 1, "final")

    with pytest.raises(QuestionNotOpen):
        await play.edit(insertion(question, 2, 0, "not "))

    assert (await play.answer(question)).text == "final"


async def test_another_interviews_question_is_not_found(
    play: Play, workshop: WorkShop, journal: AnswerJournal
) -> None:
    other = await open_play(workshop, journal)

    with pytest.raises(NotFound):
        await play.edit(insertion(other.planned.questions[0], 1, 0, "x"))


async def test_many_answers_are_written_at_once(
    workshop: WorkShop, journal: AnswerJournal
) -> None:
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


async def test_when_the_database_refuses_the_edit_is_not_acknowledged(
    play: Play, question: int
) -> None:
    await play.edit(insertion(question, 1, 0, "kept"))
    await _execute(play.workshop, "ALTER TABLE answer_edits RENAME TO elsewhere")

    with pytest.raises(StorageBusy) as refusal:
        await play.edit(insertion(question, 2, 4, " lost"))

    await _execute(play.workshop, "ALTER TABLE elsewhere RENAME TO answer_edits")
    assert refusal.value.retry_after_s == 1
    assert (await play.answer(question)).text == "kept"
    assert (await play.edit(insertion(question, 2, 4, " and more"))).rev == 2
    assert (await play.answer(question)).text == "kept and more"
    await assert_texts_are_the_fold_of_their_edits(play.workshop)


async def test_a_writer_whose_first_commit_failed_is_in_the_audit_all_the_same(
    play: Play, question: int
) -> None:
    await _execute(play.workshop, "ALTER TABLE audit_records RENAME TO elsewhere")
    with pytest.raises(StorageBusy):
        await play.edit(insertion(question, 1, 0, "x"))
    await _execute(play.workshop, "ALTER TABLE elsewhere RENAME TO audit_records")

    await play.edit(insertion(question, 1, 0, "x"))

    assert await _audited_changes(play) == 1


async def test_the_audit_notes_the_first_edit_of_an_answer_only(play: Play, question: int) -> None:
    for rev in (1, 2, 3):
        await play.edit(insertion(question, rev, 0, "x"))

    assert await _audited_changes(play) == 1


async def test_listeners_hear_of_saved_edits_once_and_in_order(play: Play, question: int) -> None:
    heard: list[tuple[int, int, str]] = []

    def hear(announcement: object) -> None:
        if isinstance(announcement, AnswerEdited):
            heard.append((announcement.base_rev, announcement.rev, announcement.text))

    play.workshop.listen(hear)
    edits = [insertion(question, 1, 0, "a"), insertion(question, 2, 1, "b")]

    await asyncio.gather(*(play.edit(edit) for edit in [*edits, edits[0]]))

    assert heard == [(0, 1, "a"), (1, 2, "ab")]


async def test_what_is_queued_when_the_journal_stops_is_still_saved(
    play: Play, question: int
) -> None:
    edits = [insertion(question, n, 0, "x") for n in range(1, 20)]
    acks = [asyncio.create_task(play.edit(edit)) for edit in edits]
    await asyncio.sleep(0)

    await play.journal.stop()

    assert [ack.result().rev for ack in acks] == list(range(1, 20))


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


async def _execute(workshop: WorkShop, statement: str) -> None:
    async with workshop.database.writing() as session:
        await session.execute(text(statement))


async def _audited_changes(play: Play) -> int:
    table = InterviewAnswer.__tablename__
    async with play.workshop.database.reading() as session:
        rows = await session.scalars(
            select(AuditRecord).where(
                AuditRecord.actor == play.candidate.key,
                AuditRecord.action == "change",
                AuditRecord.entity == table,
            )
        )
        return len(list(rows))
