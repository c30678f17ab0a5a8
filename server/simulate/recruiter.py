"""A simulated recruiter: starts, pushes questions, watches the text and the scores grow."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from server.simulate.figures import Figures, Trace
from server.simulate.line import Line, Refused
from server.simulate.pulse import Curtain
from server.simulate.scenes import Scene
from server.simulate.screen import Screen

NODS_S = (0.3, 1.2)
# A server killed while it scores does so again only when the lease of that job is over.
SCORED_WITHIN_S = 8
# Refusals which say that a repeated command was carried out the first time.
DONE_BEFORE = {"InterviewRunning", "QuestionAlreadyAsked", "InterviewEnded"}


@dataclass(slots=True)
class Recruiter:
    """Conducts one interview. Implements ``Person``."""

    scene: Scene
    figures: Figures
    trace: Trace
    curtain: Curtain
    rng: Random
    line: Line = field(init=False)
    screen: Screen = field(default_factory=Screen)
    is_ready: asyncio.Event = field(default_factory=asyncio.Event)
    _submitted: set[int] = field(default_factory=set)
    _scored: set[int] = field(default_factory=set)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: set[int] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def play(self) -> None:
        """Conduct the interview; then wait a while for what is not scored yet."""
        await self.is_ready.wait()
        await self._order("room.start")
        for question_id in self.scene.questions:
            await asyncio.sleep(self.rng.uniform(*NODS_S))
            if self.curtain.fallen.is_set():
                break
            await self._order("question.push", question_id=question_id)
            await self._until(self._submitted, question_id)
        await self._order("room.end")
        with suppress(TimeoutError):
            async with asyncio.timeout(SCORED_WITHIN_S):
                for question_id in sorted(self._submitted):
                    await self._until(self._scored, question_id)
        self.figures.counts.scores_late += len(self._submitted - self._scored)

    def sees(self, room: dict[str, Any]) -> None:
        """Take over what a snapshot tells."""
        if room["ready_at"] is not None:
            self.is_ready.set()
        for question in room["questions"]:
            answer = question["answer"]
            if answer is not None:
                self.screen.read(answer | {"question_id": question["question_id"]})
                if answer["status"] == "submitted":
                    self._submitted.add(question["question_id"])
                if answer["score"] is not None:
                    self._note_score(question["question_id"], answer["score"])
        self._news.set()

    def hears(self, event: dict[str, Any]) -> None:
        """Follow the interview."""
        data = event["data"]
        if event["type"] == "candidate.ready":
            self.is_ready.set()
        elif event["type"] == "answer.submitted":
            self._check(data)
            self._submitted.add(data["question_id"])
        elif event["type"] == "score.final":
            self._note_score(data["question_id"], data["score"])
        self._news.set()

    def glimpses(self, name: str, data: dict[str, Any]) -> None:
        """See text and scores grow."""
        now = time.perf_counter()
        if name == "score.partial":
            self.figures.counts.partial_scores += 1
            self.trace.scored(data["question_id"], data["rev"], now)
        elif name == "answer.edited":
            if self.screen.edited(data) == "gap":
                self._read(data["question_id"])
            self.trace.seen(data["question_id"], self.screen.rev(data["question_id"]), now)

    def loses_line(self) -> None:
        """What is under way now does not count for the times."""
        self.trace.forget()

    def is_back(self) -> None:
        """Nothing is owed: gaps in the text show by themselves."""

    def _check(self, submitted: dict[str, Any]) -> None:
        if self.screen.differs(submitted["question_id"], submitted["rev"], submitted["text"]):
            self.figures.counts.screens_wrong += 1

    def _note_score(self, question_id: int, score: dict[str, Any]) -> None:
        if question_id not in self._scored:
            self._scored.add(question_id)
            self.figures.counts.final_scores += 1
            self.figures.scorer = score["model"]

    def _read(self, question_id: int) -> None:
        if question_id in self._reading:
            return
        self._reading.add(question_id)
        task = asyncio.create_task(self._read_anew(question_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read_anew(self, question_id: int) -> None:
        self.figures.counts.reads += 1
        try:
            self.screen.read(await self.line.command("answer.read", question_id=question_id))
        except Refused as refusal:
            self.figures.errors[f"answer.read {refusal.code}"] += 1
        finally:
            self._reading.discard(question_id)

    async def _order(self, name: str, **data: Any) -> None:
        try:
            await self.line.command(name, **data)
        except Refused as refusal:
            if refusal.code not in DONE_BEFORE:
                raise

    async def _until(self, done: set[int], question_id: int) -> None:
        while question_id not in done:
            self._news.clear()
            await self._news.wait()
