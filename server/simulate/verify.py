"""Was anything lost? What clients know to be acknowledged against what the server holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from domain.interviews.models import AnswerEdit, InterviewAnswer
from domain.kit.actor import SYSTEM
from domain.kit.work import WorkShop
from server.simulate.draft import Draft, fold_wire
from server.simulate.scenes import Record, StoredAnswer

Stored = Mapping[tuple[int, int], StoredAnswer]


def losses(records: list[Record], stored: Stored) -> list[str]:
    """Return one sentence for each acknowledged revision that is missing or differs."""
    return [
        loss
        for record in records
        for draft in record.drafts
        for loss in _losses_of(draft, record, stored.get((draft.session_id, draft.question_id)))
    ]


async def read_stored(workshop: WorkShop) -> dict[tuple[int, int], StoredAnswer]:
    """Return every answer of the database by session and question, its edits folded again."""
    answers, edits = InterviewAnswer, AnswerEdit
    async with workshop.look(SYSTEM) as work:
        columns = (answers.id, answers.session_id, answers.question_id)
        texts = (answers.rev, answers.answer_text)
        rows = (await work.session.execute(select(*columns, *texts))).all()
        changes = (edits.answer_id, edits.rev, edits.base_rev, edits.splices)
        journal = await work.session.execute(select(*changes).order_by(edits.answer_id, edits.rev))
        folded = _fold_journal(journal.all())
    return {
        (row.session_id, row.question_id): StoredAnswer(
            row.rev, row.answer_text, folded.get(row.id, {})
        )
        for row in rows
    }


def _fold_journal(rows: Any) -> dict[int, dict[int, str]]:
    """Return the text per answer and revision; a revision that builds on a gap has none."""
    folded: dict[int, dict[int, str]] = {}
    for answer_id, rev, base_rev, splices in rows:
        texts = folded.setdefault(answer_id, {0: ""})
        if base_rev in texts:
            texts[rev] = fold_wire(texts[base_rev], splices)
    return folded


def _losses_of(draft: Draft, record: Record, stored: StoredAnswer | None) -> Iterator[str]:
    place = f"interview {draft.session_id}, question {draft.question_id}"
    known = draft.acknowledged
    if stored is None:
        yield from (f"{place}: revision {rev} is missing" for rev in known)
        return
    if stored.texts is None:
        known = {rev: text for rev, text in known.items() if rev >= stored.rev}
    held = {stored.rev: stored.text} if stored.texts is None else stored.texts
    for rev, text in known.items():
        if rev not in held:
            yield f"{place}: revision {rev} is missing"
        elif held[rev] != text:
            yield f"{place}: revision {rev} differs"
    if held.get(stored.rev, "") != stored.text:
        yield f"{place}: the text is not the fold of its edits"
    submitted = record.submitted.get(draft.question_id)
    if submitted is not None and submitted != stored.text:
        yield f"{place}: the answer that was handed in differs"
