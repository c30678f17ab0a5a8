"""The wiring: settings → adapters → domain → rooms → Quart → one ASGI app. Knows everybody."""

import asyncio
from functools import partial
from typing import Any

import socketio
import structlog
from redis.asyncio import Redis

from domain.accounts.passwords import PasswordHasher
from domain.accounts.service import Accounts
from domain.accounts.tokens import AccessTokens
from domain.audit.service import DatabaseTrail
from domain.interviews.journal import AnswerJournal
from domain.interviews.live import LiveScores
from domain.interviews.scores import EVALUATE_ANSWER
from domain.kit.clock import Clock, utc_now
from domain.kit.crypto import Keyring, derive_key, install_keyring
from domain.kit.database import Database
from domain.kit.work import WorkShop
from domain.language.ports import LanguageModel
from domain.matching.maker import MatchMaker
from domain.matching.ports import SkillSpace
from domain.matching.service import PREPARE_MATCHING, RUN_MATCHING
from domain.messaging.ports import Mailer
from domain.questions.measuring import MEASURE_QUESTION, QuestionMeter
from domain.questions.similar import QuestionBank
from domain.resumes.service import RESUME_READ
from domain.video.live_lines import SpokenTexts
from domain.video.ports import MeetingHost
from domain.video.recordings import follow_consent
from domain.webhooks.service import DELIVER_WEBHOOK
from rooms.doorman import Doorman
from rooms.gateway import Gateway, Scope, Turnstile
from rooms.presence import LocalBoard, PresenceBoard
from rooms.publishing import Publisher
from rooms.remote import RemoteGateway
from server.adapters.fanout import FanOut
from server.adapters.mail import open_mailer
from server.adapters.oidc import OpenIdProvider
from server.adapters.outbound import Outbound
from server.adapters.presence import RedisBoard
from server.adapters.resumes import SandboxedParser
from server.adapters.storage import open_files
from server.adapters.webhooks import Postman
from server.api.limits import SEATS
from server.callers import client_address
from server.conditional import KeptAnswers
from server.config import Settings
from server.context import EXTENSION, House
from server.evaluating import Evaluator
from server.generating import Generator
from server.hosting import open_meetings
from server.jobs import JobRunner
from server.language import open_language
from server.mailing import MailRoom
from server.matching import MatchingRoom, ResumeTaker
from server.meetings import follow_sessions, serve_meetings
from server.metrics import observe
from server.resumes import ResumeDesk
from server.scoring import ScoringRoom
from server.skills import open_skills
from server.throttle import Throttle
from server.video import open_hooks, open_streams, serve_recordings
from server.video_inbox import serve_inbox
from server.web import create_web
from server.worker import Worker

REDIS_OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": 5,
    "health_check_interval": 15,
    "socket_keepalive": True,
}
FORGET_EVERY_S = 3_600.0
REMEMBER_EVERY_S = 10.0
MEASURE_EVERY_S = 600.0
"""How often it is looked whether questions are due, which they are once a night."""
ASGIApp = Any

log = structlog.get_logger(__name__)


def open_workshop(settings: Settings, clock: Clock = utc_now) -> WorkShop:
    """Return the way to do work on the settings' database, with encryption and audit in place."""
    install_keyring(Keyring(settings.pii_keys))
    workshop = WorkShop(Database(settings.database_url), DatabaseTrail(), clock)
    workshop.join(follow_consent)
    follow_sessions(workshop, "zoom" if settings.has_zoom else "offline")
    return workshop


def open_accounts(settings: Settings) -> Accounts:
    """Return the sign-in machinery."""
    secret = settings.secret_key.get_secret_value()
    tokens = AccessTokens(
        secret, algorithm=settings.algorithm, minutes=settings.access_token_expire_minutes
    )
    hasher = PasswordHasher(cost=settings.bcrypt_cost)
    key = derive_key(secret, "refresh tokens")
    return Accounts(hasher, tokens, key, must_verify=settings.require_email_verification)


def open_scoring(settings: Settings) -> ScoringRoom:
    """Return where answers are scored, with the organisation's weights."""
    return ScoringRoom(settings.model_dir, settings.scoring, settings.scorer_processes)


def open_matching(settings: Settings) -> MatchingRoom:
    """Return where matches are computed."""
    return MatchingRoom(settings.model_dir, settings.pii_keys, settings.scorer_processes)


