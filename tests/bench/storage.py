"""Saving edits of many rooms in SQLite: commits in groups against one commit per edit."""

import asyncio
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from domain.interviews.conduct import push_question, start_room
from domain.interviews.journal import AnswerJournal
from domain.interviews.models import AnswerEdit, InterviewAnswer
from domain.interviews.schemas import EditAnswer, PushQuestion
from domain.interviews.splices import Splice
from domain.kit.actor import SYSTEM
from domain.kit.clock import utc_now
from domain.kit.work import WorkShop
from server.app import open_workshop
from server.config import load_settings
from server.simulate.plan import Plan
from server.simulate.rehearsal import arrange_here, settings_in
from server.simulate.scenes import Scene
from tests.bench.compare import Contender, comparison, take_turns

ROOMS, ROUNDS, EDITS_PER_ROUND = 20, 6, 5


async def compare_storage(folder: Path) -> str:
    """Return the comparison of the time until an edit is durable, with an edit from every room."""
    settings = settings_in(folder, load_settings())
    scenes = await arrange_here(Plan(ROOMS * 2, 0.1), settings)
    workshop = open_workshop(settings)
    for scene in scenes:
        async with workshop.begin(SYSTEM) as work:
            await start_room(work, SYSTEM, scene.session_id)
            push = PushQuestion(question_id=scene.questions[0])
            await push_question(work, SYSTEM, scene.session_id, push)
    journal = AnswerJournal(workshop)
    journal.start()
    grouped = _Grouped(journal, scenes[:ROOMS])
    single = _Single(workshop, scenes[ROOMS:])
    ours = Contender("group commit", grouped.round)
    peer = Contender("one commit per edit", single.round)
    await take_turns(ours, peer, ROUNDS)
    await journal.stop()
    await workshop.database.close()
    return comparison(f"Saving an edit in SQLite, {ROOMS} rooms at once", ours, peer)


class _Grouped:
    """All rooms' edits go through the journal at the same moment."""

    def __init__(self, journal: AnswerJournal, scenes: list[Scene]) -> None:
        self._journal = journal
        self._scenes = scenes
        self._rev = 0

    async def round(self) -> list[float]:
        times: list[float] = []
        for _ in range(EDITS_PER_ROUND):
            self._rev += 1
            times += await asyncio.gather(*(self._save(scene) for scene in self._scenes))
        return times

    async def _save(self, scene: Scene) -> float:
        began = time.perf_counter()
        edit = _edit(scene.questions[0], self._rev)
        await self._journal.edit(SYSTEM, scene.session_id, edit)
        return (time.perf_counter() - began) * 1_000


class _Single:
    """The same statements, with a transaction for each edit."""

    def __init__(self, workshop: WorkShop, scenes: list[Scene]) -> None:
        self._workshop = workshop
        self._scenes = scenes
        self._rev = 0

    async def round(self) -> list[float]:
        times: list[float] = []
        for _ in range(EDITS_PER_ROUND):
            self._rev += 1
            times += await asyncio.gather(*(self._save(scene) for scene in self._scenes))
        return times

    async def _save(self, scene: Scene) -> float:
        began = time.perf_counter()
        edit = _edit(scene.questions[0], self._rev)
        place = (InterviewAnswer.session_id == scene.session_id) & (
            InterviewAnswer.question_id == edit.question_id
        )

        def write(connection: Connection) -> None:
            answer = connection.execute(
                select(InterviewAnswer.id, InterviewAnswer.answer_text).where(place)
            ).one()
            connection.execute(insert(AnswerEdit), [_row(answer.id, edit)])
            changed = {"answer_text": answer.answer_text + "x", "rev": edit.rev}
            connection.execute(
                update(InterviewAnswer).where(InterviewAnswer.id == answer.id).values(**changed)
            )

        await self._workshop.database.write_at_once(write)
        return (time.perf_counter() - began) * 1_000


def _edit(question_id: int, rev: int) -> EditAnswer:
    splice = Splice(at=rev - 1, insert="x", t=rev)
    return EditAnswer(
        question_id=question_id, client_id="bench", base_rev=rev - 1, rev=rev, splices=[splice]
    )


def _row(answer_id: int, edit: EditAnswer) -> dict[str, Any]:
    splices = [splice.model_dump() for splice in edit.splices]
    fields = edit.model_dump(include={"rev", "base_rev", "client_id"})
    return fields | {"answer_id": answer_id, "splices": splices, "at": utc_now()}
