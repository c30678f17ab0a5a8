"""What a running server holds, and who is asking right now."""

from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import cast

from quart import Quart, current_app

from domain.accounts.ports import IdentityProvider
from domain.accounts.service import Accounts
from domain.interviews.journal import AnswerJournal
from domain.interviews.live import LiveScores
from domain.kit.actor import NOBODY, Actor
from domain.kit.work import Work, WorkShop
from domain.language.metering import MeteredModel
from domain.matching.ports import SkillSpace
from domain.messaging.ports import Mailer
from domain.questions.similar import QuestionBank
from domain.video.listening import StreamKeeper
from domain.video.ports import MeetingHost
from rooms.gateway import Gateway
from rooms.publishing import Publisher
from server.adapters.outbound import Outbound
from server.conditional import KeptAnswers
from server.config import Settings
from server.generating import Generator
from server.jobs import JobRunner
from server.matching import MatchingRoom
from server.resumes import ResumeDesk
from server.scoring import ScoringRoom
from server.throttle import Throttle

EXTENSION = "greenroom"
_actor: ContextVar[Actor] = ContextVar("actor", default=NOBODY)
_family: ContextVar[str | None] = ContextVar("family", default=None)


@dataclass(slots=True)
class House:
    """The wired parts of one process."""

    settings: Settings
    web: Quart
    workshop: WorkShop
    accounts: Accounts
    scoring: ScoringRoom
    journal: AnswerJournal
    live: LiveScores
    gateway: Gateway
    publisher: Publisher
    jobs: JobRunner
    matching: MatchingRoom
    skills: SkillSpace
    bank: QuestionBank
    throttle: Throttle
    kept: KeptAnswers
    outbound: Outbound
    mailer: Mailer
    provider: IdentityProvider | None
    resumes: ResumeDesk
    language: MeteredModel
    generator: Generator
    meetings: MeetingHost
    streams: StreamKeeper | None


def house() -> House:
    """Return the parts of the application that serves the current request."""
    return cast("House", current_app.extensions[EXTENSION])


def current_actor() -> Actor:
    """Return who makes the current request."""
    return _actor.get()


def current_family() -> str | None:
    """Return the sign-in that the current request's access token came from."""
    return _family.get()


def set_actor(actor: Actor, family: str | None = None) -> None:
    """Say who makes the current request."""
    _actor.set(actor)
    _family.set(family)


def begin_work() -> AbstractAsyncContextManager[Work]:
    """Begin a writing work for whoever makes the current request."""
    return house().workshop.begin(current_actor())


def begin_look() -> AbstractAsyncContextManager[Work]:
    """Begin a reading work for whoever makes the current request."""
    return house().workshop.look(current_actor())
