"""The scorer's own process may die; answers are scored all the same."""

import asyncio
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from domain.scoring.schemas import QuestionSpec, ScoringPolicy
from server import aside
from server.scoring import ScoringRoom


async def test_a_scorer_that_dies_is_replaced_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[ProcessPoolExecutor] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            hired.append(self)

    monkeypatch.setattr(aside, "ProcessPoolExecutor", Counted)
    room = ScoringRoom(tmp_path, ScoringPolicy(), processes=1)
    spec = QuestionSpec(question="Explain REST", gold="Every request is stateless.", key_points=())
    before = await room.score(spec, "Every request is stateless.")
    asked = [asyncio.create_task(room.score(spec, "Every request is stateless.")) for _ in "abc"]
    await asyncio.sleep(0)

    for pid in hired[0]._processes:
        os.kill(pid, signal.SIGKILL)
    after = await asyncio.gather(*asked, room.score(spec, "Every request is stateless."))

    assert {score.overall for score in after} == {before.overall}
    assert len(hired) == 2
    room.close()
