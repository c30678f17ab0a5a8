"""People of the question bank, and their work in transactions of their own."""

from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest

from domain.kit.actor import SYSTEM, Actor, Role
from domain.kit.work import Work, WorkShop
from domain.questions.schemas import ApproveQuestions, EditQuestion, QuestionView, ReviewOutcome
from domain.questions.service import approve_questions, edit_question
from tests.factories.people import add_user, open_job
from tests.factories.questions import write_question

Answer = TypeVar("Answer")
P = ParamSpec("P")
Verb = Callable[Concatenate[Work, Actor, P], Awaitable[Answer]]


class Bank:
    """A job's questions and those who work on them."""

    def __init__(self, workshop: WorkShop, job_id: int, people: dict[str, Actor]) -> None:
        self.workshop = workshop
        self.job_id = job_id
        self.author, self.expert, self.other = people.values()

    async def act(
        self, actor: Actor, verb: Verb[P, Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """Run a service function in a work of its own."""
        async with self.workshop.begin(actor) as work:
            return await verb(work, actor, *args, **kwargs)

    async def write(self, author: Actor | None = None, **fields: Any) -> int:
        """Write a question."""
        async with self.workshop.begin(self.author) as work:
            return await write_question(work, self.job_id, author or self.author, **fields)

    async def edit(self, actor: Actor, key: int, **fields: Any) -> QuestionView:
        """Write a new version."""
        return await self.act(actor, edit_question, key, EditQuestion.model_validate(fields))

    async def decide(
        self, actor: Actor, *keys: int, decision: str = "approve", **fields: Any
    ) -> ReviewOutcome:
        """Approve or reject."""
        command = {"question_ids": keys, "decision": decision} | fields
        return await self.act(actor, approve_questions, ApproveQuestions.model_validate(command))

    async def approve(self, key: int, **fields: Any) -> QuestionView:
        """Let the expert approve a question."""
        [view] = (await self.decide(self.expert, key, **fields)).questions
        return view


@pytest.fixture
async def bank(workshop: WorkShop) -> Bank:
    """Return the bank of a new job with three experts."""
    async with workshop.begin(SYSTEM) as work:
        people = {
            name: Actor.user(await add_user(work, name, Role.DOMAIN_EXPERT), Role.DOMAIN_EXPERT)
            for name in ("author", "expert", "other")
        }
        return Bank(workshop, await open_job(work), people)
