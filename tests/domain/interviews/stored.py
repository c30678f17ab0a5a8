"""What the database holds of answers and their edits."""

from sqlalchemy import select

from domain.interviews.models import AnswerEdit, InterviewAnswer
from domain.interviews.splices import Splice, apply_splices
from domain.kit.work import WorkShop


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
