"""The answer journal when the database refuses, and what the audit says of it all."""

import pytest
from sqlalchemy import select, text

from domain.audit.models import AuditRecord
from domain.interviews.journal import StorageBusy
from domain.interviews.models import InterviewAnswer
from domain.kit.work import WorkShop
from tests.domain.interviews.stored import assert_texts_are_the_fold_of_their_edits
from tests.factories.play import Play
from tests.factories.values import insertion


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
