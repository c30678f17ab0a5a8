"""An interview played through the services, the way rooms and REST play it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from domain.interviews import answering
from domain.interviews.history import read_events, read_snapshot
from domain.interviews.journal import AnswerJournal
from domain.interviews.room import Room
from domain.interviews.rules import text_hash
from domain.interviews.schemas import EditAnswer, EditSaved, SubmitAnswer, SubmittedAnswer
from domain.interviews.views import Delta
from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.work import Work, WorkShop
from tests.factories.people import add_user
from tests.factories.rooms import Planned, plan_interview
from tests.factories.values import full_text

Answer = TypeVar("Answer")
P = ParamSpec("P")
Verb = Callable[Concatenate[Work, Actor, int, P], Awaitable[Answer]]


@dataclass(slots=True)
class Play:
    """One interview with its recruiter and its candidate."""

    workshop: WorkShop
    journal: AnswerJournal
    planned: Planned
    recruiter: Actor

    @property
    def session_id(self) -> int:
        return self.planned.session_id

    @property
    def candidate(self) -> Actor:
        return Actor.guest(1, self.session_id, self.planned.application_id)

    async def staff(self, verb: Verb[P, Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Do what an interviewer does."""
        return await self.act(self.recruiter, verb, *args, **kwargs)

    async def guest(self, verb: Verb[P, Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Do what the candidate does."""
        return await self.act(self.candidate, verb, *args, **kwargs)

    async def act(
        self, actor: Actor, verb: Verb[P, Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """Run a service function in a work of its own."""
        async with self.workshop.begin(actor) as work:
            return await verb(work, actor, self.session_id, *args, **kwargs)

    async def edit(self, edit: EditAnswer) -> EditSaved:
        """Save an edit of the candidate."""
        return await self.journal.edit(self.candidate, self.session_id, edit)

    async def write(self, question_id: int, text: str) -> EditSaved:
        """Save ``text`` as the next revision of an answer."""
        rev = (await self.answer(question_id)).rev
        return await self.edit(full_text(question_id, rev + 1, text))

    async def submit(self, question_id: int, rev: int, text: str) -> SubmittedAnswer:
        """Hand in an answer, proving its text."""
        command = SubmitAnswer(
            question_id=question_id, rev=rev, text_sha256=text_hash(text), idempotency_key="once"
        )
        return await self.guest(answering.submit_answer, command)

    async def room(self, actor: Actor | None = None) -> Room:
        """Read a fresh snapshot, the recruiter's by default."""
        actor = actor or self.recruiter
        async with self.workshop.look(actor) as work:
            return await read_snapshot(work, actor, self.session_id)

    async def events(self, actor: Actor | None = None, after: int = 0) -> Delta:
        """Read the events of a stream, the recruiter's by default."""
        actor = actor or self.recruiter
        async with self.workshop.look(actor) as work:
            return await read_events(work, actor, self.session_id, after)

    async def answer(self, question_id: int) -> Any:
        """Read one answer as interviewers see it."""
        question = (await self.room()).question(question_id)
        assert question is not None
        assert question.answer is not None
        return question.answer


async def open_play(workshop: WorkShop, journal: AnswerJournal, **options: Any) -> Play:
    """Plan an interview to be played; ``options`` are those of ``plan_interview``."""
    async with workshop.begin(SYSTEM) as work:
        planned = await plan_interview(work, **options)
        user_id = await add_user(work, f"recruiter{planned.session_id}", Role.RECRUITER)
    return Play(workshop, journal, planned, Actor.user(user_id, Role.RECRUITER))


@asynccontextmanager
async def writing(workshop: WorkShop) -> AsyncIterator[AnswerJournal]:
    """Yield a journal that writes while the block runs."""
    journal = AnswerJournal(workshop)
    journal.start()
    yield journal
    await journal.stop()
