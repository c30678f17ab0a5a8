"""A simulated candidate: types at human speed, sends small edits, hands in."""

import asyncio
import hashlib
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

from server.simulate.draft import Draft, Edit
from server.simulate.figures import Figures, Trace
from server.simulate.line import Line, Refused
from server.simulate.pulse import Curtain, Pulse
from server.simulate.scenes import Record, Scene
from server.simulate.typist import strokes

WINDOW = 8
EDIT_EVERY_S = (0.15, 0.30)
PATIENCE_S = (60.0, 180.0)
PATIENCE_SHARE = (0.35, 0.5)
LEAST_PATIENCE_S = 5.0
RESEND_AFTER_S = 0.3
RETRIED = {"STALE", "RATE", "StorageBusy", "Unexpected", "TooManyRequests"}
CONSENTS = ("ai_score", "keep")


@dataclass(slots=True)
class Candidate:
    """Plays one script to its end. Implements ``Person``."""

    scene: Scene
    figures: Figures
    trace: Trace
    pulse: Pulse
    curtain: Curtain
    rng: Random
    record: Record
    line: Line = field(init=False)
    _draft: Draft | None = None
    _asked: int | None = None
    _over: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _saved: asyncio.Event = field(default_factory=asyncio.Event)
    _sent_at: float = 0.0
    _held_until: float = 0.0
    _back_at: float = 0.0

    async def play(self) -> None:
        """Take part in the interview until it is over."""
        for purpose in CONSENTS:
            await self.line.command(
                "consent.set", purpose=purpose, granted=True, text_version="rehearsal-1"
            )
        await self.line.command("room.ready", checks={"keyboard": True})
        pump = asyncio.create_task(self._pump())
        try:
            while (question := await self._next_question()) is not None:
                await self._answer(question)
        finally:
            pump.cancel()

    def sees(self, room: dict[str, Any]) -> None:
        """Find the open question in a snapshot."""
        opened = [q["question_id"] for q in room["questions"] if q["status"] == "open"]
        self._tell(opened[0] if opened else None, over=room["status"] == "Completed")

    def hears(self, event: dict[str, Any]) -> None:
        """Follow which question is open."""
        if event["type"] == "question.pushed":
            self._tell(event["data"]["question"]["question_id"])
        elif event["type"] == "question.closed":
            self._tell(None)
        elif event["type"] == "room.ended":
            self._tell(None, over=True)

    def glimpses(self, name: str, data: dict[str, Any]) -> None:
        """Candidates get nothing fleeting that they act on."""

    def loses_line(self) -> None:
        """Nothing is under way any more."""
        self.trace.forget()
        if self._draft is not None:
            self._draft.ground()

    def is_back(self) -> None:
        """Send what was not acknowledged; what was typed meanwhile is late and not timed."""
        self._held_until = 0.0
        self._back_at = time.perf_counter()
        self._wake.set()

    def _tell(self, asked: int | None, *, over: bool = False) -> None:
        self._asked, self._over = asked, self._over or over
        self._news.set()

    async def _next_question(self) -> int | None:
        while not self._over:
            if self._asked is not None and self._asked not in self.record.submitted:
                return self._asked
            self._news.clear()
            await self._news.wait()
        return None

    async def _answer(self, question_id: int) -> None:
        self._draft = Draft(self.scene.session_id, question_id, opened_at=time.perf_counter())
        self.record.drafts.append(self._draft)
        answers = dict(zip(self.scene.questions, self.scene.script.answers, strict=True))
        await self._type(self._draft, answers[question_id])
        await self._hand_in(self._draft)

    async def _type(self, draft: Draft, text: str) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        enough = due + self._patience()
        for stroke in strokes(text, self.scene.script.habits, self.rng):
            due += stroke.pause_s
            if due > enough or await self.curtain.falls_before(due):
                return
            draft.take(stroke, time.perf_counter())
            next_edit = self._sent_at + self.rng.uniform(*EDIT_EVERY_S)
            loop.call_at(max(loop.time(), next_edit), self._wake.set)

    def _patience(self) -> float:
        share = self.curtain.seconds * self.rng.uniform(*PATIENCE_SHARE)
        return max(LEAST_PATIENCE_S, min(share, self.rng.uniform(*PATIENCE_S)))

    async def _pump(self) -> None:
        """Send edits whenever there are any and the line lets them through."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._draft is None or not self.line.usable.is_set():
                continue
            if loop.time() < self._held_until:
                loop.call_at(self._held_until, self._wake.set)
                continue
            for edit in self._draft.sendable(WINDOW):
                await self._send(self._draft, edit)

    async def _send(self, draft: Draft, edit: Edit) -> None:
        data = {
            "question_id": draft.question_id,
            "client_id": f"tab-{draft.session_id}",
            "base_rev": edit.base_rev,
            "rev": edit.rev,
            "splices": edit.splices,
        }
        edit.flying, edit.sent_at = True, time.perf_counter()
        edit.attempts += 1
        if not await self.line.send("answer.edit", data, lambda a: self._answered(draft, edit, a)):
            edit.flying = False
            return
        self._sent_at = asyncio.get_running_loop().time()
        self.pulse.beat("sent")
        if edit.attempts > 1:
            self.figures.counts.resent += 1
            return
        self.figures.counts.edits_sent += 1
        if edit.typed_at >= self._back_at:
            self.trace.sent(draft.question_id, edit.rev, edit.typed_at)

    def _answered(self, draft: Draft, edit: Edit, answer: dict[str, Any]) -> None:
        if not answer["ok"]:
            self._refused(draft, answer["error"])
            return
        if not edit.acknowledged:
            self.figures.counts.acknowledged += 1
            if edit.attempts == 1:
                took_s = time.perf_counter() - edit.sent_at
                self.figures.to_ack.append(took_s * 1_000)
        draft.acknowledge(edit)
        self.pulse.beat("acknowledged")
        self._saved.set()
        self._wake.set()

    def _refused(self, draft: Draft, error: dict[str, Any]) -> None:
        self.figures.errors[error["code"]] += 1
        if error["code"] not in RETRIED:
            return
        draft.ground()
        loop = asyncio.get_running_loop()
        self._held_until = loop.time() + (error.get("retry_after_s") or RESEND_AFTER_S)
        self._wake.set()

    async def _hand_in(self, draft: Draft) -> None:
        while True:
            await self._settled(draft)
            try:
                stored = await self.line.command(
                    "answer.submit",
                    question_id=draft.question_id,
                    rev=draft.rev,
                    text_sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
                    idempotency_key=f"{draft.session_id}-{draft.question_id}",
                )
            except Refused as refusal:
                self.figures.errors[f"submit {refusal.code}"] += 1
                await asyncio.sleep(RESEND_AFTER_S)
                continue
            self.record.submitted[draft.question_id] = stored["text"]
            self.figures.counts.answers_submitted += 1
            self.trace.forget()
            return

    async def _settled(self, draft: Draft) -> None:
        while not draft.is_settled:
            self._saved.clear()
            self._wake.set()
            await self._saved.wait()