def serve_matching(
    runner: JobRunner, workshop: WorkShop, engine: MatchingRoom, skills: SkillSpace
) -> None:
    """Let ``runner`` match applications."""
    maker = MatchMaker(workshop, engine, skills, lambda: runner.is_stopping)
    runner.learn_together(PREPARE_MATCHING, maker.prepare)
    runner.learn(RUN_MATCHING, maker.run)
    runner.learn(RESUME_READ, ResumeTaker(workshop, skills).take)


def open_jobs(
    settings: Settings, workshop: WorkShop, scoring: ScoringRoom, outbound: Outbound
) -> JobRunner:
    """Return the runner of background jobs, with all that it knows how to do."""
    runner = JobRunner(workshop, scoring, settings.redis_url)
    postman = Postman(workshop, outbound)
    runner.learn(DELIVER_WEBHOOK, postman.deliver)
    runner.repeat(postman.forget_old, FORGET_EVERY_S)
    serve_questions(runner, workshop, scoring)
    return runner


def serve_questions(runner: JobRunner, workshop: WorkShop, scoring: ScoringRoom) -> None:
    """Let ``runner`` measure questions and keep their vectors."""
    meter = QuestionMeter(workshop, lambda: runner.is_stopping)
    bank = QuestionBank(workshop, scoring, lambda: runner.is_stopping)
    runner.learn(MEASURE_QUESTION, meter.measure)
    runner.repeat(meter.measure_due, MEASURE_EVERY_S)
    runner.repeat(bank.remember, REMEMBER_EVERY_S)


def serve_evaluating(
    runner: JobRunner, workshop: WorkShop, language: LanguageModel, settings: Settings
) -> None:
    """Let ``runner`` ask ``language`` about scored answers, where that is wanted."""
    if settings.ai_evaluation and language.provider != "offline":
        evaluator = Evaluator(
            workshop, language, settings.scoring, settings.ai_evaluation_tolerance
        )
        runner.learn(EVALUATE_ANSWER, evaluator.evaluate_answer)


def open_resumes(settings: Settings, workshop: WorkShop, language: LanguageModel) -> ResumeDesk:
    """Return where résumés are handed in."""
    assistant = language if settings.ai_resumes and language.provider != "offline" else None
    files = open_files(settings.storage_url.get_secret_value(), settings.upload_dir)
    return ResumeDesk(workshop, files, SandboxedParser(workshop.clock), assistant)


def create_worker(settings: Settings) -> Worker:
    """Return a process that only does background jobs and tells the web processes by Redis."""
    workshop = open_workshop(settings)
    manager = FanOut(settings.redis_url, options=REDIS_OPTIONS, write_only=True)
    board = _board(settings)
    scoring = open_scoring(settings)
    outbound = Outbound(settings.addresses)
    language = open_language(settings, workshop)
    runner = open_jobs(settings, workshop, scoring, outbound)
    Generator(workshop, language, settings.ai_timeout_s).serve(runner)
    serve_evaluating(runner, workshop, language, settings)
    engine = open_matching(settings)
    serve_matching(runner, workshop, engine, open_skills())
    serve_inbox(runner, workshop, open_hooks(settings))
    MailRoom(workshop, _mailer(settings), settings.public_url).serve(runner)
    resumes = open_resumes(settings, workshop, language)
    resumes.serve(runner)
    meetings = open_meetings(settings)
    serve_recordings(runner, settings, workshop, meetings, resumes.files, scoring)
    serve_meetings(runner, workshop, meetings)
    publisher = Publisher(RemoteGateway(workshop, manager, board))
    leave = partial(_leave, manager, board, outbound, resumes, (engine, language, meetings))
    return Worker(runner, publisher, scoring, leave)


