"""Drafting questions with a language model in the background, while somebody waits or not."""

import asyncio
import time

import structlog

from domain.kit.actor import SYSTEM, Actor
from domain.kit.work import WorkShop
from domain.language.errors import ModelDown, ModelGarbled, NoModel
from domain.language.ports import LanguageModel
from domain.questions.generating import service as generating
from domain.questions.generating.asking import AT_ONCE, ask_for_questions
from domain.questions.generating.schemas import GenerateQuestions, GenerationView
from domain.questions.upkeep import Origin
from server.jobs import JobRunner

POLLED_EVERY_S = 0.1
BEYOND_TIMEOUT_S = 2.0
MOST_ROUNDS = 20
WASTED_ROUNDS = 2
"""After so many rounds without a usable draft the rest is drafted offline."""
log = structlog.get_logger(__name__)


class Generator:
    """Drafts questions: at once where no model is set up, else by a job in small steps."""

    def __init__(self, workshop: WorkShop, model: LanguageModel, timeout_s: float) -> None:
        """``timeout_s`` is how long a model may take for all of one generation."""
        self._workshop = workshop
        self._model = model
        self._timeout_s = timeout_s

    def serve(self, runner: JobRunner) -> None:
        """Let ``runner`` draft."""
        runner.learn(generating.GENERATE_QUESTIONS, self.draft)

    async def generate_questions(self, actor: Actor, command: GenerateQuestions) -> GenerationView:
        """Return the generation, with its drafts if it is done or ``command.wait`` says to wait.

        Raises NotFound, NoSkills, FieldsInvalid or NotAllowed.
        """
        if self._model.provider == "offline":
            async with self._workshop.begin(actor) as work:
                return await generating.generate_questions(work, actor, command)
        async with self._workshop.begin(actor) as work:
            row = await generating.plan_generation(work, actor, command, self._model.provider)
            generation_id = row.id
        if command.wait:
            return await self._wait(actor, generation_id)
        return await self._read(actor, generation_id)

    async def draft(self, generation_id: int) -> None:
        """Do a generation, from where it stands; the model has ``timeout_s`` in all."""
        ends = time.monotonic() + self._timeout_s
        async with self._workshop.begin(SYSTEM) as work:
            row = await generating.find_generation(work, SYSTEM, generation_id, changing=True)
            if row.state not in {"waiting", "running"}:
                return
            generating.begin(row)
        reason = await self._ask(generation_id, ends)
        async with self._workshop.begin(SYSTEM) as work:
            row = await generating.find_generation(work, SYSTEM, generation_id, changing=True)
            if row.state == "running":
                await generating.fill_up(work, row, reason)

    async def _ask(self, generation_id: int, ends: float) -> str | None:
        """Let the model draft in rounds; return why it made fewer than were asked for."""
        wasted = 0
        for _ in range(MOST_ROUNDS):
            try:
                left = ends - time.monotonic()
                kept = await self._round(generation_id, left) if left > 0 else None
            except (ModelDown, ModelGarbled, NoModel) as refusal:
                log.info("questions_not_drafted", reason=refusal.code, generation=generation_id)
                return f"{refusal.message} The rest was drafted offline."
            if kept is None:
                return "The language model took too long. The rest was drafted offline."
            if kept < 0:
                return None
            wasted = 0 if kept else wasted + 1
            if wasted == WASTED_ROUNDS:
                break
        return "The language model drafted too little that can be used. The rest is offline."

    async def _round(self, generation_id: int, left_s: float) -> int:
        """Ask for a few drafts and keep the good ones; return how many, -1 if none is missing."""
        async with self._workshop.look(SYSTEM) as work:
            row = await generating.find_generation(work, SYSTEM, generation_id)
            brief, taken = await generating.next_brief(work, row)
            missing = brief.count - row.done
            if row.state != "running" or missing <= 0:
                return -1
        ask = ask_for_questions(brief, min(AT_ONCE, missing), taken, timeout_s=left_s)
        reply = await self._model.ask(ask)
        origin = Origin(source=reply.provider, prompt=ask.prompt)
        async with self._workshop.begin(SYSTEM) as work:
            row = await generating.find_generation(work, SYSTEM, generation_id, changing=True)
            if row.state != "running":
                return -1
            return await generating.take(work, row, reply.value, origin, reply.model)

    async def _wait(self, actor: Actor, generation_id: int) -> GenerationView:
        """Return the generation when it is over, or as it stands when waiting takes too long."""
        ends = time.monotonic() + self._timeout_s + BEYOND_TIMEOUT_S
        while True:
            view = await self._read(actor, generation_id)
            if view.state in {"done", "cancelled"} or time.monotonic() > ends:
                return view
            await asyncio.sleep(POLLED_EVERY_S)

    async def _read(self, actor: Actor, generation_id: int) -> GenerationView:
        async with self._workshop.look(actor) as work:
            return await generating.read_generation(work, actor, generation_id)
