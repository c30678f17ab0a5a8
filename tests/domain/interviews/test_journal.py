"""The answer journal: what is saved, what is refused, and in which order."""

import asyncio

import pytest

from domain.interviews import conduct, journal
from domain.interviews.errors import InterviewPaused, QuestionNotOpen, StaleEdit
from domain.interviews.journal import MOST_IN_GROUP, AnswerEdited, AnswerJournal
from domain.interviews.schemas import EditAnswer, EditSaved, PushQuestion
from domain.interviews.splices import Splice, SpliceOutsideText, TextTooLarge
from domain.kit.errors import DomainError, NotFound
from domain.kit.work import WorkShop
from tests.domain.interviews.stored import assert_texts_are_the_fold_of_their_edits, stored_edits
from tests.factories.play import Play, open_play
from tests.factories.values import full_text, insertion


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
        acks = list(await asyncio.gather(play.edit(edit), play.edit(edit)))
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


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("whole", [False, True])
async def test_a_duplicated_tab_does_not_pass_for_the_one_it_was_copied_from(
    play: Play, question: int, *, together: bool, whole: bool
) -> None:
    await play.edit(insertion(question, 1, 0, "We"))
    mine, copied = insertion(question, 2, 2, " agree"), insertion(question, 2, 2, " differ")
    if whole:
        copied = full_text(question, 2, "We differ")

    if together:
        outcomes = await asyncio.gather(play.edit(mine), play.edit(copied), return_exceptions=True)
        refusal = outcomes[1]
    else:
        await play.edit(mine)
        [refusal] = await asyncio.gather(play.edit(copied), return_exceptions=True)

    assert isinstance(refusal, StaleEdit)
    assert refusal.details["text"] == (await play.answer(question)).text == "We agree"


async def test_a_revision_resent_as_the_whole_text_is_known_again(
    play: Play, question: int
) -> None:
    await play.edit(insertion(question, 1, 0, "once"))

    assert (await play.edit(full_text(question, 1, "once"))).rev == 1


@pytest.mark.parametrize(("base_rev", "rev"), [(0, 1), (0, 2), (1, 2), (1, 9), (0, 9), (3, 4)])
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


async def test_the_journal_does_not_remember_every_writer_for_ever(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MOST_CACHED", 2)

    for number, question in enumerate(play.planned.questions):
        if number:
            await play.staff(conduct.push_question, PushQuestion(question_id=question))
        await play.edit(insertion(question, 1, 0, "x"))

    assert len(play.journal._texts) <= 2
    assert len(play.journal._audited) <= 2