def create_app(settings: Settings, clock: Clock = utc_now) -> tuple[ASGIApp, House]:
    """Return the one ASGI app (REST, pages, sockets) and the wired parts behind it."""
    workshop = open_workshop(settings, clock)
    accounts = open_accounts(settings)
    scoring = open_scoring(settings)
    journal = AnswerJournal(workshop)
    outbound = Outbound(settings.addresses)
    language = open_language(settings, workshop)
    board = _board(settings)
    throttle = Throttle(settings.rate_limits, settings.redis_url)
    doorman = Doorman(workshop, accounts)
    turnstile = partial(_let_through, throttle, settings)
    gateway = _open_gateway(settings, workshop, journal, doorman, board, turnstile)
    web = create_web(settings, workshop, accounts)
    house = House(
        settings=settings,
        web=web,
        workshop=workshop,
        accounts=accounts,
        scoring=scoring,
        journal=journal,
        live=LiveScores(workshop, scoring, _spoken(settings, workshop)),
        gateway=gateway,
        publisher=Publisher(gateway),
        jobs=open_jobs(settings, workshop, scoring, outbound),
        matching=open_matching(settings),
        skills=open_skills(),
        bank=QuestionBank(workshop, scoring),
        throttle=throttle,
        kept=KeptAnswers(workshop),
        outbound=outbound,
        mailer=_mailer(settings),
        provider=_provider(settings),
        resumes=open_resumes(settings, workshop, language),
        language=language,
        generator=Generator(workshop, language, settings.ai_timeout_s),
        meetings=open_meetings(settings, clock),
        streams=open_streams(settings, workshop),
    )
    house.resumes.serve(house.jobs)
    house.generator.serve(house.jobs)
    serve_evaluating(house.jobs, workshop, house.language, settings)
    files = house.resumes.files
    serve_recordings(house.jobs, settings, workshop, house.meetings, files, scoring)
    MailRoom(workshop, house.mailer, settings.public_url).serve(house.jobs)
    serve_matching(house.jobs, workshop, house.matching, house.skills)
    serve_inbox(house.jobs, workshop, open_hooks(settings))
    serve_meetings(house.jobs, workshop, house.meetings)
    web.extensions[EXTENSION] = house
    web.before_serving(partial(_open, house))
    web.after_serving(partial(_close, house))
    manager = gateway.sio.manager
    others = (house.matching, house.language, house.meetings)
    leave = partial(_leave, manager, board, outbound, house.resumes, others)
    web.after_serving(leave)
    observe(house)
    return socketio.ASGIApp(gateway.sio, other_asgi_app=web), house


def _open_gateway(  # the parts of one object, in its own order
    settings: Settings,
    workshop: WorkShop,
    journal: AnswerJournal,
    doorman: Doorman,
    board: PresenceBoard,
    turnstile: Turnstile,
) -> Gateway:
    return Gateway(
        workshop,
        journal,
        doorman,
        board,
        turnstile,
        cors_allowed_origins=settings.origins,
        client_manager=_client_manager(settings),
        ping_interval=10,
        ping_timeout=20,
    )


async def _let_through(throttle: Throttle, settings: Settings, scope: Scope) -> None:
    address = client_address(scope, settings.trusted_proxies)
    await throttle.spend("sockets", SEATS, address)


async def _open(house: House) -> None:
    house.scoring.start()
    house.journal.start()
    house.live.start()
    if house.streams is not None:
        house.streams.start()
    house.publisher.start()
    house.gateway.start()
    await house.jobs.start(sweep=not house.settings.redis_url)


async def _close(house: House) -> None:
    await house.gateway.stop()
    if house.streams is not None:
        await house.streams.stop()
    await house.live.stop()
    await house.jobs.stop()
    await house.journal.stop()
    await house.publisher.stop()
    await asyncio.to_thread(house.scoring.close)
    house.accounts.hasher.close()
    await house.throttle.close()
    await house.workshop.database.close()


def _spoken(settings: Settings, workshop: WorkShop) -> SpokenTexts | None:
    return SpokenTexts(workshop) if settings.takes_live_transcripts else None


def _mailer(settings: Settings) -> Mailer:
    return open_mailer(settings.smtp_url.get_secret_value(), settings.mail_from)


def _provider(settings: Settings) -> OpenIdProvider | None:
    if not settings.oidc_issuer:
        return None
    return OpenIdProvider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
        settings.oidc_scopes,
        f"{settings.public_url}/api/auth/oidc/callback",
    )


def _board(settings: Settings) -> PresenceBoard:
    if not settings.redis_url:
        return LocalBoard()
    return RedisBoard(Redis.from_url(settings.redis_url, **REDIS_OPTIONS))


def _client_manager(settings: Settings) -> Any:
    if not settings.redis_url:
        return None
    return FanOut(settings.redis_url, options=REDIS_OPTIONS)


async def _leave(
    manager: object,
    board: PresenceBoard,
    outbound: Outbound,
    resumes: ResumeDesk,
    others: tuple[MatchingRoom, LanguageModel, MeetingHost],
) -> None:
    matching, language, meetings = others
    await language.close()
    await asyncio.to_thread(matching.close)
    await meetings.close_connections()
    await outbound.close()
    await resumes.close()
    if isinstance(manager, FanOut):
        await manager.close()
    if isinstance(board, RedisBoard):
        await board.close()
