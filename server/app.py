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
from domain.kit.clock import Clock, utc_now
from domain.kit.crypto import Keyring, derive_key, install_keyring
from domain.kit.database import Database
from domain.kit.work import WorkShop
from domain.questions.similar import QuestionBank
from domain.video.live_lines import SpokenTexts
from domain.video.recordings import follow_consent
from rooms.doorman import Doorman
from rooms.gateway import Gateway, Scope, Turnstile
from rooms.presence import LocalBoard, PresenceBoard
from rooms.publishing import Publisher
from rooms.remote import RemoteGateway
from server.adapters.fanout import FanOut
from server.adapters.oidc import OpenIdProvider
from server.adapters.presence import RedisBoard
from server.api.limits import SEATS
from server.callers import client_address
from server.conditional import KeptAnswers
from server.config import Settings
from server.context import EXTENSION, House
from server.crew import Crew, open_crew
from server.meetings import follow_sessions
from server.metrics import observe
from server.throttle import Throttle
from server.video import open_streams
from server.web import create_web
from server.worker import Worker

REDIS_OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": 5,
    "health_check_interval": 15,
    "socket_keepalive": True,
}
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


def create_worker(settings: Settings) -> Worker:
    """Return a process that only does background jobs and tells the web processes by Redis."""
    workshop = open_workshop(settings)
    manager = FanOut(settings.redis_url, options=REDIS_OPTIONS, write_only=True)
    board = _board(settings)
    crew = open_crew(settings, workshop)
    publisher = Publisher(RemoteGateway(workshop, manager, board))
    return Worker(crew.jobs, publisher, crew.scoring, partial(_leave, manager, board, crew))


def create_app(settings: Settings, clock: Clock = utc_now) -> tuple[ASGIApp, House]:
    """Return the one ASGI app (REST, pages, sockets) and the wired parts behind it."""
    workshop = open_workshop(settings, clock)
    accounts = open_accounts(settings)
    journal = AnswerJournal(workshop)
    board = _board(settings)
    throttle = Throttle(settings.rate_limits, settings.redis_url)
    turnstile = partial(_let_through, throttle, settings)
    doorman = Doorman(workshop, accounts)
    gateway = _open_gateway(settings, workshop, journal, doorman, board, turnstile)
    crew = open_crew(settings, workshop, clock)
    web = create_web(settings, workshop, accounts)
    house = House(
        settings=settings,
        web=web,
        workshop=workshop,
        accounts=accounts,
        journal=journal,
        live=LiveScores(workshop, crew.scoring, _spoken(settings, workshop)),
        gateway=gateway,
        publisher=Publisher(gateway),
        bank=QuestionBank(workshop, crew.scoring),
        throttle=throttle,
        kept=KeptAnswers(workshop),
        provider=_provider(settings),
        streams=open_streams(settings, workshop),
        **crew.parts(),
    )
    web.extensions[EXTENSION] = house
    web.before_serving(partial(_open, house))
    web.after_serving(partial(_close, house))
    web.after_serving(partial(_leave, gateway.sio.manager, board, crew))
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


async def _leave(manager: object, board: PresenceBoard, crew: Crew) -> None:
    await crew.close()
    if isinstance(manager, FanOut):
        await manager.close()
    if isinstance(board, RedisBoard):
        await board.close()
