"""What every test may ask for: settings, a migrated database, a workshop, a running server."""

import asyncio
import io
import logging
import os
import secrets
import shutil
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
import structlog
from cryptography.fernet import Fernet
from hypercorn.asyncio import serve

from domain.accounts.service import Accounts
from domain.kit.clock import Clock, utc_now
from domain.kit.database import Database
from domain.kit.work import WorkShop
from server.app import create_app, open_accounts, open_workshop
from server.cli.serving import hypercorn_config
from server.config import Settings
from server.context import House
from server.logs import configure_logs
from server.migrate import migrate
from tests.factories.clock import SettableClock
from tests.factories.server import RunningServer

MODELS = Path(os.environ.get("GREENROOM_MODELS", ".data/models")).resolve()
POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
IN_CI = os.environ.get("CI", "").lower() == "true"
SECRET = secrets.token_urlsafe(48)
# A line per request would bury what a failing test has to say.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
PII_KEY = Fernet.generate_key().decode()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a module's tests in one process, and all that use Redis, whose channels all share."""
    for item in items:
        group = "redis" if item.get_closest_marker("redis") else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, to be copied per test."""
    path = tmp_path_factory.mktemp("template") / "greenroom.db"
    _run_apart(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied per test."""
    if not POSTGRES:
        if IN_CI:
            pytest.fail("CI must set TEST_DATABASE_URL")
        pytest.skip("TEST_DATABASE_URL is not set")
    name = f"greenroom_template_{os.getpid()}"
    _run_apart(_run_sql(f'CREATE DATABASE "{name}"'))
    _run_apart(_migrate(_postgres_url(name)))
    yield name
    _run_apart(_run_sql(f'DROP DATABASE "{name}"'))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a fresh, migrated database: each test runs on SQLite and on PostgreSQL."""
    async with fresh_database(request, tmp_path) as url:
        yield url


@asynccontextmanager
async def fresh_database(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[str]:
    """Copy the migrated template of the kind that ``request.param`` names; yield the URL."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_sqlite")
        shutil.copy(template, folder / "greenroom.db")
        yield f"sqlite:///{folder / 'greenroom.db'}"
        return
    template_name = request.getfixturevalue("migrated_postgres")
    name = f"greenroom_{secrets.token_hex(6)}"
    await _run_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template_name}"')
    yield _postgres_url(name)
    await _run_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a test installation with real secrets and cheap password hashes."""
    return make_settings(database_url, tmp_path)


def make_settings(database_url: str, data_dir: Path, **overrides: Any) -> Settings:
    """Return test settings; ``overrides`` win. The pulled scoring model is found by a link."""
    models = data_dir / "models"
    if MODELS.is_dir() and not models.exists():
        models.symlink_to(MODELS)
    fields: dict[str, Any] = {
        "environment": "test",
        "database_url": database_url,
        "data_dir": data_dir,
        "upload_dir": data_dir / "uploads",
        "secret_key": SECRET,
        "pii_encryption_key": PII_KEY,
        "bcrypt_cost": 4,
        "scorer_processes": 0,
        "host": "127.0.0.1",
        "log_level": "ERROR",
        "rate_limits": "relaxed",
    }
    return Settings(_env_file=None, **fields | overrides)


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands until a test moves it."""
    return SettableClock()


@pytest.fixture
async def workshop(settings: Settings, clock: SettableClock) -> AsyncIterator[WorkShop]:
    """A workshop on the test's database and clock."""
    workshop = open_workshop(settings, clock)
    yield workshop
    await workshop.database.close()


@pytest.fixture
def accounts(settings: Settings) -> Iterator[Accounts]:
    """The sign-in machinery."""
    accounts = open_accounts(settings)
    yield accounts
    accounts.hasher.close()


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that is logged during the test, in production's form."""
    before, handlers = structlog.get_config(), logging.getLogger().handlers[:]
    level = logging.getLogger().level
    lines = io.StringIO()
    configure_logs("DEBUG", as_json=True, stream=lines)
    yield lines
    structlog.configure(**before)
    logging.basicConfig(level=level, handlers=handlers, force=True)


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[RunningServer]:
    """The whole product, served by Hypercorn on a free port of this machine."""
    async with running(settings) as server:
        yield server


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
async def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningServer]:
    """One running server for all tests of a module, which must run in the module's loop."""
    data_dir = tmp_path_factory.mktemp("shared")
    async with (
        fresh_database(request, data_dir) as url,
        running(make_settings(url, data_dir)) as server,
    ):
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_sqlite(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[RunningServer]:
    """As ``shared``, for long tables in which the database makes no difference."""
    data_dir = tmp_path_factory.mktemp("shared")
    shutil.copy(migrated_sqlite, data_dir / "greenroom.db")
    settings = make_settings(f"sqlite:///{data_dir / 'greenroom.db'}", data_dir)
    async with running(settings) as server:
        yield server


class running:  # noqa: N801  # reads as a verb at the call: async with running(settings)
    """Serve the product while the block runs; several at once make several nodes."""

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self._listener = listener
        self._clock = clock
        port = listener.getsockname()[1]
        self._settings = settings.model_copy(update={"port": port})
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> RunningServer:
        app, house = create_app(self._settings, self._clock)
        config = hypercorn_config(self._settings)
        config.bind = [f"fd://{self._listener.detach()}"]
        config.graceful_timeout = 0.2
        self._task = asyncio.create_task(serve(app, config, shutdown_trigger=self._stop.wait))
        await _until_serving(house, self._task)
        return RunningServer(self._settings.public_url, house)

    async def __aexit__(self, *_error: object) -> None:
        self._stop.set()
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await self._task


async def _until_serving(house: House, task: asyncio.Task[None]) -> None:
    while not house.gateway.is_watching:
        if task.done():
            task.result()
        await asyncio.sleep(0.01)


def _run_apart(work: Coroutine[Any, Any, None]) -> None:
    """Run ``work`` in a loop and thread of its own: fixtures of a session outlive a test's loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


async def _run_sql(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _postgres_url(name: str) -> str:
    return f"{POSTGRES.rpartition('/')[0]}/{name}"
